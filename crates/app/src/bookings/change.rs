//! Moving an appointment and giving it back.

use jiff::Timestamp;
use onewindow_model::actor::Actor;
use onewindow_model::booking::Slot;
use onewindow_model::case::EventKind;
use onewindow_model::id::CaseId;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::Service;
use onewindow_store::entities::bookings::{self, BookingRecord, Wanted};
use onewindow_store::{StoreError, Tx, tx_job};

use super::wish;
use crate::cases::{Written, allowed, peek, step};
use crate::ctx::Ctx;
use crate::entry::hide;
use crate::error::{AppError, Appointment, Result};

/// A place that is asked for.
pub(crate) type Wish = Wanted;

/// What becomes of a case's appointment in one transaction.
#[derive(Clone)]
pub(crate) enum Change {
    /// It is given back.
    End,
    /// Another is taken in its place; the old one stays when there is no place left.
    Take(Wish),
}

/// Writes a change.
pub(crate) async fn apply(
    tx: &mut Tx<'_>,
    case: CaseId,
    change: &Change,
    now: Timestamp,
) -> std::result::Result<std::result::Result<(), AppError>, StoreError> {
    bookings::end(tx, case, now).await?;
    let Change::Take(wish) = change else { return Ok(Ok(())) };
    Ok(match bookings::take(tx, case, wish, now).await? {
        true => Ok(()),
        false => Err(AppError::Appointment(Appointment::Taken(wish.slot.clone()))),
    })
}

/// Whether an appointment can still be moved or given back: until the limit of the service version
/// under which it was applied for.
pub fn changeable(ctx: &Ctx, service: &Service, held: &BookingRecord) -> bool {
    let zone = ctx.app.zone();
    service.booking().is_some_and(|booking| booking.can_change(&held.slot, &zone, ctx.now))
}

/// By what right an appointment is changed: as one's own, or with the slip of the case.
fn right(ctx: &Ctx, id: CaseId) -> Result<Purpose> {
    match ctx.actor {
        Actor::SlipHolder { case } if case == id => Ok(Purpose::Follow),
        _ => ctx.person().map(|_| Purpose::Own),
    }
}

/// Gives the appointment of a case back. The case goes on; another time can be booked.
pub async fn cancel(ctx: &Ctx, id: CaseId) -> Result<()> {
    let purpose = right(ctx, id)?;
    let (case, service) = peek(ctx, id).await?;
    allowed(ctx, &case, &service, purpose).await.map_err(hide)?;
    let held = held(ctx, id).await?.ok_or(AppError::Appointment(Appointment::None))?;
    in_time(ctx, &service, &held)?;
    let next = case.appoint()?;
    let written = Written { appointment: Some(Change::End), ..Written::default() };
    let action = Action::Write;
    step(ctx, &service, next, action, purpose, Some(EventKind::BookingCancelled), written)
        .await
        .map_err(hide)
}

/// Takes another slot for a case, in place of the one that it has, if it has one.
pub async fn rebook(ctx: &Ctx, id: CaseId, slot: Slot) -> Result<()> {
    let purpose = right(ctx, id)?;
    let (case, service) = peek(ctx, id).await?;
    allowed(ctx, &case, &service, purpose).await.map_err(hide)?;
    let held = held(ctx, id).await?;
    let event = match &held {
        Some(held) if held.slot == slot => return Ok(()),
        Some(held) => {
            in_time(ctx, &service, held)?;
            EventKind::BookingMoved
        }
        None => EventKind::Booked,
    };
    let wish = wish(ctx, &service, &slot)?;
    let next = case.appoint()?;
    let written = Written { appointment: Some(Change::Take(wish)), ..Written::default() };
    let action = Action::Write;
    step(ctx, &service, next, action, purpose, Some(event), written).await.map_err(hide)
}

fn in_time(ctx: &Ctx, service: &Service, held: &BookingRecord) -> Result<()> {
    match changeable(ctx, service, held) {
        true => Ok(()),
        false => Err(AppError::Appointment(Appointment::TooLate)),
    }
}

/// The appointment that a case holds; for whoever may look at the case.
pub(crate) async fn held(ctx: &Ctx, id: CaseId) -> Result<Option<BookingRecord>> {
    let read = tx_job!([], |tx| tx.find(bookings::of_case(id)).await);
    let all = ctx.app.store.read("bookings.of_case", read).await?;
    Ok(all.into_iter().find(|booking| booking.ended_at.is_none()))
}
