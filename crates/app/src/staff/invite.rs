//! The first officials of an organisation: made on the machine itself, because there is nobody yet
//! who could agree.
//!
//! With two administrators the way is closed for their organisation: from then on rights are given
//! in the desk, by two people. Until both have registered a passkey, one who has none can be given
//! another code.

use std::path::Path;

use jiff::Timestamp;
use onewindow_gate::Vault;
use onewindow_gate::seal::MasterKey;
use onewindow_model::actor::{Officer, Role};
use onewindow_model::clock::Random;
use onewindow_model::id::OfficerId;
use onewindow_model::passkey::EventKind;
use onewindow_model::reference::EnrolmentCode;
use onewindow_model::staffing::Post;
use onewindow_store::entities::meta;
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::entities::passkey_events::{self, PasskeyEvent};
use onewindow_store::entities::passkeys;
use onewindow_store::{End, StoreError, Tx, TxError, tx_job};

use super::{MACHINE, enrolment};
use crate::start::{Place, StartError, assemble, is_sealed_with, known};

/// Who is invited.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The name by which they sign in.
    pub login: String,
    /// Their name.
    pub name: String,
    /// The authority or centre that employs them.
    pub organisation: String,
    /// What they may do.
    pub roles: Vec<Role>,
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The node's data or catalogue cannot be used.
    #[error(transparent)]
    Start(#[from] StartError),
    /// Anyone may be anyone there.
    #[error("this data folder holds a demonstration: its officials sign in without passkeys")]
    Demonstration,
    /// The organisation has two administrators.
    #[error(
        "`{0}` has two administrators, so its rights are given in the desk, by two of them: see “Officials” \
         there; only to one of them who has no passkey yet, and with the particulars said before, another \
         code is given here"
    )]
    Enough(String),
    /// Roles that do not go together.
    #[error(
        "these roles do not go together: an auditor has no other, and administrators and supervisors take \
         nothing in and decide nothing"
    )]
    Roles,
    /// Not an authority of the catalogue.
    #[error(
        "there is no authority `{0}` in the catalogue; their ids stand in its authorities.yaml"
    )]
    Organisation(String),
    /// The login has another name or place on record.
    #[error("`{0}` is an official with another name, organisation or roles already")]
    Login(String),
}

/// Invites, and gives the code with which they register their passkey. Somebody who was invited
/// before, with the same particulars, gets another code.
pub async fn run(
    place: &Place,
    catalogue: &Path,
    invited: Invited,
    now: Timestamp,
    random: &dyn Random,
) -> Result<EnrolmentCode, Failure> {
    let key = place.data.join("keys").join("master.key");
    place.begun()?;
    let vault = Vault::new(&MasterKey::load(&key, None).map_err(StartError::Key)?);
    let store = place.open().await?;
    if !is_sealed_with(&store, &vault).await? {
        return Err(StartError::OtherKey { database: store.target(), key }.into());
    }
    let read = tx_job!([], |tx| meta::get(tx, "kind").await);
    match store.read("start.kind", read).await.map_err(StartError::Kept)?.as_deref() {
        Some("real") => {}
        Some(_) => return Err(Failure::Demonstration),
        None => return Err(StartError::NotStarted(place.data.clone()).into()),
    }
    let loaded = onewindow_catalogue::load(catalogue)
        .map_err(|why| StartError::Catalogue(why.to_string()))?;
    let shared = assemble(loaded.catalogue, known(&store).await?)?.shared;
    if !shared.authorities.contains_key(&invited.organisation) {
        return Err(Failure::Organisation(invited.organisation));
    }
    if post(&invited).fits().is_err() {
        return Err(Failure::Roles);
    }
    let code = write(&store, &vault, invited, now, random).await;
    store.close().await;
    code
}

async fn write(
    store: &onewindow_store::Store,
    vault: &Vault,
    invited: Invited,
    now: Timestamp,
    random: &dyn Random,
) -> Result<EnrolmentCode, Failure> {
    let read = tx_job!([], |tx| officers::all(tx).await);
    let all = store.read("officers.all", read).await.map_err(StartError::Kept)?;
    let fresh = OfficerId::fresh(now, random);
    let id = match all.iter().find(|known| known.login == invited.login) {
        None => fresh,
        Some(known) if is_same(known, &invited) => known.officer.id,
        Some(_) => return Err(Failure::Login(invited.login)),
    };
    let again = invited.clone();
    let record = record(id, invited, now);
    let machine = |kind| PasskeyEvent {
        officer: id,
        at: now,
        kind,
        actor: MACHINE.to_owned(),
        credential: None,
        name: None,
    };
    let event = machine(EventKind::Invited);
    let drawn = enrolment::drawn(vault, random, machine(EventKind::CodeIssued));
    let drawn = drawn.map_err(StartError::App)?;
    let job = tx_job!([record, event, drawn, again], |tx| {
        // Looked at again where it is written: two commands may run at once.
        let known = officers::all(tx).await?;
        if is_closed(tx, &known, &again).await? {
            return Ok(End::Rollback(Failure::Enough(again.organisation.clone())));
        }
        if known.iter().any(|known| known.login == record.login && known.officer.id != id) {
            return Ok(End::Rollback(Failure::Login(again.login.clone())));
        }
        officers::upsert(tx, &record).await?;
        passkey_events::append(tx, &event).await?;
        enrolment::put(tx, &drawn).await?;
        Ok(End::<(), Failure>::Commit(()))
    });
    match store.run_tx("staff.invite", job).await {
        Ok(_) => Ok(drawn.code),
        Err(TxError::RolledBack(why) | TxError::Refused { error: why, .. }) => Err(why),
        Err(TxError::Store(error)) => Err(StartError::Kept(error).into()),
    }
}

/// With so many administrators of an organisation the way is closed for it.
const ENOUGH: usize = 2;

/// Whether the organisation helps itself. As long as one of its first two administrators, whom this
/// command made, has never registered a passkey, it cannot: that one may be given another code, because
/// a code can be lost or end.
async fn is_closed(
    tx: &mut Tx<'_>,
    all: &[OfficerRecord],
    invited: &Invited,
) -> Result<bool, StoreError> {
    let answers_for = |known: &&OfficerRecord| {
        known.officer.organisation == invited.organisation && known.officer.is(Role::Administrator)
    };
    let there: Vec<_> = all.iter().filter(answers_for).collect();
    if there.len() < ENOUGH {
        return Ok(false);
    }
    let (mut able, mut waits) = (0, false);
    for known in there {
        let id = known.officer.id;
        able += usize::from(!passkeys::of_officer(tx, id).await?.is_empty());
        if known.login == invited.login && is_same(known, invited) {
            let events = passkey_events::of_officer(tx, id, u32::MAX).await?;
            let had = |kind| events.iter().any(|event| event.kind == kind);
            waits = had(EventKind::Invited) && !had(EventKind::Added);
        }
    }
    Ok(able >= ENOUGH || !waits)
}

fn post(invited: &Invited) -> Post {
    let (organisation, roles) = (invited.organisation.clone(), invited.roles.clone());
    Post { organisation, office: None, roles }
}

fn is_same(known: &OfficerRecord, invited: &Invited) -> bool {
    known.name == invited.name
        && known.officer.organisation == invited.organisation
        && known.officer.roles == invited.roles
}

fn record(id: OfficerId, invited: Invited, now: Timestamp) -> OfficerRecord {
    let officer = Officer {
        id,
        organisation: invited.organisation,
        office: None,
        roles: invited.roles,
        stands_in: Vec::new(),
    };
    OfficerRecord {
        officer,
        login: invited.login,
        name: invited.name,
        since: now,
        reviewed_at: now,
        suspended_at: None,
    }
}
