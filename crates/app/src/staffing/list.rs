//! Who works here, what waits, and what is on record.

use std::collections::BTreeMap;

use jiff::civil::Date;
use onewindow_model::actor::Role;
use onewindow_model::id::{GrantId, OfficerId};
use onewindow_model::staffing::{ChangeName, Grant, Review};
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::entities::staff_events::{self, StaffEvent};
use onewindow_store::entities::{cases, grants as rows};
use onewindow_store::{StoreError, Tx, tx_job};

use super::{administrator, find, leads};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::staff;

/// Steps of the record on one page.
const PAGE: u32 = 50;

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
}

/// A grant with the names of those who had a part in it.
pub struct GrantView {
    /// It.
    pub grant: Grant,
    /// The official whom it is about, as they are now; a joiner is nobody yet.
    pub about: Option<OfficerRecord>,
    /// Names of officials by their ids.
    pub names: BTreeMap<OfficerId, String>,
    /// Whether the administrator who looks may be the second.
    pub mine_to_judge: bool,
}

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
    let organisation = leads(ctx)?.organisation.clone();
    let today = ctx.today();
    let read = tx_job!([organisation], |tx| {
        let all = officers::of_organisation(tx, &organisation).await?;
        let deputies = rows::deputies(tx, &organisation, today).await?;
        Ok((all, deputies, cases::handled(tx, &organisation).await?))
    });
    let (all, deputies, handled) = ctx.app.store.read("staffing.officials", read).await?;
    let names: BTreeMap<OfficerId, String> =
        all.iter().map(|record| (record.officer.id, record.name.clone())).collect();
    let officials = all.into_iter().map(|record| {
        let id = record.officer.id;
        let deputy = deputies.iter().find(|grant| grant.officer == id);
        let deputy = deputy.and_then(|grant| {
            let name = names.get(&grant.change.deputy()?)?;
            Some((name.clone(), grant.change.until()?))
        });
        let handled = handled.iter().find(|(officer, _)| *officer == id);
        Official {
            review: staff::review(ctx, &record),
            deputy,
            cases: handled.map_or(0, |(_, count)| *count),
            record,
        }
    });
    Ok(officials.collect())
}

/// Everybody who audits, wherever they work: an administrator chooses whom to let in.
pub async fn auditors(ctx: &Ctx) -> Result<Vec<OfficerRecord>> {
    administrator(ctx)?;
    let all = staff::all(&ctx.app).await?;
    Ok(all.into_iter().filter(|record| record.officer.is(Role::Auditor)).collect())
}

/// The grants for which the administrator's organisation answers, newest first.
pub async fn grants(ctx: &Ctx) -> Result<Vec<GrantView>> {
    let organisation = administrator(ctx)?.organisation.clone();
    let read = tx_job!([organisation], |tx| {
        let mut found = Vec::new();
        for grant in rows::of_organisation(tx, &organisation).await? {
            found.push(view(tx, grant).await?);
        }
        Ok(found)
    });
    let found = ctx.app.store.read("staffing.grants", read).await?;
    found.into_iter().map(|view| judged(ctx, view)).collect()
}

/// One of them.
pub async fn grant(ctx: &Ctx, id: GrantId) -> Result<GrantView> {
    let grant = find(ctx, id).await?;
    let read = tx_job!([grant], |tx| view(tx, grant.clone()).await);
    judged(ctx, ctx.app.store.read("staffing.grant", read).await?)
}

fn judged(ctx: &Ctx, view: GrantView) -> Result<GrantView> {
    let me = administrator(ctx)?;
    let grant = &view.grant;
    let mine_to_judge = grant.stage.name().waits()
        && grant.proposal.by != me.id
        && grant.second_from() == me.organisation
        && grant.concerned().all(|officer| officer != me.id);
    Ok(GrantView { mine_to_judge, ..view })
}

async fn view(tx: &mut Tx<'_>, grant: Grant) -> std::result::Result<GrantView, StoreError> {
    let mut names = BTreeMap::new();
    let involved = [Some(grant.proposal.by), grant.stage.second().map(|second| second.by)];
    let involved = involved.into_iter().flatten().chain(grant.concerned());
    for id in involved.collect::<Vec<_>>() {
        if let Some(known) = officers::ever(tx, id).await? {
            names.insert(id, known.name);
        }
    }
    let about = match grant.change.name() {
        ChangeName::Join => None,
        _ => officers::ever(tx, grant.officer).await?,
    };
    Ok(GrantView { grant, about, names, mine_to_judge: false })
}

/// What is on record in the administrator's organisation, newest first, from a place on.
pub async fn record(ctx: &Ctx, before: Option<u32>) -> Result<Vec<Step>> {
    let organisation = administrator(ctx)?.organisation.clone();
    steps(ctx, &organisation, before).await
}

pub(crate) async fn steps(ctx: &Ctx, organisation: &str, before: Option<u32>) -> Result<Vec<Step>> {
    let organisation = organisation.to_owned();
    let read = tx_job!([organisation], |tx| {
        let found = staff_events::of_organisation(tx, &organisation, before, PAGE).await?;
        let mut steps = Vec::with_capacity(found.len());
        for (place, event) in found {
            let actor = named(tx, event.actor).await?;
            let officer = named(tx, event.officer).await?;
            steps.push(Step { place, event, actor, officer });
        }
        Ok(steps)
    });
    Ok(ctx.app.store.read("staffing.record", read).await?)
}

async fn named(
    tx: &mut Tx<'_>,
    id: Option<OfficerId>,
) -> std::result::Result<Option<String>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    Ok(officers::ever(tx, id).await?.map(|known| known.name))
}
