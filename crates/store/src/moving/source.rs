//! Embedded storage, read in one snapshot.

use std::{collections::BTreeSet, path::Path};

use super::{
    rows::PAGE,
    table::{Column, Kind, Table},
};
use crate::{
    Migration, Param, StoreError,
    lite::{
        connection::{Access, LiteConnection, value},
        errors::translate,
        migrate::migrate,
    },
};

/// The row of `meta` that says where the data went.
pub(crate) const MOVED: &str = "moved-to";

const TABLES: &str = "SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    AND name <> 'schema_migration'";

const COLUMNS: &str = "SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY pk = 0, pk, cid";

const PARENTS: &str = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?1)";

pub(crate) struct Source {
    connection: LiteConnection,
    path: std::path::PathBuf,
}

impl Source {
    /// The node's file, which must be at the last of `steps`.
    pub(crate) fn open(path: &Path, steps: &[Migration]) -> Result<Source, StoreError> {
        let source = Source::found(path)?;
        match source.step()? == steps.len() {
            true => Ok(source),
            false => Err(StoreError::Migration(
                "the node's database is not at this program's last step: start the node with this \
                 program once, then move it"
                    .to_owned(),
            )),
        }
    }

    /// The node's file, at whatever step it is.
    pub(crate) fn found(path: &Path) -> Result<Source, StoreError> {
        if !path.try_exists()? {
            return Err(StoreError::Missing);
        }
        let connection = LiteConnection::open(path, Access::Read)?;
        let source = Source { connection, path: path.to_owned() };
        let gone = source.texts("SELECT value FROM meta WHERE name = ?1", [MOVED])?;
        match gone.into_iter().next() {
            Some(target) => Err(StoreError::Moved(target)),
            None => Ok(source),
        }
    }

    /// The last step that was applied.
    pub(crate) fn step(&self) -> Result<usize, StoreError> {
        let last = self.texts("SELECT CAST(max(number) AS TEXT) FROM schema_migration", [])?;
        let last = last.first().and_then(|last| last.parse().ok());
        last.ok_or_else(|| StoreError::Migration("no step was ever applied".to_owned()))
    }

    /// The tables that `steps` make, described by an empty database in memory.
    pub(crate) fn made_by(steps: &[Migration]) -> Result<Vec<Table>, StoreError> {
        let path = Path::new(":memory:");
        let connection = LiteConnection::open(path, Access::Write)?;
        migrate(&connection, steps)?;
        Source { connection, path: path.to_owned() }.tables()
    }

    /// All tables, those that others refer to first.
    pub(crate) fn tables(&self) -> Result<Vec<Table>, StoreError> {
        let mut names = self.texts(TABLES, [])?;
        names.sort();
        let (mut tables, mut done) = (Vec::new(), BTreeSet::new());
        while !names.is_empty() {
            let before = names.len();
            let mut waiting = Vec::new();
            for name in names {
                let parents = self.texts(PARENTS, [&name])?;
                match parents.iter().all(|parent| done.contains(parent) || *parent == name) {
                    true => {
                        tables.push(self.table(&name)?);
                        done.insert(name);
                    }
                    false => waiting.push(name),
                }
            }
            if waiting.len() == before {
                return Err(StoreError::Corrupt(format!(
                    "tables refer to one another in a circle: {}",
                    waiting.join(", ")
                )));
            }
            names = waiting;
        }
        Ok(tables)
    }

    fn table(&self, name: &str) -> Result<Table, StoreError> {
        let raw = &self.connection.raw;
        let mut statement = raw.prepare(COLUMNS).map_err(|e| translate(&e))?;
        let found = statement.query_map([name], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
        });
        let found = found.and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let found = found.map_err(|e| translate(&e))?;
        let keys = found.iter().filter(|(_, _, place)| *place > 0).count();
        let columns = found.into_iter().map(|(column, declared, _)| {
            let kind = Kind::of(&declared).ok_or_else(|| {
                StoreError::Corrupt(format!("{name}.{column} is of no known type"))
            })?;
            Ok(Column { name: column, kind })
        });
        let columns: Vec<Column> = columns.collect::<Result<_, StoreError>>()?;
        let first = columns.first().map(|column| column.kind);
        let counted = keys == 1 && first == Some(Kind::Integer);
        Ok(Table { name: name.to_owned(), columns, keys, counted })
    }

    /// From here on everything is read as it stands now.
    pub(crate) fn snapshot(&self) -> Result<(), StoreError> {
        self.connection.control("BEGIN")
    }

    pub(crate) fn release(&self) -> Result<(), StoreError> {
        self.connection.control("ROLLBACK")
    }

    pub(crate) fn page(
        &self,
        table: &Table,
        after: Option<&[Param]>,
    ) -> Result<Vec<Vec<Param>>, StoreError> {
        let text = table.page(after.is_some(), '?', PAGE);
        ask(&self.connection, &text, after.unwrap_or_default())
    }

    /// The rows of a query.
    pub(crate) fn ask(&self, text: &str, given: &[Param]) -> Result<Vec<Vec<Param>>, StoreError> {
        ask(&self.connection, text, given)
    }

    /// Says in the source where its data is now.
    pub(crate) fn leave(self, target: &str) -> Result<(), StoreError> {
        drop(self.connection);
        let connection = LiteConnection::open(&self.path, Access::Write)?;
        let sql = "INSERT INTO meta (name, value) VALUES (?1, ?2)";
        let done = connection.raw.execute(sql, [MOVED, target]);
        done.map(|_| ()).map_err(|e| translate(&e))
    }

    fn texts<const N: usize>(
        &self,
        sql: &str,
        given: [&str; N],
    ) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.raw.prepare(sql).map_err(|e| translate(&e))?;
        let found = statement.query_map(rusqlite::params_from_iter(given), |row| row.get(0));
        found.and_then(Iterator::collect).map_err(|e| translate(&e))
    }
}

/// The rows of a query on a connection.
pub(crate) fn ask(
    connection: &LiteConnection,
    text: &str,
    given: &[Param],
) -> Result<Vec<Vec<Param>>, StoreError> {
    let mut statement = connection.raw.prepare_cached(text).map_err(|e| translate(&e))?;
    let columns = statement.column_count();
    let rows = statement.query_map(rusqlite::params_from_iter(given), |row| {
        (0..columns).map(|place| value(place, row.get_ref(place)?)).collect()
    });
    rows.and_then(Iterator::collect).map_err(|e| translate(&e))
}
