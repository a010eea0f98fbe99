//! Rows on their way up: each value parses, or fails naming table, column and row.

use std::{fmt, str::FromStr, sync::Arc};

use jiff::{Timestamp, civil::Date};
use thiserror::Error;

use crate::Param;

/// One row of a result. Name its table with [`Row::of`] to read it.
#[derive(Clone, Debug)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Param>,
    position: usize,
}

impl Row {
    pub(crate) fn new(columns: Arc<[String]>, values: Vec<Param>, position: usize) -> Row {
        Row { columns, values, position }
    }

    /// The row read as one of `table`. Errors name the row by its first column, so select the key
    /// first; a blob there is replaced by the position of the row in the result.
    pub fn of(&self, table: &'static str) -> RowOf<'_> {
        RowOf { row: self, table }
    }

    fn name(&self) -> String {
        match self.values.first() {
            Some(Param::Text(key)) => key.chars().take(64).collect(),
            Some(Param::I64(key)) => key.to_string(),
            _ => format!("number {} of the result", self.position.saturating_add(1)),
        }
    }
}

/// A row together with the table that it came from.
#[derive(Clone, Copy, Debug)]
pub struct RowOf<'r> {
    row: &'r Row,
    table: &'static str,
}

impl RowOf<'_> {
    /// The value of `column` as `T`; `Option<T>` where NULL is allowed.
    pub fn get<T: FromValue>(&self, column: &'static str) -> Result<T, RowError> {
        T::from_value(self.value(column)?).map_err(|problem| self.error(column, problem))
    }

    /// The text of `column` through `FromStr`: ids, stages, kinds.
    pub fn parse<T: FromStr<Err: fmt::Display>>(
        &self,
        column: &'static str,
    ) -> Result<T, RowError> {
        match self.parse_opt(column)? {
            Some(value) => Ok(value),
            None => Err(self.error(column, "expected text, found null".to_owned())),
        }
    }

    /// Like [`RowOf::parse`], with NULL as `None`.
    pub fn parse_opt<T: FromStr<Err: fmt::Display>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, RowError> {
        let text: Option<String> = self.get(column)?;
        text.map(|text| text.parse().map_err(|e: T::Err| self.error(column, e.to_string())))
            .transpose()
    }

    /// An error about `column` of this row, for checks that go beyond one value.
    pub fn error(&self, column: &'static str, problem: String) -> RowError {
        RowError { table: self.table, column, row: self.row.name(), problem }
    }

    fn value(&self, column: &'static str) -> Result<&Param, RowError> {
        let place = self.row.columns.iter().position(|name| name == column);
        place
            .and_then(|place| self.row.values.get(place))
            .ok_or_else(|| self.error(column, "the result has no such column".to_owned()))
    }
}

/// A stored value that does not parse.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("table {table}, row {row}, column {column}: {problem}")]
pub struct RowError {
    /// Table as named by the reader of the row.
    pub table: &'static str,
    /// Column as named by the reader of the row.
    pub column: &'static str,
    /// Key of the row (its first column), or its position in the result.
    pub row: String,
    /// What was expected and what was found; the value itself is not shown.
    pub problem: String,
}

/// A type that a stored value can become.
pub trait FromValue: Sized {
    /// The value, or what is wrong with it (without showing it).
    fn from_value(value: &Param) -> Result<Self, String>;
}

fn mismatch<T>(expected: &str, found: &Param) -> Result<T, String> {
    Err(format!("expected {expected}, found {}", found.kind()))
}

impl FromValue for i64 {
    fn from_value(value: &Param) -> Result<i64, String> {
        match value {
            Param::I64(number) => Ok(*number),
            other => mismatch("an integer", other),
        }
    }
}

impl FromValue for u32 {
    fn from_value(value: &Param) -> Result<u32, String> {
        u32::try_from(i64::from_value(value)?)
            .map_err(|_| "expected an integer from 0 to 4294967295".to_owned())
    }
}

impl FromValue for bool {
    fn from_value(value: &Param) -> Result<bool, String> {
        match i64::from_value(value)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err("expected 0 or 1".to_owned()),
        }
    }
}

impl FromValue for String {
    fn from_value(value: &Param) -> Result<String, String> {
        match value {
            Param::Text(text) => Ok(text.clone()),
            other => mismatch("text", other),
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Param) -> Result<Vec<u8>, String> {
        match value {
            Param::Blob(octets) => Ok(octets.clone()),
            other => mismatch("a blob", other),
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: &Param) -> Result<[u8; N], String> {
        match value {
            Param::Blob(octets) => octets
                .as_slice()
                .try_into()
                .map_err(|_| format!("expected {N} octets, found {}", octets.len())),
            other => mismatch("a blob", other),
        }
    }
}

impl FromValue for Timestamp {
    fn from_value(value: &Param) -> Result<Timestamp, String> {
        Timestamp::from_microsecond(i64::from_value(value)?)
            .map_err(|_| "expected a time in microseconds, found one out of range".to_owned())
    }
}

impl FromValue for Date {
    fn from_value(value: &Param) -> Result<Date, String> {
        String::from_value(value)?.parse().map_err(|_| "expected a date like 2026-11-23".to_owned())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Param) -> Result<Option<T>, String> {
        match value {
            Param::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}
