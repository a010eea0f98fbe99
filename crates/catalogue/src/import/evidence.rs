//! The materials of a record, those of single cases included.

use serde_json::{Map, Value, json};

use super::clean::{LONGEST, cut};
use super::mapping::{CaseRules, EvidenceRules, Mapping};
use super::rule::Refused;
use super::scope::Scope;

/// The question which case it is.
const QUESTION: &str = "source_case";

/// The most cases that one question can tell apart, beside "none of them".
const MOST_CASES: usize = 63;

/// The longest name of a material; a longer one stands in full in its description.
const NAME: usize = 400;

/// A material as it is found, perhaps several times.
struct Material {
    name: Value,
    /// What is said of it, each thing once.
    said: Vec<Value>,
    /// The numbers of the cases that need it; all situations need it when there is none.
    cases: Option<Vec<usize>>,
}

/// Adds `evidence`, and the question which case it is, to a service.
pub(super) fn add(
    mapping: &Mapping,
    scope: &Scope<'_>,
    service: &mut Map<String, Value>,
) -> Result<(), Refused> {
    let Some(rules) = &mapping.evidence else { return Ok(()) };
    let mut materials: Vec<Material> = Vec::new();
    let mut cases: Vec<Value> = Vec::new();
    for item in scope.items(rules.within.as_deref()) {
        let said = match &rules.description {
            Some(rule) => rule.one(&item)?,
            None => None,
        };
        for name in rules.names.all(&item)? {
            found(&mut materials, name, said.clone(), None);
        }
        if let Some(by_case) = &rules.cases {
            of_cases(by_case, &item, said.as_ref(), &mut materials, &mut cases)?;
        }
    }
    if let Some(by_case) = &rules.cases
        && !cases.is_empty()
    {
        if cases.len() <= MOST_CASES {
            service.insert("facts".to_owned(), json!([question(by_case, &cases)]));
        } else {
            told_in_words(&mut materials, &cases);
        }
    }
    if !materials.is_empty() {
        let all = materials.into_iter().zip(1..).map(|(found, n)| material(rules, found, n));
        service.insert("evidence".to_owned(), all.collect());
    }
    Ok(())
}

fn of_cases(
    rules: &CaseRules,
    item: &Scope<'_>,
    said: Option<&Value>,
    materials: &mut Vec<Material>,
    cases: &mut Vec<Value>,
) -> Result<(), Refused> {
    for part in item.items(Some(&rules.within)) {
        let names = rules.names.all(&part)?;
        let case = match rules.case.one(&part)? {
            Some(case) if !names.is_empty() => case,
            // Without a name nobody could tell whether it is theirs.
            _ => {
                for name in names {
                    found(materials, name, said.cloned(), None);
                }
                continue;
            }
        };
        let number = match cases.iter().position(|known| *known == case) {
            Some(at) => at,
            None => {
                cases.push(case);
                cases.len() - 1
            }
        };
        for name in names {
            found(materials, name, said.cloned(), Some(number));
        }
    }
    Ok(())
}

/// Notes a material; one that several steps or cases name is asked for once.
fn found(all: &mut Vec<Material>, name: Value, said: Option<Value>, case: Option<usize>) {
    let known = all.iter_mut().find(|known| known.name == name);
    match known {
        Some(known) => {
            if let Some(said) = said.filter(|said| !known.said.contains(said)) {
                known.said.push(said);
            }
            match (&mut known.cases, case) {
                (Some(cases), Some(case)) if !cases.contains(&case) => cases.push(case),
                (cases @ Some(_), None) => *cases = None,
                _ => {}
            }
        }
        None => all.push(Material {
            name,
            said: said.into_iter().collect(),
            cases: case.map(|case| vec![case]),
        }),
    }
}

fn question(rules: &CaseRules, cases: &[Value]) -> Value {
    let options = cases
        .iter()
        .zip(1..)
        .map(|(label, number)| json!({ "id": option(number), "label": label }));
    let none = json!({ "id": "none", "label": rules.none });
    let options: Vec<Value> = options.chain([none]).collect();
    json!({ "id": QUESTION, "type": "choice", "question": rules.question, "options": options })
}

fn option(number: usize) -> String {
    format!("case_{number}")
}

/// More cases than one question can hold stand beside the material in words.
fn told_in_words(materials: &mut [Material], cases: &[Value]) {
    for material in materials {
        for case in material.cases.take().unwrap_or_default() {
            material.said.extend(cases.get(case).cloned());
        }
    }
}

fn material(rules: &EvidenceRules, found: Material, number: usize) -> Value {
    let mut material = rules.each.clone();
    material.insert("id".to_owned(), json!(format!("material_{number}")));
    let words = |text: &Value| text.as_object().cloned().unwrap_or_default();
    let full = words(&found.name);
    let first = full.values().next().and_then(Value::as_str).unwrap_or_default();
    if let Some((_, class)) = rules.classes.iter().find(|(pattern, _)| pattern.is_match(first)) {
        material.insert("class".to_owned(), json!(class));
    }
    let mut description: Map<String, Value> = Map::new();
    let mut name = full.clone();
    for (language, text) in &mut name {
        let short = cut(text.as_str().unwrap_or_default(), NAME);
        if text.as_str() != Some(&short) {
            description.insert(language.clone(), text.clone());
            *text = json!(short);
        }
    }
    for (language, text) in found.said.iter().flat_map(words) {
        let text = text.as_str().unwrap_or_default();
        let above = description.get(&language).and_then(Value::as_str);
        let joined = above.map_or(text.to_owned(), |above| format!("{above}\n\n{text}"));
        description.insert(language, json!(cut(&joined, LONGEST)));
    }
    material.insert("name".to_owned(), Value::Object(name));
    if !description.is_empty() {
        material.insert("description".to_owned(), Value::Object(description));
    }
    if let Some(cases) = found.cases {
        let named: Vec<String> =
            cases.iter().map(|case| format!("'{}'", option(case + 1))).collect();
        let when = match named.as_slice() {
            [one] => format!("{QUESTION} == {one}"),
            several => format!("{QUESTION} in [{}]", several.join(", ")),
        };
        material.insert("needed_when".to_owned(), json!(when));
    }
    Value::Object(material)
}
