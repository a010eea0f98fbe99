//! `booking`: where, when, how many, how far ahead and how late.

use jiff::civil::Time;
use onewindow_model::booking::slot::{clock, read_clock};
use onewindow_model::booking::{Booking, DayKind, Hours, of_day};
use onewindow_model::term::Term;

use crate::reader::{Reader, Shape};
use crate::shared::Shared;
use crate::yaml::{Node, Value};

pub(super) const BOOKING: Shape = Shape {
    what: "`booking`",
    keys: &[
        "office",
        "days_ahead",
        "slots",
        "minutes",
        "capacity",
        "book_hours_before",
        "change_hours_before",
    ],
    required: &["office", "days_ahead", "slots", "capacity"],
};

pub(super) const HOURS: Shape =
    Shape { what: "hours", keys: &["days", "from", "to"], required: &["from", "to"] };

/// How long a slot is where the file does not say.
const MINUTES: u16 = 30;

/// The most hours that one may have to decide ahead: thirty days.
const MOST_HOURS: i64 = 720;

const DAYS: [(&str, DayKind); 8] = [
    ("monday", DayKind::Monday),
    ("tuesday", DayKind::Tuesday),
    ("wednesday", DayKind::Wednesday),
    ("thursday", DayKind::Thursday),
    ("friday", DayKind::Friday),
    ("saturday", DayKind::Saturday),
    ("sunday", DayKind::Sunday),
    ("make-up", DayKind::MakeUp),
];

/// Reads `booking` of a service.
pub(super) fn read(r: &mut Reader<'_, '_>, shared: &Shared, root: &Node) -> Option<Booking> {
    let node = root.get("booking")?;
    let service = root.get("id").and_then(Node::text);
    let f = r.fields(node, &BOOKING)?;
    let offices = f.read("office", |n| offices(r, shared, n, service));
    let ahead = f.read("days_ahead", |n| ahead(r, n));
    let minutes = match f.get("minutes") {
        Some(node) => r.whole(node, 5..=480),
        None => Some(MINUTES),
    };
    let slots = f.get("slots").zip(minutes);
    let hours = slots.and_then(|(node, minutes)| slots_of(r, node, minutes));
    let capacity = f.read("capacity", |n| r.whole(n, 1..=1000));
    let mut limit = |key| match f.get(key) {
        Some(node) => r.whole(node, 0..=MOST_HOURS),
        None => Some(0),
    };
    let (book, change) = (limit("book_hours_before"), limit("change_hours_before"));
    Some(Booking {
        offices: offices?,
        ahead: ahead?,
        hours: hours?,
        minutes: minutes?,
        capacity: capacity?,
        book_hours_before: book?,
        change_hours_before: change?,
    })
}

/// One office or several; each should take the service in.
fn offices(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    node: &Node,
    service: Option<&str>,
) -> Option<Vec<String>> {
    let named = match &node.value {
        Value::List(items) => {
            if items.is_empty() {
                let help = "name the offices at which one can book";
                r.error("nothing-offered", node, "no office is named", help);
            }
            r.unique("office", items);
            items.iter().collect()
        }
        _ => vec![node],
    };
    let mut found = Vec::new();
    for node in named {
        let Some(id) = r.reference(node, "office", shared.office_ids()) else { continue };
        let office = shared.offices.iter().find(|office| office.id == id);
        let taken_in = office.and_then(|office| office.services.as_ref());
        if let (Some(list), Some(service)) = (taken_in, service)
            && !list.iter().any(|known| known == service)
        {
            let message = format!("the office `{id}` does not take this service in");
            let help = format!("add `{service}` to its `services` in offices.yaml");
            // No error: an office may stop taking in what an older version, still on record, named.
            r.warn("office-without-service", node, message, help);
        }
        found.push(id);
    }
    (!found.is_empty()).then_some(found)
}

/// So many calendar days, or a term.
fn ahead(r: &mut Reader<'_, '_>, node: &Node) -> Option<Term> {
    let term = match &node.value {
        Value::Map(_) => r.term(node)?,
        _ => Term::calendar(r.whole(node, 1..=365)?),
    };
    if !(1..=365).contains(&term.days) {
        let message = format!("{} is out of range", term.days);
        r.error("out-of-range", node, message, "write 1 to 365");
        return None;
    }
    Some(term)
}

fn slots_of(r: &mut Reader<'_, '_>, node: &Node, minutes: u16) -> Option<Vec<Hours>> {
    let mut read: Vec<(&Node, Hours)> = Vec::new();
    r.list(node, |r, item| {
        let hours = match &item.value {
            Value::Map(_) => hours(r, item, minutes)?,
            _ => single(r, item, minutes)?,
        };
        if let Some((_, other)) = read.iter().find(|(_, other)| overlap(other, &hours)) {
            let message =
                format!("these hours overlap with {} to {}", clock(other.from), clock(other.to));
            let help =
                format!("a slot takes {minutes} minutes; let one end before the next begins");
            r.error("overlapping-hours", item, message, help);
        }
        read.push((item, hours));
        Some(())
    })?;
    if node.items().is_empty() {
        let help =
            "write times, \"09:00\", or `{ days: [monday], from: \"09:00\", to: \"12:00\" }`";
        r.error("nothing-offered", node, "no slot is offered", help);
    }
    (!read.is_empty()).then(|| read.into_iter().map(|(_, hours)| hours).collect())
}

/// A time alone: one slot on each working day.
fn single(r: &mut Reader<'_, '_>, node: &Node, minutes: u16) -> Option<Hours> {
    let from = time(r, node)?;
    let end = of_day(from).saturating_add(minutes);
    let (hour, minute) = (i8::try_from(end / 60).ok()?, i8::try_from(end % 60).ok()?);
    let Ok(to) = Time::new(hour, minute, 0, 0) else {
        let help = "a slot ends on the day on which it begins";
        r.error("bad-range", node, "the slot ends after midnight", help);
        return None;
    };
    Some(Hours { days: DayKind::WORKING.to_vec(), from, to })
}

fn hours(r: &mut Reader<'_, '_>, node: &Node, minutes: u16) -> Option<Hours> {
    let f = r.fields(node, &HOURS)?;
    let days = match f.get("days") {
        None => Some(DayKind::WORKING.to_vec()),
        Some(node) => {
            r.unique("day", node.items());
            let days = r.list(node, |r, n| r.one_of(n, &DAYS))?;
            if node.items().is_empty() {
                r.error("nothing-offered", node, "no day is named", "name days, or delete the key");
            }
            Some(days)
        }
    };
    let (from, to) = (f.read("from", |n| time(r, n))?, f.read("to", |n| time(r, n))?);
    let hours = Hours { days: days?, from, to };
    if hours.times(minutes).next().is_none() {
        let message = "no slot fits between these two times";
        let help = format!("a slot takes {minutes} minutes");
        r.error("bad-range", f.get("to").unwrap_or(node), message, help);
        return None;
    }
    Some(hours)
}

/// On a day that both have, one begins before the other has ended.
fn overlap(one: &Hours, other: &Hours) -> bool {
    one.days.iter().any(|day| other.days.contains(day))
        && one.from < other.to
        && other.from < one.to
}

fn time(r: &mut Reader<'_, '_>, node: &Node) -> Option<Time> {
    let text = r.string(node, 100)?;
    let time = read_clock(&text);
    if time.is_none() {
        let help = "write hours and minutes in quotes: \"09:00\"";
        r.error("bad-time", node, format!("`{text}` is not a time of day"), help);
    }
    time
}
