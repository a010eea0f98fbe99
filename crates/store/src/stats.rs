//! Figures for `doctor` and for the metrics.

use std::{
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// The state of a store at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Writes that wait.
    pub queued: usize,
    /// Writes that may wait before `Busy`.
    pub queue_limit: usize,
    /// Transactions committed since the store was opened.
    pub commits: u64,
    /// Jobs in those transactions; divided by `commits` it is the size of a group.
    pub jobs: u64,
    /// Time since the last commit, if there was one since the store was opened.
    pub since_last_commit: Option<Duration>,
    /// Transactions that were run again because they met another one. Always 0 on SQLite, which
    /// writes one after the other.
    pub repeats: u64,
    /// Whether somebody is there to write: the thread of embedded storage has not ended.
    pub writes: bool,
    /// What embedded storage takes up on this machine's disk.
    pub files: Option<Files>,
}

/// Sizes of the files of embedded storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Files {
    /// Octets of the database file.
    pub database_bytes: u64,
    /// Octets of the write-ahead log beside it.
    pub log_bytes: u64,
}

impl Files {
    pub(crate) fn of(database: &Path) -> Files {
        let bytes = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.len());
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        Files { database_bytes: bytes(database), log_bytes: bytes(Path::new(&log)) }
    }
}

#[derive(Default)]
pub(crate) struct Counters {
    commits: AtomicU64,
    jobs: AtomicU64,
    repeats: AtomicU64,
    last_commit: Mutex<Option<Instant>>,
}

impl Counters {
    pub(crate) fn committed(&self, jobs: usize) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.jobs.fetch_add(u64::try_from(jobs).unwrap_or(u64::MAX), Ordering::Relaxed);
        *self.last_commit.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    pub(crate) fn repeated(&self) {
        self.repeats.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn stats(&self, queued: usize, queue_limit: usize) -> Stats {
        let last = *self.last_commit.lock().unwrap_or_else(PoisonError::into_inner);
        Stats {
            queued,
            queue_limit,
            commits: self.commits.load(Ordering::Relaxed),
            jobs: self.jobs.load(Ordering::Relaxed),
            since_last_commit: last.map(|at| at.elapsed()),
            repeats: self.repeats.load(Ordering::Relaxed),
            writes: true,
            files: None,
        }
    }
}
