//! Appointments in words.

use jiff::civil::Date;
use onewindow_app::bookings::BookingRecord;
use onewindow_model::booking::slot::clock;
use onewindow_model::booking::{Booking, DayKind, Hours, Slot};

use super::Show;
use crate::l10n::{Args, Words};
use crate::lists::Row;

impl Show<'_> {
    /// A slot: day, weekday and time of day; provisional where the holidays of its year are not
    /// published yet.
    pub fn slot(&self, slot: &Slot) -> String {
        self.slot_from_to(slot, &slot.clock())
    }

    fn slot_from_to(&self, slot: &Slot, time: &str) -> String {
        let day = self.l.date_and_weekday(slot.day);
        let words = self.l.ta("booking-slot", &Args::new().with("day", &day).with("time", time));
        match self.current.files.calendar.covers(slot.day) {
            true => words,
            false => self.l.t1("show-provisional", "date", &words),
        }
    }

    /// A slot with its office.
    pub fn slot_and_office(&self, slot: &Slot) -> String {
        let (when, place) = (self.slot(slot), self.office(&slot.office).text);
        self.l.ta("booking-slot-at", &Args::new().with("slot", &when).with("office", &place))
    }

    /// An appointment: when, where, and by what number one can ask.
    pub fn appointment(&self, booking: &BookingRecord) -> Vec<Row> {
        let zone = &self.current.zone;
        let ends = clock(zone.to_datetime(booking.slot.ends(zone, booking.minutes)).time());
        let times = format!("{}–{ends}", booking.slot.clock());
        let row = |key: &str, words: Words| Row::new(self.l.t(key), words);
        let mut rows = vec![
            row("booking-when", self.slot_from_to(&booking.slot, &times).into()),
            row("booking-where", self.office(&booking.slot.office)),
        ];
        if let Some(office) = self.current.office(&booking.slot.office) {
            rows.push(row("booking-address", self.l.words(&office.address)));
            let phone = office.phone.as_deref();
            rows.extend(phone.map(|phone| row("booking-phone", phone.into())));
        }
        rows
    }

    /// What can be booked, line by line, for the page of a service.
    pub fn booking(&self, booking: &Booking) -> Vec<String> {
        let l = self.l;
        let mut lines = vec![l.t1("booking-ahead", "term", self.term(booking.ahead))];
        lines.extend(booking.hours.iter().map(|hours| self.hours(hours)));
        lines.push(l.t1("booking-length", "minutes", booking.minutes));
        if booking.book_hours_before > 0 {
            lines.push(l.t1("booking-latest", "hours", booking.book_hours_before));
        }
        if booking.change_hours_before > 0 {
            lines.push(l.t1("booking-change-latest", "hours", booking.change_hours_before));
        }
        lines
    }

    fn hours(&self, hours: &Hours) -> String {
        let days = match hours.days == DayKind::WORKING {
            true => self.l.t("booking-working-days"),
            false => {
                let names = hours.days.iter().map(|day| self.l.t(day_key(*day)));
                names.collect::<Vec<_>>().join(&self.l.t("booking-and"))
            }
        };
        let (from, to) = (clock(hours.from), clock(hours.to));
        let args = Args::new().with("days", &days).with("from", &from).with("to", &to);
        self.l.ta("booking-times", &args)
    }

    /// A month: `2026年11月`, `November 2026`.
    pub fn month(&self, day: Date) -> String {
        let month = self.l.t(&format!("month-{}", day.month()));
        let args = Args::new().with("month", &month).with("year", day.year().to_string());
        self.l.ta("booking-month", &args)
    }
}

fn day_key(day: DayKind) -> &'static str {
    match day {
        DayKind::Monday => "booking-monday",
        DayKind::Tuesday => "booking-tuesday",
        DayKind::Wednesday => "booking-wednesday",
        DayKind::Thursday => "booking-thursday",
        DayKind::Friday => "booking-friday",
        DayKind::Saturday => "booking-saturday",
        DayKind::Sunday => "booking-sunday",
        DayKind::MakeUp => "booking-make-up",
    }
}
