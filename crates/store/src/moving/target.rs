//! The PostgreSQL database that is filled.

use deadpool_postgres::Object;
use tokio_postgres::types::ToSql;

use super::{
    rows::PAGE,
    table::{Kind, Table},
};
use crate::{
    Migration, Param, StoreError, StoreOptions,
    pg::{
        errors::{from_pool, translate},
        migrate::migrate,
        open::{MOVING, pool, suits},
        values::{Bound, Found},
    },
    target::PostgresUrl,
};

pub(crate) struct Target {
    client: Object,
    url: PostgresUrl,
}

impl Target {
    pub(crate) async fn open(
        url: &PostgresUrl,
        steps: &'static [Migration],
        tables: &[Table],
    ) -> Result<Target, StoreError> {
        let options = StoreOptions { connections: 1, ..StoreOptions::default() };
        let mut client = pool(url, &options)?.get().await.map_err(from_pool)?;
        suits(&client).await?;
        migrate(&mut client, steps).await?;
        let target = Target { client, url: url.clone() };
        let begun = target
            .count(&format!(
                "SELECT count(*) FROM pg_class WHERE relname = '{MOVING}'
            AND relnamespace = current_schema()::regnamespace"
            ))
            .await?;
        if begun == 0 {
            for table in tables {
                let any = format!(
                    "SELECT count(*) FROM (SELECT 1 FROM \"{}\" LIMIT 1) AS one",
                    table.name
                );
                if target.count(&any).await? > 0 {
                    return Err(StoreError::Migration(format!(
                        "the database `{url}` holds data already (table {}): name an empty one",
                        table.name
                    )));
                }
            }
            target
                .run(&format!("CREATE TABLE {MOVING} (since TIMESTAMPTZ NOT NULL DEFAULT now())"))
                .await?;
        }
        // What is written last is synced, and everything before it with it.
        target.run("SET statement_timeout = 0; SET synchronous_commit = off").await?;
        Ok(target)
    }

    pub(crate) async fn page(
        &self,
        table: &Table,
        after: Option<&[Param]>,
    ) -> Result<Vec<Vec<Param>>, StoreError> {
        let text = table.page(after.is_some(), '$', PAGE);
        ask(&self.client, &text, after.unwrap_or_default()).await
    }

    /// The rows of a query.
    pub(crate) async fn ask(
        &self,
        text: &str,
        given: &[Param],
    ) -> Result<Vec<Vec<Param>>, StoreError> {
        ask(&self.client, text, given).await
    }

    pub(crate) async fn put(&self, table: &Table, rows: &[Vec<Param>]) -> Result<(), StoreError> {
        self.lists(table, &table.put(), table.columns.len(), rows).await
    }

    pub(crate) async fn remove(
        &self,
        table: &Table,
        keys: &[Vec<Param>],
    ) -> Result<(), StoreError> {
        self.lists(table, &table.remove(), table.keys, keys).await
    }

    /// Runs a statement that takes a list for each of the first `columns`.
    async fn lists(
        &self,
        table: &Table,
        text: &str,
        columns: usize,
        rows: &[Vec<Param>],
    ) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        let lists = table.columns.iter().take(columns).enumerate();
        let lists: Vec<List> =
            lists.map(|(place, column)| List::of(column.kind, rows, place)).collect();
        let given: Vec<&(dyn ToSql + Sync)> = lists.iter().map(List::bound).collect();
        let statement = self.client.prepare_cached(text).await.map_err(|e| translate(&e))?;
        let done = self.client.execute(&statement, &given).await.map_err(|e| translate(&e));
        done.map(|_| ())
            .map_err(|error| StoreError::Migration(format!("table {}: {error}", table.name)))
    }

    pub(crate) async fn finish(&self, tables: &[Table]) -> Result<(), StoreError> {
        for table in tables.iter().filter(|table| table.counted) {
            let (name, key) = (&table.name, table.columns.first().map_or("", |key| &key.name));
            let next = format!(
                "SELECT setval(pg_get_serial_sequence('{name}', '{key}'), max(\"{key}\")) FROM \"{name}\"
                 HAVING max(\"{key}\") IS NOT NULL"
            );
            self.run(&next).await?;
        }
        // One by one: together they would hold a lock on every index of the database at once, more
        // than a server has by default where others use it too.
        for table in tables {
            self.run(&format!("ANALYZE \"{}\"", table.name)).await?;
        }
        self.run("SET synchronous_commit = on").await?;
        self.run(&format!("DROP TABLE {MOVING}")).await
    }

    pub(crate) fn shown(&self) -> String {
        self.url.to_string()
    }

    async fn run(&self, sql: &str) -> Result<(), StoreError> {
        self.client.batch_execute(sql).await.map_err(|e| translate(&e))
    }

    async fn count(&self, sql: &str) -> Result<i64, StoreError> {
        let row = self.client.query_one(sql, &[]).await;
        row.and_then(|row| row.try_get(0)).map_err(|e| translate(&e))
    }
}

/// The rows of a query on a connection.
pub(crate) async fn ask(
    client: &Object,
    text: &str,
    given: &[Param],
) -> Result<Vec<Vec<Param>>, StoreError> {
    let statement = client.prepare_cached(text).await.map_err(|e| translate(&e))?;
    let bound: Vec<Bound<'_>> = given.iter().map(Bound).collect();
    let given: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|one| one as _).collect();
    let rows = client.query(&statement, &given).await.map_err(|e| translate(&e))?;
    let read = |row: &tokio_postgres::Row| {
        let values = (0..row.len()).map(|place| row.try_get::<_, Found>(place));
        values.map(|found| found.map(|found| found.0)).collect::<Result<Vec<_>, _>>()
    };
    rows.iter().map(read).collect::<Result<_, _>>().map_err(|e| translate(&e))
}

/// One column of many rows.
enum List {
    Integers(Vec<Option<i64>>),
    Texts(Vec<Option<String>>),
    Blobs(Vec<Option<Vec<u8>>>),
}

impl List {
    fn of(kind: Kind, rows: &[Vec<Param>], place: usize) -> List {
        let values = rows.iter().map(|row| row.get(place));
        match kind {
            Kind::Integer => List::Integers(
                values
                    .map(|value| match value {
                        Some(Param::I64(number)) => Some(*number),
                        _ => None,
                    })
                    .collect(),
            ),
            Kind::Text => List::Texts(
                values
                    .map(|value| match value {
                        Some(Param::Text(text)) => Some(text.clone()),
                        _ => None,
                    })
                    .collect(),
            ),
            Kind::Blob => List::Blobs(
                values
                    .map(|value| match value {
                        Some(Param::Blob(octets)) => Some(octets.clone()),
                        _ => None,
                    })
                    .collect(),
            ),
        }
    }

    fn bound(&self) -> &(dyn ToSql + Sync) {
        match self {
            List::Integers(values) => values,
            List::Texts(values) => values,
            List::Blobs(values) => values,
        }
    }
}
