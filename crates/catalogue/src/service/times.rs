//! Terms, clocks and fees.

use onewindow_model::known::Known;
use onewindow_model::service::{Fee, FeeDue, Times};
use onewindow_model::term::{DayUnit, Term};

use super::conditions::{Context, condition};
use crate::reader::{Reader, SILENT, Shape};
use crate::shared::Shared;
use crate::yaml::Node;

pub(super) const TIMES: Shape = Shape {
    what: "`times`",
    keys: &["intake_decision", "statutory", "promised", "immediate"],
    required: &["intake_decision"],
};

pub(super) const TERM: Shape =
    Shape { what: "a term", keys: &["days", "unit"], required: &["days", "unit"] };

pub(super) const WITHIN: Shape =
    Shape { what: "a time limit", keys: &["within"], required: &["within"] };

pub(super) const MONTHS: Shape =
    Shape { what: "a number of months", keys: &["months"], required: &["months"] };

pub(super) const FEE: Shape = Shape {
    what: "a fee",
    keys: &["id", "name", "amount", "when", "pay"],
    required: &["id", "name", "amount"],
};

/// What Administrative Licensing Law art. 32 (4) gives an office to say that something is missing;
/// used where a source names no term for intake.
pub(super) const INTAKE: Term = Term::working(5);

impl Reader<'_, '_> {
    /// `{ days: 5, unit: working }`.
    pub fn term(&mut self, node: &Node) -> Option<Term> {
        let units = [("working", DayUnit::Working), ("calendar", DayUnit::Calendar)];
        let f = self.fields(node, &TERM)?;
        let days = f.read("days", |n| self.whole(n, 0..=3650));
        let unit = f.read("unit", |n| self.one_of(n, &units));
        Some(Term { days: days?, unit: unit? })
    }

    /// `{ within: { days: 5, unit: working } }`.
    pub fn within(&mut self, node: &Node) -> Option<Term> {
        let f = self.fields(node, &WITHIN)?;
        f.read("within", |n| self.term(n))
    }

    /// `{ months: 36 }`.
    pub fn months(&mut self, node: &Node) -> Option<u16> {
        let f = self.fields(node, &MONTHS)?;
        f.read("months", |n| self.whole(n, 1..=1200))
    }
}

/// The clocks of a service about which nothing is said.
pub(super) fn silent(immediate: bool) -> Times {
    let (statutory, promised) = (Known::NotInSource, Known::NotInSource);
    Times { intake_decision: INTAKE, statutory, promised, immediate }
}

/// Reads `times`.
pub(super) fn read(r: &mut Reader<'_, '_>, shared: &Shared, node: &Node) -> Option<Times> {
    if node.text() == Some(SILENT) {
        r.known(node, |_, _| None::<()>)?;
        return Some(silent(false));
    }
    let f = r.fields(node, &TIMES)?;
    let intake_decision = f.read("intake_decision", |n| r.term(n));
    let mut clock = |key: &str| -> Known<Term> {
        let read = f.read(key, |n| r.known(n, |r, n| r.term(n)));
        read.unwrap_or(Known::NotInSource)
    };
    let (statutory, promised) = (clock("statutory"), clock("promised"));
    let immediate = f.read("immediate", |n| r.boolean(n)).unwrap_or_default();
    if let (Known::Known(law), Known::Known(promise)) = (&statutory, &promised)
        && let Some(words) = later(shared, *promise, *law)
    {
        let place = f.get("promised").unwrap_or(node);
        let help = "promise no more than the law allows";
        r.warn("promise-over-statute", place, words, help);
    }
    Some(Times { intake_decision: intake_decision?, statutory, promised, immediate })
}

/// In which words a promise ends after the term of the law, over every start day of the calendar.
fn later(shared: &Shared, promise: Term, law: Term) -> Option<String> {
    if promise.unit == law.unit {
        let words = format!("{} days are promised, the law gives {}", promise.days, law.days);
        return (promise.days > law.days).then_some(words);
    }
    let calendar = &shared.calendar;
    let first = shared.calendar_years.iter().filter_map(|y| jiff::civil::Date::new(*y, 1, 1).ok());
    let mut days = first.flat_map(|day| day.series(jiff::Span::new().days(1)).take(366));
    let start = days.find(|start| calendar.due(*start, promise) > calendar.due(*start, law))?;
    Some(format!(
        "started on {start}, the promise ends on {}, the law's term on {}",
        calendar.due(start, promise),
        calendar.due(start, law)
    ))
}

/// Reads one fee.
pub(super) fn fee<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    node: &'n Node,
) -> Option<Fee> {
    let words = [
        ("with-application", FeeDue::WithApplication),
        ("before-decision", FeeDue::BeforeDecision),
        ("before-delivery", FeeDue::BeforeDelivery),
    ];
    let f = r.fields(node, &FEE)?;
    let (id, name) = (f.read("id", |n| r.name_id(n)), f.read("name", |n| r.text(n)));
    let cents = f.read("amount", |n| amount(r, n));
    let when = f.read("when", |n| condition(r, cx, n));
    let due = f.read("pay", |n| r.one_of(n, &words)).unwrap_or_default();
    Some(Fee { id: id?, name: name?, cents: cents?, when, due })
}

/// Money with two decimals, in hundredths.
pub(super) fn amount(r: &mut Reader<'_, '_>, node: &Node) -> Option<u64> {
    let text = r.string(node, 100)?;
    let two = text.split_once('.').is_some_and(|(whole, part)| whole.len() <= 9 && part.len() == 2);
    let cents = two.then(|| super::numbers::scaled(&text, 2)).flatten();
    let cents = cents.and_then(|cents| u64::try_from(cents).ok());
    if cents.is_none() {
        let help = "write it with two decimals and in quotes: \"10.00\"";
        r.error("bad-amount", node, format!("`{text}` is not an amount of money"), help);
    }
    cents
}
