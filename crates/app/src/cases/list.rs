//! Lists: an officer's work, a person's own cases.

use std::sync::Arc;

use jiff::civil::Date;
use onewindow_model::actor::{Actor, Role};
use onewindow_model::case::{Case, StageName};
use onewindow_model::id::CaseId;
use onewindow_model::purpose::Purpose;
use onewindow_model::reference::CaseNumber;
use onewindow_model::service::Service;
use onewindow_store::entities::cases::{self, WorkKey};
use onewindow_store::tx_job;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::listing::List;

/// Cases on one page of the work list.
pub const PAGE: u32 = 20;

/// One line of the work list: nothing personal.
pub struct WorkItem {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: CaseNumber,
    /// Its service.
    pub service: Arc<Service>,
    /// Where it stands.
    pub stage: StageName,
    /// By when something must be done.
    pub due: Option<Date>,
    /// Handled by the officer who looks.
    pub mine: bool,
    /// Handled by somebody for whom the officer who looks stands in.
    pub in_place: bool,
    /// Handled by nobody yet, and theirs to take.
    pub free: bool,
    /// Past its day.
    pub late: bool,
}

/// One page of the work list.
pub struct WorkPage {
    /// Its lines.
    pub items: Vec<WorkItem>,
    /// Where the next page starts, if there is one.
    pub next: Option<WorkKey>,
}

/// The open cases of the officer's authority, by deadline.
pub async fn work(ctx: &Ctx, after: Option<WorkKey>) -> Result<WorkPage> {
    work_page(ctx, after, PAGE).await
}

/// The same, at most so many at once; also for a program of the authority.
pub async fn work_page(ctx: &Ctx, after: Option<WorkKey>, limit: u32) -> Result<WorkPage> {
    let (me, authority) = match &ctx.actor {
        Actor::Machine { organisation, .. } => (None, organisation.clone()),
        _ => {
            let officer = ctx.officer(Role::CaseOfficer)?;
            (Some(officer), officer.organisation.clone())
        }
    };
    // A program sees what is free; a deputy has what the absent colleague has.
    let takes = me.is_none_or(|officer| officer.is(Role::CaseOfficer));
    let after = after.unwrap_or(WorkKey { due: String::new(), id: String::new() });
    let whose = authority.clone();
    let list = move || cases::work_list(&authority, &after, limit + 1);
    let lines = async { Ok(ctx.app.store.find("cases.work_list", list).await?) };
    let of = List::Of { organisation: &whose, purpose: Purpose::HandleCase };
    let mut found = ctx.list(of, lines).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|case| WorkKey {
        due: case.stage.due().map_or_else(|| "9999-12-31".to_owned(), |due| due.to_string()),
        id: case.id.to_string(),
    });
    let today = ctx.today();
    let current = ctx.app.catalogue.current();
    let mut items = Vec::with_capacity(found.len());
    for case in found {
        let due = case.stage.due();
        items.push(WorkItem {
            id: case.id,
            service: current.version(&case.service)?,
            stage: case.stage.name(),
            due,
            mine: me.is_some_and(|officer| case.assignee == Some(officer.id)),
            in_place: case.assignee.is_some_and(|other| {
                me.is_some_and(|me| me.id != other && me.stands_in_for(other, Role::CaseOfficer))
            }),
            free: takes && case.assignee.is_none(),
            late: due.is_some_and(|due| due < today),
            number: case.number,
        });
    }
    Ok(WorkPage { items, next })
}

/// A case in a list for those who do not handle it: nothing personal.
pub struct Listed {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: CaseNumber,
    /// Its service.
    pub service: Arc<Service>,
    /// Where it stands.
    pub stage: StageName,
    /// By when something must be done.
    pub due: Option<Date>,
    /// Past its day.
    pub late: bool,
}

/// Cases as they stand in a list.
pub(crate) fn listed(ctx: &Ctx, found: Vec<Case>) -> Result<Vec<Listed>> {
    let (current, today) = (ctx.app.catalogue.current(), ctx.today());
    let listed = found.into_iter().map(|case| {
        let due = case.stage.due();
        Ok(Listed {
            id: case.id,
            service: current.version(&case.service)?,
            stage: case.stage.name(),
            due,
            late: due.is_some_and(|due| due < today),
            number: case.number,
        })
    });
    listed.collect()
}

/// One of a person's cases.
pub struct Mine {
    /// The case: number, stage and dates, nothing of its content.
    pub case: Case,
    /// Its service.
    pub service: Arc<Service>,
}

/// One page of a person's cases.
pub struct MinePage {
    /// Its cases, newest first.
    pub items: Vec<Mine>,
    /// Where the next page starts, if there is one.
    pub next: Option<CaseId>,
}

/// The cases of the signed-in person that came before another, newest first, at most so many.
pub async fn mine_before(ctx: &Ctx, before: Option<CaseId>, limit: u32) -> Result<MinePage> {
    let me = ctx.person()?;
    let read = tx_job!([], |tx| cases::of_person_before(tx, me, before, limit + 1).await);
    let lines = async { Ok(ctx.app.store.read("cases.of_person_before", read).await?) };
    let mut found = ctx.list(List::Own, lines).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|case| case.id);
    let current = ctx.app.catalogue.current();
    let items = found
        .into_iter()
        .map(|case| Ok(Mine { service: current.version(&case.service)?, case }))
        .collect::<Result<_>>()?;
    Ok(MinePage { items, next })
}

/// The cases of the signed-in person, newest first.
pub async fn mine(ctx: &Ctx) -> Result<Vec<Mine>> {
    ctx.list(List::Own, of_person(ctx)).await
}

/// The same, for a list of which they are a part.
pub(crate) async fn of_person(ctx: &Ctx) -> Result<Vec<Mine>> {
    let me = ctx.person()?;
    let read = tx_job!([], |tx| cases::of_person(tx, me).await);
    let found = ctx.app.store.read("cases.of_person", read).await?;
    let current = ctx.app.catalogue.current();
    found
        .into_iter()
        .map(|case| Ok(Mine { service: current.version(&case.service)?, case }))
        .collect()
}
