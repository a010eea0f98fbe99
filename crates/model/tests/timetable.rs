//! What is offered, against an oracle that asks about each day and minute by itself.

#![allow(clippy::unwrap_used, clippy::panic)]

use jiff::civil::{Date, Time, Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use onewindow_model::booking::{Booking, DayKind, Hours, NotOffered, Slot, Timetable};
use onewindow_model::calendar::Calendar;
use onewindow_model::term::{DayUnit, Term};
use proptest::prelude::*;

/// National Day of 2026: eight days off, the Sunday before and the Saturday after are worked.
fn calendar() -> Calendar {
    let holidays = (1..=7).map(|day| date(2026, 10, day));
    Calendar::new(holidays, [date(2026, 9, 20), date(2026, 10, 10)], [2026])
}

fn zone() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(8))
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn morning(days: &[DayKind]) -> Hours {
    Hours { days: days.to_vec(), from: time(9, 0, 0, 0), to: time(11, 10, 0, 0) }
}

fn booking(hours: Vec<Hours>) -> Booking {
    Booking {
        offices: vec!["hall".to_owned()],
        ahead: Term::working(5),
        hours,
        minutes: 30,
        capacity: 2,
        book_hours_before: 2,
        change_hours_before: 24,
    }
}

fn slot(day: Date, hour: i8, minute: i8) -> Slot {
    Slot { day, time: time(hour, minute, 0, 0), office: "hall".to_owned() }
}

#[test]
fn holidays_are_left_out_and_make_up_days_worked() {
    let booking = booking(vec![morning(&DayKind::WORKING)]);
    let calendar = calendar();
    let zone = zone();
    // Wednesday 30 September; the five working days after it are 8, 9, 10, 12 and 13 October.
    let table = Timetable {
        booking: &booking,
        calendar: &calendar,
        zone: &zone,
        now: at("2026-09-30T00:00:00Z"),
    };
    let days = [(9, 30), (10, 8), (10, 9), (10, 10), (10, 12), (10, 13)];
    assert_eq!(table.days(), days.map(|(month, day)| date(2026, month, day)));
    let times = [(9, 0), (9, 30), (10, 0), (10, 30)].map(|(h, m)| time(h, m, 0, 0));
    assert_eq!(table.times(date(2026, 10, 8)), times, "the last ten minutes are no slot");
    assert_eq!(table.offers(&slot(date(2026, 10, 1), 9, 0)), Err(NotOffered::Day));
    assert_eq!(table.offers(&slot(date(2026, 10, 14), 9, 0)), Err(NotOffered::Day));
    assert_eq!(table.offers(&slot(date(2026, 10, 8), 9, 10)), Err(NotOffered::Time));
    let elsewhere = Slot { office: "other".to_owned(), ..slot(date(2026, 10, 8), 9, 0) };
    assert_eq!(table.offers(&elsewhere), Err(NotOffered::Office));
}

#[test]
fn a_saturday_of_its_own_is_not_one_that_is_worked_or_off() {
    let saturdays = booking(vec![morning(&[DayKind::Saturday])]);
    let (calendar, zone) = (calendar(), zone());
    let saturdays = Booking { ahead: Term::working(10), ..saturdays };
    let now = at("2026-09-29T00:00:00Z");
    let table = Timetable { booking: &saturdays, calendar: &calendar, zone: &zone, now };
    // 3 October is a holiday, 10 October is worked in place of another day.
    assert_eq!(table.days(), [date(2026, 10, 17)]);
}

#[test]
fn the_limits_are_kept_to_the_second() {
    let booking = booking(vec![morning(&DayKind::WORKING)]);
    let (calendar, zone) = (calendar(), zone());
    let table =
        |now: &str| Timetable { booking: &booking, calendar: &calendar, zone: &zone, now: at(now) };
    let nine = slot(date(2026, 10, 8), 9, 0);
    assert_eq!(table("2026-10-07T23:00:00Z").offers(&nine), Ok(()), "two hours before");
    assert_eq!(table("2026-10-07T23:00:01Z").offers(&nine), Err(NotOffered::Past));
    let today = table("2026-10-07T23:30:00Z").times(date(2026, 10, 8));
    assert_eq!(today.first(), Some(&time(9, 30, 0, 0)));
    assert!(booking.can_change(&nine, &zone, at("2026-10-07T01:00:00Z")));
    assert!(!booking.can_change(&nine, &zone, at("2026-10-07T01:00:01Z")));
}

const KINDS: [DayKind; 8] = [
    DayKind::Monday,
    DayKind::Tuesday,
    DayKind::Wednesday,
    DayKind::Thursday,
    DayKind::Friday,
    DayKind::Saturday,
    DayKind::Sunday,
    DayKind::MakeUp,
];

fn kind(calendar: &Calendar, day: Date) -> Option<DayKind> {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    match (calendar.is_working(day), weekend) {
        (true, true) => Some(DayKind::MakeUp),
        (false, false) => None,
        (false, true) if calendar.is_holiday(day) => None,
        _ => KINDS.get(usize::try_from(day.weekday().to_monday_zero_offset()).unwrap()).copied(),
    }
}

/// Whether a slot starts at this minute: it lies in some hours of the day a whole number of slots
/// after their start, ends within them, and may still be taken.
fn expected(table: &Timetable<'_>, day: Date, minute: i64) -> bool {
    let booking = table.booking;
    let minutes = i64::from(booking.minutes);
    let of_day = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    let inside = booking.hours.iter().any(|hours| {
        let (from, to) = (of_day(hours.from), of_day(hours.to));
        kind(table.calendar, day).is_some_and(|kind| hours.days.contains(&kind))
            && minute >= from
            && (minute - from) % minutes == 0
            && minute + minutes <= to
    });
    let midnight = table.zone.to_timestamp(day.to_datetime(Time::midnight())).unwrap();
    let starts = midnight.as_second() + minute * 60;
    let latest = starts - i64::from(booking.book_hours_before) * 3600;
    let ahead = table.calendar.due(table.today(), booking.ahead);
    inside && day <= ahead && table.now.as_second() <= latest
}

fn any_hours() -> impl Strategy<Value = Hours> {
    let days = prop::sample::subsequence(KINDS.to_vec(), 1..=8);
    (days, 0_i8..23, 0_i8..60, 0_i8..60).prop_map(|(days, hour, from, to)| Hours {
        days,
        from: time(hour, from, 0, 0),
        to: time(hour + 1, to, 0, 0),
    })
}

fn any_booking() -> impl Strategy<Value = Booking> {
    let ahead = (1_u16..40, any::<bool>()).prop_map(|(days, working)| Term {
        days,
        unit: if working { DayUnit::Working } else { DayUnit::Calendar },
    });
    let hours = prop::collection::vec(any_hours(), 1..4);
    (hours, ahead, 5_u16..120, 0_u16..80).prop_map(|(hours, ahead, minutes, before)| Booking {
        ahead,
        minutes,
        book_hours_before: before,
        ..booking(hours)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_offered_is_what_each_minute_allows(
        booking in any_booking(),
        second in 1_788_000_000_i64..1_792_600_000,
        day in 0_i32..60,
    ) {
        let (calendar, zone) = (calendar(), zone());
        let now = Timestamp::from_second(second).unwrap();
        let table = Timetable { booking: &booking, calendar: &calendar, zone: &zone, now };
        let day = table.today().saturating_add(day.days());
        let wanted: Vec<i64> = (0..24 * 60).filter(|minute| expected(&table, day, *minute)).collect();
        let offered = table.times(day);
        let minutes: Vec<i64> =
            offered.iter().map(|t| i64::from(t.hour()) * 60 + i64::from(t.minute())).collect();
        prop_assert_eq!(&minutes, &wanted);
        prop_assert_eq!(table.days().contains(&day), !wanted.is_empty());
        for time in offered {
            let slot = Slot { day, time, office: "hall".to_owned() };
            prop_assert_eq!(table.offers(&slot), Ok(()));
        }
    }
}
