//! `form`: what is asked.

use onewindow_model::service::form::{Field, FieldType, PersonItem, Prefill};

use super::conditions::{Context, condition};
use super::facts::options;
use super::numbers::{days, needs, only, range, scale};
use crate::reader::{Fields, Reader, Shape, did_you_mean};
use crate::shared::Shared;
use crate::yaml::Node;

pub(super) const FIELD: Shape = Shape {
    what: "a form field",
    keys: &[
        "id",
        "label",
        "hint",
        "type",
        "class",
        "required",
        "when",
        "max_length",
        "min",
        "max",
        "scale",
        "options",
        "prefill",
        "why",
    ],
    required: &["id", "label", "type", "class"],
};

#[derive(Clone, Copy)]
enum Word {
    Text,
    LongText,
    Whole,
    Decimal,
    Date,
    Choice,
    Simple(Simple),
}

#[derive(Clone, Copy)]
enum Simple {
    Boolean,
    Phone,
    IdNumber,
    Address,
    Region,
    Email,
}

const TYPES: &[(&str, Word)] = &[
    ("text", Word::Text),
    ("long-text", Word::LongText),
    ("whole", Word::Whole),
    ("decimal", Word::Decimal),
    ("date", Word::Date),
    ("choice", Word::Choice),
    ("boolean", Word::Simple(Simple::Boolean)),
    ("phone", Word::Simple(Simple::Phone)),
    ("id-number", Word::Simple(Simple::IdNumber)),
    ("address", Word::Simple(Simple::Address)),
    ("region", Word::Simple(Simple::Region)),
    ("email", Word::Simple(Simple::Email)),
];

/// The items of a party's own record, as files name them.
pub(super) const PERSON: &[(&str, PersonItem)] = &[
    ("name", PersonItem::Name),
    ("id-number", PersonItem::IdNumber),
    ("phone", PersonItem::Phone),
    ("address", PersonItem::Address),
    ("email", PersonItem::Email),
];

/// From this weight on, a field must say why it is asked.
const NEEDS_REASON: u8 = 3;

/// Reads one field.
pub(super) fn read<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    node: &'n Node,
) -> Option<Field> {
    let f = r.fields(node, &FIELD)?;
    let (id, label) = (f.read("id", |n| r.name_id(n)), f.read("label", |n| r.text(n)));
    let hint = r.maybe_text(f.get("hint"));
    let kind = f.read("type", |n| r.one_of(n, TYPES)).and_then(|word| kind(r, cx, &f, word));
    let class = f.read("class", |n| r.class(n, cx.shared));
    let required = f.read("required", |n| r.boolean(n)).unwrap_or(true);
    let when = f.read("when", |n| condition(r, cx, n));
    let prefill = f.read("prefill", |n| prefill(r, cx.shared, n));
    let why = r.maybe_text(f.get("why"));
    let class = class?;
    let weight = cx.shared.classes.get(class.as_str()).map_or(0, |info| info.weight);
    if weight >= NEEDS_REASON && f.get("why").is_none() {
        let message = format!("`{class}` has weight {weight}: people must be told why it is asked");
        r.error("missing-why", f.get("class").unwrap_or(node), message, "add `why: …`");
    }
    Some(Field { id: id?, label: label?, hint, kind: kind?, class, required, when, prefill, why })
}

fn kind(
    r: &mut Reader<'_, '_>,
    cx: &Context<'_, '_>,
    f: &Fields<'_>,
    word: Word,
) -> Option<FieldType> {
    let allowed: &[&str] = match word {
        Word::Text | Word::LongText => &["max_length"],
        Word::Whole | Word::Date => &["min", "max"],
        Word::Decimal => &["min", "max", "scale"],
        Word::Choice => &["options"],
        Word::Simple(_) => &[],
    };
    only(r, f, &["max_length", "min", "max", "scale", "options"], allowed);
    Some(match word {
        Word::Text => FieldType::Text { max_length: max_length(r, f)? },
        Word::LongText => FieldType::LongText { max_length: max_length(r, f)? },
        Word::Whole => {
            let (min, max) = range(r, f, 0)?;
            FieldType::Whole { min, max }
        }
        Word::Decimal => {
            let scale = scale(r, f)?;
            let (min, max) = range(r, f, scale)?;
            FieldType::Decimal { scale, min, max }
        }
        Word::Date => {
            let (min, max) = days(r, f, cx.effective)?;
            FieldType::Date { min, max }
        }
        Word::Choice => {
            needs(r, f, &["options"]);
            let list = f.get("options")?;
            r.unique("option", crate::shared::each(Some(list), "id"));
            FieldType::Choice(options(r, list)?)
        }
        Word::Simple(simple) => match simple {
            Simple::Boolean => FieldType::Boolean,
            Simple::Phone => FieldType::Phone,
            Simple::IdNumber => FieldType::IdNumber,
            Simple::Address => FieldType::Address,
            Simple::Region => FieldType::Region,
            Simple::Email => FieldType::Email,
        },
    })
}

fn max_length(r: &mut Reader<'_, '_>, f: &Fields<'_>) -> Option<u16> {
    needs(r, f, &["max_length"]);
    f.read("max_length", |n| r.whole(n, 1..=4000))
}

fn prefill(r: &mut Reader<'_, '_>, shared: &Shared, node: &Node) -> Option<Prefill> {
    let text = r.string(node, 200)?;
    let mut unknown = |message: String, help: String| {
        r.error("unknown-prefill", node, message, help);
        None
    };
    if let Some(item) = text.strip_prefix("person.") {
        return match PERSON.iter().find(|(name, _)| *name == item) {
            Some((_, item)) => Some(Prefill::Person(*item)),
            None => unknown(
                format!("a person's record has no `{item}`"),
                did_you_mean(item, PERSON.iter().map(|(name, _)| *name)),
            ),
        };
    }
    let Some((id, field)) = text.strip_prefix("register.").and_then(|rest| rest.split_once('.'))
    else {
        let help = "write `person.ITEM` or `register.REGISTER.FIELD`".to_owned();
        return unknown(format!("`{text}` is not a place to prefill from"), help);
    };
    let Some(register) = shared.registers.get(id) else {
        let help = did_you_mean(id, shared.register_ids());
        return unknown(format!("there is no register `{id}`"), help);
    };
    let fields = register.fields.iter().map(|field| field.id.as_str());
    if !fields.clone().any(|name| name == field) {
        let message = format!("the register `{id}` has no field `{field}`");
        return unknown(message, did_you_mean(field, fields));
    }
    Some(Prefill::Register { register: id.to_owned(), field: field.to_owned() })
}
