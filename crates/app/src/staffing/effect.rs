//! What a change does where it takes effect, in the transaction that makes it so.

use jiff::Timestamp;
use onewindow_model::actor::Officer;
use onewindow_model::id::JobId;
use onewindow_model::sign_in::Subject;
use onewindow_model::staffing::{Change, Grant, StageName};
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::entities::outbox::{self, JobRecord};
use onewindow_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::error::Result;
use crate::sessions;

/// The job that gives the open cases of an official back whom they are no longer for.
pub(crate) const RELEASE: &str = "release-cases";

/// What is to be written beside a grant.
#[derive(Clone)]
pub(super) struct Effect {
    now: Timestamp,
    release: JobRecord,
}

pub(super) fn of(ctx: &Ctx, grant: &Grant) -> Effect {
    let release = JobRecord {
        id: JobId::fresh(ctx.now, &*ctx.app.random),
        job: RELEASE.to_owned(),
        subject: grant.officer.to_string(),
        due_at: ctx.now,
        attempts: 0,
    };
    Effect { now: ctx.now, release }
}

impl Effect {
    /// Writes what follows from where the grant stands now. Called once for each stage that a grant
    /// reaches.
    pub(super) async fn write(
        &self,
        tx: &mut Tx<'_>,
        grant: &Grant,
    ) -> std::result::Result<(), StoreError> {
        let id = grant.officer;
        match (&grant.change, grant.stage.name()) {
            (Change::Leave { .. }, StageName::PutOut | StageName::InForce) => {
                officers::left(tx, id, self.now).await?;
                outbox::insert(tx, &self.release).await
            }
            (Change::Leave { .. }, StageName::Declined) => officers::back(tx, id).await,
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
                outbox::insert(tx, &self.release).await
            }
            (Change::Restore, StageName::InForce) => officers::reviewed(tx, id, self.now).await,
            _ => Ok(()),
        }
    }
}

/// What follows once it is durable. Whoever goes or moves signs in anew, if they may; that they
/// are out already does not hang on it. The sign-in page of a demonstration names whoever is there.
pub(super) async fn settled(ctx: &Ctx, grant: &Grant) -> Result<()> {
    let ends = matches!(
        (&grant.change, grant.stage.name()),
        (Change::Leave { .. }, StageName::PutOut | StageName::InForce)
            | (Change::Move { .. }, StageName::InForce)
    );
    if ends {
        sessions::revoke_all(&ctx.app, Subject::Officer(grant.officer)).await?;
    }
    match ctx.app.settings.demo {
        true => crate::demo::refresh(ctx).await,
        false => Ok(()),
    }
}
