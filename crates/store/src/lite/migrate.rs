//! Schema migrations: numbered, embedded, applied once, never changed afterwards.

use ring::digest;
use rusqlite::OptionalExtension;

use super::{connection::LiteConnection, errors::translate};
use crate::StoreError;

/// One step of the schema. Steps are numbered from 1 without gaps; a step that has been released
/// is never edited, a correction is a new step.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its place in the order.
    pub number: u32,
    /// The part of the file name between number and extension.
    pub name: &'static str,
    /// Its statements, run in one transaction.
    pub sql: &'static str,
}

impl Migration {
    /// SHA-256 of the text in hexadecimal. Line ends do not count: a checkout may change them.
    fn checksum(&self) -> String {
        let text = self.sql.replace("\r\n", "\n");
        let hash = digest::digest(&digest::SHA256, text.as_bytes());
        crate::hex::encode(hash.as_ref())
    }
}

const JOURNAL: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    name TEXT NOT NULL,
    checksum TEXT NOT NULL
) STRICT";

/// Brings the schema up to the last of `steps`, or refuses: a database that is newer than this
/// program, or that was built from different steps, must not be written to.
pub(crate) fn migrate(connection: &LiteConnection, steps: &[Migration]) -> Result<(), StoreError> {
    for (step, number) in steps.iter().zip(1_u32..) {
        if step.number != number {
            return refuse(format!("step {number} is missing, found {}", step.number));
        }
    }
    connection.control(JOURNAL)?;
    for step in steps {
        // Each step looks again inside its transaction: another process may be migrating too.
        connection.control("BEGIN IMMEDIATE")?;
        let done = apply(connection, step);
        let done = done.and_then(|()| connection.control("COMMIT"));
        if done.is_err() && connection.in_transaction() {
            connection.control("ROLLBACK")?;
        }
        done?;
    }
    let last: Option<(u32, String)> = connection
        .raw
        .query_row(
            "SELECT number, name FROM schema_migration WHERE number > ?1 ORDER BY number DESC",
            [u32::try_from(steps.len()).unwrap_or(u32::MAX)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()
        .map_err(|e| translate(&e))?;
    match last {
        Some((number, name)) => refuse(format!(
            "the database is at step {number} ({name}), this program knows {} steps; \
             use the newer program or restore the matching backup",
            steps.len()
        )),
        None => Ok(()),
    }
}

fn apply(connection: &LiteConnection, step: &Migration) -> Result<(), StoreError> {
    let known: Option<(String, String)> = connection
        .raw
        .query_row(
            "SELECT name, checksum FROM schema_migration WHERE number = ?1",
            [step.number],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()
        .map_err(|e| translate(&e))?;
    match known {
        Some((_, checksum)) if checksum == step.checksum() => return Ok(()),
        Some((name, _)) => {
            return refuse(format!(
                "step {} was applied as `{name}` with another text than `{}` has now",
                step.number, step.name
            ));
        }
        None => {}
    }
    connection.control(step.sql).map_err(|error| {
        StoreError::Migration(format!("step {} ({}): {error}", step.number, step.name))
    })?;
    if !connection.in_transaction() {
        return refuse(format!("step {} ({}) ends its transaction", step.number, step.name));
    }
    connection
        .raw
        .execute(
            "INSERT INTO schema_migration (number, name, checksum) VALUES (?1, ?2, ?3)",
            (step.number, step.name, step.checksum()),
        )
        .map_err(|e| translate(&e))?;
    Ok(())
}

fn refuse<T>(why: String) -> Result<T, StoreError> {
    Err(StoreError::Migration(why))
}
