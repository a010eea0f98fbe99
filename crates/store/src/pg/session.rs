//! One transaction on a connection of the pool.

use std::{
    collections::HashMap,
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::Poll,
};

use deadpool_postgres::Object;
use tokio_postgres::types::ToSql;

use super::{
    errors::translate,
    values::{Bound, Found},
};
use crate::{Param, Row, Statement, StoreError, sql};

/// The opening of a transaction that writes.
pub(super) const WRITE: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE";
/// The opening of one that reads: one snapshot, and no part in conflicts.
pub(super) const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// None: a statement alone is its own transaction.
pub(super) const ALONE: &str = "";

/// Statement texts that mean the same on both databases, each looked at once, with the names of
/// their columns.
#[derive(Default)]
pub(super) struct Accepted(Mutex<HashMap<&'static str, Arc<[String]>>>);

impl Accepted {
    fn columns(&self, sql: &'static str) -> Option<Arc<[String]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(sql).cloned()
    }

    fn keep(&self, sql: &'static str, columns: &Arc<[String]>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(sql, Arc::clone(columns));
    }
}

/// A connection during one transaction. Dropped before its end, it takes the connection with it:
/// what state that would be in is not known.
pub(crate) struct Session {
    client: Option<Object>,
    opening: &'static str,
    begun: bool,
    accepted: Arc<Accepted>,
    /// Whether a statement is on its way: whatever else a job awaits has no place in one.
    pub(super) talking: Arc<AtomicBool>,
}

/// A statement made ready.
struct Ready {
    statement: tokio_postgres::Statement,
    columns: Arc<[String]>,
}

type Answer<'f, R> = Pin<Box<dyn Future<Output = Result<R, tokio_postgres::Error>> + Send + 'f>>;

impl Session {
    pub(super) fn new(
        client: Object,
        opening: &'static str,
        accepted: Arc<Accepted>,
        talking: Arc<AtomicBool>,
    ) -> Session {
        Session { client: Some(client), opening, begun: false, accepted, talking }
    }

    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        params: &[Param],
    ) -> Result<u64, StoreError> {
        let touched = self.executed(&[(sql, params)]).await?;
        Ok(touched.first().copied().unwrap_or_default())
    }

    pub(crate) async fn query(
        &mut self,
        sql: &'static str,
        params: &[Param],
    ) -> Result<Vec<Row>, StoreError> {
        Ok(self.queried(&[(sql, params)]).await?.pop().unwrap_or_default())
    }

    /// All of them in one round trip, in order.
    pub(crate) async fn executes(&mut self, all: &[Statement]) -> Result<Vec<u64>, StoreError> {
        self.executed(&texts(all)).await
    }

    /// All of them in one round trip, in order.
    pub(crate) async fn queries(&mut self, all: &[Statement]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.queried(&texts(all)).await
    }

    async fn executed(&mut self, all: &[(&'static str, &[Param])]) -> Result<Vec<u64>, StoreError> {
        let talk = Talk::new(&self.talking);
        let ready = self.ready(all).await?;
        let client = self.client()?;
        let bound: Vec<Vec<Bound<'_>>> = all.iter().map(|(_, params)| bind(params)).collect();
        let sent = ready.iter().zip(&bound).map(|(ready, bound)| -> Answer<'_, u64> {
            let values: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|one| one as _).collect();
            Box::pin(async move { client.execute(&ready.statement, &values).await })
        });
        let done = in_order(self.opening(), client, sent.collect()).await;
        drop(talk);
        self.begun = true;
        done
    }

    async fn queried(
        &mut self,
        all: &[(&'static str, &[Param])],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        let talk = Talk::new(&self.talking);
        let ready = self.ready(all).await?;
        let client = self.client()?;
        let bound: Vec<Vec<Bound<'_>>> = all.iter().map(|(_, params)| bind(params)).collect();
        let sent = ready.iter().zip(&bound).map(|(ready, bound)| -> Answer<'_, _> {
            let values: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|one| one as _).collect();
            Box::pin(async move { client.query(&ready.statement, &values).await })
        });
        let found = in_order(self.opening(), client, sent.collect()).await;
        drop(talk);
        self.begun = true;
        found?.iter().zip(&ready).map(|(rows, ready)| read(rows, &ready.columns)).collect()
    }

    async fn ready(&self, all: &[(&'static str, &[Param])]) -> Result<Vec<Ready>, StoreError> {
        let client = self.client()?;
        let mut ready = Vec::with_capacity(all.len());
        for (sql, params) in all {
            let known = self.accepted.columns(sql);
            if known.is_none() {
                sql::to_sqlite(sql)?;
            }
            let statement = client.prepare_cached(sql).await.map_err(|e| translate(&e))?;
            let wanted = statement.params().len();
            if wanted != params.len() {
                let given = params.len();
                return Err(StoreError::Statement(format!(
                    "{given} values for {wanted} parameters in `{sql}`"
                )));
            }
            let columns = known.unwrap_or_else(|| {
                let names = statement.columns().iter().map(|column| column.name().to_owned());
                let columns = names.collect();
                self.accepted.keep(sql, &columns);
                columns
            });
            ready.push(Ready { columns, statement });
        }
        Ok(ready)
    }

    fn opening(&self) -> Option<&'static str> {
        (!self.begun && self.opening != ALONE).then_some(self.opening)
    }

    fn client(&self) -> Result<&Object, StoreError> {
        self.client.as_ref().ok_or(StoreError::Closed)
    }

    /// Ends the transaction and gives the connection back to the pool.
    pub(super) async fn end(mut self, how: End) -> Result<(), StoreError> {
        if !self.begun || self.opening == ALONE {
            self.begun = true;
            drop(self.client.take());
            return Ok(());
        }
        let ended = self.client()?.batch_execute(how.word()).await;
        match (&ended, how) {
            (Ok(()), _) => drop(self.client.take()),
            // Nobody can say whether the server heard the COMMIT before it went.
            (Err(error), End::Commit) if error.as_db_error().is_none() => {
                return Err(StoreError::Lost);
            }
            _ => {}
        }
        ended.map_err(|e| translate(&e))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Commit,
    Rollback,
}

impl End {
    fn word(self) -> &'static str {
        match self {
            End::Commit => "COMMIT",
            End::Rollback => "ROLLBACK",
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // Not back to the pool: dropping it closes the connection, and the server rolls back.
            drop(Object::take(client));
        }
    }
}

/// Notes that the seam itself is awaited, until dropped.
struct Talk(Arc<AtomicBool>);

impl Talk {
    fn new(talking: &Arc<AtomicBool>) -> Talk {
        talking.store(true, Ordering::Relaxed);
        Talk(Arc::clone(talking))
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

fn texts(all: &[Statement]) -> Vec<(&'static str, &[Param])> {
    all.iter().map(|one| (one.sql, one.params.as_slice())).collect()
}

fn bind(params: &[Param]) -> Vec<Bound<'_>> {
    params.iter().map(Bound).collect()
}

/// Sends everything at once, the opening of the transaction first, and awaits the answers. The
/// driver sends when a future is first polled, so they are polled in order.
async fn in_order<R>(
    opening: Option<&'static str>,
    client: &Object,
    sent: Vec<Answer<'_, R>>,
) -> Result<Vec<R>, StoreError> {
    let mut begin: Option<Answer<'_, ()>> = match opening {
        Some(opening) => Some(Box::pin(client.batch_execute(opening))),
        None => None,
    };
    let mut waiting: Vec<Option<Answer<'_, R>>> = sent.into_iter().map(Some).collect();
    let mut answers: Vec<Option<Result<R, tokio_postgres::Error>>> =
        waiting.iter().map(|_| None).collect();
    let mut failed = None;
    std::future::poll_fn(|context| {
        if let Some(Poll::Ready(begun)) = begin.as_mut().map(|begin| begin.as_mut().poll(context)) {
            begin = None;
            failed = begun.err();
        }
        for (waiting, answer) in waiting.iter_mut().zip(&mut answers) {
            let polled = waiting.as_mut().map(|future| future.as_mut().poll(context));
            if let Some(Poll::Ready(told)) = polled {
                *waiting = None;
                *answer = Some(told);
            }
        }
        match begin.is_none() && waiting.iter().all(Option::is_none) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
    if let Some(error) = failed {
        return Err(translate(&error));
    }
    // The first that failed is the cause; those after it were refused for its sake.
    answers.into_iter().flatten().map(|answer| answer.map_err(|e| translate(&e))).collect()
}

fn read(rows: &[tokio_postgres::Row], columns: &Arc<[String]>) -> Result<Vec<Row>, StoreError> {
    let mut read = Vec::with_capacity(rows.len());
    for (position, row) in rows.iter().enumerate() {
        let mut values = Vec::with_capacity(columns.len());
        for place in 0..columns.len() {
            let found: Found = row.try_get(place).map_err(|e| {
                let why = std::error::Error::source(&e).map(ToString::to_string);
                StoreError::Corrupt(why.unwrap_or_else(|| e.to_string()))
            })?;
            values.push(found.0);
        }
        read.push(Row::new(Arc::clone(columns), values, position));
    }
    Ok(read)
}
