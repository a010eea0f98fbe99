//! A table as the source describes it.

use crate::Param;

/// A table of the schema. Columns of the primary key stand first, in its order.
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) keys: usize,
    /// Whether the key is counted up by the database.
    pub(crate) counted: bool,
}

pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Integer,
    Text,
    Blob,
}

impl Kind {
    /// As SQLite declares it.
    pub(crate) fn of(declared: &str) -> Option<Kind> {
        match declared {
            "INTEGER" => Some(Kind::Integer),
            "TEXT" => Some(Kind::Text),
            "BLOB" => Some(Kind::Blob),
            _ => None,
        }
    }

    /// As PostgreSQL calls a list of it.
    fn list(self) -> &'static str {
        match self {
            Kind::Integer => "bigint[]",
            Kind::Text => "text[]",
            Kind::Blob => "bytea[]",
        }
    }
}

impl Table {
    pub(crate) fn key_of<'r>(&self, row: &'r [Param]) -> &'r [Param] {
        row.get(..self.keys).unwrap_or(row)
    }

    /// A page of so many rows after a key, or from the start: the same text on both databases,
    /// with `mark` before the number of a parameter.
    pub(crate) fn page(&self, after: bool, mark: char, rows: usize) -> String {
        let (all, keys) = (self.names(..), self.names(..self.keys));
        let table = &self.name;
        let given: Vec<String> = (1..=self.keys).map(|number| format!("{mark}{number}")).collect();
        let from = match after {
            true => format!(" WHERE ({keys}) > ({})", given.join(", ")),
            false => String::new(),
        };
        format!("SELECT {all} FROM \"{table}\"{from} ORDER BY {keys} LIMIT {rows}")
    }

    /// Takes one row, on SQLite.
    pub(crate) fn insert(&self) -> String {
        let given: Vec<String> = (1..=self.columns.len()).map(|n| format!("?{n}")).collect();
        let (table, all) = (&self.name, self.names(..));
        format!("INSERT INTO \"{table}\" ({all}) VALUES ({})", given.join(", "))
    }

    /// Takes lists, one for each column, and makes the rows stand as they say.
    pub(crate) fn put(&self) -> String {
        let (all, keys) = (self.names(..), self.names(..self.keys));
        let table = &self.name;
        let lists = self.columns.iter().zip(1..);
        let lists: Vec<String> =
            lists.map(|(column, number)| format!("${number}::{}", column.kind.list())).collect();
        let rest = self.columns.iter().skip(self.keys);
        let rest: Vec<String> =
            rest.map(|Column { name, .. }| format!("\"{name}\" = excluded.\"{name}\"")).collect();
        let otherwise = match rest.is_empty() {
            true => "NOTHING".to_owned(),
            false => format!("UPDATE SET {}", rest.join(", ")),
        };
        format!(
            "INSERT INTO \"{table}\" ({all}) SELECT * FROM unnest({}) \
             ON CONFLICT ({keys}) DO {otherwise}",
            lists.join(", ")
        )
    }

    /// Takes lists, one for each column of the key.
    pub(crate) fn remove(&self) -> String {
        let keys = self.names(..self.keys);
        let lists = self.columns.iter().take(self.keys).zip(1..);
        let lists: Vec<String> =
            lists.map(|(column, number)| format!("${number}::{}", column.kind.list())).collect();
        let (table, lists) = (&self.name, lists.join(", "));
        format!("DELETE FROM \"{table}\" WHERE ({keys}) IN (SELECT * FROM unnest({lists}))")
    }

    fn names(&self, which: impl std::slice::SliceIndex<[Column], Output = [Column]>) -> String {
        let columns = self.columns.get(which).unwrap_or_default();
        let names: Vec<String> = columns.iter().map(|one| format!("\"{}\"", one.name)).collect();
        names.join(", ")
    }
}
