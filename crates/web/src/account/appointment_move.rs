//! Another time for the appointment of a case.

use axum::extract::{Path, Query};
use onewindow_app::error::Appointment;
use onewindow_app::{AppError, bookings};
use onewindow_model::booking::Slot;
use onewindow_model::booking::slot::read_clock;
use onewindow_model::id::CaseId;

use super::appointment::Asking;
use crate::apply::{Answer, Stop, Whose, day_or_again, go};
use crate::audience::Booker;
use crate::booking::{Asked, Choosing, Picked, full_page, path, read_day};
use crate::errors::WebError;
use crate::forms::StrictForm;

/// `GET /account/cases/{case}/appointment/move`: which office; where there is one, which day.
pub(super) async fn office(booker: Booker, Path(id): Path<String>) -> Answer {
    let choosing = choosing(Asking::about(booker, &id)?).await?;
    match choosing.only_office() {
        Some(only) => go(choosing.office_path(only, None)),
        None => Ok(choosing.offices(None)),
    }
}

/// `POST /account/cases/{case}/appointment/move`: the office; or a slot out of a list of free ones.
pub(super) async fn post_office(
    booker: Booker,
    Path(id): Path<String>,
    form: StrictForm,
) -> Answer {
    let picked = Picked::read(form)?;
    let asking = Asking::about(booker, &id)?;
    let id = asking.case;
    let choosing = choosing(asking).await?;
    match picked {
        Picked::Slot(slot) => take(choosing, id, slot).await,
        Picked::Office(office) if choosing.has(&office) => go(choosing.office_path(&office, None)),
        _ if choosing.only_office().is_some() => go(choosing.path("")),
        _ => Ok(choosing.offices(Some("booking-office-missing"))),
    }
}

/// `GET /account/cases/{case}/appointment/move/{office}`: which day.
pub(super) async fn day(
    booker: Booker,
    Path((id, office)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let choosing = at(choosing(Asking::about(booker, &id)?).await?, &office)?;
    Ok(choosing.days(&office, asked.month.as_deref(), None))
}

/// `POST /account/cases/{case}/appointment/move/{office}`: the day.
pub(super) async fn post_day(
    booker: Booker,
    Path((id, office)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    form: StrictForm,
) -> Answer {
    let picked = Picked::read(form)?;
    let choosing = at(choosing(Asking::about(booker, &id)?).await?, &office)?;
    Ok(day_or_again(choosing, &office, asked.month.as_deref(), picked))
}

/// `GET /account/cases/{case}/appointment/move/{office}/{day}`: which time.
pub(super) async fn time(
    booker: Booker,
    Path((id, office, day)): Path<(String, String, String)>,
) -> Answer {
    let choosing = at(choosing(Asking::about(booker, &id)?).await?, &office)?;
    let day = read_day(&day).ok_or_else(WebError::not_found)?;
    Ok(choosing.times(&office, day, None))
}

/// `POST /account/cases/{case}/appointment/move/{office}/{day}`: the time; the place is taken.
pub(super) async fn post_time(
    booker: Booker,
    Path((id, office, day)): Path<(String, String, String)>,
    form: StrictForm,
) -> Answer {
    let picked = Picked::read(form)?;
    let asking = Asking::about(booker, &id)?;
    let id = asking.case;
    let choosing = at(choosing(asking).await?, &office)?;
    let day = read_day(&day).ok_or_else(WebError::not_found)?;
    let Picked::Time(time) = picked else {
        return Ok(choosing.times(&office, day, Some("booking-time-missing")));
    };
    match read_clock(&time) {
        Some(time) => take(choosing, id, Slot { day, time, office }).await,
        None => Ok(choosing.times(&office, day, Some("booking-time-gone"))),
    }
}

async fn take(choosing: Choosing, id: CaseId, slot: Slot) -> Answer {
    let here = choosing.back.clone();
    let done = if choosing.chosen.is_some() { "moved" } else { "booked" };
    match bookings::rebook(&choosing.ctx, id, slot.clone()).await {
        Ok(()) => go(format!("{here}?done={done}")),
        Err(AppError::Appointment(Appointment::Taken(_) | Appointment::NotOffered)) => {
            // What is free now, not what was free when the page was made.
            let service = choosing.service.clone();
            let offer = bookings::offer(&choosing.ctx, &service).await?;
            Ok(full_page(Choosing { offer, back: here, ..choosing }, &slot))
        }
        Err(other) => Err(WebError::from(other).back(&here).into()),
    }
}

/// Opens the case; where nothing can be moved any more, its page says why.
async fn choosing(asking: Asking) -> Result<Choosing, Stop> {
    let file = asking.open().await?;
    let Asking { page, ctx, case, here } = asking;
    let held = file.appointment();
    let late = held.is_some_and(|held| !bookings::changeable(&ctx, &file.service, held));
    if late || file.case.stage.frees_appointment() {
        return Err(Stop::Go(here));
    }
    let offer = bookings::offer(&ctx, &file.service.id).await?;
    Ok(Choosing {
        whose: Whose { service: page.l.words(&file.service.name), applicant: None, clerk: false },
        service: file.service.id.clone(),
        base: path(case, "/move"),
        chosen: held.map(|held| held.slot.clone()),
        current: ctx.app.catalogue.current(),
        back: here,
        check: false,
        moving: true,
        offer,
        page,
        ctx,
    })
}

fn at(choosing: Choosing, office: &str) -> Result<Choosing, Stop> {
    if choosing.has(office) { Ok(choosing) } else { Err(WebError::not_found().into()) }
}
