//! An empty database that is filled, whichever it is.

use std::path::Path;

use super::{BackupError, snapshot::in_use, snapshot::texts};
use crate::{
    Migration, Param, StoreError, Target,
    lite::{
        connection::{Access, LiteConnection},
        errors::translate,
        migrate::migrate,
    },
    moving::{rows::PAGE, source::ask, table::Table, target::Target as PgTarget},
};

pub(super) enum Fill {
    Lite(Box<LiteConnection>),
    Pg(Box<PgTarget>),
}

impl Fill {
    pub(super) async fn open(
        target: &Target,
        steps: &'static [Migration],
        tables: &[Table],
    ) -> Result<Fill, BackupError> {
        match target {
            Target::File(path) => Ok(Fill::Lite(Box::new(lite(path, steps)?))),
            Target::Postgres(url) => {
                Ok(Fill::Pg(Box::new(PgTarget::open(url, steps, tables).await?)))
            }
        }
    }

    pub(super) async fn put(&self, table: &Table, rows: &[Vec<Param>]) -> Result<(), StoreError> {
        match self {
            Fill::Lite(connection) => insert(connection, table, rows),
            Fill::Pg(target) => target.put(table, rows).await,
        }
    }

    pub(super) async fn page(
        &self,
        table: &Table,
        after: Option<&[Param]>,
    ) -> Result<Vec<Vec<Param>>, StoreError> {
        match self {
            Fill::Lite(connection) => {
                let text = table.page(after.is_some(), '?', PAGE);
                ask(connection, &text, after.unwrap_or_default())
            }
            Fill::Pg(target) => target.page(table, after).await,
        }
    }

    pub(super) async fn uploads(&self, after: &str) -> Result<Vec<String>, StoreError> {
        let given = [Param::from(after)];
        Ok(texts(match self {
            Fill::Lite(connection) => ask(connection, &in_use('?'), &given)?,
            Fill::Pg(target) => target.ask(&in_use('$'), &given).await?,
        }))
    }

    /// What is wrong with it by its own account. PostgreSQL has refused that row by row already.
    pub(super) fn examine(&self) -> Result<Vec<String>, StoreError> {
        match self {
            Fill::Lite(connection) => connection.integrity(),
            Fill::Pg(_) => Ok(Vec::new()),
        }
    }
}

fn lite(path: &Path, steps: &[Migration]) -> Result<LiteConnection, StoreError> {
    if path.exists() {
        return Err(StoreError::Other(format!("`{}` exists", path.display())));
    }
    let connection = LiteConnection::open(path, Access::Write)?;
    migrate(&connection, steps)?;
    Ok(connection)
}

fn insert(
    connection: &LiteConnection,
    table: &Table,
    rows: &[Vec<Param>],
) -> Result<(), StoreError> {
    connection.control("BEGIN IMMEDIATE")?;
    let text = table.insert();
    let mut statement = connection.raw.prepare_cached(&text).map_err(|e| translate(&e))?;
    for row in rows {
        statement.execute(rusqlite::params_from_iter(row)).map_err(|e| translate(&e))?;
    }
    connection.control("COMMIT")
}
