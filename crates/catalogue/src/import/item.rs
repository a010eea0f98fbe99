//! One record as a service, in our format.

use serde_json::{Map, Value, json};

use super::authority::Named;
use super::flag::earned;
use super::mapping::{LabelledRule, Mapping};
use super::rule::Refused;
use super::scope::Scope;
use super::{evidence, terms};
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
    scope: &Scope<'_>,
    authority: &Named,
) -> Result<Map<String, Value>, Refused> {
    let mut service = mapping.service.clone();
    service.insert("languages".to_owned(), json!(mapping.languages));
    service.insert("authority".to_owned(), json!(authority.id));
    head(mapping, scope, &mut service)?;
    service.entry("region").or_insert_with(|| json!(authority.region));
    if let Some(basis) = legal_basis(mapping, scope)? {
        service.insert("legal_basis".to_owned(), basis);
    }
    evidence::add(mapping, scope, &mut service)?;
    service.insert("times".to_owned(), terms::times(mapping, scope)?);
    if let Some(visits) = terms::visits(mapping, scope)? {
        service.insert("visits".to_owned(), visits);
    }
    if let Some(free) = &mapping.free
        && free.said(scope)?.is_some()
    {
        service.insert("cost".to_owned(), json!([]));
    }
    if let Some(channels) = earned(&mapping.channels, scope)? {
        service.insert("channels".to_owned(), json!(channels));
    }
    if let Some(Value::Object(outcome)) = service.get_mut("outcome")
        && let Some(delivery) = earned(&mapping.delivery, scope)?
    {
        outcome.insert("delivery".to_owned(), json!(delivery));
    }
    for (key, rules, of) in
        [("contacts", &mapping.contacts, contact as Made), ("notes", &mapping.notes, note)]
    {
        let said = labelled(scope, rules, of)?;
        if !said.is_empty() {
            service.insert(key.to_owned(), Value::Array(said));
        }
    }
    service.insert("source".to_owned(), source(mapping, scope)?);
    for key in SAID {
        service.entry(*key).or_insert_with(|| json!(SILENT));
    }
    Ok(service)
}

/// What the service is: single values and texts.
fn head(
    mapping: &Mapping,
    scope: &Scope<'_>,
    service: &mut Map<String, Value>,
) -> Result<(), Refused> {
    for (key, rule) in &mapping.fields {
        if let Some(value) = rule.one(scope)? {
            service.insert((*key).to_owned(), json!(value));
        }
    }
    for (key, rule) in &mapping.texts {
        let text = if *key == "name" { Some(rule.must(scope)?) } else { rule.one(scope)? };
        if let Some(text) = text {
            service.insert((*key).to_owned(), text);
        }
    }
    if let Some(rule) = &mapping.keywords {
        let words = rule.words(scope)?;
        if !words.is_empty() {
            service.insert("keywords".to_owned(), Value::Object(words));
        }
    }
    if let Some(rule) = &mapping.audience {
        let audience = rule.all(scope)?;
        if !audience.is_empty() {
            service.insert("audience".to_owned(), json!(audience));
        }
    }
    Ok(())
}

fn source(mapping: &Mapping, scope: &Scope<'_>) -> Result<Value, Refused> {
    let mut source = mapping.source.clone();
    let id = mapping.record.one(scope)?.ok_or_else(|| mapping.record.silent())?;
    source.insert("record".to_owned(), json!(id));
    Ok(Value::Object(source))
}

fn legal_basis(mapping: &Mapping, scope: &Scope<'_>) -> Result<Option<Value>, Refused> {
    let mut all: Map<String, Value> = Map::new();
    for rules in &mapping.legal_basis {
        let mut provisions: Vec<Value> = Vec::new();
        for item in scope.items(rules.within.as_deref()) {
            let Some(law) = rules.law.one(&item)? else { continue };
            let mut provision = Map::from_iter([("law".to_owned(), law)]);
            let article = rules.article.as_ref().map(|rule| rule.one(&item)).transpose()?;
            if let Some(article) = article.flatten() {
                provision.insert("article".to_owned(), article);
            }
            let url = rules.url.as_ref().map(|rule| rule.one(&item)).transpose()?;
            if let Some(url) = url.flatten() {
                provision.insert("url".to_owned(), json!(url));
            }
            let provision = Value::Object(provision);
            if !provisions.contains(&provision) {
                provisions.push(provision);
            }
        }
        if !provisions.is_empty() {
            all.insert(rules.kind.to_owned(), Value::Array(provisions));
        }
    }
    Ok((!all.is_empty()).then_some(Value::Object(all)))
}

type Made = fn(&Value, Value) -> Value;

fn note(label: &Value, text: Value) -> Value {
    json!({ "label": label, "text": text })
}

/// A contact is the same in every language: the first that it is written in stands.
fn contact(label: &Value, text: Value) -> Value {
    let words = text.as_object().and_then(|all| all.values().next().cloned());
    json!({ "label": label, "value": words })
}

fn labelled(scope: &Scope<'_>, rules: &[LabelledRule], made: Made) -> Result<Vec<Value>, Refused> {
    let mut all = Vec::new();
    for LabelledRule { label, within, text } in rules {
        for item in scope.items(within.as_deref()) {
            for text in text.all(&item)? {
                let made = made(label, text);
                if !all.contains(&made) {
                    all.push(made);
                }
            }
        }
    }
    Ok(all)
}
