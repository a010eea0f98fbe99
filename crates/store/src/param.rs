//! Values on their way into and out of the database.

use jiff::{Timestamp, civil::Date};

/// One value of a statement or of a row. There are no reals: amounts are integers, times are
/// integer microseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Param {
    /// SQL NULL.
    Null,
    /// A 64-bit integer.
    I64(i64),
    /// UTF-8 text.
    Text(String),
    /// Octets, such as a sealed field.
    Blob(Vec<u8>),
}

impl Param {
    /// The kind, for messages that must not show the value.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Param::Null => "null",
            Param::I64(_) => "an integer",
            Param::Text(_) => "text",
            Param::Blob(_) => "a blob",
        }
    }
}

impl From<i64> for Param {
    fn from(value: i64) -> Param {
        Param::I64(value)
    }
}

impl From<u32> for Param {
    fn from(value: u32) -> Param {
        Param::I64(i64::from(value))
    }
}

impl From<i32> for Param {
    fn from(value: i32) -> Param {
        Param::I64(i64::from(value))
    }
}

impl From<bool> for Param {
    fn from(value: bool) -> Param {
        Param::I64(i64::from(value))
    }
}

impl From<String> for Param {
    fn from(value: String) -> Param {
        Param::Text(value)
    }
}

impl From<&String> for Param {
    fn from(value: &String) -> Param {
        Param::Text(value.clone())
    }
}

impl From<&str> for Param {
    fn from(value: &str) -> Param {
        Param::Text(value.to_owned())
    }
}

impl From<Vec<u8>> for Param {
    fn from(value: Vec<u8>) -> Param {
        Param::Blob(value)
    }
}

impl From<&Vec<u8>> for Param {
    fn from(value: &Vec<u8>) -> Param {
        Param::Blob(value.clone())
    }
}

impl From<&[u8]> for Param {
    fn from(value: &[u8]) -> Param {
        Param::Blob(value.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Param {
    fn from(value: [u8; N]) -> Param {
        Param::Blob(value.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Param {
    fn from(value: &[u8; N]) -> Param {
        Param::Blob(value.to_vec())
    }
}

/// Microseconds since the Unix epoch; nanoseconds are cut off.
impl From<Timestamp> for Param {
    fn from(value: Timestamp) -> Param {
        Param::I64(value.as_microsecond())
    }
}

/// ISO 8601, `2026-11-23`.
impl From<Date> for Param {
    fn from(value: Date) -> Param {
        Param::Text(value.to_string())
    }
}

impl<T: Into<Param>> From<Option<T>> for Param {
    fn from(value: Option<T>) -> Param {
        value.map_or(Param::Null, Into::into)
    }
}

/// The values of `$1`, `$2`, … in order, each through `Param::from`:
/// `tx.execute("UPDATE … WHERE id = $1", params![id]).await?`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::Param::from($value)),*] as &[$crate::Param]
    };
}

/// A statement with its values, for [`Tx::batch`](crate::Tx::batch).
#[derive(Clone, Debug)]
pub struct Statement {
    pub(crate) sql: &'static str,
    pub(crate) params: Vec<Param>,
}

impl Statement {
    /// `sql` with the values of `$1`, `$2`, …
    pub fn new(sql: &'static str, params: &[Param]) -> Statement {
        Statement { sql, params: params.to_vec() }
    }
}
