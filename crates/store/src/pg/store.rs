//! The handle: admits work, runs it on a connection of its own, and repeats what met another.

use std::{
    hash::{BuildHasher, RandomState},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::Poll,
    time::Duration,
};

use deadpool_postgres::{Object, Pool};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

use super::{
    errors::from_pool,
    session::{ALONE, Accepted, End as Ending, READ, Session, WRITE},
};
use crate::{
    Fault, ReadFuture, Stats, StoreError, Tx, TxError, job,
    job::{Answer, Held, Keep, ReadJob, WriteJob},
    stats::Counters,
    target::PostgresUrl,
};

/// How often a transaction is repeated after it met another one, or lost its connection.
const REPEATS: u32 = 5;

/// The first pause before a repetition; it doubles, and up to as much again is added by chance.
const PAUSE: Duration = Duration::from_millis(4);

pub(crate) struct Pg {
    pub(super) url: PostgresUrl,
    pub(super) pool: Pool,
    /// One permit per job that runs or waits.
    pub(super) admitted: Arc<Semaphore>,
    pub(super) limit: usize,
    pub(super) closing: AtomicBool,
    pub(super) accepted: Arc<Accepted>,
    pub(super) counters: Counters,
}

/// How much one read sees as it stands at one moment.
pub(crate) enum Span {
    /// All that it asks for.
    Snapshot,
    /// Its only statement, which needs no transaction around it.
    Statement,
}

impl Pg {
    pub(crate) async fn run_tx(
        self: Arc<Self>,
        name: &'static str,
        job: WriteJob,
    ) -> Answer<Held, Held> {
        let (permit, client) = self.admit().await?;
        // From here on the job is done even if its caller stops waiting.
        let work = tokio::spawn(async move {
            let answer = self.write(name, &job, client).await;
            drop(permit);
            answer
        });
        work.await.unwrap_or_else(|ended| Err(TxError::Store(fallen(name, &ended))))
    }

    pub(crate) async fn read(
        self: Arc<Self>,
        name: &'static str,
        job: ReadJob,
        span: Span,
    ) -> Result<Held, StoreError> {
        let opening = match span {
            Span::Snapshot => READ,
            Span::Statement => ALONE,
        };
        let (permit, client) = self.admit().await?;
        let work = tokio::spawn(async move {
            let mut client = client;
            let mut repeats = 0;
            let found = loop {
                match self.read_once(name, &job, client, opening).await {
                    Err(error) if self.again(&error, &mut repeats).await => {}
                    found => break found,
                }
                client = match self.connection().await {
                    Ok(client) => client,
                    Err(error) => break Err(error),
                };
            };
            drop(permit);
            found
        });
        work.await.unwrap_or_else(|ended| Err(fallen(name, &ended)))
    }

    pub(crate) fn stats(&self) -> Stats {
        let queued = self.pool.status().waiting;
        self.counters.stats(queued, self.limit)
    }

    pub(crate) fn url(&self) -> &PostgresUrl {
        &self.url
    }

    /// Refuses further work, waits for what runs, and closes the connections.
    pub(crate) async fn close(&self) {
        self.closing.store(true, Ordering::Release);
        let all = u32::try_from(self.limit).unwrap_or(u32::MAX);
        // An error means that it is closed already.
        if let Ok(permits) = self.admitted.acquire_many(all).await {
            drop(permits);
        }
        self.admitted.close();
        self.pool.close();
    }

    async fn admit(&self) -> Result<(OwnedSemaphorePermit, Object), StoreError> {
        if self.closing.load(Ordering::Acquire) {
            return Err(StoreError::Closed);
        }
        let permit = Arc::clone(&self.admitted).try_acquire_owned().map_err(|e| match e {
            TryAcquireError::NoPermits => StoreError::Busy,
            TryAcquireError::Closed => StoreError::Closed,
        })?;
        Ok((permit, self.connection().await?))
    }

    async fn connection(&self) -> Result<Object, StoreError> {
        self.pool.get().await.map_err(from_pool)
    }

    async fn write(
        &self,
        name: &'static str,
        job: &WriteJob,
        client: Object,
    ) -> Answer<Held, Held> {
        let mut client = client;
        let mut repeats = 0;
        loop {
            match self.write_once(name, job, client).await {
                Err(TxError::Store(error)) if self.again(&error, &mut repeats).await => {}
                answer => return answer,
            }
            client = self.connection().await?;
        }
    }

    async fn write_once(
        &self,
        name: &'static str,
        job: &WriteJob,
        client: Object,
    ) -> Answer<Held, Held> {
        let (mut session, talking) = self.session(client, WRITE);
        let mut tx = Tx::pg(&mut session);
        let end = watched(name, &talking, job(&mut tx)).await;
        let ended = job::ended(name, end, tx);
        let committed = match job::keep(&ended) {
            Keep::Yes => session.end(Ending::Commit).await,
            Keep::No => match session.end(Ending::Rollback).await {
                Err(error) => {
                    tracing::debug!(job = name, %error, "ROLLBACK was not heard");
                    Ok(())
                }
                Ok(()) => Ok(()),
            },
        };
        match (job::keep(&ended), &committed) {
            (Keep::Yes, Ok(())) => self.counters.committed(1),
            (Keep::Yes, Err(error)) if *error != StoreError::Met => {
                tracing::error!(job = name, %error, "COMMIT failed");
            }
            _ => {}
        }
        job::answer(ended, committed)
    }

    async fn read_once(
        &self,
        name: &'static str,
        job: &ReadJob,
        client: Object,
        opening: &'static str,
    ) -> Result<Held, StoreError> {
        let (mut session, talking) = self.session(client, opening);
        let found = {
            let mut tx = Tx::pg(&mut session);
            watched(name, &talking, job(&mut tx)).await
        };
        if let Err(error) = session.end(Ending::Rollback).await {
            tracing::debug!(job = name, %error, "the end of a read was not heard");
        }
        found
    }

    fn session(&self, client: Object, opening: &'static str) -> (Session, Arc<AtomicBool>) {
        let talking = Arc::new(AtomicBool::new(false));
        let accepted = Arc::clone(&self.accepted);
        (Session::new(client, opening, accepted, Arc::clone(&talking)), talking)
    }

    /// Whether the job is to be run again, after a pause: nothing of it was kept. A COMMIT that
    /// was sent and not answered is not repeated, because it may have been heard.
    async fn again(&self, error: &StoreError, repeats: &mut u32) -> bool {
        if !matches!(error, StoreError::Met | StoreError::Unavailable(_)) || *repeats >= REPEATS {
            return false;
        }
        self.counters.repeated();
        let pause = PAUSE.saturating_mul(1_u32.checked_shl(*repeats).unwrap_or(u32::MAX));
        let chance = RandomState::new().hash_one(*repeats) % 1_000;
        let added = pause.mul_f64(f64::from(u32::try_from(chance).unwrap_or_default()) / 1_000.0);
        *repeats = repeats.saturating_add(1);
        tokio::time::sleep(pause.saturating_add(added)).await;
        true
    }
}

/// Awaits a job. Pending while no statement is on its way, it awaits something that has no place
/// in a transaction.
async fn watched<R>(
    name: &'static str,
    talking: &AtomicBool,
    mut job: ReadFuture<'_, R>,
) -> Result<R, StoreError> {
    std::future::poll_fn(|context| match job.as_mut().poll(context) {
        Poll::Pending if !talking.load(Ordering::Relaxed) => {
            let fault = Fault::Pending;
            tracing::error!(job = name, %fault, "a job broke the rules of the write seam");
            Poll::Ready(Err(StoreError::Job { name, fault }))
        }
        other => other,
    })
    .await
}

fn fallen(name: &'static str, ended: &tokio::task::JoinError) -> StoreError {
    if !ended.is_panic() {
        return StoreError::Closed;
    }
    let fault = Fault::Panicked;
    tracing::error!(job = name, %fault, "a job broke the rules of the write seam");
    StoreError::Job { name, fault }
}
