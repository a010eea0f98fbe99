//! Whether the promises hold after a cut.

use std::path::Path;

use onewindow_store::StoreError;
use thiserror::Error;

use crate::submission::{Submission, open};

/// A broken promise.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// The directory does not open.
    #[error("the store does not open: {0}")]
    Unopened(StoreError),
    /// The database is not sound.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// An acknowledged submission has no row, or another one.
    #[error("submission {0} was acknowledged and its row is gone")]
    RowLost(i64),
    /// A row stands without its upload.
    #[error("submission {0} stands and its upload is gone")]
    UploadLost(i64),
}

/// Opens `data` like the program does after the lights are on again, and looks for every
/// `acknowledged` submission.
pub async fn check(data: &Path, acknowledged: &[i64]) -> Vec<Problem> {
    let (store, blobs) = match open(data).await {
        Ok(opened) => opened,
        Err(error) => return vec![Problem::Unopened(error)],
    };
    let mut problems = Vec::new();
    match store.integrity().await {
        Ok(damage) => problems.extend(damage.into_iter().map(Problem::Damaged)),
        Err(error) => problems.push(Problem::Damaged(error.to_string())),
    }
    for number in acknowledged {
        let expected = Submission::new(*number);
        let Ok(Some((blob, sealed))) = Submission::find(&store, *number).await else {
            problems.push(Problem::RowLost(*number));
            continue;
        };
        if sealed != expected.sealed {
            problems.push(Problem::RowLost(*number));
        }
        if blobs.get(blob).await != Ok(Some(expected.upload)) {
            problems.push(Problem::UploadLost(*number));
        }
    }
    store.close().await;
    problems
}
