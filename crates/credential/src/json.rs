//! JSON read strictly: no repeated names, bounded depth, nothing after the value.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::limits::JSON_DEPTH;
use crate::malformed::Malformed;

/// Parses one value. Errors: [`Malformed::Json`], `DuplicateName`, `TooDeep`.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, Malformed> {
    let fault = Cell::new(Malformed::Json);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value =
        Node { depth: 0, fault: &fault }.deserialize(&mut reader).map_err(|_| fault.get())?;
    reader.end().map_err(|_| Malformed::Json)?;
    Ok(value)
}

/// Parses an object.
pub(crate) fn parse_object(bytes: &[u8]) -> Result<Map<String, Value>, Malformed> {
    match parse(bytes)? {
        Value::Object(map) => Ok(map),
        _ => Err(Malformed::NotAnObject),
    }
}

/// Levels of arrays and objects in a value; a plain value has none.
pub(crate) fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

#[derive(Clone, Copy)]
struct Node<'f> {
    depth: usize,
    fault: &'f Cell<Malformed>,
}

impl Node<'_> {
    fn inner<E: Error>(self) -> Result<Self, E> {
        if self.depth >= JSON_DEPTH {
            self.fault.set(Malformed::TooDeep);
            return Err(E::custom("too deep"));
        }
        Ok(Node { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("not finite"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut map = Map::new();
        while let Some(name) = access.next_key::<String>()? {
            if map.contains_key(&name) {
                self.fault.set(Malformed::DuplicateName);
                return Err(A::Error::custom("repeated name"));
            }
            let value = access.next_value_seed(inner)?;
            map.insert(name, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_ways_of_being_wrong_apart() {
        assert_eq!(parse(br#"{"a":1,"a":2}"#), Err(Malformed::DuplicateName));
        assert_eq!(parse(br#"{"a":{"b":1,"b":1}}"#), Err(Malformed::DuplicateName));
        assert_eq!(parse(b"{} {}"), Err(Malformed::Json));
        assert_eq!(parse(b"{\"a\":\"\xff\"}"), Err(Malformed::Json));
        assert_eq!(parse_object(b"[]"), Err(Malformed::NotAnObject));
    }

    #[test]
    fn depth_is_allowed_up_to_the_limit_and_not_beyond() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let deepest = parse(nested(JSON_DEPTH).as_bytes()).unwrap();
        assert_eq!(depth(&deepest), JSON_DEPTH);
        assert_eq!(parse(nested(JSON_DEPTH + 1).as_bytes()), Err(Malformed::TooDeep));
        assert_eq!(parse(nested(100_000).as_bytes()), Err(Malformed::TooDeep));
    }
}
