//! Statements that know what becomes of their answer, so that several can travel together.

use crate::{Param, Row, Statement, StoreError, Tx};

type Reader<T> = fn(&[Row]) -> Result<T, StoreError>;

/// A query with what its rows become.
pub struct Query<T> {
    statement: Statement,
    reader: Reader<T>,
}

impl<T> Query<T> {
    /// `sql` with the values of `$1`, `$2`, …, read by `reader`.
    pub fn new(sql: &'static str, params: &[Param], reader: Reader<T>) -> Query<T> {
        Query { statement: Statement::new(sql, params), reader }
    }
}

/// Several queries that do not depend on one another's results.
pub trait Queries {
    /// What they find, in order.
    type Found;
    /// How each is read.
    type Readers;
    /// Their statements, and how each is read.
    fn split(self) -> (Vec<Statement>, Self::Readers);
    /// Reads the rows of all.
    fn read(readers: Self::Readers, rows: &[Vec<Row>]) -> Result<Self::Found, StoreError>;
}

macro_rules! queries {
    ($($T:ident $at:tt),+) => {
        impl<$($T),+> Queries for ($(Query<$T>,)+) {
            type Found = ($($T,)+);
            type Readers = ($(Reader<$T>,)+);

            fn split(self) -> (Vec<Statement>, Self::Readers) {
                let readers = ($(self.$at.reader,)+);
                (vec![$(self.$at.statement),+], readers)
            }

            fn read(readers: Self::Readers, rows: &[Vec<Row>]) -> Result<Self::Found, StoreError> {
                let of = |at: usize| rows.get(at).map(Vec::as_slice).unwrap_or_default();
                Ok(($((readers.$at)(of($at))?,)+))
            }
        }
    };
}

queries!(A 0, B 1);
queries!(A 0, B 1, C 2);
queries!(A 0, B 1, C 2, D 3);
queries!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

/// A write with how many rows it must touch.
pub struct Write {
    statement: Statement,
    one: bool,
}

impl Write {
    /// A guarded write: exactly one row must be touched, else [`StoreError::Conflict`].
    pub fn one(sql: &'static str, params: &[Param]) -> Write {
        Write { statement: Statement::new(sql, params), one: true }
    }

    /// A write that may touch any number of rows.
    pub fn any(sql: &'static str, params: &[Param]) -> Write {
        Write { statement: Statement::new(sql, params), one: false }
    }
}

impl Tx<'_> {
    /// What one query finds.
    pub async fn find<T>(&mut self, query: Query<T>) -> Result<T, StoreError> {
        let rows = self.query(query.statement.sql, &query.statement.params).await?;
        (query.reader)(&rows)
    }

    /// What several queries find. One round trip where the database is remote.
    pub async fn find_all<Q: Queries>(&mut self, queries: Q) -> Result<Q::Found, StoreError>
    where
        Q::Readers: Send,
    {
        let (statements, readers) = queries.split();
        Q::read(readers, &self.gather(&statements).await?)
    }

    /// Writes that do not depend on one another's results, in order. One round trip where the
    /// database is remote. When a guarded one touched no row the transaction still stands, with
    /// what the others wrote: end it by passing the error on.
    pub async fn write_all(&mut self, writes: Vec<Write>) -> Result<(), StoreError> {
        let guarded: Vec<bool> = writes.iter().map(|write| write.one).collect();
        let statements: Vec<_> = writes.into_iter().map(|write| write.statement).collect();
        let touched = self.batch(&statements).await?;
        let missed = guarded.into_iter().zip(touched).find(|(one, touched)| *one && *touched != 1);
        match missed {
            None => Ok(()),
            Some((_, touched)) => Err(self.conflict(touched)),
        }
    }
}
