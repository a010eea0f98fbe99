//! Facts about the database itself, by name.

use crate::{StoreError, Tx, params};

/// The value of a name.
pub async fn get(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    let row = tx.query_opt("SELECT name, value FROM meta WHERE name = $1", params![name]).await?;
    row.map(|row| Ok(row.of("meta").get("value")?)).transpose()
}

/// Sets a value, whatever it was.
pub async fn set(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO meta (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.execute_one(sql, params![name, value]).await
}

/// Sets a value once; an existing one is [`StoreError::Unique`].
pub async fn put(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    tx.execute_one("INSERT INTO meta (name, value) VALUES ($1, $2)", params![name, value]).await
}
