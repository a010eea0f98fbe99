//! Checks that tests of the schema call.

use std::path::Path;

use crate::{
    StoreError, Target,
    lite::connection::{Access, LiteConnection},
};

/// Whether `table` refuses every way of changing or removing a row: UPDATE and DELETE, INSERT OR
/// REPLACE and an upsert on SQLite, TRUNCATE on PostgreSQL. The table must hold a row, because
/// triggers only fire on rows; nothing is changed by the check.
pub async fn append_only(target: &Target, table: &str) -> Result<(), String> {
    match target {
        Target::File(path) => lite_append_only(path, table),
        Target::Postgres(url) => crate::pg::examine::append_only(url, table).await,
    }
}

fn lite_append_only(path: &Path, table: &str) -> Result<(), String> {
    let told = |error: StoreError| error.to_string();
    let connection = LiteConnection::open(path, Access::Write).map_err(told)?;
    let text = |sql: &str| {
        connection
            .raw
            .query_row(sql, [table], |row| row.get::<_, String>(0))
            .map_err(|_| format!("there is no table `{table}`"))
    };
    let key = text("SELECT name FROM pragma_table_info(?1) ORDER BY pk = 0, pk, cid LIMIT 1")?;
    let rows = || {
        connection
            .raw
            .query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| row.get::<_, i64>(0))
            .map_err(|error| error.to_string())
    };
    let before = rows()?;
    if before == 0 {
        return Err(format!("`{table}` is empty, so that nothing can be tried"));
    }
    for attempt in [
        format!("UPDATE \"{table}\" SET \"{key}\" = \"{key}\""),
        format!("DELETE FROM \"{table}\""),
        format!("INSERT OR REPLACE INTO \"{table}\" SELECT * FROM \"{table}\" LIMIT 1"),
        format!(
            "INSERT INTO \"{table}\" SELECT * FROM \"{table}\" WHERE true LIMIT 1 \
             ON CONFLICT DO UPDATE SET \"{key}\" = excluded.\"{key}\""
        ),
    ] {
        connection.control("BEGIN IMMEDIATE").map_err(told)?;
        let outcome = connection.control(&attempt);
        if connection.in_transaction() {
            connection.control("ROLLBACK").map_err(told)?;
        }
        match outcome {
            Err(StoreError::Constraint(_)) => {}
            Err(error) => return Err(format!("`{attempt}` failed for another reason: {error}")),
            Ok(()) => return Err(format!("`{attempt}` went through")),
        }
    }
    match rows()? == before {
        true => Ok(()),
        false => Err(format!("rows of `{table}` are gone")),
    }
}

/// Names of the tables at `path` that are not STRICT, and so would take a text for an integer.
pub fn lax_tables(path: &Path) -> Result<Vec<String>, String> {
    let connection =
        LiteConnection::open(path, Access::Write).map_err(|error| error.to_string())?;
    let sql = "SELECT name FROM pragma_table_list
               WHERE schema = 'main' AND type = 'table' AND strict = 0
               AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let names = |error: rusqlite::Error| error.to_string();
    let mut statement = connection.raw.prepare(sql).map_err(names)?;
    let found = statement.query_map([], |row| row.get(0)).map_err(names)?;
    found.collect::<Result<_, _>>().map_err(names)
}
