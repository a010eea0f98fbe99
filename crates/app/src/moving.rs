//! Moving a node's data from the file in its folder to PostgreSQL. Uploads and keys stay where they
//! are.

use std::path::Path;
use std::time::Duration;

use onewindow_store::moving::{Move, Passed};
use onewindow_store::{MIGRATIONS, PostgresUrl, StoreError};

use crate::start::{StartError, lock};

/// How often it is looked whether the node has been stopped.
const LOOK: Duration = Duration::from_secs(1);

/// Passes with the node stopped: the first takes over what was still written, the next proves it.
const PASSES: u32 = 3;

/// What is going on.
#[derive(Debug)]
pub enum Told<'t> {
    /// So many rows of a table have been looked at in this pass.
    Rows {
        /// The table.
        table: &'t str,
        /// How many.
        rows: u64,
    },
    /// A pass is over; so many rows were brought over or taken away.
    Passed {
        /// How many.
        changed: u64,
    },
    /// Everything is there but what the node still writes: it must be stopped now.
    Stop,
}

/// Why a node's data was not moved. The file in its folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The folder cannot be used.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A database cannot be used.
    #[error("nothing was moved: {0}")]
    Store(#[from] StoreError),
    /// The two still differ.
    #[error(
        "table {table} is not the same in both databases: {changed} rows differ; nothing was \
         moved, run the command again"
    )]
    Differs {
        /// The table.
        table: String,
        /// How many.
        changed: u64,
    },
}

/// Copies while the node runs, waits until it is stopped, takes over the rest, proves that both
/// are alike, and leaves a word in the file so that it is not used any more. Gives what was proved.
pub async fn run(
    data: &Path,
    to: &PostgresUrl,
    told: &mut dyn FnMut(Told<'_>),
) -> Result<Vec<Passed>, MoveError> {
    let mut moving = Move::begin(&data.join("onewindow.db"), to, MIGRATIONS).await?;
    pass(&mut moving, told).await?;
    let mut asked = false;
    let _lock = loop {
        match lock(data) {
            Ok(lock) => break lock,
            Err(StartError::InUse(_)) => {
                if !asked {
                    told(Told::Stop);
                }
                asked = true;
                tokio::time::sleep(LOOK).await;
            }
            Err(error) => return Err(error.into()),
        }
    };
    let mut proved = Vec::new();
    for _ in 0..PASSES {
        proved = pass(&mut moving, told).await?;
        if proved.iter().all(alike) {
            break;
        }
    }
    if let Some(table) = proved.iter().find(|table| !alike(table)) {
        return Err(MoveError::Differs { table: table.table.clone(), changed: table.changed });
    }
    moving.finish().await?;
    Ok(proved)
}

fn alike(table: &Passed) -> bool {
    table.changed == 0 && table.source_hash == table.target_hash
}

async fn pass(
    moving: &mut Move,
    told: &mut dyn FnMut(Told<'_>),
) -> Result<Vec<Passed>, StoreError> {
    let passed = moving.pass(&mut |table, rows| told(Told::Rows { table, rows })).await?;
    let changed = passed.iter().map(|table| table.changed).sum();
    told(Told::Passed { changed });
    Ok(passed)
}
