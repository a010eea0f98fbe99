//! Holds what was sent against the schema that the document shows for it, and finds everything that
//! is wrong at once.

use jiff::civil::Date;
use onewindow_model::id::CaseId;
use serde_json::{Map, Value};

use super::input::ID;

/// Something that does not fit its schema.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// Where, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// What.
    pub what: What,
}

/// What is wrong at a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    /// It must be there.
    Missing,
    /// Nothing of this name is known.
    Unknown,
    /// It is of another type than this.
    Type(String),
    /// None of the values allowed.
    NotOneOf(String),
    /// Fewer characters, items or less than this.
    Least(String),
    /// More characters, items or more than this.
    Most(String),
}

/// More findings help nobody.
const MOST: usize = 50;
/// Nothing that we take is nested deeper.
const DEEPEST: usize = 16;

/// Everything in `value` that does not fit `schema`, which names no other.
pub(super) fn check(schema: &Value, value: &Value) -> Vec<Wrong> {
    let mut checking = Checking { wrong: Vec::new() };
    checking.value(schema, value, "", 0);
    checking.wrong
}

struct Checking {
    wrong: Vec<Wrong>,
}

impl Checking {
    fn say(&mut self, at: &str, what: What) {
        if self.wrong.len() < MOST {
            self.wrong.push(Wrong { pointer: at.to_owned(), what });
        }
    }

    fn value(&mut self, schema: &Value, value: &Value, at: &str, depth: usize) {
        let Some(schema) = schema.as_object().filter(|_| depth < DEEPEST) else { return };
        for key in ["anyOf", "oneOf"] {
            if let Some(choices) = schema.get(key).and_then(Value::as_array)
                && !choices.iter().any(|one| check(one, value).is_empty())
            {
                return self.none_of(choices, value, at, depth);
            }
        }
        if !is_of_type(schema, value) {
            let types = schema.get("type").map(words).unwrap_or_default();
            return self.say(at, What::Type(types));
        }
        let fixed = schema.get("const").is_some_and(|one| one != value);
        let listed = schema.get("enum").and_then(Value::as_array);
        if fixed || listed.is_some_and(|all| !all.contains(value)) {
            let allowed = listed.map(|all| all.iter().map(words).collect::<Vec<_>>().join(", "));
            return self.say(at, What::NotOneOf(allowed.unwrap_or_default()));
        }
        match value {
            Value::Object(fields) => self.object(schema, fields, at, depth),
            Value::Array(items) => self.array(schema, items, at, depth),
            Value::String(text) => {
                self.bounds(schema, "minLength", "maxLength", text.chars().count() as f64, at);
                if !is_of_form(schema, text) {
                    self.say(at, What::NotOneOf(String::new()));
                }
            }
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or(f64::MAX);
                self.bounds(schema, "minimum", "maximum", number, at);
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Why a value is none of the choices: where a field says which one is meant, what is wrong with
    /// that one.
    fn none_of(&mut self, choices: &[Value], value: &Value, at: &str, depth: usize) {
        let (Some(name), Some(fields)) = (tag(choices), value.as_object()) else {
            return self.say(at, What::NotOneOf(consts(choices)));
        };
        let Some(said) = fields.get(name) else { return self.say(&below(at, name), What::Missing) };
        let tags = || choices.iter().filter_map(|choice| fixed(choice, name));
        match choices.iter().find(|choice| fixed(choice, name) == Some(said)) {
            Some(meant) => self.value(meant, value, at, depth + 1),
            None => {
                let known = tags().map(words).collect::<Vec<_>>().join(", ");
                self.say(&below(at, name), What::NotOneOf(known));
            }
        }
    }

    fn object(
        &mut self,
        schema: &Map<String, Value>,
        fields: &Map<String, Value>,
        at: &str,
        depth: usize,
    ) {
        let known = schema.get("properties").and_then(Value::as_object);
        let known = |name: &str| known.and_then(|known| known.get(name));
        let required = schema.get("required").and_then(Value::as_array);
        for name in required.into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                self.say(&below(at, name), What::Missing);
            }
        }
        let others = schema.get("additionalProperties");
        for (name, value) in fields {
            match (known(name), others) {
                (Some(schema), _) => self.value(schema, value, &below(at, name), depth + 1),
                (None, Some(Value::Bool(false))) => self.say(&below(at, name), What::Unknown),
                (None, Some(schema)) => self.value(schema, value, &below(at, name), depth + 1),
                (None, None) => {}
            }
        }
        self.bounds(schema, "minProperties", "maxProperties", fields.len() as f64, at);
    }

    fn array(&mut self, schema: &Map<String, Value>, items: &[Value], at: &str, depth: usize) {
        self.bounds(schema, "minItems", "maxItems", items.len() as f64, at);
        let Some(each) = schema.get("items") else { return };
        for (place, item) in items.iter().enumerate() {
            self.value(each, item, &format!("{at}/{place}"), depth + 1);
        }
    }

    fn bounds(&mut self, schema: &Map<String, Value>, min: &str, max: &str, is: f64, at: &str) {
        let bound = |name: &str| schema.get(name).filter(|bound| bound.is_number());
        if let Some(least) = bound(min).filter(|least| least.as_f64().is_some_and(|l| is < l)) {
            self.say(at, What::Least(least.to_string()));
        }
        if let Some(most) = bound(max).filter(|most| most.as_f64().is_some_and(|m| is > m)) {
            self.say(at, What::Most(most.to_string()));
        }
    }
}

/// The place of a field below another place.
fn below(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn is_of_type(schema: &Map<String, Value>, value: &Value) -> bool {
    let fits = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        _ => true,
    };
    match schema.get("type") {
        Some(Value::String(name)) => fits(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(fits),
        _ => true,
    }
}

/// Whether a text has the form that its schema asks for. Only forms that [`Id`](super::input::Id) and
/// [`Day`](super::input::Day) have are looked at.
fn is_of_form(schema: &Map<String, Value>, text: &str) -> bool {
    let says = |key: &str| schema.get(key).and_then(Value::as_str);
    let day = says("format") != Some("date") || text.parse::<Date>().is_ok();
    let id = says("pattern") != Some(ID) || text.parse::<CaseId>().is_ok();
    day && id
}

/// The field by which choices are told apart: in each of them it has a value of its own.
fn tag(choices: &[Value]) -> Option<&str> {
    let first = choices.first()?.get("properties")?.as_object()?;
    let names = first.keys().map(String::as_str);
    names.into_iter().find(|name| choices.iter().all(|choice| fixed(choice, name).is_some()))
}

/// The one value that a field has in a choice.
fn fixed<'a>(choice: &'a Value, name: &str) -> Option<&'a Value> {
    choice.get("properties")?.get(name)?.get("const")
}

/// The values of choices that are nothing but a value each.
fn consts(choices: &[Value]) -> String {
    let values = choices.iter().filter_map(|one| one.get("const")).map(words);
    values.collect::<Vec<_>>().join(", ")
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(schema: Value, value: Value) -> Vec<(String, What)> {
        let wrong = check(&schema, &value);
        wrong.into_iter().map(|wrong| (wrong.pointer, wrong.what)).collect()
    }

    #[test]
    fn everything_is_found_at_once_and_where_it_is() {
        let schema = json!({
            "type": "object",
            "properties": {
                "count": { "type": "integer", "minimum": 1, "maximum": 100 },
                "kind": { "enum": ["a", "b"] },
                "days": { "type": "array", "maxItems": 2, "items": { "type": "string", "maxLength": 10 } },
                "word": { "type": ["string", "null"], "minLength": 1 },
                "any": { "anyOf": [{ "type": "integer" }, { "type": "boolean" }] },
            },
            "required": ["count", "kind"],
            "additionalProperties": false,
        });
        assert_eq!(found(schema.clone(), json!({ "count": 1, "kind": "a", "word": null })), []);
        let wrong = found(
            schema.clone(),
            json!({
                "count": 101, "days": ["2026-01-01", "2026-01-011", 3], "a/b": 1, "word": "",
                "any": "x",
            }),
        );
        let expected = [
            ("/kind", What::Missing),
            ("/a~1b", What::Unknown),
            ("/any", What::NotOneOf(String::new())),
            ("/count", What::Most("100".into())),
            ("/days", What::Most("2".into())),
            ("/days/1", What::Most("10".into())),
            ("/days/2", What::Type("string".into())),
            ("/word", What::Least("1".into())),
        ];
        assert_eq!(wrong, expected.map(|(at, what)| (at.to_owned(), what)));
        assert_eq!(found(schema, json!([])), [(String::new(), What::Type("object".into()))]);
    }

    #[test]
    fn of_choices_told_apart_by_a_field_the_one_that_is_meant_is_looked_at() {
        let choice = |kind: &str, field: &str, schema: Value| {
            json!({
                "type": "object",
                "properties": { "kind": { "type": "string", "const": kind }, field: schema },
                "required": ["kind", field],
                "additionalProperties": false,
            })
        };
        let day = json!({ "type": "string", "format": "date" });
        let id = json!({ "type": "string", "pattern": ID });
        let schema = json!({ "oneOf": [choice("leave", "from", day), choice("join", "who", id)] });
        let is = |value: Value| found(schema.clone(), value);
        assert_eq!(is(json!({ "kind": "leave", "from": "2026-12-01" })), []);
        assert_eq!(is(json!({ "kind": "join", "who": "0".repeat(26) })), []);
        let none = || What::NotOneOf(String::new());
        for (value, at, what) in [
            (json!({ "kind": "leave", "from": "2026-02-30" }), "/from", none()),
            (json!({ "kind": "join", "who": "u".repeat(26) }), "/who", none()),
            (json!({ "kind": "join" }), "/who", What::Missing),
            (json!({ "who": "0".repeat(26) }), "/kind", What::Missing),
            (json!({ "kind": "go" }), "/kind", What::NotOneOf("leave, join".to_owned())),
            (json!("join"), "", none()),
        ] {
            assert_eq!(is(value), [(at.to_owned(), what)]);
        }
    }
}
