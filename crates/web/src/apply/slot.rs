//! The appointment: which office, which day, which time.

use std::sync::Arc;

use axum::extract::{Path, Query};
use axum::response::Response;
use onewindow_app::error::Appointment;
use onewindow_app::{AppError, bookings, drafts};
use onewindow_model::booking::Slot;
use onewindow_model::booking::slot::read_clock;

use super::draft::Draft;
use super::question_page::{From, after, back};
use super::stop::{Answer, Stop, go};
use super::walk::{Spot, Walk};
use crate::audience::Filler;
use crate::booking::{Asked, Choosing, Picked, full_page, read_day};
use crate::errors::WebError;
use crate::forms::StrictForm;

/// `GET /apply/{draft}/slot`: which office; where there is one, which day.
pub(super) async fn office(
    filler: Filler,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    let choosing = choosing(&draft, asked.check()).await?;
    match choosing.only_office() {
        Some(only) => go(choosing.office_path(only, None)),
        None => Ok(choosing.offices(None)),
    }
}

/// `POST /apply/{draft}/slot`: the office; or a slot out of a list of free ones.
pub(super) async fn post_office(
    filler: Filler,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    form: StrictForm,
) -> Answer {
    let picked = Picked::read(form)?;
    let draft = Draft::open(filler, &id).await?;
    if let Picked::Slot(slot) = picked {
        return save(draft, slot, true).await;
    }
    let choosing = choosing(&draft, asked.check()).await?;
    match picked {
        Picked::Office(office) if choosing.has(&office) => go(choosing.office_path(&office, None)),
        _ if choosing.only_office().is_some() => go(choosing.path("")),
        _ => Ok(choosing.offices(Some("booking-office-missing"))),
    }
}

/// `GET /apply/{draft}/slot/{office}`: which day.
pub(super) async fn day(
    filler: Filler,
    Path((id, office)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    let choosing = at(choosing(&draft, asked.check()).await?, &office)?;
    Ok(choosing.days(&office, asked.month.as_deref(), None))
}

/// `POST /apply/{draft}/slot/{office}`: the day.
pub(super) async fn post_day(
    filler: Filler,
    Path((id, office)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    form: StrictForm,
) -> Answer {
    let picked = Picked::read(form)?;
    let draft = Draft::open(filler, &id).await?;
    let choosing = at(choosing(&draft, asked.check()).await?, &office)?;
    Ok(day_or_again(choosing, &office, asked.month.as_deref(), picked))
}

/// `GET /apply/{draft}/slot/{office}/{day}`: which time.
pub(super) async fn time(
    filler: Filler,
    Path((id, office, day)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    let choosing = at(choosing(&draft, asked.check()).await?, &office)?;
    let day = read_day(&day).ok_or_else(WebError::not_found)?;
    Ok(choosing.times(&office, day, None))
}

/// `POST /apply/{draft}/slot/{office}/{day}`: the time; the slot is kept in the draft.
pub(super) async fn post_time(
    filler: Filler,
    Path((id, office, day)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
    form: StrictForm,
) -> Answer {
    let picked = Picked::read(form)?;
    let draft = Draft::open(filler, &id).await?;
    let day = read_day(&day).ok_or_else(WebError::not_found)?;
    let choosing = at(choosing(&draft, asked.check()).await?, &office)?;
    let Picked::Time(time) = picked else {
        return Ok(choosing.times(&office, day, Some("booking-time-missing")));
    };
    let free = choosing
        .offer
        .times(&office, day)
        .into_iter()
        .find(|offer| read_clock(&time) == Some(offer.slot.time) && offer.free > 0);
    let Some(free) = free else {
        return Ok(choosing.times(&office, day, Some("booking-time-gone")));
    };
    save(draft, free.slot, asked.check()).await
}

/// The page of the next question; or the same again, when no day was picked that can be booked.
pub(crate) fn day_or_again(
    choosing: Choosing,
    office: &str,
    month: Option<&str>,
    picked: Picked,
) -> Response {
    use axum::response::{IntoResponse, Redirect};
    let Picked::Day(day) = picked else {
        return choosing.days(office, month, Some("booking-day-missing"));
    };
    let free = choosing.offer.days(office).into_iter();
    let day = free.filter(|offer| offer.free > 0).map(|o| o.day).find(|d| d.to_string() == day);
    match day {
        Some(day) => Redirect::to(&choosing.path(&format!("/{office}/{day}"))).into_response(),
        None => choosing.days(office, month, Some("booking-day-gone")),
    }
}

/// The page that says that the slot of a draft is gone, and which are next.
pub(super) async fn full(draft: Draft, slot: &Slot) -> Answer {
    let mut choosing = choosing(&draft, true).await?;
    choosing.back = draft.path("/check");
    Ok(full_page(choosing, slot))
}

async fn save(draft: Draft, slot: Slot, check: bool) -> Answer {
    let saved = drafts::change(&draft.ctx, draft.id(), drafts::Change::Slot(slot.clone())).await;
    match saved {
        Ok(()) => {
            let draft = draft.again().await?;
            go(after(&draft, &Spot::Slot, &From::of(check), false))
        }
        // It was offered a moment ago, and the moment for booking it has passed.
        Err(AppError::Appointment(Appointment::NotOffered)) => full(draft, &slot).await,
        Err(other) => Err(other.into()),
    }
}

async fn choosing(draft: &Draft, check: bool) -> Result<Choosing, Stop> {
    if draft.view.service.booking().is_none() {
        return Err(WebError::not_found().into());
    }
    let offer = bookings::offer(&draft.ctx, &draft.view.service.id).await?;
    let back = back(draft, &Walk::of(draft), &Spot::Slot, &From::of(check));
    Ok(Choosing {
        whose: draft.whose(),
        base: draft.path("/slot"),
        chosen: draft.view.content.slot.clone(),
        offer,
        back,
        check,
        moving: false,
        page: draft.page.clone(),
        ctx: draft.ctx.clone(),
        service: draft.view.service.id.clone(),
        current: Arc::clone(&draft.current),
    })
}

fn at(choosing: Choosing, office: &str) -> Result<Choosing, Stop> {
    if choosing.has(office) { Ok(choosing) } else { Err(WebError::not_found().into()) }
}
