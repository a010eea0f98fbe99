//! `facts`: the situation questions and the declarations behind them.

use onewindow_model::service::{OptionLabel, Question};
use onewindow_rules::facts::{DeclError, FactDecl, FactSet, FactType};

use super::conditions::{Context, compile};
use super::numbers::{days, needs, only, range, scale};
use crate::reader::{Fields, Reader, Shape};
use crate::shared::each;
use crate::yaml::Node;

pub(super) const FACT: Shape = Shape {
    what: "a question",
    keys: &["id", "type", "question", "hint", "options", "min", "max", "scale", "unit", "ask_when"],
    required: &["id", "type", "question"],
};

pub(super) const OPTION: Shape =
    Shape { what: "an option", keys: &["id", "label", "hint"], required: &["id", "label"] };

/// The most questions of one service.
const MOST: usize = 64;

#[derive(Clone, Copy)]
enum Word {
    Boolean,
    Choice,
    Whole,
    Decimal,
    Date,
    Region,
}

const TYPES: &[(&str, Word)] = &[
    ("boolean", Word::Boolean),
    ("choice", Word::Choice),
    ("whole", Word::Whole),
    ("decimal", Word::Decimal),
    ("date", Word::Date),
    ("region", Word::Region),
];

/// Reads what the questions ask for and fills in the context's facts, so that formulas and
/// conditions can be read. Comes back with each fact and its place.
pub(super) fn declare_all<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    node: Option<&'n Node>,
) -> Vec<(FactDecl, &'n Node)> {
    let Some(node) = node else {
        cx.facts = Some(FactSet::default());
        return Vec::new();
    };
    if node.items().len() > MOST {
        let message = format!("{} questions are too many for anyone", node.items().len());
        r.error("too-many", node, message, format!("ask at most {MOST}"));
        return Vec::new();
    }
    let read = r.list(node, |r, item| declare(r, cx, item).map(|fact| (fact, item)));
    let declared = read.unwrap_or_default();
    let complete = declared.len() == node.items().len();
    match FactSet::new(declared.iter().map(|(fact, _)| fact.clone()).collect()) {
        Ok(facts) => {
            cx.facts = complete.then_some(facts);
            declared
        }
        Err(errors) => {
            for (position, error) in errors {
                let item = declared.get(position).map_or(node, |(_, item)| *item);
                refused(r, item, &error);
            }
            Vec::new()
        }
    }
}

/// Reads the questions themselves, once it is known what is derived from them.
pub(super) fn questions(
    r: &mut Reader<'_, '_>,
    cx: &Context<'_, '_>,
    declared: &[(FactDecl, &Node)],
) -> Vec<Question> {
    declared.iter().filter_map(|(fact, item)| question(r, cx, fact, item)).collect()
}

fn refused(r: &mut Reader<'_, '_>, item: &Node, error: &DeclError) {
    let key = match error {
        DeclError::EmptyRange { .. }
        | DeclError::DateTooEarly { .. }
        | DeclError::MixedLimits { .. } => "min",
        DeclError::ScaleTooLarge { .. } => "scale",
        DeclError::OptionCount { .. } => "options",
        _ => "id",
    };
    let text = error.to_string();
    let (message, help) = text.split_once("; ").unwrap_or((&text, "write another"));
    let place = match error {
        DeclError::BadOption { option, .. } | DeclError::DuplicateOption { option, .. } => {
            let named = |node: &&Node| node.text() == Some(option);
            each(item.get("options"), "id").filter(named).last()
        }
        _ => item.get(key),
    };
    r.error("bad-fact", place.unwrap_or(item), message, help);
}

fn declare(r: &mut Reader<'_, '_>, cx: &Context<'_, '_>, node: &Node) -> Option<FactDecl> {
    let f = r.fields(node, &FACT)?;
    let id = f.read("id", |n| r.name_id(n));
    let word = f.read("type", |n| r.one_of(n, TYPES))?;
    let kind = match word {
        Word::Boolean => Some(FactType::Boolean),
        Word::Region => Some(FactType::Region),
        Word::Choice => {
            needs(r, &f, &["options"]);
            let options = f.get("options").map(|options| {
                each(Some(options), "id").filter_map(Node::text).map(str::to_owned).collect()
            });
            options.map(|options| FactType::Choice { options })
        }
        Word::Whole => range(r, &f, 0).map(|(min, max)| FactType::Whole { min, max }),
        Word::Decimal => scale(r, &f).and_then(|scale| {
            range(r, &f, scale).map(|(min, max)| FactType::Decimal { scale, min, max })
        }),
        Word::Date => {
            needs(r, &f, &["min", "max"]);
            let days = days(r, &f, cx.effective);
            days.and_then(|(min, max)| Some(FactType::Date { min: min?, max: max? }))
        }
    };
    let allowed: &[&str] = match word {
        Word::Choice => &["options"],
        Word::Whole => &["min", "max", "unit"],
        Word::Decimal => &["min", "max", "unit", "scale"],
        Word::Date => &["min", "max"],
        Word::Boolean | Word::Region => &[],
    };
    only(r, &f, &["options", "min", "max", "unit", "scale"], allowed);
    Some(FactDecl::new(id?, kind?))
}

fn question(
    r: &mut Reader<'_, '_>,
    cx: &Context<'_, '_>,
    fact: &FactDecl,
    node: &Node,
) -> Option<Question> {
    let f = Fields { node };
    let text = f.read("question", |n| r.text(n));
    let hint = r.maybe_text(f.get("hint"));
    let options = f.read("options", |n| options(r, n)).unwrap_or_default();
    let unit = r.maybe_text(f.get("unit"));
    let ask_when = f.read("ask_when", |n| compile(r, cx, n));
    Some(Question { fact: fact.id.clone(), question: text?, hint, options, unit, ask_when })
}

/// Options of a choice, with their labels.
pub(super) fn options(r: &mut Reader<'_, '_>, node: &Node) -> Option<Vec<OptionLabel>> {
    let count = node.items().len();
    if node.text().is_none() && !(2..=64).contains(&count) {
        let message = format!("a choice has 2 to 64 options, not {count}");
        r.error("option-count", node, message, "add or take out options");
    }
    r.list(node, |r, node| {
        let f = r.fields(node, &OPTION)?;
        let (id, label) = (f.read("id", |n| option_id(r, n)), f.read("label", |n| r.text(n)));
        let hint = r.maybe_text(f.get("hint"));
        Some(OptionLabel { id: id?, label: label?, hint })
    })
}

fn option_id(r: &mut Reader<'_, '_>, node: &Node) -> Option<String> {
    let id = r.string(node, 1000)?;
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b);
    let first = id.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    if first && id.len() <= 64 && id.bytes().all(allowed) {
        return Some(id);
    }
    let help = "write lower-case letters, digits, `-`, `_` and `.`, at most 64";
    r.error("bad-id", node, format!("`{id}` cannot name an option"), help);
    None
}
