use jiff::civil::Date;
use onewindow_model::service::{Field, FieldType};

use super::Show;
use super::answer::plain;
use crate::l10n::Words;

impl Show<'_> {
    /// A form value in its stored form, as people read it; what does not fit is shown as it stands.
    pub fn value(&self, field: &Field, stored: &str) -> Words {
        match &field.kind {
            FieldType::Boolean if stored == "true" => self.yes_no(true),
            FieldType::Boolean if stored == "false" => self.yes_no(false),
            FieldType::Choice(options) => match options.iter().find(|o| o.id == stored) {
                Some(option) => self.l.words(&option.label),
                None => stored.into(),
            },
            FieldType::Date { .. } => match stored.parse::<Date>() {
                Ok(date) => self.l.date(date).into(),
                Err(_) => stored.into(),
            },
            FieldType::Region => self.region(stored),
            FieldType::Whole { .. } => match stored.parse::<i64>() {
                Ok(number) => self.l.number(number).into(),
                Err(_) => stored.into(),
            },
            FieldType::Decimal { .. } => plain(stored).into(),
            _ => stored.into(),
        }
    }
}
