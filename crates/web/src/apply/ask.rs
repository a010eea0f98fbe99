//! One question of the form with its answer so far, as a field to fill in.

use onewindow_model::service::form::{PersonItem, Prefill};
use onewindow_model::service::{Field as FormField, FieldType};

use crate::forms::{DateField, Field};
use crate::show::{Ask, Raw, Show, ask_day, ask_number};

/// The question, its fields named after it. `own` says that people answer about themselves, so
/// that their browser may help; `settled` that the value is not theirs to change.
pub(super) fn ask_field(
    show: &Show<'_>,
    of: &FormField,
    raw: &Raw,
    error: Option<String>,
    own: bool,
    settled: bool,
) -> Ask {
    let help = if own { autofill(of) } else { "" };
    let mut field = Field::new(&of.id, show.l.words(&of.label))
        .value(&raw.text)
        .error(error)
        .settled(settled)
        .heading();
    field.hint = of.hint.as_ref().map(|hint| show.l.words(hint));
    match &of.kind {
        FieldType::Text { max_length } => {
            let width = if *max_length <= 20 { 20 } else { 0 };
            Ask::Line(field.length(width, 0).typing("text", "", help))
        }
        FieldType::LongText { max_length } => Ask::Lines(field.length(0, u32::from(*max_length))),
        FieldType::Whole { .. } => ask_number(field, "numeric"),
        FieldType::Decimal { .. } => ask_number(field, "decimal"),
        FieldType::Date { .. } => ask_day(field, raw),
        FieldType::Choice(options) => show.ask_one_of(options, field),
        FieldType::Boolean => show.ask_yes_no(field),
        FieldType::Phone => Ask::Line(field.typing("tel", "tel", help).length(20, 0).exact()),
        FieldType::Email => Ask::Line(field.typing("email", "email", help).exact()),
        FieldType::IdNumber => Ask::Line(field.length(20, 0).exact()),
        FieldType::Address => Ask::Line(field.typing("text", "", help)),
        FieldType::Region => show.ask_place(field),
    }
}

/// The id of the element that a summary of problems links to.
pub(super) fn field_id(show: &Show<'_>, of: &FormField) -> String {
    match of.kind {
        FieldType::Date { .. } => DateField::new(&of.id, "").first_id(show.l),
        _ => of.id.clone(),
    }
}

/// What was typed as one text; the three parts of a date become ISO 8601.
pub(super) fn text_of(of: &FormField, raw: &Raw) -> String {
    let [year, month, day] = &raw.parts;
    let is_day = matches!(of.kind, FieldType::Date { .. });
    match is_day && raw.parts.iter().any(|part| !part.is_empty()) {
        true => format!("{year}-{month:0>2}-{day:0>2}"),
        false => raw.text.clone(),
    }
}

/// The autofill token of what people know of themselves (HTML, autofill; WCAG 1.3.5).
fn autofill(field: &FormField) -> &'static str {
    match &field.prefill {
        Some(Prefill::Person(PersonItem::Name)) => "name",
        Some(Prefill::Person(PersonItem::Phone)) => "tel",
        Some(Prefill::Person(PersonItem::Email)) => "email",
        Some(Prefill::Person(PersonItem::Address)) => "street-address",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onewindow_model::class::DataClass;
    use onewindow_model::text::Text;

    fn field(kind: FieldType) -> FormField {
        FormField {
            id: "opens".to_owned(),
            label: Text::both("开业日期", "Opening day"),
            hint: None,
            kind,
            class: DataClass::situation(),
            required: true,
            when: None,
            prefill: None,
            why: None,
        }
    }

    fn raw(year: &str, month: &str, day: &str) -> Raw {
        Raw { text: String::new(), parts: [year, month, day].map(str::to_owned) }
    }

    #[test]
    fn a_day_is_kept_as_typed_even_when_it_is_none() {
        let day = field(FieldType::Date { min: None, max: None });
        for (parts, kept) in [
            (raw("2026", "3", "7"), "2026-03-07"),
            (raw("2026", "13", "40"), "2026-13-40"),
            (raw("2026", "", ""), "2026-00-00"),
            (raw("", "", ""), ""),
        ] {
            assert_eq!(text_of(&day, &parts), kept);
        }
        let again = Raw::stored("2026-13-40");
        assert_eq!(again.parts, ["2026", "13", "40"], "and is shown again");
    }

    #[test]
    fn a_text_that_looks_like_a_date_stays_a_text() {
        let text = field(FieldType::Text { max_length: 20 });
        let typed = Raw { text: "2026-03-07".to_owned(), ..Raw::default() };
        assert_eq!(text_of(&text, &typed), "2026-03-07");
    }
}
