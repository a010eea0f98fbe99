//! Schema migrations: numbered, embedded, applied once, never changed afterwards.

use rusqlite::OptionalExtension;

use super::{connection::LiteConnection, errors::translate};
use crate::{
    StoreError,
    migrations::{Dialect, Migration, in_order, newer, refuse},
};

const JOURNAL: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    name TEXT NOT NULL,
    checksum TEXT NOT NULL
) STRICT";

/// Brings the schema up to the last of `steps`, or refuses: a database that is newer than this
/// program, or that was built from different steps, must not be written to.
pub(crate) fn migrate(connection: &LiteConnection, steps: &[Migration]) -> Result<(), StoreError> {
    in_order(steps)?;
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
    let last: Option<(i64, String)> = connection
        .raw
        .query_row(
            "SELECT number, name FROM schema_migration WHERE number > ?1 ORDER BY number DESC",
            [u32::try_from(steps.len()).unwrap_or(u32::MAX)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()
        .map_err(|e| translate(&e))?;
    match last {
        Some((number, name)) => newer(number, name, steps.len()),
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
    if let Some((name, checksum)) = known {
        return step.is_known_as(&name, checksum == step.checksum(Dialect::Sqlite));
    }
    connection.control(step.sqlite).map_err(|error| {
        StoreError::Migration(format!("step {} ({}): {error}", step.number, step.name))
    })?;
    if !connection.in_transaction() {
        return refuse(format!("step {} ({}) ends its transaction", step.number, step.name));
    }
    connection
        .raw
        .execute(
            "INSERT INTO schema_migration (number, name, checksum) VALUES (?1, ?2, ?3)",
            (step.number, step.name, step.checksum(Dialect::Sqlite)),
        )
        .map_err(|e| translate(&e))?;
    Ok(())
}
