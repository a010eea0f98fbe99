//! One SQLite connection, with the settings that our guarantees rest on.

use std::{
    collections::{HashMap, hash_map::Entry},
    path::Path,
    sync::Arc,
    time::Duration,
};

use rusqlite::{
    Connection, OpenFlags, ToSql, config::DbConfig, types::ToSqlOutput, types::ValueRef,
};

use super::errors::translate;
use crate::{Param, Row, StoreError, sql};

/// Marks a file as ours in its header ("OWin"), so that a foreign database is refused.
const APPLICATION_ID: i64 = 0x4f57_696e;

/// Prepared statements kept per connection.
const CACHED_STATEMENTS: usize = 256;

/// Pages that the writer keeps in memory, in KiB: the upper levels of every index, and where they
/// grow. With SQLite's own 2 MiB every insert reads pages anew.
const WRITER_CACHE: i64 = 32 << 10;

/// The same for each connection that reads.
const READER_CACHE: i64 = 8 << 10;

/// After so many pages, 32 MiB, the write-ahead log is folded into the database. A page that changes
/// with every commit is then copied once for some hundred commits.
const CHECKPOINT: i64 = 8 << 10;

/// How long another process (an import beside the server) may hold the write lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Write,
    Read,
}

pub(crate) struct LiteConnection {
    pub(crate) raw: Connection,
    access: Access,
    known: HashMap<&'static str, Known>,
    last_failure: Option<StoreError>,
}

/// What is the same each time that a statement is run.
struct Known {
    /// Its text for SQLite.
    text: String,
    /// The names of its columns, once it was asked for rows.
    columns: Option<Arc<[String]>>,
}

impl LiteConnection {
    pub(crate) fn open(path: &Path, access: Access) -> Result<LiteConnection, StoreError> {
        let flags = match access {
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let raw = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|e| translate(&e))?;
        configure(&raw, access).map_err(|e| translate(&e))?;
        if access == Access::Write {
            claim(&raw)?;
        }
        Ok(LiteConnection { raw, access, known: HashMap::new(), last_failure: None })
    }

    pub(crate) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Param],
    ) -> Result<u64, StoreError> {
        self.prepare(sql, |statement, _| {
            let touched = statement.execute(rusqlite::params_from_iter(params))?;
            Ok(u64::try_from(touched).unwrap_or(u64::MAX))
        })
    }

    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        params: &[Param],
    ) -> Result<Vec<Row>, StoreError> {
        self.prepare(sql, |statement, known| {
            let columns = Arc::clone(
                known.get_or_insert_with(|| statement.column_names().map(str::to_owned).collect()),
            );
            let mut found = statement.query(rusqlite::params_from_iter(params))?;
            let mut rows = Vec::new();
            while let Some(row) = found.next()? {
                let mut values = Vec::with_capacity(columns.len());
                for place in 0..columns.len() {
                    values.push(value(place, row.get_ref(place)?)?);
                }
                rows.push(Row::new(Arc::clone(&columns), values, rows.len()));
            }
            Ok(rows)
        })
    }

    /// Every statement of a job passes here. Outside a transaction nothing may run: a full disk
    /// ends the transaction behind the job's back, and the rest of the job would then be
    /// committed statement by statement.
    fn prepare<R>(
        &mut self,
        sql: &'static str,
        run: impl FnOnce(
            &mut rusqlite::CachedStatement<'_>,
            &mut Option<Arc<[String]>>,
        ) -> rusqlite::Result<R>,
    ) -> Result<R, StoreError> {
        if self.raw.is_autocommit() {
            return Err(StoreError::Other("the transaction is gone".to_owned()));
        }
        let known = match self.known.entry(sql) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Known { text: sql::to_sqlite(sql)?, columns: None }),
        };
        let mut statement = self.raw.prepare_cached(&known.text).map_err(|e| translate(&e))?;
        if self.access == Access::Read && !statement.readonly() {
            return Err(StoreError::Statement(format!("a write in a read: `{sql}`")));
        }
        run(&mut statement, &mut known.columns).map_err(|e| {
            let error = translate(&e);
            self.last_failure = Some(error.clone());
            error
        })
    }

    /// Why SQLite ended the transaction by itself: the last failure seen.
    pub(crate) fn ended_by(&mut self) -> StoreError {
        let gone = || StoreError::Other("the transaction is gone".to_owned());
        self.last_failure.take().unwrap_or_else(gone)
    }

    /// Schema work of the seam itself, and whatever it does seldom.
    pub(crate) fn control(&self, sql: &str) -> Result<(), StoreError> {
        self.raw.execute_batch(sql).map_err(|e| translate(&e))
    }

    /// Transaction control: one statement, prepared once, since every job passes here.
    pub(crate) fn turn(&self, sql: &'static str) -> Result<(), StoreError> {
        let mut statement = self.raw.prepare_cached(sql).map_err(|e| translate(&e))?;
        statement.raw_execute().map(|_| ()).map_err(|e| translate(&e))
    }

    /// What is wrong with the database, in SQLite's words.
    pub(crate) fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let list = |sql: &str| {
            let mut statement = self.raw.prepare(sql)?;
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            lines.collect::<rusqlite::Result<Vec<String>>>()
        };
        let references = "SELECT 'a row of ' || \"table\" || ' refers to none of ' || parent
                          FROM pragma_foreign_key_check";
        let mut found = list("PRAGMA integrity_check").map_err(|e| translate(&e))?;
        found.retain(|line| line != "ok");
        found.extend(list(references).map_err(|e| translate(&e))?);
        Ok(found)
    }

    pub(crate) fn in_transaction(&self) -> bool {
        !self.raw.is_autocommit()
    }
}

fn configure(raw: &Connection, access: Access) -> rusqlite::Result<()> {
    raw.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    raw.busy_timeout(BUSY_TIMEOUT)?;
    // A misspelt column in double quotes must be an error, not a text.
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A plan must not hang on the values of one call: SQLite would prepare a statement anew whenever
    // a value changes that it has looked at, which is each time where an index is partial.
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    raw.pragma_update(None, "foreign_keys", true)?;
    // Without it INSERT OR REPLACE deletes rows past the DELETE trigger of an append-only table.
    raw.pragma_update(None, "recursive_triggers", true)?;
    raw.pragma_update(None, "trusted_schema", false)?;
    raw.pragma_update(None, "temp_store", "memory")?;
    match access {
        Access::Write => {
            raw.pragma_update(None, "journal_mode", "wal")?;
            raw.pragma_update(None, "synchronous", "full")?;
            raw.pragma_update(None, "cache_size", -WRITER_CACHE)?;
            raw.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
            raw.pragma_update(None, "journal_size_limit", 64 << 20)
        }
        Access::Read => {
            raw.pragma_update(None, "cache_size", -READER_CACHE)?;
            raw.pragma_update(None, "query_only", true)
        }
    }
}

/// Takes an empty file as ours and refuses a file that belongs to another program.
fn claim(raw: &Connection) -> Result<(), StoreError> {
    let ask = |sql: &str| raw.query_row(sql, [], |row| row.get::<_, i64>(0));
    let id = ask("PRAGMA application_id").map_err(|e| translate(&e))?;
    let objects = ask("SELECT count(*) FROM sqlite_schema").map_err(|e| translate(&e))?;
    match (id, objects) {
        (APPLICATION_ID, _) => Ok(()),
        (0, 0) => {
            raw.pragma_update(None, "application_id", APPLICATION_ID).map_err(|e| translate(&e))
        }
        _ => Err(StoreError::Corrupt("the file belongs to another program".to_owned())),
    }
}

pub(crate) fn value(place: usize, value: ValueRef<'_>) -> rusqlite::Result<Param> {
    match value {
        ValueRef::Null => Ok(Param::Null),
        ValueRef::Integer(number) => Ok(Param::I64(number)),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Ok(Param::Text(text.to_owned())),
            Err(error) => Err(rusqlite::Error::Utf8Error(place, error)),
        },
        ValueRef::Blob(octets) => Ok(Param::Blob(octets.to_vec())),
        ValueRef::Real(_) => Err(rusqlite::Error::InvalidColumnType(
            place,
            "a number that is no integer".to_owned(),
            rusqlite::types::Type::Real,
        )),
    }
}

impl ToSql for Param {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Param::Null => ValueRef::Null,
            Param::I64(number) => ValueRef::Integer(*number),
            Param::Text(text) => ValueRef::Text(text.as_bytes()),
            Param::Blob(octets) => ValueRef::Blob(octets),
        }))
    }
}
