//! PostgreSQL's failures in the words of the seam. Only the primary message is ever taken: the
//! detail of one repeats values of the row.

use deadpool_postgres::PoolError;
use tokio_postgres::{Error, error::DbError};

use crate::StoreError;

pub(crate) fn translate(error: &Error) -> StoreError {
    match error.as_db_error() {
        Some(told) => failed(told),
        None => match std::error::Error::source(error) {
            Some(cause) if cause.is::<std::io::Error>() => {
                StoreError::Unavailable(format!("{error}: {cause}"))
            }
            _ if error.is_closed() => StoreError::Unavailable(error.to_string()),
            Some(cause) => StoreError::Other(format!("{error}: {cause}")),
            None => StoreError::Other(error.to_string()),
        },
    }
}

/// Classes and codes: PostgreSQL documentation, appendix A.
fn failed(told: &DbError) -> StoreError {
    let message = told.message().to_owned();
    let code = told.code().code();
    match (code.get(..2).unwrap_or_default(), code) {
        // Serialization failure, deadlock, lock not available in time.
        (_, "40001" | "40P01" | "55P03") => StoreError::Met,
        (_, "23505") => unique(told),
        ("23", _) => StoreError::Constraint(message),
        (_, "25006") => StoreError::Statement(format!("a write in a read: {message}")),
        (_, "53100") => StoreError::Full,
        // The statement ran longer than it may.
        (_, "57014") => StoreError::Busy,
        // No memory for one more lock now, no connection, none left, server starts, stops or was stopped, or cut an idle one.
        ("08", _) | (_, "53200" | "53300" | "57P01" | "57P02" | "57P03" | "57P05" | "25P03") => {
            StoreError::Unavailable(message)
        }
        // Syntax and names: always a text of ours. Data exceptions come from values.
        ("42", _) => StoreError::Statement(message),
        ("XX", "XX001" | "XX002") => StoreError::Corrupt(message),
        _ => StoreError::Other(format!("{message} ({code})")),
    }
}

/// The columns stand in the detail before its values: `Key (case_id, seq)=(…) already exists.`,
/// in whatever language the server speaks.
fn unique(told: &DbError) -> StoreError {
    let detail = told.detail().unwrap_or_default();
    let columns = detail.split_once(")=(").and_then(|(head, _)| head.split_once('('));
    StoreError::Unique {
        table: told.table().unwrap_or_default().to_owned(),
        columns: columns.map(|(_, columns)| columns.replace('"', "")).unwrap_or_default(),
    }
}

pub(crate) fn from_pool(error: PoolError) -> StoreError {
    match error {
        PoolError::Backend(error) => match translate(&error) {
            StoreError::Other(why) => StoreError::Unavailable(why),
            known => known,
        },
        PoolError::Timeout(deadpool_postgres::TimeoutType::Wait) => StoreError::Busy,
        PoolError::Timeout(_) => StoreError::Unavailable("no connection in time".to_owned()),
        PoolError::Closed => StoreError::Closed,
        other => StoreError::Other(other.to_string()),
    }
}
