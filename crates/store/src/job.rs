//! Jobs with their types erased: what runs them is compiled once, and not anew for each use case.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    task::{Context, Poll, Waker},
};

use onewindow_ledger::{Leaf, Receipt};
use tokio::sync::oneshot;

use crate::{Committed, End, Fault, ReadFuture, StoreError, Tx, TxError, TxFuture, Working};

/// The answer that a caller of `run_tx` waits for.
pub(crate) type Answer<T, E> = Result<Committed<T>, TxError<E>>;

/// A value on its way from a job to its caller, who alone knows the type of it.
pub(crate) type Held = Box<dyn Any + Send>;

/// A write job of any use case.
pub(crate) type WriteJob =
    Box<dyn for<'a, 'c> Fn(&'a mut Tx<'c>) -> TxFuture<'a, Held, Held> + Send + Sync>;

/// A read job of any use case.
pub(crate) type ReadJob =
    Box<dyn for<'a, 'c> Fn(&'a mut Tx<'c>) -> ReadFuture<'a, Held> + Send + Sync>;

pub(crate) fn write<T, E, F>(job: F) -> WriteJob
where
    T: Send + 'static,
    E: Send + 'static,
    F: for<'a> Fn(&'a mut Tx<'_>) -> TxFuture<'a, T, E> + Send + Sync + 'static,
{
    Box::new(move |tx| held_end(job(tx)))
}

pub(crate) fn read<T, F>(job: F) -> ReadJob
where
    T: Send + 'static,
    F: for<'a> Fn(&'a mut Tx<'_>) -> ReadFuture<'a, T> + Send + Sync + 'static,
{
    Box::new(move |tx| held_value(job(tx)))
}

fn held_end<T, E>(job: TxFuture<'_, T, E>) -> TxFuture<'_, Held, Held>
where
    T: Send + 'static,
    E: Send + 'static,
{
    Box::pin(async move {
        Ok(match job.await? {
            End::Commit(value) => End::Commit(held(value)),
            End::Refused(error) => End::Refused(held(error)),
            End::Rollback(error) => End::Rollback(held(error)),
        })
    })
}

fn held_value<T: Send + 'static>(job: ReadFuture<'_, T>) -> ReadFuture<'_, Held> {
    Box::pin(async move { Ok(held(job.await?)) })
}

fn held<T: Send + 'static>(value: T) -> Held {
    Box::new(value)
}

/// Gives a caller of `run_tx` back what its job put in.
pub(crate) async fn given<T, E>(working: Working<'_, Answer<Held, Held>>) -> Answer<T, E>
where
    T: 'static,
    E: 'static,
{
    match working.await {
        Ok(Committed { value, receipt }) => Ok(Committed { value: let_go(value)?, receipt }),
        Err(TxError::Refused { error, receipt }) => {
            Err(TxError::Refused { error: let_go(error)?, receipt })
        }
        Err(TxError::RolledBack(error)) => Err(TxError::RolledBack(let_go(error)?)),
        Err(TxError::Store(error)) => Err(TxError::Store(error)),
    }
}

/// Gives a caller of `read` back what its job put in.
pub(crate) async fn found<T: 'static>(
    working: Working<'_, Result<Held, StoreError>>,
) -> Result<T, StoreError> {
    let_go(working.await?)
}

fn let_go<T: 'static>(held: Held) -> Result<T, StoreError> {
    let value = held.downcast().map(|value| *value);
    value.map_err(|_| StoreError::Other("a job gave a value of another type".to_owned()))
}

/// A write that waits for the thread that writes, or was run by it and waits for its COMMIT.
pub(crate) struct Waiting {
    name: &'static str,
    job: WriteJob,
    ended: Ended,
    reply: oneshot::Sender<Answer<Held, Held>>,
}

impl Waiting {
    pub(crate) fn new(
        name: &'static str,
        job: WriteJob,
        reply: oneshot::Sender<Answer<Held, Held>>,
    ) -> Waiting {
        Waiting { name, job, ended: Err(StoreError::Closed), reply }
    }

    /// Runs the job (again) inside `tx` and remembers how it ended.
    pub(crate) fn run(&mut self, mut tx: Tx<'_>) -> Keep {
        let end = poll_once(self.name, || (self.job)(&mut tx));
        self.ended = ended(self.name, end, tx);
        keep(&self.ended)
    }

    /// Forgets how it ended and remembers `error` instead.
    pub(crate) fn fail(&mut self, error: StoreError) {
        self.ended = Err(error);
    }

    /// Whether nobody waits for the answer any more.
    pub(crate) fn abandoned(&self) -> bool {
        self.reply.is_closed()
    }

    /// Tells the caller how the job ended, now that its transaction is `committed`.
    pub(crate) fn answer(self, committed: Result<(), StoreError>) {
        let answer = answer(self.ended, committed);
        // The caller may have gone; the commit stands all the same.
        let _ = self.reply.send(answer);
    }
}

/// What becomes of the writes of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Yes,
    No,
}

/// How a job ended, with the leaves that it noted.
pub(crate) type Ended = Result<(End<Held, Held>, Vec<Leaf>), StoreError>;

pub(crate) fn ended(
    name: &'static str,
    end: Result<End<Held, Held>, StoreError>,
    tx: Tx<'_>,
) -> Ended {
    match end? {
        End::Rollback(error) => Ok((End::Rollback(error), Vec::new())),
        end => tx.finish(name).map(|leaves| (end, leaves)),
    }
}

pub(crate) fn keep(ended: &Ended) -> Keep {
    match ended {
        Ok((End::Commit(_) | End::Refused(_), _)) => Keep::Yes,
        Ok((End::Rollback(_), _)) | Err(_) => Keep::No,
    }
}

pub(crate) fn answer(ended: Ended, committed: Result<(), StoreError>) -> Answer<Held, Held> {
    match (ended, committed) {
        (Err(error), _) => Err(TxError::Store(error)),
        (Ok((End::Rollback(error), _)), _) => Err(TxError::RolledBack(error)),
        (Ok(_), Err(error)) => Err(TxError::Store(error)),
        (Ok((End::Commit(value), leaves)), Ok(())) => {
            Ok(Committed { value, receipt: Receipt::after_commit(leaves) })
        }
        (Ok((End::Refused(error), leaves)), Ok(())) => {
            Err(TxError::Refused { error, receipt: Receipt::after_commit(leaves) })
        }
    }
}

/// Runs a job's future to its end. Everything that a job may await is ready at once on SQLite, so
/// one poll is enough, and a job that is still pending waits for something that has no place in a
/// transaction.
pub(crate) fn poll_once<'f, R>(
    name: &'static str,
    job: impl FnOnce() -> ReadFuture<'f, R>,
) -> Result<R, StoreError> {
    let polled = catch_unwind(AssertUnwindSafe(|| {
        job().as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }));
    let fault = match polled {
        Ok(Poll::Ready(result)) => return result,
        Ok(Poll::Pending) => Fault::Pending,
        Err(_) => Fault::Panicked,
    };
    tracing::error!(job = name, %fault, "a job broke the rules of the write seam");
    Err(StoreError::Job { name, fault })
}
