//! The appointments of an office.

use std::sync::Arc;

use onewindow_model::booking::Slot;
use onewindow_model::booking::slot::clock;
use onewindow_model::id::CaseId;
use onewindow_model::purpose::Purpose;
use onewindow_model::reference::CaseNumber;
use onewindow_model::service::Service;
use onewindow_store::entities::bookings::{self, DueKey};
use onewindow_store::tx_job;

use crate::ctx::Ctx;
use crate::error::{AppError, Result};
use crate::listing::List;

/// Appointments on one page.
const PAGE: u32 = 50;

/// One appointment: nothing personal.
pub struct DueItem {
    /// When.
    pub slot: Slot,
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: CaseNumber,
    /// Its service.
    pub service: Arc<Service>,
    /// Handled by the official who looks.
    pub mine: bool,
}

/// One page of an office's appointments.
pub struct DuePage {
    /// The office of the official who looks, if they sit at one.
    pub office: Option<String>,
    /// Its lines, in order.
    pub items: Vec<DueItem>,
    /// Where the next page starts, if there is one.
    pub next: Option<DueKey>,
}

/// The appointments of the official's own office, from today on.
pub async fn at_office(ctx: &Ctx, after: Option<DueKey>) -> Result<DuePage> {
    let officer = ctx.actor.officer().ok_or(AppError::NotFound)?;
    let Some(office) = officer.office.clone() else {
        return Ok(DuePage { office: None, items: Vec::new(), next: None });
    };
    let today = DueKey { day: ctx.today(), time: String::new(), case: String::new() };
    let after = after.filter(|after| after.day >= today.day).unwrap_or(today);
    let read =
        tx_job!([office, after], |tx| bookings::at_office(tx, &office, &after, PAGE + 1).await);
    let lines = async { Ok(ctx.app.store.read("bookings.at_office", read).await?) };
    let of = List::Of { organisation: &officer.organisation, purpose: Purpose::HandleCase };
    let mut found = ctx.list(of, lines).await?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|due| DueKey {
        day: due.slot.day,
        time: clock(due.slot.time),
        case: due.case.id.to_string(),
    });
    let current = ctx.app.catalogue.current();
    let mut items = Vec::with_capacity(found.len());
    for due in found {
        items.push(DueItem {
            slot: due.slot,
            case: due.case.id,
            service: current.version(&due.case.service)?,
            mine: due.case.assignee == Some(officer.id),
            number: due.case.number,
        });
    }
    Ok(DuePage { office: Some(office), items, next })
}
