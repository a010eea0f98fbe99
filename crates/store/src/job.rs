//! Jobs with their types erased, so that one thread can run all of them.

use std::{
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll, Waker},
};

use onewindow_ledger::{Leaf, Receipt};
use tokio::sync::oneshot;

use crate::{Committed, End, Fault, StoreError, Tx, TxError, TxFuture};

/// The answer that a caller of `run_tx` waits for.
pub(crate) type Answer<T, E> = Result<Committed<T>, TxError<E>>;

/// A waiting write.
pub(crate) trait Job: Send {
    /// Runs the job (again) inside `tx` and remembers how it ended.
    fn run(&mut self, tx: Tx<'_>) -> Keep;
    /// Forgets how it ended and remembers `error` instead.
    fn fail(&mut self, error: StoreError);
    /// Whether nobody waits for the answer any more.
    fn abandoned(&self) -> bool;
    /// Tells the caller how the job ended, now that its transaction is `committed`.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

/// What becomes of the writes of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Yes,
    No,
}

pub(crate) struct WriteJob<T, E, F> {
    name: &'static str,
    job: F,
    ended: Ended<T, E>,
    reply: oneshot::Sender<Answer<T, E>>,
}

impl<T, E, F> WriteJob<T, E, F> {
    pub(crate) fn new(
        name: &'static str,
        job: F,
        reply: oneshot::Sender<Answer<T, E>>,
    ) -> WriteJob<T, E, F> {
        WriteJob { name, job, ended: Err(StoreError::Closed), reply }
    }
}

impl<T, E, F> Job for WriteJob<T, E, F>
where
    T: Send + 'static,
    E: Send + 'static,
    F: for<'a> Fn(&'a mut Tx<'_>) -> TxFuture<'a, T, E> + Send + 'static,
{
    fn run(&mut self, mut tx: Tx<'_>) -> Keep {
        let end = poll_once(self.name, || (self.job)(&mut tx));
        self.ended = ended(self.name, end, tx);
        keep(&self.ended)
    }

    fn fail(&mut self, error: StoreError) {
        self.ended = Err(error);
    }

    fn abandoned(&self) -> bool {
        self.reply.is_closed()
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let answer = answer(self.ended, committed);
        // The caller may have gone; the commit stands all the same.
        let _ = self.reply.send(answer);
    }
}

/// How a job ended, with the leaves that it noted.
pub(crate) type Ended<T, E> = Result<(End<T, E>, Vec<Leaf>), StoreError>;

pub(crate) fn ended<T, E>(
    name: &'static str,
    end: Result<End<T, E>, StoreError>,
    tx: Tx<'_>,
) -> Ended<T, E> {
    match end? {
        End::Rollback(error) => Ok((End::Rollback(error), Vec::new())),
        end => tx.finish(name).map(|leaves| (end, leaves)),
    }
}

pub(crate) fn keep<T, E>(ended: &Ended<T, E>) -> Keep {
    match ended {
        Ok((End::Commit(_) | End::Refused(_), _)) => Keep::Yes,
        Ok((End::Rollback(_), _)) | Err(_) => Keep::No,
    }
}

pub(crate) fn answer<T, E>(ended: Ended<T, E>, committed: Result<(), StoreError>) -> Answer<T, E> {
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
    job: impl FnOnce() -> Pin<Box<dyn Future<Output = Result<R, StoreError>> + Send + 'f>>,
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
