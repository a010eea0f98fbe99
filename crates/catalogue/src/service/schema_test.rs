//! The published schema and the loader must accept the same keys.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    booking, conditions, derive, evidence, examples, facts, form, head, law, outcome, read, remedy,
    retention, special, steps, times,
};
use crate::reader::Shape;

/// Each kind of mapping with its place in the schema.
const PLACES: &[(&Shape, &str)] = &[
    (&read::SERVICE, ""),
    (&read::VISITS, "/properties/visits/anyOf/0"),
    (&head::SOURCE, "/properties/source"),
    (&head::CONTACT, "/properties/contacts/items"),
    (&head::NOTE, "/properties/notes/items"),
    (&law::BASIS, "/properties/legal_basis/anyOf/0"),
    (&law::PROVISION, "/$defs/provision"),
    (&facts::FACT, "/$defs/fact"),
    (&facts::OPTION, "/$defs/option"),
    (&derive::DERIVED, "/$defs/derived"),
    (&conditions::CONDITIONS, "/properties/conditions"),
    (&conditions::REQUIREMENT, "/$defs/requirement"),
    (&evidence::EVIDENCE, "/$defs/evidence"),
    (&evidence::OBTAIN, "/$defs/evidence/properties/obtain"),
    (&form::FIELD, "/$defs/field"),
    (&steps::STEP, "/$defs/step"),
    (&steps::IDENTITY, "/properties/identity_check"),
    (&times::TIMES, "/properties/times/anyOf/0"),
    (&times::TERM, "/$defs/term"),
    (&times::WITHIN, "/$defs/within"),
    (&times::MONTHS, "/$defs/months"),
    (&times::FEE, "/$defs/fee"),
    (&outcome::OUTCOME, "/properties/outcome"),
    (&remedy::REMEDY, "/$defs/remedy"),
    (&remedy::REVIEW, "/$defs/remedy/properties/review/anyOf/0"),
    (&remedy::COURT, "/$defs/remedy/properties/court/anyOf/0"),
    (&retention::RETENTION, "/properties/retention/items"),
    (&special::ROW, "/properties/look_up/oneOf/1/properties/table/items"),
    (&booking::BOOKING, "/properties/booking"),
    (&booking::HOURS, "/properties/booking/properties/slots/items/anyOf/1"),
    (&examples::EXAMPLE, "/$defs/example"),
    (&examples::EXPECT, "/$defs/example/properties/expect"),
];

/// Shapes that the schema writes as alternatives.
const ALTERNATIVES: &[(&Shape, &[&str])] = &[
    (&special::LOOK_UP, &["/properties/look_up/oneOf/0", "/properties/look_up/oneOf/1"]),
    (
        &evidence::REGISTER,
        &["/$defs/evidence/properties/source/anyOf/1", "/$defs/evidence/properties/source/anyOf/2"],
    ),
];

/// Demanded of services of one's own only, and so by the check and not by the shape.
const OWN: &[(&str, &str)] = &[("/$defs/evidence", "description")];

fn schema() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/schema/service.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn keys<'s>(schema: &'s Value, place: &str) -> BTreeSet<&'s str> {
    let at = schema.pointer(place).unwrap_or_else(|| panic!("no `{place}` in the schema"));
    at["properties"].as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn every_key_stands_in_both() {
    let schema = schema();
    for (shape, place) in PLACES {
        let accepted: BTreeSet<&str> = shape.keys.iter().copied().collect();
        assert_eq!(accepted, keys(&schema, place), "{} and `{place}`", shape.what);
    }
    for (shape, places) in ALTERNATIVES {
        let accepted: BTreeSet<&str> = shape.keys.iter().copied().collect();
        let either = places.iter().flat_map(|place| keys(&schema, place)).collect();
        assert_eq!(accepted, either, "{}", shape.what);
    }
}

#[test]
fn the_same_keys_are_required() {
    let schema = schema();
    for (shape, place) in PLACES {
        let own = OWN.iter().filter(|(at, _)| at == place).map(|(_, key)| *key);
        let required: BTreeSet<&str> = shape.required.iter().copied().chain(own).collect();
        let listed = schema.pointer(place).unwrap().get("required").and_then(Value::as_array);
        let listed = listed.into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(required, listed, "{} and `{place}`", shape.what);
    }
}

#[test]
fn the_reference_names_every_key() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/spec/service-file.md");
    let reference = std::fs::read_to_string(path).unwrap();
    let words: BTreeSet<&str> =
        reference.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    let shapes = PLACES.iter().map(|(s, _)| s).chain(ALTERNATIVES.iter().map(|(s, _)| s));
    for (shape, key) in shapes.flat_map(|shape| shape.keys.iter().map(move |key| (shape, key))) {
        assert!(words.contains(key), "`{key}` of {}", shape.what);
    }
}

/// A part of the schema that no shape was compared with would be a gap in this test.
#[test]
fn no_closed_object_of_the_schema_is_left_out() {
    let schema = schema();
    let mut closed = Vec::new();
    gather(&schema, String::new(), &mut closed);
    let known = PLACES.iter().map(|(_, place)| *place);
    let known: BTreeSet<&str> =
        known.chain(ALTERNATIVES.iter().flat_map(|(_, places)| places.iter().copied())).collect();
    let left: Vec<_> = closed.iter().filter(|place| !known.contains(place.as_str())).collect();
    assert_eq!(left, Vec::<&String>::new());
}

fn gather(value: &Value, place: String, closed: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            if entries.get("additionalProperties") == Some(&Value::Bool(false)) {
                closed.push(place.clone());
            }
            entries.iter().for_each(|(key, v)| gather(v, format!("{place}/{key}"), closed));
        }
        Value::Array(items) => {
            let all = items.iter().enumerate();
            all.for_each(|(at, v)| gather(v, format!("{place}/{at}"), closed));
        }
        _ => {}
    }
}
