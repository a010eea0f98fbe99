//! `derive`: facts that are calculated from the answers.

use std::collections::BTreeSet;

use onewindow_model::service::{DerivedFact, Service};
use onewindow_rules::check::Leaf;
use onewindow_rules::{Condition, Derivations, DeriveError};

use super::conditions::{Context, refused, regions_exist};
use crate::reader::{Reader, Shape};
use crate::shared::each;
use crate::yaml::Node;

pub(super) const DERIVED: Shape = Shape {
    what: "a derived fact",
    keys: &["id", "question", "is"],
    required: &["id", "question", "is"],
};

/// Reads the formulas and adds their names to the context. Where one of them has errors of its own,
/// no condition can be judged, as with facts.
pub(super) fn read<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    node: &'n Node,
) -> Option<Vec<DerivedFact>> {
    r.unique("derived fact", each(Some(node), "id"));
    let named = r.list(node, |r, item| {
        let f = r.fields(item, &DERIVED)?;
        let (id, question) = (f.read("id", |n| r.name_id(n)), f.read("question", |n| r.text(n)));
        let source = f.read("is", |n| r.any_text(n));
        Some((id?, source?, question?, item))
    })?;
    let complete = named.len() == node.items().len();
    let facts = cx.facts.take()?;
    let pairs: Vec<(&str, &str)> =
        named.iter().map(|(id, source, ..)| (id.as_str(), source.as_str())).collect();
    match Derivations::compile(&pairs, &facts) {
        Ok(derived) => {
            let mut good = complete;
            for (derivation, (_, source, _, item)) in derived.iter().zip(&named) {
                let atoms = derivation.formula().atoms();
                let place = item.get("is").unwrap_or(item);
                good &= regions_exist(r, source, &atoms, cx.shared, place);
            }
            let all = derived.iter().zip(&named).map(|(derivation, (_, _, question, _))| {
                DerivedFact { question: question.clone(), derivation: derivation.clone() }
            });
            let all = all.collect();
            cx.derived = derived;
            cx.facts = good.then_some(facts);
            Some(all)
        }
        Err(errors) => {
            for (position, error) in errors {
                let item = named.get(position).map_or(node, |(_, _, _, item)| *item);
                wrong(r, item, error);
            }
            None
        }
    }
}

fn wrong(r: &mut Reader<'_, '_>, item: &Node, error: DeriveError) {
    let text = error.to_string();
    let (message, help) = text.split_once("; ").unwrap_or((&text, "write another"));
    let place = item.get("id").unwrap_or(item);
    match error {
        DeriveError::Formula { problems } => refused(r, problems, item.get("is").unwrap_or(item)),
        DeriveError::TooMany => r.error("too-many", place, message, help),
        // Found with all other ids that stand twice.
        DeriveError::Duplicate { .. } => {}
        _ => r.error("bad-derived", place, message, help),
    }
}

/// Warns of what no condition uses.
pub(super) fn used(r: &mut Reader<'_, '_>, service: &Service, root: &Node) {
    let asked = service.questions.iter().filter_map(|question| question.ask_when.as_ref());
    let conditions = service.conditions().into_iter().chain(asked);
    let named = |condition: &Condition| -> Vec<String> {
        let leaves = condition.leaves().into_iter();
        let derived = leaves.filter_map(|leaf| match leaf {
            Leaf::Derived(derived) => Some(derived.derivation.id().to_owned()),
            Leaf::Atom(_) => None,
        });
        derived.collect()
    };
    let named: BTreeSet<String> = conditions.flat_map(named).collect();
    for id in each(root.get("derive"), "id") {
        if let Some(text) = id.text().filter(|text| !named.contains(*text)) {
            let message = format!("no condition uses `{text}`");
            r.warn("unused-derived", id, message, "use it, or delete it");
        }
    }
}
