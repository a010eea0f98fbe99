//! One record as a service, in our format.

use onewindow_model::term::DayUnit;
use serde_json::{Map, Value, json};

use super::authority::Named;
use super::flag::earned;
use super::mapping::{LabelledRule, Mapping};
use super::rule::{Refused, Rule};
use crate::reader::SILENT;

/// Keys about which a service may be silent, but must say so.
const SAID: &[&str] = &[
    "summary",
    "audience",
    "legal_basis",
    "evidence",
    "times",
    "cost",
    "channels",
    "visits",
    "remedy",
];

/// The service that a record becomes, without its version.
pub(super) fn of(
    mapping: &Mapping,
    record: &Value,
    authority: &Named,
) -> Result<Map<String, Value>, Refused> {
    let nothing = mapping.nothing.as_slice();
    let text = |words: &str| Value::Object(in_language(mapping, words));
    let mut service = mapping.service.clone();
    service.insert("languages".to_owned(), json!([mapping.language]));
    service.insert("authority".to_owned(), json!(authority.id));
    for (key, rule) in &mapping.fields {
        if let Some(value) = rule.one(record, nothing)? {
            let value =
                if matches!(*key, "name" | "summary") { text(&value) } else { json!(value) };
            service.insert((*key).to_owned(), value);
        }
    }
    service.entry("region").or_insert_with(|| json!(authority.region));
    for (key, rule) in &mapping.lists {
        let mut values = rule.all(record, nothing)?;
        if *key == "keywords" {
            values.retain(|word| word.chars().count() <= 60);
            values.truncate(40);
        }
        if !values.is_empty() {
            let list = json!(values);
            let list = if *key == "keywords" { json!({ &mapping.language: list }) } else { list };
            service.insert((*key).to_owned(), list);
        }
    }
    if let Some(evidence) = evidence(mapping, record)? {
        service.insert("evidence".to_owned(), evidence);
    }
    service.insert("times".to_owned(), times(mapping, record)?);
    if let Some(visits) = visits(mapping, record)? {
        service.insert("visits".to_owned(), visits);
    }
    if let Some(channels) = earned(&mapping.channels, record, nothing) {
        service.insert("channels".to_owned(), json!(channels));
    }
    if let Some(Value::Object(outcome)) = service.get_mut("outcome")
        && let Some(delivery) = earned(&mapping.delivery, record, nothing)
    {
        outcome.insert("delivery".to_owned(), json!(delivery));
    }
    for (key, rules, value_key) in
        [("contacts", &mapping.contacts, "value"), ("notes", &mapping.notes, "text")]
    {
        let said = labelled(mapping, record, rules, value_key)?;
        if !said.is_empty() {
            service.insert(key.to_owned(), Value::Array(said));
        }
    }
    service.insert("source".to_owned(), source(mapping, record)?);
    for key in SAID {
        service.entry(*key).or_insert_with(|| json!(SILENT));
    }
    Ok(service)
}

fn in_language(mapping: &Mapping, words: &str) -> Map<String, Value> {
    Map::from_iter([(mapping.language.clone(), json!(words))])
}

fn source(mapping: &Mapping, record: &Value) -> Result<Value, Refused> {
    let mut source = mapping.source.clone();
    let id = mapping.record.one(record, &mapping.nothing)?;
    let missing = || format!("`{}` says nothing, and it names the record", mapping.record.named());
    source.insert("record".to_owned(), json!(id.ok_or_else(missing)?));
    Ok(Value::Object(source))
}

fn evidence(mapping: &Mapping, record: &Value) -> Result<Option<Value>, Refused> {
    let Some(rules) = &mapping.evidence else { return Ok(None) };
    let names = rules.names.all(record, &mapping.nothing)?;
    let materials = names.iter().zip(1..).map(|(name, number)| {
        let mut material = rules.each.clone();
        material.insert("id".to_owned(), json!(format!("material_{number}")));
        material.insert("name".to_owned(), Value::Object(in_language(mapping, name)));
        if let Some((_, class)) = rules.classes.iter().find(|(pattern, _)| pattern.is_match(name)) {
            material.insert("class".to_owned(), json!(class));
        }
        Value::Object(material)
    });
    let materials: Vec<Value> = materials.collect();
    Ok((!materials.is_empty()).then_some(Value::Array(materials)))
}

fn times(mapping: &Mapping, record: &Value) -> Result<Value, Refused> {
    let rules = &mapping.times;
    let Some(intake) = &rules.intake_decision else { return Ok(json!(SILENT)) };
    let statutory = term(mapping, record, rules.statutory.as_ref())?;
    let promised = term(mapping, record, rules.promised.as_ref())?;
    Ok(json!({ "intake_decision": intake, "statutory": statutory, "promised": promised }))
}

fn term(mapping: &Mapping, record: &Value, rule: Option<&Rule>) -> Result<Value, Refused> {
    let Some(rule) = rule else { return Ok(json!(SILENT)) };
    let Some(text) = rule.one(record, &mapping.nothing)? else { return Ok(json!(SILENT)) };
    let read = mapping.times.terms.iter().find_map(|form| {
        let days: u16 = form.matches.captures(&text)?.get(1)?.as_str().parse().ok()?;
        let unit = match form.unit {
            DayUnit::Working => "working",
            DayUnit::Calendar => "calendar",
        };
        Some(json!({ "days": days, "unit": unit }))
    });
    read.ok_or_else(|| format!("`{text}` of `{}` is not a term of the mapping", rule.named()))
}

fn visits(mapping: &Mapping, record: &Value) -> Result<Option<Value>, Refused> {
    let Some(rule) = &mapping.visits else { return Ok(None) };
    let Some(text) = rule.one(record, &mapping.nothing)? else { return Ok(None) };
    match text.parse::<u8>() {
        Ok(visits) => Ok(Some(json!({ "declared": visits }))),
        Err(_) => Err(format!("`{text}` of `{}` is not a number of visits", rule.named())),
    }
}

fn labelled(
    mapping: &Mapping,
    record: &Value,
    rules: &[LabelledRule],
    key: &str,
) -> Result<Vec<Value>, Refused> {
    let mut all = Vec::new();
    for LabelledRule { label, rule } in rules {
        for words in rule.all(record, &mapping.nothing)? {
            let value = match key {
                "text" => Value::Object(in_language(mapping, &words)),
                _ => json!(words),
            };
            all.push(json!({ "label": label, key: value }));
        }
    }
    Ok(all)
}
