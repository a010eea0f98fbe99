//! What `doctor` asks of a PostgreSQL database. Nothing is written.

use deadpool_postgres::Object;

use super::{
    errors::{from_pool, translate},
    open::pool,
};
use crate::{StoreError, StoreOptions, target::PostgresUrl};

/// Constraints that were never checked, and indexes that are not whole.
const UNSOUND: &str = "
    SELECT 'the constraint ' || conname || ' of ' || conrelid::regclass || ' was never checked'
    FROM pg_constraint
    WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
    UNION ALL
    SELECT 'the index ' || indexrelid::regclass || ' of ' || indrelid::regclass || ' is not whole'
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE NOT (indisvalid AND indisready) AND relnamespace = current_schema()::regnamespace";

const TABLES: &str = "SELECT oid::regclass::text FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY 1";

/// Reads every table to its end, so that a damaged page is found where the server keeps checksums.
pub(crate) async fn examine(url: &PostgresUrl) -> Result<Vec<String>, StoreError> {
    let options = StoreOptions { connections: 1, ..StoreOptions::default() };
    let client = pool(url, &options)?.get().await.map_err(from_pool)?;
    let settings = "SET statement_timeout = 0; SET default_transaction_read_only = on;
                    SET enable_seqscan = on; SET enable_indexonlyscan = off";
    client.batch_execute(settings).await.map_err(|e| translate(&e))?;
    let mut wrong = texts(&client, UNSOUND).await?;
    let tables = texts(&client, TABLES).await?;
    if tables.is_empty() {
        return Err(StoreError::Missing);
    }
    if !tables.iter().any(|table| table == "schema_migration") {
        return Err(StoreError::Corrupt("it holds tables of another program".to_owned()));
    }
    for table in tables {
        let read = format!("SELECT count(one::text) FROM {table} AS one");
        if let Err(error) = client.query_one(&read, &[]).await {
            wrong.push(format!("{table} cannot be read to its end: {}", translate(&error)));
        }
    }
    Ok(wrong)
}

/// [`crate::testing::append_only`] for this database.
pub(crate) async fn append_only(url: &PostgresUrl, table: &str) -> Result<(), String> {
    let told = |error: StoreError| error.to_string();
    let options = StoreOptions { connections: 1, ..StoreOptions::default() };
    let client = pool(url, &options).map_err(told)?.get().await.map_err(|e| told(from_pool(e)))?;
    let columns = format!(
        "SELECT column_name::text FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name = '{table}'"
    );
    let columns = texts(&client, &columns).await.map_err(told)?;
    let key = columns.first().ok_or_else(|| format!("there is no table `{table}`"))?;
    let any = format!("SELECT '' FROM \"{table}\" LIMIT 1");
    if texts(&client, &any).await.map_err(told)?.is_empty() {
        return Err(format!("`{table}` is empty, so that nothing can be tried"));
    }
    for attempt in [
        format!("UPDATE \"{table}\" SET \"{key}\" = \"{key}\""),
        format!("DELETE FROM \"{table}\""),
        format!("TRUNCATE \"{table}\" CASCADE"),
    ] {
        let begun = client.batch_execute("BEGIN").await;
        let outcome = client.batch_execute(&attempt).await.map_err(|e| translate(&e));
        let ended = client.batch_execute("ROLLBACK").await;
        begun.and(ended).map_err(|e| told(translate(&e)))?;
        match outcome {
            Err(StoreError::Constraint(_)) => {}
            Err(error) => return Err(format!("`{attempt}` failed for another reason: {error}")),
            Ok(()) => return Err(format!("`{attempt}` went through")),
        }
    }
    Ok(())
}

async fn texts(client: &Object, sql: &str) -> Result<Vec<String>, StoreError> {
    let rows = client.query(sql, &[]).await.map_err(|e| translate(&e))?;
    rows.iter().map(|row| row.try_get(0).map_err(|e| translate(&e))).collect()
}
