//! Schema migrations on PostgreSQL: the same numbers as on SQLite, in the other dialect.

use deadpool_postgres::Object;
use tokio_postgres::Transaction;

use super::errors::translate;
use crate::{
    StoreError,
    migrations::{Dialect, Migration, in_order, refuse},
};

/// Nodes that start at the same time take turns ("OWin").
const TURN: i64 = 0x4f57_696e;

const JOURNAL: &str = r#"CREATE TABLE IF NOT EXISTS schema_migration (
    number BIGINT NOT NULL PRIMARY KEY CHECK (number > 0),
    name TEXT NOT NULL,
    checksum TEXT NOT NULL
)"#;

/// Brings the schema up to the last of `steps`, or refuses.
pub(crate) async fn migrate(client: &mut Object, steps: &[Migration]) -> Result<(), StoreError> {
    in_order(steps)?;
    for step in steps {
        let mut tx = client.transaction().await.map_err(|e| translate(&e))?;
        begin(&mut tx).await?;
        if step.number == 1 {
            claim(&tx).await?;
        }
        apply(&tx, step).await?;
        tx.commit().await.map_err(|e| translate(&e))?;
    }
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    let newer = "SELECT number, name FROM schema_migration WHERE number > $1 ORDER BY number DESC";
    let rows = client.query(newer, &[&known]).await.map_err(|e| translate(&e))?;
    match rows.first() {
        Some(row) => crate::migrations::newer(row.get::<_, i64>(0), row.get(1), steps.len()),
        None => Ok(()),
    }
}

async fn begin(tx: &mut Transaction<'_>) -> Result<(), StoreError> {
    let set = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;
               SET LOCAL idle_in_transaction_session_timeout = 0";
    tx.batch_execute(set).await.map_err(|e| translate(&e))?;
    let turn = tx.execute("SELECT pg_advisory_xact_lock($1)", &[&TURN]).await;
    turn.map(|_| ()).map_err(|e| translate(&e))
}

/// Takes an empty schema as ours and refuses one that belongs to another program.
async fn claim(tx: &Transaction<'_>) -> Result<(), StoreError> {
    let sql = "SELECT count(*) FILTER (WHERE relname = 'schema_migration'), count(*)
               FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace";
    let row = tx.query_one(sql, &[]).await.map_err(|e| translate(&e))?;
    match (row.get::<_, i64>(0), row.get::<_, i64>(1)) {
        (0, 0) => tx.batch_execute(JOURNAL).await.map_err(|e| translate(&e)),
        (1, _) => Ok(()),
        _ => Err(StoreError::Corrupt("it holds tables of another program".to_owned())),
    }
}

async fn apply(tx: &Transaction<'_>, step: &Migration) -> Result<(), StoreError> {
    let number = i64::from(step.number);
    let sql = "SELECT name, checksum FROM schema_migration WHERE number = $1";
    let known = tx.query_opt(sql, &[&number]).await.map_err(|e| translate(&e))?;
    let checksum = step.checksum(Dialect::Postgres);
    if let Some(known) = known {
        let (name, text): (String, String) = (known.get(0), known.get(1));
        return step.is_known_as(&name, text == checksum);
    }
    let inside = transaction(tx).await?;
    tx.batch_execute(step.postgres).await.map_err(|error| {
        let error = translate(&error);
        StoreError::Migration(format!("step {} ({}): {error}", step.number, step.name))
    })?;
    if transaction(tx).await? != inside {
        return refuse(format!("step {} ({}) ends its transaction", step.number, step.name));
    }
    let sql = "INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)";
    let done = tx.execute(sql, &[&number, &step.name, &checksum]).await;
    done.map(|_| ()).map_err(|e| translate(&e))
}

async fn transaction(tx: &Transaction<'_>) -> Result<String, StoreError> {
    let row = tx.query_one("SELECT pg_current_xact_id()::text", &[]).await;
    row.and_then(|row| row.try_get(0)).map_err(|e| translate(&e))
}
