//! An element of XML as a tree of values.
//!
//! An element with nothing but text is that text. Any other is an object: attributes under `@name`,
//! children under their names, in a list where there are several, its own text under `#text`.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use super::{DEEPEST, Problem};

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[derive(Default)]
struct Open {
    name: String,
    fields: Map<String, Value>,
    text: String,
}

/// The element that a text consists of.
pub(super) fn value(text: &str) -> Result<Value, Problem> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Open> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| not_xml(&error.to_string()))?;
        let closed = match event {
            Event::Start(tag) => {
                open.push(begun(&tag)?);
                if open.len() > DEEPEST {
                    return Err(not_xml(&format!("more than {DEEPEST} elements in each other")));
                }
                continue;
            }
            Event::Empty(tag) => begun(&tag)?,
            Event::End(_) => open.pop().ok_or_else(|| not_xml("an element too many is closed"))?,
            Event::Eof => return Err(not_xml("the element does not end")),
            other => {
                add_text(&mut open, &other)?;
                continue;
            }
        };
        let (name, value) = (closed.name.clone(), finished(closed));
        match open.last_mut() {
            Some(above) => add(&mut above.fields, name, value),
            None => return Ok(whole(value)),
        }
    }
}

/// A record is always an object.
fn whole(value: Value) -> Value {
    match value {
        Value::Object(_) => value,
        text => Value::Object(Map::from_iter([("#text".to_owned(), text)])),
    }
}

fn begun(tag: &BytesStart<'_>) -> Result<Open, Problem> {
    let mut fields = Map::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| not_xml(&error.to_string()))?;
        let name = format!("@{}", local(attribute.key.as_ref()));
        let value = quick_xml::escape::unescape(&attribute.value)
            .map_err(|error| not_xml(&error.to_string()))?;
        fields.insert(name, Value::String(value.into_owned()));
    }
    Ok(Open { name: local(tag.name().as_ref()).to_owned(), fields, text: String::new() })
}

fn add_text(open: &mut [Open], event: &Event<'_>) -> Result<(), Problem> {
    let Some(element) = open.last_mut() else { return Ok(()) };
    match event {
        Event::Text(text) => element.text.push_str(&text.xml10_content()),
        Event::CData(text) => element.text.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => {
            let sign = reference.resolve_char_ref().map_err(|error| not_xml(&error.to_string()))?;
            let name = reference.borrow().into_inner();
            let known = quick_xml::escape::resolve_predefined_entity(&name);
            match (sign, known) {
                (Some(sign), _) => element.text.push(sign),
                (None, Some(text)) => element.text.push_str(text),
                (None, None) => return Err(not_xml(&format!("`&{name};` stands for nothing"))),
            }
        }
        _ => {}
    }
    Ok(())
}

fn finished(element: Open) -> Value {
    let Open { mut fields, text, .. } = element;
    if fields.is_empty() {
        return Value::String(text);
    }
    if !text.trim().is_empty() {
        fields.insert("#text".to_owned(), Value::String(text));
    }
    Value::Object(fields)
}

fn add(fields: &mut Map<String, Value>, name: String, value: Value) {
    match fields.get_mut(&name) {
        None => {
            fields.insert(name, value);
        }
        Some(Value::Array(items)) => items.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
}

fn not_xml(what: &str) -> Problem {
    Problem::new("not-xml", format!("not XML: {what}"), "mend the element in the source")
}
