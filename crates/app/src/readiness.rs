//! Whether requests can be answered, and figures for those who run the node.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use onewindow_store::entities::{meta, outbox};
use onewindow_store::{Files, Stats, tx_job};

use crate::ctx::App;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// With less than this uploads are refused soon: some of the largest there are.
pub const LEAST_FREE: u64 = 256 << 20;

/// A round of background jobs takes a second; after this something hangs.
const LONGEST_ROUND: Duration = Duration::from_secs(120);

/// One thing looked at.
pub struct Check {
    /// What.
    pub what: &'static str,
    /// What is wrong, if anything.
    pub ill: Option<String>,
}

/// Rounds of the background jobs.
pub struct Rounds {
    done: AtomicU64,
    failed: AtomicU64,
    /// When one ended last, or the node began.
    last: Mutex<Duration>,
}

impl Rounds {
    /// None yet, of a node that begins at this moment.
    pub(crate) fn new(at: Duration) -> Rounds {
        Rounds { done: AtomicU64::new(0), failed: AtomicU64::new(0), last: Mutex::new(at) }
    }

    pub(crate) fn ended(&self, at: Duration, well: bool) {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.failed.fetch_add(u64::from(!well), Ordering::Relaxed);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    fn since(&self, now: Duration) -> Duration {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        now.saturating_sub(last)
    }
}

/// Looks at all that a request needs.
pub async fn ready(app: &Arc<App>) -> Vec<Check> {
    let read = app.store.read("ready", tx_job!([], |tx| meta::get(tx, "kind").await));
    let database = match tokio::time::timeout(PATIENCE, read).await {
        Ok(Ok(_)) => None,
        Ok(Err(why)) => Some(why.to_string()),
        Err(_) => Some(format!("no answer within {} s", PATIENCE.as_secs())),
    };
    let stats = app.store.stats();
    let queue = match stats.writes {
        true => (stats.queued >= stats.queue_limit)
            .then(|| format!("{} writes wait, as many as may", stats.queued)),
        false => Some("the writer has ended; the node must be started again".to_owned()),
    };
    let disk = disk_free(&app.start.place.data).filter(|free| *free < LEAST_FREE);
    let disk = disk.map(|free| format!("only {} MB are free; make room", free >> 20));
    let pause = app.rounds.since(app.clock.elapsed());
    let jobs = (pause > LONGEST_ROUND).then(|| {
        format!("none ended for {} s; see the log, start the node again", pause.as_secs())
    });
    let clock = app.clock_watch.held().map(|held| {
        format!("off by {} s: deadlines are not counted; set it right", held.off.as_secs())
    });
    let check = |what, ill| Check { what, ill };
    vec![
        check("database", database),
        check("writes", queue),
        check("disk", disk),
        check("background jobs", jobs),
        check("clock", clock),
    ]
}

/// How full, how many, since when.
pub struct Figures {
    /// Of the store.
    pub store: Stats,
    /// Octets that are free where data is kept, if the system tells.
    pub disk_free: Option<u64>,
    /// Seconds since the last round of background jobs.
    pub since_round: u64,
    /// Rounds.
    pub rounds: u64,
    /// Of these, with a failure.
    pub failures: u64,
    /// Jobs of the outbox that are due, if the database answers; at most 1,000 are counted.
    pub outbox: Option<u64>,
    /// Whether the clock cannot be trusted.
    pub clock_held: bool,
}

impl Figures {
    /// Each figure there can be, at nothing: to describe them.
    pub fn every_one() -> Figures {
        let files = Some(Files { database_bytes: 0, log_bytes: 0 });
        let store = Stats {
            queued: 0,
            queue_limit: 0,
            commits: 0,
            jobs: 0,
            since_last_commit: None,
            repeats: 0,
            writes: true,
            files,
        };
        Figures {
            store,
            disk_free: Some(0),
            since_round: 0,
            rounds: 0,
            failures: 0,
            outbox: Some(0),
            clock_held: false,
        }
    }
}

/// The figures at this moment.
pub async fn figures(app: &Arc<App>) -> Figures {
    let now = app.now();
    let due = app.store.read("outbox.due", tx_job!([], |tx| outbox::due(tx, now, 1_000).await));
    let due = tokio::time::timeout(PATIENCE, due).await.ok().and_then(Result::ok);
    Figures {
        store: app.store.stats(),
        disk_free: disk_free(&app.start.place.data),
        since_round: app.rounds.since(app.clock.elapsed()).as_secs(),
        rounds: app.rounds.done.load(Ordering::Relaxed),
        failures: app.rounds.failed.load(Ordering::Relaxed),
        outbox: due.and_then(|due| u64::try_from(due.len()).ok()),
        clock_held: app.clock_watch.held().is_some(),
    }
}

/// Octets that may still be written where a folder is.
#[cfg(unix)]
pub(crate) fn disk_free(folder: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
pub(crate) fn disk_free(_folder: &Path) -> Option<u64> {
    None
}
