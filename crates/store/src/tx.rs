//! The transaction that a job works with.

use std::{future::Future, pin::Pin};

use onewindow_ledger::{Leaf, Receipt};

use crate::{
    Fault, Param, Row, Statement, StoreError, lite::connection::LiteConnection,
    pg::session::Session,
};

/// How a job ends.
#[derive(Debug)]
pub enum End<T, E> {
    /// Keep what was written.
    Commit(T),
    /// Keep what was written and answer with an error. For a refused look: the job wrote its
    /// access entry and nothing else, and the entry must stay.
    Refused(E),
    /// Keep nothing and answer with an error.
    Rollback(E),
}

/// What a job gave back, after the COMMIT that made it durable.
#[derive(Debug)]
pub struct Committed<T> {
    /// The value of `End::Commit`.
    pub value: T,
    /// The leaves noted by the job, now durable.
    pub receipt: Receipt,
}

/// The future of a write job. [`tx_job!`](crate::tx_job) makes it.
pub type TxFuture<'a, T, E> = Working<'a, Result<End<T, E>, StoreError>>;

/// Work on the database under way, behind a pointer: its steps are compiled once, in this crate, and
/// not again in every crate that awaits them.
pub type Working<'a, R> = Pin<Box<dyn Future<Output = R> + Send + 'a>>;

/// The future of a read job. [`tx_job!`](crate::tx_job) makes it.
pub type ReadFuture<'a, T> = Working<'a, Result<T, StoreError>>;

/// One transaction. Its methods are the only things that a job may await.
///
/// Statement texts are `&'static str`: nothing from outside can become part of one. After a
/// statement has failed the transaction refuses every further one (PostgreSQL would as well), and
/// the job cannot commit; pass the error on with `?`.
pub struct Tx<'c> {
    backend: Backend<'c>,
    leaves: Vec<Leaf>,
    failed: bool,
}

enum Backend<'c> {
    Lite(&'c mut LiteConnection),
    Pg(&'c mut Session),
}

impl<'c> Tx<'c> {
    pub(crate) fn lite(connection: &'c mut LiteConnection) -> Tx<'c> {
        Tx { backend: Backend::Lite(connection), leaves: Vec::new(), failed: false }
    }

    pub(crate) fn pg(session: &'c mut Session) -> Tx<'c> {
        Tx { backend: Backend::Pg(session), leaves: Vec::new(), failed: false }
    }

    /// Runs a statement without a result and gives the number of rows touched.
    pub fn execute<'a>(
        &'a mut self,
        sql: &'static str,
        params: &'a [Param],
    ) -> Working<'a, Result<u64, StoreError>> {
        Box::pin(async move {
            self.standing()?;
            self.storable(params)?;
            let touched = match &mut self.backend {
                Backend::Lite(connection) => connection.execute(sql, params),
                Backend::Pg(session) => session.execute(sql, params).await,
            };
            self.watch(touched)
        })
    }

    /// A guarded write: exactly one row must be touched, else [`StoreError::Conflict`].
    ///
    /// With no row touched the transaction still stands, and a job may turn the conflict into
    /// `Refused`; with several it is lost.
    pub async fn execute_one(
        &mut self,
        sql: &'static str,
        params: &[Param],
    ) -> Result<(), StoreError> {
        match self.execute(sql, params).await? {
            1 => Ok(()),
            touched => Err(self.conflict(touched)),
        }
    }

    /// A guarded write touched so many rows; with several the transaction is lost.
    pub(crate) fn conflict(&mut self, touched: u64) -> StoreError {
        self.failed |= touched > 1;
        StoreError::Conflict { touched }
    }

    /// All rows of a query (or of a statement with RETURNING).
    pub fn query<'a>(
        &'a mut self,
        sql: &'static str,
        params: &'a [Param],
    ) -> Working<'a, Result<Vec<Row>, StoreError>> {
        Box::pin(async move {
            self.standing()?;
            self.storable(params)?;
            let rows = match &mut self.backend {
                Backend::Lite(connection) => connection.query(sql, params),
                Backend::Pg(session) => session.query(sql, params).await,
            };
            self.watch(rows)
        })
    }

    /// The row of a query that has at most one; more are [`StoreError::Conflict`].
    pub async fn query_opt(
        &mut self,
        sql: &'static str,
        params: &[Param],
    ) -> Result<Option<Row>, StoreError> {
        let mut rows = self.query(sql, params).await?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            many => {
                self.failed = true;
                Err(StoreError::Conflict { touched: u64::try_from(many).unwrap_or(u64::MAX) })
            }
        }
    }

    /// The row of a query that has exactly one, else [`StoreError::Conflict`].
    pub async fn query_one(
        &mut self,
        sql: &'static str,
        params: &[Param],
    ) -> Result<Row, StoreError> {
        self.query_opt(sql, params).await?.ok_or(StoreError::Conflict { touched: 0 })
    }

    /// Runs statements that do not depend on one another's results, in order, and gives the rows
    /// touched by each. One round trip where the database is remote.
    pub fn batch<'a>(
        &'a mut self,
        statements: &'a [Statement],
    ) -> Working<'a, Result<Vec<u64>, StoreError>> {
        Box::pin(async move {
            self.standing()?;
            statements.iter().try_for_each(|one| self.storable(&one.params))?;
            let touched = match &mut self.backend {
                Backend::Lite(connection) => {
                    statements.iter().map(|one| connection.execute(one.sql, &one.params)).collect()
                }
                Backend::Pg(session) => session.executes(statements).await,
            };
            self.watch(touched)
        })
    }

    /// The rows of several queries that do not depend on one another's results, in order. One
    /// round trip where the database is remote.
    pub fn gather<'a>(
        &'a mut self,
        queries: &'a [Statement],
    ) -> Working<'a, Result<Vec<Vec<Row>>, StoreError>> {
        Box::pin(async move {
            self.standing()?;
            queries.iter().try_for_each(|one| self.storable(&one.params))?;
            let found = match &mut self.backend {
                Backend::Lite(connection) => {
                    queries.iter().map(|one| connection.query(one.sql, &one.params)).collect()
                }
                Backend::Pg(session) => session.queries(queries).await,
            };
            self.watch(found)
        })
    }

    /// Notes that the access entry behind `leaf` is written in this transaction. After COMMIT the
    /// leaf is in the receipt.
    pub fn note_leaf(&mut self, leaf: Leaf) {
        self.leaves.push(leaf);
    }

    /// The noted leaves, unless a statement failed on the way.
    pub(crate) fn finish(self, name: &'static str) -> Result<Vec<Leaf>, StoreError> {
        match self.failed {
            true => Err(StoreError::Job { name, fault: Fault::WentOn }),
            false => Ok(self.leaves),
        }
    }

    fn standing(&self) -> Result<(), StoreError> {
        match self.failed {
            true => Err(StoreError::Statement("a statement failed earlier here".to_owned())),
            false => Ok(()),
        }
    }

    /// PostgreSQL has no text with a NUL character, so there is none on SQLite either.
    fn storable(&mut self, params: &[Param]) -> Result<(), StoreError> {
        let nul = |param: &Param| matches!(param, Param::Text(text) if text.contains('\0'));
        match params.iter().any(nul) {
            true => self.watch(Err(StoreError::Constraint("a text holds a NUL".to_owned()))),
            false => Ok(()),
        }
    }

    fn watch<R>(&mut self, result: Result<R, StoreError>) -> Result<R, StoreError> {
        self.failed |= result.is_err();
        result
    }
}

/// A job for [`run_tx`](crate::Store::run_tx) or [`read`](crate::Store::read), written as a
/// closure. The names in brackets are cloned into it, and again for each run, because a job may
/// be run more than once; outside they stay usable:
///
/// ```text
/// let job = tx_job!([id, sealed], |tx| {
///     tx.execute_one("UPDATE draft SET sealed = $2 WHERE id = $1", params![id, sealed]).await?;
///     Ok(End::<(), Refusal>::Commit(()))
/// });
/// store.run_tx("drafts.save", job).await
/// ```
///
/// `return` and `?` leave the job, not the function around it.
#[macro_export]
macro_rules! tx_job {
    ([$($capture:ident),* $(,)?], |$tx:ident| $body:expr) => {{
        $(let $capture = ::std::clone::Clone::clone(&$capture);)*
        $crate::job(move |$tx| {
            $(let $capture = ::std::clone::Clone::clone(&$capture);)*
            ::std::boxed::Box::pin(async move { $body })
        })
    }};
}

/// Gives a closure the type of a job; [`tx_job!`](crate::tx_job) calls it.
pub fn job<R, F>(closure: F) -> F
where
    F: for<'a> Fn(&'a mut Tx<'_>) -> ReadFuture<'a, R>,
{
    closure
}
