//! What a form of these pages sends back.

use jiff::civil::Date;
use onewindow_model::booking::Slot;
use onewindow_model::booking::slot::read_clock;

use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};

/// An answer to one of the pages.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Picked {
    /// A slot out of a list of several offices and days.
    Slot(Slot),
    /// An office.
    Office(String),
    /// A day, as text.
    Day(String),
    /// A time of day, as text.
    Time(String),
    /// Nothing.
    Nothing,
}

impl Picked {
    /// Reads it; a form has one of the fields.
    pub fn read(form: StrictForm) -> Result<Picked, WebError> {
        let spec = FormSpec::new().one("slot", 100).one("office", 64).one("day", 10).one("time", 5);
        let form = form.read(&spec)?;
        if let Some(slot) = read_slot(form.get("slot")) {
            return Ok(Picked::Slot(slot));
        }
        let named = [
            ("office", Picked::Office as fn(String) -> Picked),
            ("day", Picked::Day),
            ("time", Picked::Time),
        ];
        let given = named.into_iter().find(|(name, _)| !form.get(name).is_empty());
        Ok(given.map_or(Picked::Nothing, |(name, made)| made(form.get(name).to_owned())))
    }
}

/// A slot as the value of a choice.
pub(super) fn value(slot: &Slot) -> String {
    format!("{}~{}~{}", slot.office, slot.day, slot.clock())
}

/// Reads such a value.
fn read_slot(text: &str) -> Option<Slot> {
    let mut parts = text.split('~');
    let (office, day, time) = (parts.next()?, parts.next()?, parts.next()?);
    let slot = Slot { office: office.to_owned(), day: read_day(day)?, time: read_clock(time)? };
    (parts.next().is_none() && value(&slot) == text).then_some(slot)
}

/// Reads a day, `2026-11-24`.
pub(crate) fn read_day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|day: &Date| day.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_read_as_it_was_written_and_not_otherwise() {
        let text = "hall~2026-11-24~09:30";
        assert_eq!(read_slot(text).map(|slot| value(&slot)).as_deref(), Some(text));
        for wrong in [
            "",
            "hall",
            "hall~2026-11-24",
            "hall~24.11.2026~09:30",
            "hall~2026-11-24~9:30",
            "hall~2026-11-24~09:30~",
            "hall~+002026-11-24~09:30",
        ] {
            assert_eq!(read_slot(wrong), None, "{wrong}");
        }
    }
}
