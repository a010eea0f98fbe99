//! The appointment of one's own case: as a file, given back.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::cases::{self, CaseFile};
use onewindow_app::{Ctx, bookings};

use super::paths;
use crate::audience::Citizen;
use crate::booking::{Entry, download};
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::Show;

#[derive(Template)]
#[template(path = "account/appointment_cancel.html")]
struct Cancel {
    page: Page,
    service: Words,
    rows: Vec<Row>,
    here: String,
}

/// `GET /account/cases/{case}/appointment/cancel`: asks whether it is meant.
pub(super) async fn ask(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    let here = paths::case(file.case.id);
    if file.service.booking().is_none() {
        return Err(WebError::not_found());
    }
    let held = file.appointment().filter(|held| bookings::changeable(&ctx, &file.service, held));
    let Some(held) = held else { return Ok(Redirect::to(&here).into_response()) };
    let current = ctx.app.catalogue.current();
    let rows = Show::new(page.l, &current).appointment(held);
    let service = page.l.words(&file.service.name);
    let frame = page.title("booking-cancel-title").back(&here);
    Ok(frame.show(|page| Cancel { page, service, rows, here }))
}

/// `POST /account/cases/{case}/appointment/cancel`: gives the place back.
pub(super) async fn cancel(
    citizen: Citizen,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    form.read(&FormSpec::new())?;
    let id = paths::id(&id)?;
    let here = paths::case(id);
    let done = bookings::cancel(&citizen.ctx, id).await;
    done.map_err(|error| WebError::from(error).back(&here))?;
    Ok(Redirect::to(&format!("{here}?done=cancelled")).into_response())
}

/// `GET /account/cases/{case}/appointment/file`: the appointment for one's own calendar.
pub(super) async fn file(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let file = cases::open_own(&ctx, paths::id(&id)?).await?;
    entry(&page, &ctx, &file).map(|entry| download(&entry)).ok_or_else(WebError::not_found)
}

fn entry(page: &Page, ctx: &Ctx, file: &CaseFile) -> Option<Entry> {
    let held = file.appointment()?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let zone = &current.zone;
    let office = current.office(&held.slot.office);
    let address = office.map(|office| page.l.words(&office.address).text);
    let name = show.office(&held.slot.office).text;
    let base = &ctx.app.settings.base_url;
    let number = page.t1("booking-file-text", "number", file.case.number.to_string());
    Some(Entry {
        id: format!("{}-{}@onewindow", file.case.id, held.seq),
        made: ctx.now,
        starts: held.slot.starts(zone),
        ends: held.slot.ends(zone, held.minutes),
        title: page.l.words(&file.service.name).text,
        place: [Some(name), address].into_iter().flatten().collect::<Vec<_>>().join(", "),
        text: format!("{number}\n{base}{}", paths::case(file.case.id)),
    })
}
