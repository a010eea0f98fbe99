//! Who works here, what waits, and what is on record.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use onewindow_model::actor::{Officer, Role};
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::staffing::{ChangeName, Grant, Review, Stage, StageName};
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::entities::staff_events::{self, StaffEvent};
use onewindow_store::entities::{cases, grants as rows};
use onewindow_store::{StoreError, Tx, tx_job};

use super::{administrator, find, leads};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::paging::Page;
use crate::staff;

/// More officials than any organisation has.
const ALL: u32 = 1000;

/// Changes that one page shows.
const CHANGES: u32 = 200;

/// An official of the organisation.
pub struct Official {
    /// Who, where, and as what.
    pub record: OfficerRecord,
    /// How the review of their rights stands.
    pub review: Review,
    /// Who stands in for them today, and until when.
    pub deputy: Option<(String, Date)>,
    /// How many open cases they handle.
    pub cases: u32,
    /// Whether whoever looks could give them a case.
    pub receives: bool,
}

/// A grant with the names of those who had a part in it.
pub struct GrantView {
    /// It.
    pub grant: Grant,
    /// The official whom it is about, as they are now; a joiner is nobody yet.
    pub about: Option<OfficerRecord>,
    /// Names of officials by their ids.
    pub names: BTreeMap<OfficerId, String>,
    /// Whether the administrator who looks may be the second: to it, or to its being called off.
    pub mine_to_judge: bool,
    /// Whether they may take it back, or end what lasts.
    pub mine_to_end: bool,
    /// Whether they may propose to call it off.
    pub mine_to_call_off: bool,
    /// Whether they may let it stand that is to be called off.
    pub mine_to_keep: bool,
}

/// Where a list of grants goes on: when the last one was proposed, and which it was.
pub type GrantKey = (Timestamp, GrantId);

/// One step on record, with the names of officials.
pub struct Step {
    /// Its place.
    pub place: u32,
    /// It.
    pub event: StaffEvent,
    /// Who did it; nobody is the platform itself.
    pub actor: Option<String>,
    /// About whom it was.
    pub officer: Option<String>,
}

/// The officials of the organisation of whoever leads it.
pub async fn officials(ctx: &Ctx) -> Result<Vec<Official>> {
    Ok(officials_after(ctx, None, ALL).await?.items)
}

/// The same, by their logins, those after one of them and at most so many.
pub async fn officials_after(
    ctx: &Ctx,
    after: Option<String>,
    limit: u32,
) -> Result<Page<Official, String>> {
    let organisation = leads(ctx)?.organisation.clone();
    let (today, house) = (ctx.today(), organisation.clone());
    let after = after.unwrap_or_default();
    let read = tx_job!([organisation, after], |tx| {
        let some = officers::of_organisation_after(tx, &organisation, &after, limit + 1).await?;
        let mut deputies = BTreeMap::new();
        for grant in rows::deputies(tx, &organisation, today).await? {
            let Some(deputy) = grant.change.deputy() else { continue };
            let known = officers::find(tx, deputy).await?;
            let ours = known.filter(|known| known.officer.organisation == organisation);
            let until = grant.change.until();
            deputies.entry(grant.officer).or_insert(ours.map(|known| known.name).zip(until));
        }
        Ok((some, deputies, cases::handled(tx, &organisation).await?))
    });
    let (some, mut deputies, handled) = ctx.app.store.read("staffing.officials", read).await?;
    let page = Page::of(some, limit, |record| record.login.clone());
    Ok(page.map(|record| {
        let id = record.officer.id;
        let handled = handled.iter().find(|(officer, _)| *officer == id);
        Official {
            review: staff::review(ctx, &record),
            deputy: deputies.remove(&id).flatten(),
            cases: handled.map_or(0, |(_, count)| *count),
            receives: super::hand_over::receives(ctx, &record, &house),
            record,
        }
    }))
}

/// Everybody who audits, wherever they work: an administrator chooses whom to let in.
pub async fn auditors(ctx: &Ctx) -> Result<Vec<OfficerRecord>> {
    administrator(ctx)?;
    let all = staff::all(&ctx.app).await?;
    Ok(all.into_iter().filter(|record| record.officer.is(Role::Auditor)).collect())
}

/// The same, those after a login and at most so many.
pub async fn auditors_after(
    ctx: &Ctx,
    after: Option<String>,
    limit: u32,
) -> Result<Page<OfficerRecord, String>> {
    let all = auditors(ctx).await?.into_iter();
    let after = after.unwrap_or_default();
    let rest = all.filter(|record| record.login > after).collect();
    Ok(Page::of(rest, limit, |record| record.login.clone()))
}

/// The grants for which the administrator's organisation answers, newest first. The first of them.
pub async fn grants(ctx: &Ctx) -> Result<Vec<GrantView>> {
    Ok(grants_before(ctx, None, CHANGES).await?.items)
}

/// The same, those before one of them and at most so many.
pub async fn grants_before(
    ctx: &Ctx,
    before: Option<GrantKey>,
    limit: u32,
) -> Result<Page<GrantView, GrantKey>> {
    let me = administrator(ctx)?;
    let organisation = me.organisation.clone();
    let read = tx_job!([organisation], |tx| {
        let mut found = Vec::new();
        for grant in rows::of_organisation(tx, &organisation, before, limit + 1).await? {
            found.push(view(tx, grant).await?);
        }
        Ok(found)
    });
    let found = ctx.app.store.read("staffing.grants", read).await?;
    let page = Page::of(found, limit, |view| (view.grant.proposal.at, view.grant.id));
    Ok(page.map(|view| judged(me, ctx.today(), view)))
}

/// One of them.
pub async fn grant(ctx: &Ctx, id: GrantId) -> Result<GrantView> {
    let grant = find(ctx, id).await?;
    let read = tx_job!([grant], |tx| view(tx, grant.clone()).await);
    let found = ctx.app.store.read("staffing.grant", read).await?;
    Ok(judged(administrator(ctx)?, ctx.today(), found))
}

fn judged(me: &Officer, today: Date, view: GrantView) -> GrantView {
    let grant = &view.grant;
    let concerned = grant.concerned().any(|officer| officer == me.id);
    let deputy = grant.change.deputy().is_some();
    let mine_to_judge = grant.waiting().is_some_and(|first| first.by != me.id)
        && grant.second_from() == me.organisation
        && !concerned;
    let stands = matches!(grant.stage.name(), StageName::Agreed | StageName::InForce);
    let lasts = grant.change.until().is_some_and(|until| until >= today);
    let mine_to_end = match grant.stage == Stage::Proposed && grant.proposal.by == me.id {
        true => true,
        false => deputy && stands && lasts && !concerned,
    };
    let to_come = grant.change.from().is_some_and(|from| from > today);
    let mine_to_call_off = matches!(grant.stage, Stage::Agreed { off: None, .. })
        && to_come
        && grant.organisation == me.organisation
        && !deputy
        && !concerned;
    let mine_to_keep = grant.off().is_some_and(|off| off.by == me.id || mine_to_judge);
    GrantView { mine_to_judge, mine_to_end, mine_to_call_off, mine_to_keep, ..view }
}

async fn view(tx: &mut Tx<'_>, grant: Grant) -> std::result::Result<GrantView, StoreError> {
    let mut names = BTreeMap::new();
    let (off, with) = grant.called_off();
    let off = [off.map(|off| off.by), with.map(|with| with.by)];
    let involved = [Some(grant.proposal.by), grant.stage.second().map(|second| second.by)];
    let involved = involved.into_iter().chain(off).flatten().chain(grant.concerned());
    for id in involved.collect::<Vec<_>>() {
        if let Some(known) = officers::ever(tx, id).await? {
            names.insert(id, known.name);
        }
    }
    let about = match grant.change.name() {
        ChangeName::Join => None,
        _ => officers::ever(tx, grant.officer).await?,
    };
    Ok(GrantView {
        grant,
        about,
        names,
        mine_to_judge: false,
        mine_to_end: false,
        mine_to_call_off: false,
        mine_to_keep: false,
    })
}

/// What is on record in the administrator's organisation, newest first, from a place on.
pub async fn record(ctx: &Ctx, before: Option<u32>, limit: u32) -> Result<Page<Step, u32>> {
    let organisation = administrator(ctx)?.organisation.clone();
    steps(ctx, &organisation, before, limit).await
}

pub(crate) async fn steps(
    ctx: &Ctx,
    organisation: &str,
    before: Option<u32>,
    limit: u32,
) -> Result<Page<Step, u32>> {
    let organisation = organisation.to_owned();
    let read = tx_job!([organisation], |tx| {
        let found = staff_events::of_organisation(tx, &organisation, before, limit + 1).await?;
        let mut steps = Vec::with_capacity(found.len());
        for (place, event) in found {
            let actor = named(tx, event.actor).await?;
            let officer = named(tx, event.officer).await?;
            steps.push(Step { place, event, actor, officer });
        }
        Ok(steps)
    });
    let found = ctx.app.store.read("staffing.record", read).await?;
    Ok(Page::of(found, limit, |step| step.place))
}

async fn named(
    tx: &mut Tx<'_>,
    id: Option<OfficerId>,
) -> std::result::Result<Option<String>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    Ok(officers::ever(tx, id).await?.map(|known| known.name))
}
