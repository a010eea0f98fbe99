//! A whole platform for tests: the sample catalogue, a temporary folder, a clock that is set by
//! hand, and randomness that is the same in each run.

mod fill;
mod handed;
pub mod many;
mod paper;
mod rest;
mod spoilt;
mod time;

pub use onewindow_passkeys::testing::Device;
pub use paper::one_page_pdf;
pub use time::{Seeded, SetClock};

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use onewindow_model::actor::{Actor, Role};
use onewindow_model::id::{CaseId, PersonId};
use onewindow_store::entities::access;
use onewindow_store::{PostgresUrl, tx_job};
use tempfile::TempDir;

use crate::ctx::{App, Ctx};
use crate::demo;
use crate::registers::Register;
use crate::sign_in::SignIn;
use crate::start::{Place, Start, start};

/// A platform with the people of the demonstration.
pub struct World {
    /// The platform.
    pub app: Arc<App>,
    /// Its clock.
    pub clock: Arc<SetClock>,
    /// Its randomness.
    pub random: Arc<Seeded>,
    /// Its data folder.
    pub folder: TempDir,
    /// The address of its database, unless that is in the folder.
    pub database: Option<String>,
    lock: std::fs::File,
}

/// A clock that stands on a Monday morning.
pub fn monday() -> Arc<SetClock> {
    Arc::new(SetClock::at("2026-11-23T01:30:00Z"))
}

/// The sample catalogue of this workspace.
pub fn sample_catalogue() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../catalogue")
}

/// What a platform begins with.
struct Beginning {
    folder: TempDir,
    database: Option<String>,
    catalogue: PathBuf,
    base_url: String,
    demo: bool,
    clock: Arc<SetClock>,
    sign_in: Option<Arc<SignIn>>,
}

impl Beginning {
    /// A folder of its own, and a schema of the PostgreSQL server that tests share, where they run on
    /// one.
    fn afresh() -> Beginning {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Beginning::of(folder, onewindow_testbed::database())
    }

    /// A demonstration on a Monday morning.
    fn of(folder: TempDir, database: Option<String>) -> Beginning {
        let base_url = "http://127.0.0.1:8080".to_owned();
        let (catalogue, clock) = (sample_catalogue(), monday());
        Beginning { folder, database, catalogue, base_url, demo: true, clock, sign_in: None }
    }
}

/// The address of a database that holds nothing, where tests run over PostgreSQL.
pub fn empty_database() -> Option<String> {
    onewindow_testbed::database()
}

impl World {
    /// A new platform on a Monday morning.
    pub async fn new() -> World {
        World::begin(Beginning::afresh()).await
    }

    /// A new platform at another address: passkeys need one with a name.
    pub async fn named(base_url: &str) -> World {
        World::begin(Beginning { base_url: base_url.to_owned(), ..Beginning::afresh() }).await
    }

    /// A new platform that is no demonstration: nobody is there.
    pub async fn real(base_url: &str) -> World {
        let base_url = base_url.to_owned();
        World::begin(Beginning { base_url, demo: false, ..Beginning::afresh() }).await
    }

    /// A new platform where people sign in at a provider, by the clock that the provider goes by.
    pub async fn signing_in(clock: Arc<SetClock>, sign_in: Arc<SignIn>) -> World {
        let sign_in = Some(sign_in);
        World::begin(Beginning { clock, sign_in, ..Beginning::afresh() }).await
    }

    /// The platform of a folder, new or begun before, with its database there or elsewhere.
    pub async fn on(folder: TempDir, database: Option<String>) -> World {
        World::begin(Beginning::of(folder, database)).await
    }

    /// The same, with a catalogue of its own.
    pub async fn with_catalogue(
        folder: TempDir,
        database: Option<String>,
        catalogue: PathBuf,
    ) -> World {
        World::begin(Beginning { catalogue, ..Beginning::of(folder, database) }).await
    }

    async fn begin(beginning: Beginning) -> World {
        let Beginning { folder, database, catalogue, base_url, demo, clock, sign_in } = beginning;
        let random = Arc::new(Seeded::new(1));
        let url = database.as_deref().map(|url| PostgresUrl::parse(url).expect("its address"));
        let options = Start {
            place: Place { data: folder.path().join("data"), database: url },
            catalogue,
            base_url,
            demo,
            demo_code: None,
            sign_in,
            clock_is_right: false,
        };
        let started = start(&options, clock.clone(), random.clone()).await;
        let (app, lock) = started.expect("the sample catalogue starts");
        World { app, clock, random, folder, database, lock }
    }

    /// Someone of the demonstration, acting now.
    pub fn acting(&self, key: &str) -> Ctx {
        let accounts = demo::accounts(&self.app);
        let account = accounts.find(key).unwrap_or_else(|| panic!("no account `{key}`"));
        self.app.ctx(account.actor.clone())
    }

    /// An official of an authority with a role; `number` tells several apart.
    pub fn official(&self, authority: &str, role: Role, number: usize) -> Ctx {
        let accounts = demo::accounts(&self.app);
        let fits = accounts.all().iter().filter(|account| {
            let officer = account.actor.officer();
            officer.is_some_and(|o| o.organisation == authority && o.is(role))
        });
        let account = fits.clone().nth(number);
        let account = account.unwrap_or_else(|| panic!("no official {number} in {authority}"));
        self.app.ctx(account.actor.clone())
    }

    /// Any window clerk.
    pub fn clerk(&self) -> Ctx {
        let accounts = demo::accounts(&self.app);
        let clerk = accounts.all().iter().find(|account| {
            account.actor.officer().is_some_and(|officer| officer.is(Role::WindowClerk))
        });
        self.app.ctx(clerk.expect("a clerk").actor.clone())
    }

    /// Connects a register in place of the one with that id.
    pub fn connect(&self, id: &str, register: Arc<dyn Register>, patience: Duration) {
        self.app.registers.connect_within(id, register, patience);
    }

    /// The platform itself.
    pub fn system(&self) -> Ctx {
        self.app.ctx(Actor::System { job: "test".to_owned() })
    }

    /// A case of a service, submitted by someone of the demonstration for themselves.
    pub async fn submitted(&self, key: &str, service: &str) -> CaseId {
        let ctx = self.acting(key);
        let draft = self.filled(&ctx, service).await;
        let receipt = crate::applications::submit(&ctx, draft, true).await;
        receipt.unwrap_or_else(|error| panic!("{service}: {error:?}")).case
    }

    /// How many access entries there are about a person.
    pub async fn entries_about(&self, person: PersonId) -> usize {
        let read = tx_job!([], |tx| access::of_person(tx, person, None, u32::MAX).await);
        self.app.store.read("test.entries", read).await.expect("entries").len()
    }

    /// How many access entries there are, lists with them.
    pub async fn entries(&self) -> i64 {
        let read = tx_job!([], |tx| access::count(tx).await);
        self.app.store.read("test.entries", read).await.expect("entries")
    }

    /// Stops the platform and keeps its folder.
    pub async fn stop(self) -> TempDir {
        self.app.close().await;
        drop(self.lock);
        self.folder
    }
}
