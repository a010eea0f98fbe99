//! SQLite's failures in the words of the seam.

use rusqlite::{Error, ErrorCode, ffi};

use crate::StoreError;

pub(crate) fn translate(error: &Error) -> StoreError {
    match error {
        Error::SqliteFailure(failure, message) => {
            let message = message.clone().unwrap_or_else(|| failure.to_string());
            failed(failure, message)
        }
        Error::SqlInputError { error, msg, sql, .. } => {
            StoreError::Statement(format!("{msg} ({error}) in `{sql}`"))
        }
        Error::Utf8Error(..) | Error::InvalidColumnType(..) => {
            StoreError::Corrupt(error.to_string())
        }
        Error::InvalidParameterCount(..)
        | Error::MultipleStatement
        | Error::ExecuteReturnedResults
        | Error::InvalidQuery => StoreError::Statement(error.to_string()),
        other => StoreError::Other(other.to_string()),
    }
}

fn failed(failure: &ffi::Error, message: String) -> StoreError {
    match (failure.code, failure.extended_code) {
        // The second: no room for the file that connections to a database share.
        (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => StoreError::Full,
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => StoreError::Busy,
        (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => StoreError::Corrupt(message),
        (
            ErrorCode::ConstraintViolation,
            ffi::SQLITE_CONSTRAINT_UNIQUE
            | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            | ffi::SQLITE_CONSTRAINT_ROWID,
        ) => unique(&message),
        (ErrorCode::ConstraintViolation, _) => StoreError::Constraint(message),
        _ => StoreError::Other(message),
    }
}

/// From `UNIQUE constraint failed: case.applicant, case.service`.
fn unique(message: &str) -> StoreError {
    let names = message.split_once(": ").map_or("", |(_, names)| names);
    let pairs = || names.split(", ").filter_map(|name| name.split_once('.'));
    StoreError::Unique {
        table: pairs().next().map(|(table, _)| table.to_owned()).unwrap_or_default(),
        columns: pairs().map(|(_, column)| column).collect::<Vec<_>>().join(", "),
    }
}
