//! Cases change hands: given to another officer by whoever leads the organisation, or back to the
//! list because their officer moves or goes.

use onewindow_gate::{CaseFacts, Standing};
use onewindow_model::actor::{Officer, Role};
use onewindow_model::case::{Case, EventKind};
use onewindow_model::id::{CaseId, OfficerId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reasons::Reasons;
use onewindow_model::staffing::{self, Refusal};
use onewindow_store::entities::cases;
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::entities::outbox::JobRecord;
use onewindow_store::entities::staff_events::{self, StaffEvent};
use onewindow_store::{End, tx_job};

use super::{actor, leads};
use crate::cases::{Listed, event, facts, listed, peek};
use crate::ctx::Ctx;
use crate::entry::{Ask, Entry, entered_job};
use crate::error::{AppError, Result};
use crate::listing::List;
use crate::paging::Page;
use crate::staff;

/// Cases taken at once.
const STRETCH: u32 = 100;

/// To whom a case can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// An officer of the organisation.
    Officer(OfficerId),
    /// The list, from which any of them takes it.
    List,
}

/// The officers of the organisation who could take a case over.
pub async fn receivers(ctx: &Ctx) -> Result<Vec<OfficerRecord>> {
    let organisation = leads(ctx)?.organisation.clone();
    let read = tx_job!([organisation], |tx| officers::of_organisation(tx, &organisation).await);
    let all = ctx.app.store.read("officers.of_organisation", read).await?;
    Ok(all.into_iter().filter(|one| receives(ctx, one, &organisation)).collect())
}

/// Whether whoever leads an organisation could give one of its cases to an official.
pub(super) fn receives(ctx: &Ctx, one: &OfficerRecord, organisation: &str) -> bool {
    !is_oneself(ctx, one.officer.id) && staff::handles(ctx, one, organisation)
}

/// Whether a case given to somebody would be whoever gives it to open: nobody gives one to
/// themselves, or to whom they stand in for.
fn is_oneself(ctx: &Ctx, to: OfficerId) -> bool {
    ctx.actor.officer().is_some_and(|me| me.id == to || me.stands_in_for(to, Role::CaseOfficer))
}

/// The open cases that an official of the organisation handles, oldest first. The first of them.
pub async fn handled(ctx: &Ctx, officer: OfficerId) -> Result<Vec<Listed>> {
    Ok(handled_after(ctx, officer, None, STRETCH).await?.items)
}

/// The same, those after one of them and at most so many.
pub async fn handled_after(
    ctx: &Ctx,
    officer: OfficerId,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Page<Listed, CaseId>> {
    let organisation = leads(ctx)?.organisation.clone();
    ours(ctx, officer, &organisation).await?;
    let house = organisation.clone();
    let read = tx_job!([organisation], |tx| {
        cases::open_of_after(tx, officer, &organisation, after, limit + 1).await
    });
    let ours = async { Ok(ctx.app.store.read("cases.open_of_after", read).await?) };
    let of = List::Of { organisation: &house, purpose: Purpose::Reassign };
    let found = ctx.list(of, ours).await?;
    Ok(Page::of(listed(ctx, found)?, limit, |case| case.id))
}

/// An official of the organisation; any other looks as if they were not there.
async fn ours(ctx: &Ctx, id: OfficerId, organisation: &str) -> Result<()> {
    let read = tx_job!([], |tx| officers::find(tx, id).await);
    let found = ctx.app.store.read("officers.find", read).await?;
    let ours = found.is_some_and(|record| record.officer.organisation == organisation);
    if ours { Ok(()) } else { Err(AppError::NotFound) }
}

/// Gives one case, named by its number, to another officer or back to the list, with the reason
/// on record. Nothing of the case is shown.
pub async fn reassign(ctx: &Ctx, id: CaseId, to: Receiver, reasons: &str) -> Result<()> {
    ctx.official()?;
    let (case, service) = peek(ctx, id).await?;
    let facts = facts(ctx, &case, &service);
    let receiver = match to {
        Receiver::List => Some(None),
        Receiver::Officer(to) => found(ctx, to).await?.map(Some),
    };
    let known = receiver.as_ref().and_then(Option::as_ref);
    let entry = hand_over(ctx, &facts, known).await?;
    ctx.refuse_if_denied(&entry).await?;
    let receiver = receiver.ok_or(Refusal::Unknown)?;
    let reasons = Reasons::parse(reasons)?.into_string();
    give(ctx, entry, case, receiver.map(|officer| officer.id), Some(reasons)).await
}

/// An official in service, with the roles that count today.
async fn found(ctx: &Ctx, id: OfficerId) -> Result<Option<Officer>> {
    match staff::find(&ctx.app, id).await {
        Ok(record) => Ok(Some(record.officer)),
        Err(AppError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Judges that a case is given to somebody, or back to the list.
async fn hand_over(ctx: &Ctx, case: &CaseFacts, to: Option<&Officer>) -> Result<Entry> {
    let (action, purpose) = (Action::Assign, Purpose::Reassign);
    let (subject, standing) = (case.applicant, Standing::Handover { case, to });
    ctx.entry(Ask { action, purpose, subject, standing, classes: &[], fields: 0 }).await
}

/// Gives all open cases of an official to another officer or back to the list; how many there were.
/// Each is a step of its own: one that is decided meanwhile stays where it is.
pub async fn reassign_all(
    ctx: &Ctx,
    from: OfficerId,
    to: Receiver,
    reasons: &str,
) -> Result<usize> {
    let organisation = leads(ctx)?.organisation.clone();
    Reasons::parse(reasons)?;
    ours(ctx, from, &organisation).await?;
    if to == Receiver::Officer(from) {
        return Err(Refusal::OwnDeputy.into());
    }
    let mut given = 0;
    loop {
        let read = tx_job!([], |tx| cases::open_of(tx, from, STRETCH).await);
        let open = ctx.app.store.read("cases.open_of", read).await?;
        let ours: Vec<Case> = open.into_iter().filter(|c| c.authority == organisation).collect();
        let before = given;
        for case in ours {
            match reassign(ctx, case.id, to, reasons).await {
                Ok(()) => given += 1,
                Err(AppError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        if given == before {
            return Ok(given);
        }
    }
}

/// The job: open cases of an official whom they are no longer for go back to the list.
pub(crate) async fn release_cases(ctx: &Ctx, job: &JobRecord) -> Result<()> {
    let id: OfficerId = job.subject.parse().map_err(|_| AppError::NotFound)?;
    let system = ctx.system("reassign");
    loop {
        let read = tx_job!([], |tx| {
            Ok((officers::find(tx, id).await?, cases::open_of(tx, id, STRETCH).await?))
        });
        let (record, open) = ctx.app.store.read("cases.open_of", read).await?;
        let keeps = |case: &Case| {
            record.as_ref().is_some_and(|record| staff::handles(ctx, record, &case.authority))
        };
        let lost: Vec<Case> = open.into_iter().filter(|case| !keeps(case)).collect();
        if lost.is_empty() {
            return Ok(());
        }
        for case in lost {
            let service = system.app.catalogue.current().version(&case.service)?;
            let facts = facts(&system, &case, &service);
            let entry = hand_over(&system, &facts, None).await?;
            give(&system, entry, case, None, None).await?;
        }
    }
}

async fn give(
    ctx: &Ctx,
    entry: Entry,
    case: Case,
    to: Option<OfficerId>,
    reasons: Option<String>,
) -> Result<()> {
    let on_record = StaffEvent {
        at: ctx.now,
        kind: staffing::EventKind::Reassigned,
        organisation: case.authority.clone(),
        actor: actor(ctx),
        officer: case.assignee,
        grant: None,
        subject: Some(case.number.to_string()),
        reasons,
    };
    let next = case.reassign(to)?;
    let happened = event(ctx, EventKind::Reassigned, Purpose::Reassign)?;
    let now = ctx.now;
    let done = ctx.app.store.run_tx(
        "cases.reassign",
        entered_job!([entry, next, happened, on_record], |tx| {
            cases::update(tx, &next, now).await?;
            cases::add_event(tx, next.id, &happened).await?;
            staff_events::add(tx, &on_record).await?;
            Ok(End::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}
