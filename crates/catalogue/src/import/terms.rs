//! Terms and visits of a record.

use onewindow_model::term::DayUnit;
use serde_json::{Map, Value, json};

use super::mapping::Mapping;
use super::problem::Problem;
use super::rule::{Refused, Rule};
use super::scope::Scope;
use crate::reader::SILENT;

pub(super) fn times(mapping: &Mapping, scope: &Scope<'_>) -> Result<Value, Refused> {
    let rules = &mapping.times;
    let Some(intake) = &rules.intake_decision else { return Ok(json!(SILENT)) };
    let statutory = term(mapping, scope, rules.statutory.as_ref())?;
    let promised = term(mapping, scope, rules.promised.as_ref())?;
    let mut times = Map::new();
    times.insert("intake_decision".to_owned(), intake.clone());
    times.insert("statutory".to_owned(), statutory);
    times.insert("promised".to_owned(), promised);
    if let Some(rule) = &rules.immediate
        && rule.one(scope)?.is_some()
    {
        times.insert("immediate".to_owned(), json!(true));
    }
    Ok(Value::Object(times))
}

fn term(mapping: &Mapping, scope: &Scope<'_>, rule: Option<&Rule>) -> Result<Value, Refused> {
    let Some(rule) = rule else { return Ok(json!(SILENT)) };
    let Some(text) = rule.one(scope)? else { return Ok(json!(SILENT)) };
    let read = mapping.times.terms.iter().find_map(|form| {
        let days: u16 = form.matches.captures(&text)?.get(1)?.as_str().parse().ok()?;
        let unit = match form.unit {
            DayUnit::Working => "working",
            DayUnit::Calendar => "calendar",
        };
        Some(json!({ "days": days, "unit": unit }))
    });
    read.ok_or_else(|| {
        let reason = format!("`{text}` of `{}` is not a term of the mapping", rule.named());
        let help = "add how it is written to `terms`, with days as the unit";
        Problem::new("term", reason, help).at(rule.named(), &text)
    })
}

pub(super) fn visits(mapping: &Mapping, scope: &Scope<'_>) -> Result<Option<Value>, Refused> {
    let Some(rule) = &mapping.visits else { return Ok(None) };
    let Some(text) = rule.one(scope)? else { return Ok(None) };
    match text.parse::<u8>() {
        Ok(visits) => Ok(Some(json!({ "declared": visits }))),
        Err(_) => {
            let reason = format!("`{text}` of `{}` is not a number of visits", rule.named());
            let help = "write a whole number, or take it out with `pattern` or `nothing`";
            Err(Problem::new("visits", reason, help).at(rule.named(), &text))
        }
    }
}
