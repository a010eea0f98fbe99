//! The platform, and one actor's moment in it.

use std::sync::{Arc, RwLock};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use onewindow_gate::{Gate, Vault};
use onewindow_model::actor::{Actor, Officer, Role};
use onewindow_model::clock::{Clock, Random};
use onewindow_model::id::PersonId;
use onewindow_passkeys::{Party, Unfit};
use onewindow_store::{BlobStore, Store};

use crate::catalogue::CatalogueHandle;
use crate::certificates::SignedLists;
use crate::clock_watch::{ClockWatch, Held};
use crate::demo::{Accounts, OneTimeCode};
use crate::error::{AppError, Result};
use crate::issuer::Issuer;
use crate::keys::Rings;
use crate::readiness::Rounds;
use crate::registers::Registers;
use crate::sign_in::SignIn;
use crate::slips::WrongCodes;
use crate::start::Start;
use crate::sweep::Swept;

/// What an operator sets.
pub struct Settings {
    /// The address by which people reach the node, without a slash at the end.
    pub base_url: String,
    /// Whether anyone may sign in as anyone of the demonstration.
    pub demo: bool,
    /// The code asked for at a demonstration that others can reach.
    pub demo_code: Option<OneTimeCode>,
    /// Sign-in of people at their identity provider.
    pub sign_in: Option<Arc<SignIn>>,
}

/// The platform: what every use case works with.
pub struct App {
    pub(crate) store: Store,
    pub(crate) blobs: BlobStore,
    pub(crate) gate: Gate,
    pub(crate) vault: Arc<Vault>,
    pub(crate) issuer: Issuer,
    pub(crate) registers: Registers,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) demo: RwLock<Arc<Accounts>>,
    pub(crate) start: Start,
    pub(crate) swept: Swept,
    pub(crate) wrong_codes: WrongCodes,
    pub(crate) lists: SignedLists,
    pub(crate) clock_watch: ClockWatch,
    pub(crate) rounds: Rounds,
    pub(crate) passkeys: std::result::Result<Party, Unfit>,
    /// What can be had here.
    pub catalogue: CatalogueHandle,
    /// What the operator set.
    pub settings: Settings,
}

/// One actor's moment: who, when, where.
#[derive(Clone)]
pub struct Ctx {
    /// The platform.
    pub app: Arc<App>,
    /// Who acts.
    pub actor: Actor,
    /// When: the same for everything in one request.
    pub now: Timestamp,
    /// The wrapped keys that were read in it.
    pub(crate) rings: Rings,
}

impl App {
    /// The moment, by the platform's clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// That the clock cannot be trusted, if so: deadlines are not counted meanwhile.
    pub fn clock_held(&self) -> Option<Held> {
        self.clock_watch.held()
    }

    /// Where dates are counted.
    pub fn zone(&self) -> TimeZone {
        self.catalogue.current().zone.clone()
    }

    /// The sources of randomness and time, for whoever signs people in.
    pub fn random(&self) -> &dyn Random {
        &*self.random
    }

    /// A context for an actor, now.
    pub fn ctx(self: &Arc<Self>, actor: Actor) -> Ctx {
        Ctx { app: Arc::clone(self), actor, now: self.now(), rings: Rings::default() }
    }

    /// Why officials cannot have passkeys at this address, if so.
    pub fn without_passkeys(&self) -> Option<&Unfit> {
        self.passkeys.as_ref().err()
    }

    /// Who signs certificates here.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// Returns when nothing can be written any more until the node is started again.
    pub async fn storage_ended(&self) {
        self.store.ended().await;
    }

    /// Waits until everything accepted is on disk and closes.
    pub async fn close(&self) {
        self.store.clone().close().await;
    }
}

impl Ctx {
    /// The signed-in person, or not found.
    pub(crate) fn person(&self) -> Result<PersonId> {
        self.actor.person().ok_or(AppError::NotFound)
    }

    /// The official, whatever their role, or not found. For steps about a person: there the gate
    /// judges the role, and a refusal is on record.
    pub(crate) fn official(&self) -> Result<&Officer> {
        self.actor.officer().ok_or(AppError::NotFound)
    }

    /// The official who may act in a role, or not found. For what concerns nobody in particular.
    pub(crate) fn officer(&self, role: Role) -> Result<&Officer> {
        let officer = self.official()?;
        if officer.acts_as(role) {
            Ok(officer)
        } else {
            Err(AppError::Denied(onewindow_gate::Denial::WrongRole))
        }
    }

    /// That this moment may stand on a receipt or a decision: deadlines are counted from there.
    pub(crate) fn trusted(&self) -> Result<()> {
        self.app.clock_held().map_or(Ok(()), |_| Err(AppError::Clock))
    }

    /// The same moment for a job of the platform.
    pub(crate) fn system(&self, job: &str) -> Ctx {
        Ctx { actor: Actor::System { job: job.to_owned() }, ..self.clone() }
    }

    /// Today, where the office is.
    pub fn today(&self) -> jiff::civil::Date {
        self.app.zone().to_datetime(self.now).date()
    }
}
