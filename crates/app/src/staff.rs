//! Officials, as they sign in and as they stand today.

pub mod enrolment;
pub mod invite;
pub mod passkeys;
mod proof;
mod questions;
mod refusal;

pub use onewindow_store::entities::passkey_events::PasskeyEvent;
pub use onewindow_store::entities::passkeys::PasskeyRecord;
pub use questions::{ASKED_FOR, Browser};
pub use refusal::Refusal;

use jiff::Timestamp;
use jiff::civil::Date;
use onewindow_model::actor::{Absent, Role};
use onewindow_model::id::OfficerId;
use onewindow_model::passkey::EventKind;
use onewindow_model::staffing::{ChangeName, Review};
use onewindow_store::entities::grants;
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::{End, StoreError, Tx, tx_job};

use crate::ctx::{App, Ctx};
use crate::error::{AppError, Result};

/// All officials in service, by login.
pub async fn all(app: &App) -> Result<Vec<OfficerRecord>> {
    let read = tx_job!([], |tx| officers::all(tx).await);
    Ok(app.store.read("officers.all", read).await?)
}

/// An official in service, as they stand today: with the roles that count, and for whom they stand
/// in.
pub async fn find(app: &App, id: OfficerId) -> Result<OfficerRecord> {
    let zone = app.zone();
    let today = zone.to_datetime(app.now()).date();
    let read = tx_job!([zone], |tx| {
        let Some(mut record) = officers::find(tx, id).await? else { return Ok(None) };
        let review = |at| Review::of(zone.to_datetime(at).date(), today);
        let own = review(record.reviewed_at);
        // Whoever audits, or has no rights today, stands in for nobody.
        if !own.suspends() && !record.officer.is(Role::Auditor) {
            record.officer.stands_in = stands_in(tx, &record, today, &review).await?;
        }
        record.officer.roles = own.leaves(&record.officer.roles);
        Ok(Some(record))
    });
    app.store.read("officers.find", read).await?.ok_or(AppError::NotFound)
}

/// For whom an official stands in today: colleagues of the same organisation who are in service.
async fn stands_in(
    tx: &mut Tx<'_>,
    record: &OfficerRecord,
    today: Date,
    review: &(dyn Fn(Timestamp) -> Review + Sync),
) -> std::result::Result<Vec<Absent>, StoreError> {
    let mut absent = Vec::new();
    for held in grants::held_by(tx, record.officer.id, ChangeName::Deputy, today).await? {
        let Some(known) = officers::find(tx, held.officer).await? else { continue };
        let house = &record.officer.organisation;
        if known.officer.organisation == *house && held.organisation == *house {
            let roles = review(known.reviewed_at).leaves(&known.officer.roles);
            let roles = roles.into_iter().filter(|role| role.has_deputy());
            absent.push(Absent { id: held.officer, roles: roles.collect() });
        }
    }
    Ok(absent)
}

/// How the review of an official's rights stands today.
pub fn review(ctx: &Ctx, record: &OfficerRecord) -> Review {
    let last = ctx.app.zone().to_datetime(record.reviewed_at).date();
    Review::of(last, ctx.today())
}

/// How the review of the rights of the official who acts stands today.
pub async fn own_review(ctx: &Ctx) -> Result<Review> {
    let me = ctx.official()?.id;
    let read = tx_job!([], |tx| officers::find(tx, me).await);
    let found = ctx.app.store.read("officers.find", read).await?;
    Ok(review(ctx, &found.ok_or(AppError::NotFound)?))
}

/// Whether an official in service could handle a case of an organisation.
pub(crate) fn handles(ctx: &Ctx, record: &OfficerRecord, organisation: &str) -> bool {
    record.officer.organisation == organisation
        && record.officer.is(Role::CaseOfficer)
        && !review(ctx, record).suspends()
}

/// Adds an official, or brings the one with that login up to date.
pub(crate) async fn put(ctx: &Ctx, record: OfficerRecord) -> Result<()> {
    let done = ctx.app.store.run_tx(
        "officers.put",
        tx_job!([record], |tx| {
            officers::upsert(tx, &record).await?;
            Ok(End::<(), AppError>::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}

/// Something that happens to an official's way in, by whoever acts.
pub(crate) fn event(ctx: &Ctx, officer: OfficerId, kind: EventKind) -> PasskeyEvent {
    let actor = match ctx.actor.officer() {
        Some(acting) => acting.id.to_string(),
        // At sign-in nobody acts yet but the official whose passkey it is.
        None if kind == EventKind::Copied => officer.to_string(),
        None => MACHINE.to_owned(),
    };
    PasskeyEvent { officer, at: ctx.now, kind, actor, credential: None, name: None }
}

/// Who acts in the record where it is a command on the machine itself.
pub const MACHINE: &str = "machine";
