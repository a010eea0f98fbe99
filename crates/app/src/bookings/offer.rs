//! What can be booked now, and how many places are left.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use onewindow_model::application::{Place, Problem, ProblemCode};
use onewindow_model::booking::{Booking, Slot, Timetable};
use onewindow_model::service::Service;
use onewindow_store::entities::bookings::{self, Wanted};
use onewindow_store::tx_job;

use super::Wish;
use crate::catalogue::Current;
use crate::ctx::Ctx;
use crate::drafts::DraftView;
use crate::error::{AppError, Appointment, Result};

/// What a service offers at one moment. Nothing personal: how many places are held, not by whom.
pub struct Offer {
    /// What can be booked.
    pub booking: Booking,
    current: Arc<Current>,
    now: Timestamp,
    held: BTreeMap<Slot, u32>,
}

/// A day that can be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOffer {
    /// The day.
    pub day: Date,
    /// Slots of it in which a place is left.
    pub free: usize,
}

/// A slot that can be booked, unless it is full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeOffer {
    /// The slot.
    pub slot: Slot,
    /// Places left in it.
    pub free: u32,
}

/// What a service offers now, by its newest version: the office has the hours that it has, whatever
/// version an application was begun under.
pub async fn offer(ctx: &Ctx, service: &str) -> Result<Offer> {
    let current = ctx.app.catalogue.current();
    let booking = booking(&current, service).ok_or(AppError::NotFound)?;
    let offer = Offer { booking, current, now: ctx.now, held: BTreeMap::new() };
    let (from, to) = (offer.timetable().today(), offer.timetable().last_day());
    let service = service.to_owned();
    let read = tx_job!([service], |tx| bookings::held(tx, &service, from, to).await);
    let held = ctx.app.store.read("bookings.held", read).await?;
    Ok(Offer { held, ..offer })
}

fn booking(current: &Current, service: &str) -> Option<Booking> {
    current.newest(service)?.booking().cloned()
}

impl Offer {
    /// The offer without regard to what is held.
    pub fn timetable(&self) -> Timetable<'_> {
        timetable(&self.booking, &self.current, self.now)
    }

    /// Places left in a slot.
    pub fn free(&self, slot: &Slot) -> u32 {
        let held = self.held.get(slot).copied().unwrap_or_default();
        u32::from(self.booking.capacity).saturating_sub(held)
    }

    /// The days of an office, full ones too.
    pub fn days(&self, office: &str) -> Vec<DayOffer> {
        let days = self.timetable().days().into_iter().map(|day| {
            let free = self.times(office, day).iter().filter(|time| time.free > 0).count();
            DayOffer { day, free }
        });
        days.collect()
    }

    /// The slots of an office on a day, full ones too.
    pub fn times(&self, office: &str, day: Date) -> Vec<TimeOffer> {
        let times = self.timetable().times(day).into_iter().map(|time| {
            let slot = Slot { day, time, office: office.to_owned() };
            TimeOffer { free: self.free(&slot), slot }
        });
        times.collect()
    }

    /// Slots with a place left in place of one that is full: from it on, at its office first; then
    /// whatever else there is.
    pub fn instead_of(&self, slot: &Slot, most: usize) -> Vec<Slot> {
        let all = self.next_free(&slot.office, usize::MAX);
        let later = |free: &&Slot| (free.day, free.time) >= (slot.day, slot.time);
        let (later, earlier): (Vec<_>, Vec<_>) = all.iter().partition(later);
        later.into_iter().chain(earlier).take(most).cloned().collect()
    }

    /// The next slots with a place left: at that office first, then at the others.
    pub fn next_free(&self, office: &str, most: usize) -> Vec<Slot> {
        let here = self.booking.offices.iter().filter(|id| *id == office);
        let others = self.booking.offices.iter().filter(|id| *id != office);
        let days = self.timetable().days();
        let at = |office: &'_ String| {
            let slots = days.iter().flat_map(|day| self.times(office, *day));
            let free = slots.filter(|time| time.free > 0).map(|time| time.slot);
            free.take(most).collect::<Vec<_>>()
        };
        here.chain(others).flat_map(at).take(most).collect()
    }
}

fn timetable<'a>(booking: &'a Booking, current: &'a Current, now: Timestamp) -> Timetable<'a> {
    Timetable { booking, calendar: &current.files.calendar, zone: &current.zone, now }
}

/// What is wrong with the slot that a draft wishes for, short of its being full: a day passes while
/// people fill in, and office hours change.
pub(crate) fn not_offered(ctx: &Ctx, view: &DraftView) -> Option<Problem> {
    let slot = view.content.slot.as_ref().filter(|_| view.service.booking().is_some())?;
    match wish(ctx, &view.service, slot) {
        Ok(_) => None,
        Err(_) => Some(Problem::at(Place::Slot, ProblemCode::SlotTaken)),
    }
}

/// A place in a slot as storage is asked for it, if the slot is offered now.
pub(crate) fn wish(ctx: &Ctx, service: &Service, slot: &Slot) -> Result<Wish> {
    let current = ctx.app.catalogue.current();
    let booking = booking(&current, &service.id).ok_or(AppError::NotFound)?;
    if timetable(&booking, &current, ctx.now).offers(slot).is_err() {
        return Err(AppError::Appointment(Appointment::NotOffered));
    }
    Ok(Wanted {
        service: service.id.clone(),
        slot: slot.clone(),
        capacity: booking.capacity,
        minutes: booking.minutes,
    })
}
