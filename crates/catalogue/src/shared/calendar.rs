//! `calendar.yaml`: public holidays and make-up working days, year by year.

use jiff::ToSpan;
use jiff::civil::Date;
use onewindow_model::calendar::Calendar;

use super::Shared;
use crate::reader::{Reader, Shape};
use crate::yaml::Node;

const FILE: Shape = Shape {
    what: "the calendar",
    keys: &["weekend", "beyond", "beyond_note", "years"],
    required: &["weekend", "beyond", "beyond_note", "years"],
};

const YEAR: Shape = Shape {
    what: "a year",
    keys: &["year", "source", "published", "holidays", "working_days"],
    required: &["year", "source", "holidays", "working_days"],
};

const HOLIDAY: Shape =
    Shape { what: "a holiday", keys: &["name", "from", "to"], required: &["name", "from", "to"] };

struct Year {
    year: i16,
    holidays: Vec<Date>,
    make_up: Vec<Date>,
}

/// Reads the file.
pub fn read(r: &mut Reader<'_, '_>, root: &Node, shared: &mut Shared) -> Option<()> {
    let f = r.fields(root, &FILE)?;
    if let Some(node) = f.get("weekend") {
        let days: Vec<_> = node.items().iter().filter_map(Node::text).collect();
        if days != ["saturday", "sunday"] {
            let help = "write `[saturday, sunday]`; other weekends are not supported";
            r.error("unknown-weekend", node, "this is not a weekend", help);
        }
    }
    f.read("beyond", |n| r.one_of(n, &[("weekends-only", ())]));
    shared.beyond_calendar = f.read("beyond_note", |n| r.text(n)).unwrap_or_default();
    let years = f.read("years", |n| r.list(n, year)).unwrap_or_default();
    let holidays = years.iter().flat_map(|year| year.holidays.iter().copied());
    let make_up = years.iter().flat_map(|year| year.make_up.iter().copied());
    shared.calendar = Calendar::new(holidays, make_up, years.iter().map(|year| year.year));
    shared.calendar_years = years.iter().map(|year| year.year).collect();
    shared.calendar_years.sort_unstable();
    Some(())
}

fn year(r: &mut Reader<'_, '_>, node: &Node) -> Option<Year> {
    let f = r.fields(node, &YEAR)?;
    let year: Option<i16> = f.read("year", |n| r.whole(n, 1990..=2200));
    f.read("source", |n| r.text(n));
    f.read("published", |n| r.date(n));
    let day = |r: &mut Reader<'_, '_>, node: &Node| -> Option<Date> {
        let date = r.date(node)?;
        if year.is_some_and(|year| year != date.year()) {
            let message = format!("`{date}` lies in another year");
            r.error("wrong-year", node, message, "move it to the year that it lies in");
        }
        Some(date)
    };
    let make_up = f.read("working_days", |n| r.list(n, day)).unwrap_or_default();
    let read = |r: &mut Reader<'_, '_>, node: &Node| holiday(r, node, &day);
    let spans = f.read("holidays", |n| r.list(n, read)).unwrap_or_default();
    let holidays: Vec<Date> = spans.into_iter().flatten().collect();
    for node in f.get("working_days").map(Node::items).unwrap_or_default() {
        let date = node.text().and_then(|text| text.parse::<Date>().ok());
        if date.is_some_and(|date| holidays.contains(&date)) {
            let help = "take it out of one of the two";
            r.error("holiday-worked", node, "this day is a holiday and a working day", help);
        }
    }
    Some(Year { year: year?, holidays, make_up })
}

fn holiday(
    r: &mut Reader<'_, '_>,
    node: &Node,
    day: &dyn Fn(&mut Reader<'_, '_>, &Node) -> Option<Date>,
) -> Option<Vec<Date>> {
    let f = r.fields(node, &HOLIDAY)?;
    f.read("name", |n| r.text(n));
    let (from, to) = (f.read("from", |n| day(r, n))?, f.read("to", |n| day(r, n))?);
    let days: Vec<Date> = from.series(1.day()).take_while(|date| *date <= to).take(32).collect();
    if days.is_empty() || days.len() > 31 {
        let message = "a holiday ends after it begins, within 31 days";
        r.error("bad-range", f.get("to").unwrap_or(node), message, "put the two days right");
    }
    Some(days)
}
