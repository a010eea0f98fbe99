//! The appointment of a case, for its applicant and for whoever holds its slip: as a file, given back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::cases::{self, CaseFile};
use onewindow_app::{Ctx, bookings};
use onewindow_model::id::CaseId;

use super::paths;
use super::sure::Sure;
use crate::audience::Booker;
use crate::booking::{Entry, download, path};
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::page::Page;
use crate::show::Show;

/// Who asks, about which case.
pub(super) struct Asking {
    pub page: Page,
    pub ctx: Ctx,
    pub case: CaseId,
    /// The page of the case, as they follow it.
    pub here: String,
}

impl Asking {
    /// Of an address; a slip leads to its own case only.
    pub fn about(booker: Booker, id: &str) -> Result<Asking, WebError> {
        let case = paths::id(id)?;
        match booker {
            Booker::Citizen(citizen) => {
                let (page, ctx, here) = (citizen.page, citizen.ctx, paths::case(case));
                Ok(Asking { page, ctx, case, here })
            }
            Booker::SlipHolder(holder) if holder.case == case => {
                let (page, ctx, here) = (holder.page, holder.ctx, crate::portal::CASE.to_owned());
                Ok(Asking { page, ctx, case, here })
            }
            Booker::SlipHolder(_) => Err(WebError::not_found()),
        }
    }

    /// Opens the case; what is no appointment has no such pages.
    pub async fn open(&self) -> Result<CaseFile, WebError> {
        let file = match self.ctx.actor.person() {
            Some(_) => cases::open_own(&self.ctx, self.case).await?,
            None => cases::follow(&self.ctx, self.case).await?,
        };
        if file.service.booking().is_some() { Ok(file) } else { Err(WebError::not_found()) }
    }
}

/// `GET /account/cases/{case}/appointment/cancel`: asks whether it is meant.
pub(super) async fn ask(booker: Booker, Path(id): Path<String>) -> Result<Response, WebError> {
    let asking = Asking::about(booker, &id)?;
    let file = asking.open().await?;
    let Asking { page, ctx, case, here } = asking;
    let held = file.appointment().filter(|held| bookings::changeable(&ctx, &file.service, held));
    let Some(held) = held else { return Ok(Redirect::to(&here).into_response()) };
    let current = ctx.app.catalogue.current();
    let asked = Sure {
        title: "booking-cancel-title",
        service: page.l.words(&file.service.name),
        rows: Show::new(page.l, &current).appointment(held),
        text: "booking-cancel-text",
        action: path(case, "/cancel"),
        button: "booking-cancel-button",
        keep: "booking-cancel-keep",
        back: &here,
    };
    Ok(asked.show(page))
}

/// `POST /account/cases/{case}/appointment/cancel`: gives the place back.
pub(super) async fn cancel(
    booker: Booker,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    form.read(&FormSpec::new())?;
    let Asking { ctx, case, here, .. } = Asking::about(booker, &id)?;
    let done = bookings::cancel(&ctx, case).await;
    done.map_err(|error| WebError::from(error).back(&here))?;
    Ok(Redirect::to(&format!("{here}?done=cancelled")).into_response())
}

/// `GET /account/cases/{case}/appointment/file`: the appointment for one's own calendar.
pub(super) async fn file(booker: Booker, Path(id): Path<String>) -> Result<Response, WebError> {
    let asking = Asking::about(booker, &id)?;
    let file = asking.open().await?;
    entry(&asking, &file).map(|entry| download(&entry)).ok_or_else(WebError::not_found)
}

fn entry(Asking { page, ctx, here, .. }: &Asking, file: &CaseFile) -> Option<Entry> {
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
        text: format!("{number}\n{base}{here}"),
    })
}
