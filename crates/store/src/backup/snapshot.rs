//! A database as it stands at one moment, whichever it is.

use deadpool_postgres::Object;

use crate::{
    Migration, Param, StoreError, StoreOptions, Target,
    migrations::refuse,
    moving::{rows::PAGE, source::Source, table::Table, target::ask},
    pg::{
        errors::{from_pool, translate},
        open::{pool, suits, whole},
    },
};

/// Waits until no writer can make it inconsistent, and then reads without being in anybody's way.
const BEGIN: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE;
    SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";

pub(crate) struct Snapshot {
    database: Database,
    /// The last step of its schema.
    pub(crate) step: usize,
    /// Its tables, those that others refer to first.
    pub(super) tables: Vec<Table>,
}

enum Database {
    Lite(Source),
    Pg(Object),
}

impl Snapshot {
    pub(crate) async fn take(
        target: &Target,
        steps: &'static [Migration],
    ) -> Result<Snapshot, StoreError> {
        let (database, step) = match target {
            Target::File(path) => {
                let source = Source::found(path)?;
                source.snapshot()?;
                let step = source.step()?;
                (Database::Lite(source), step)
            }
            Target::Postgres(url) => {
                let options = StoreOptions { connections: 1, ..StoreOptions::default() };
                let client = pool(url, &options)?.get().await.map_err(from_pool)?;
                suits(&client).await?;
                whole(&client).await?;
                client.batch_execute(BEGIN).await.map_err(|e| translate(&e))?;
                let last = "SELECT max(number) FROM schema_migration";
                let last = ask(&client, last, &[]).await.map_err(|why| match why {
                    StoreError::Statement(_) => StoreError::Missing,
                    other => other,
                })?;
                (Database::Pg(client), step(&last))
            }
        };
        let known = steps.get(..step).filter(|known| !known.is_empty());
        let Some(known) = known else {
            return refuse(format!(
                "the database is at step {step}, this program knows {} steps; use the newer program",
                steps.len()
            ));
        };
        Ok(Snapshot { database, step, tables: Source::made_by(known)? })
    }

    pub(super) async fn page(
        &self,
        table: &Table,
        after: Option<&[Param]>,
    ) -> Result<Vec<Vec<Param>>, StoreError> {
        self.ask(&table.page(after.is_some(), '$', PAGE), after.unwrap_or_default()).await
    }

    /// Ids of uploads that are in use, after one of them, in their order.
    pub(crate) async fn uploads(&self, after: &str) -> Result<Vec<String>, StoreError> {
        Ok(texts(self.ask(&in_use('$'), &[Param::from(after)]).await?))
    }

    /// The rows of a query, with `$1`, `$2`, … for its values.
    pub(crate) async fn ask(
        &self,
        text: &str,
        given: &[Param],
    ) -> Result<Vec<Vec<Param>>, StoreError> {
        match &self.database {
            Database::Lite(source) => source.ask(&text.replace('$', "?"), given),
            Database::Pg(client) => ask(client, text, given).await,
        }
    }
}

/// Uploads that a database refers to; `mark` stands before the number of a parameter.
pub(super) fn in_use(mark: char) -> String {
    format!(
        "SELECT DISTINCT blob FROM documents WHERE blob > {mark}1 AND removed_at IS NULL
         ORDER BY blob LIMIT {PAGE}"
    )
}

pub(crate) fn texts(rows: Vec<Vec<Param>>) -> Vec<String> {
    let text = |row: Vec<Param>| match row.into_iter().next() {
        Some(Param::Text(text)) => Some(text),
        _ => None,
    };
    rows.into_iter().filter_map(text).collect()
}

fn step(rows: &[Vec<Param>]) -> usize {
    match rows.first().and_then(|row| row.first()) {
        Some(Param::I64(step)) => usize::try_from(*step).unwrap_or_default(),
        _ => 0,
    }
}
