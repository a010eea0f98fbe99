//! What a change does where it takes effect, in the transaction that makes it so.

use jiff::Timestamp;
use onewindow_model::actor::Officer;
use onewindow_model::id::JobId;
use onewindow_model::passkey::{Ended, EventKind};
use onewindow_model::reference::EnrolmentCode;
use onewindow_model::sign_in::Subject;
use onewindow_model::staffing::{Change, Grant, StageName};
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::entities::outbox::{self, JobRecord};
use onewindow_store::entities::passkey_events::{self, PasskeyEvent};
use onewindow_store::entities::{grants as rows, passkeys, sessions};
use onewindow_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::error::Result;
use crate::staff::enrolment::{self, Drawn};

/// The job that gives the open cases of an official back whom they are no longer for.
pub(crate) const RELEASE: &str = "release-cases";

/// What is to be written beside a grant.
#[derive(Clone)]
pub(super) struct Effect {
    now: Timestamp,
    release: JobRecord,
    removed: PasskeyEvent,
    drawn: Option<Drawn>,
}

pub(super) fn of(ctx: &Ctx, grant: &Grant) -> Result<Effect> {
    let release = JobRecord {
        id: JobId::fresh(ctx.now, &*ctx.app.random),
        job: RELEASE.to_owned(),
        subject: grant.officer.to_string(),
        due_at: ctx.now,
        attempts: 0,
    };
    let removed = crate::staff::event(ctx, grant.officer, EventKind::Removed);
    let enrols = matches!(grant.change, Change::Join { .. } | Change::Passkey)
        && grant.stage.name() == StageName::InForce;
    // In a demonstration nobody proves anything.
    let drawn = match enrols && !ctx.app.settings.demo {
        true => Some(enrolment::draw(ctx, grant.officer)?),
        false => None,
    };
    Ok(Effect { now: ctx.now, release, removed, drawn })
}

impl Effect {
    /// The code with which the official enrols, if there is one to give out.
    pub(super) fn code(self) -> Option<EnrolmentCode> {
        self.drawn.map(|drawn| drawn.code)
    }

    /// Writes what follows from where the grant stands now. Called once for each stage that a grant
    /// reaches.
    pub(super) async fn write(
        &self,
        tx: &mut Tx<'_>,
        grant: &Grant,
    ) -> std::result::Result<(), StoreError> {
        self.change(tx, grant).await?;
        match &self.drawn {
            Some(drawn) => enrolment::put(tx, drawn).await,
            None => Ok(()),
        }
    }

    async fn change(&self, tx: &mut Tx<'_>, grant: &Grant) -> std::result::Result<(), StoreError> {
        let id = grant.officer;
        match (&grant.change, grant.stage.name()) {
            (Change::Leave { .. }, StageName::PutOut | StageName::InForce) => {
                officers::left(tx, id, self.now).await?;
                sessions::delete_all(tx, Subject::Officer(id)).await?;
                outbox::insert(tx, &self.release).await
            }
            (Change::Leave { .. }, StageName::Declined) => {
                match rows::out_by_another(tx, id, grant.id).await? {
                    true => Ok(()),
                    false => officers::back(tx, id).await,
                }
            }
            (Change::Join { login, name, post }, StageName::InForce) => {
                let officer = Officer {
                    id,
                    organisation: post.organisation.clone(),
                    office: post.office.clone(),
                    roles: post.roles.clone(),
                    stands_in: Vec::new(),
                };
                let record = OfficerRecord {
                    officer,
                    login: login.clone(),
                    name: name.clone(),
                    since: self.now,
                    reviewed_at: self.now,
                    suspended_at: None,
                };
                officers::insert(tx, &record).await
            }
            (Change::Move { post, .. }, StageName::InForce) => {
                officers::moved(tx, id, post, self.now).await?;
                sessions::delete_all(tx, Subject::Officer(id)).await?;
                outbox::insert(tx, &self.release).await
            }
            (Change::Restore, StageName::InForce) => officers::reviewed(tx, id, self.now).await,
            (Change::Passkey, StageName::InForce) => {
                sessions::delete_all(tx, Subject::Officer(id)).await?;
                for known in passkeys::of_officer(tx, id).await? {
                    passkeys::end(tx, &known.credential, Ended::Removed, self.now).await?;
                    let (credential, name) = (Some(known.credential), Some(known.name));
                    let event = PasskeyEvent { credential, name, ..self.removed.clone() };
                    passkey_events::append(tx, &event).await?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// What follows once it is durable: the sign-in page of a demonstration names whoever is there.
pub(super) async fn settled(ctx: &Ctx) -> Result<()> {
    match ctx.app.settings.demo {
        true => crate::demo::refresh(ctx).await,
        false => Ok(()),
    }
}
