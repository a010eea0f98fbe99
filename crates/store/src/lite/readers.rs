//! A pool of read-only connections. Each read sees one snapshot and never waits for the writer.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::{Semaphore, TryAcquireError};

use super::connection::{Access, LiteConnection};
use crate::{
    StoreError, Tx,
    job::{Held, ReadJob, poll_once},
};

pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<LiteConnection>>,
    /// One permit per connection in use.
    running: Semaphore,
    /// One permit per read that runs or waits.
    admitted: Arc<Semaphore>,
    pace: Pace,
}

/// A read that took less is done by the next caller itself.
const QUICK: Duration = Duration::from_millis(1);

/// How long each read took the last time, by its name.
///
/// Most look a few rows up by their key, in less time than it takes to wake another thread and to be
/// woken by it. What took longer, or is not known yet, goes to a thread that may wait for the disk:
/// those who serve must not.
#[derive(Default)]
struct Pace(Mutex<HashMap<&'static str, Duration>>);

impl Pace {
    fn is_quick(&self, name: &'static str) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(name).is_some_and(|took| *took < QUICK)
    }

    fn took(&self, name: &'static str, time: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name, time);
    }
}

impl Readers {
    pub(crate) fn new(path: PathBuf, connections: usize, waiting: usize) -> Readers {
        Readers {
            path,
            idle: Mutex::new(Vec::new()),
            running: Semaphore::new(connections),
            admitted: Arc::new(Semaphore::new(connections.saturating_add(waiting))),
            pace: Pace::default(),
        }
    }

    pub(crate) async fn read(
        self: Arc<Self>,
        name: &'static str,
        job: ReadJob,
    ) -> Result<Held, StoreError> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|e| match e {
            TryAcquireError::NoPermits => StoreError::Busy,
            TryAcquireError::Closed => StoreError::Closed,
        })?;
        if self.pace.is_quick(name)
            && let Ok(_permit) = self.running.try_acquire()
        {
            return self.read_now(name, &job);
        }
        let permit = self.running.acquire().await.map_err(|_| StoreError::Closed)?;
        // The connection counts as in use until the blocking work is over, even if the caller
        // stops waiting for it.
        permit.forget();
        let work = tokio::task::spawn_blocking(move || {
            let result = self.read_now(name, &job);
            self.running.add_permits(1);
            drop(admitted);
            result
        });
        work.await.map_err(|_| StoreError::Closed)?
    }

    /// Refuses every further read, and closes the idle connections.
    pub(crate) fn close(&self) {
        self.admitted.close();
        self.running.close();
        self.lock().clear();
    }

    fn read_now(&self, name: &'static str, job: &ReadJob) -> Result<Held, StoreError> {
        let began = Instant::now();
        let idle = self.lock().pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => LiteConnection::open(&self.path, Access::Read)?,
        };
        connection.turn("BEGIN")?;
        let result = {
            let mut tx = Tx::lite(&mut connection);
            poll_once(name, || job(&mut tx))
        };
        // A connection that cannot end its transaction is not used again.
        if connection.turn("ROLLBACK").is_ok() && !self.admitted.is_closed() {
            self.lock().push(connection);
        }
        self.pace.took(name, began.elapsed());
        result
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<LiteConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
