//! Why a node does not start.

use std::io;
use std::path::PathBuf;

use onewindow_gate::seal::KeyFileError;
use onewindow_store::{StoreError, Target};

use super::Place;
use crate::error::AppError;
use crate::readiness::LEAST_FREE;

/// Why the platform does not start, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The folder cannot be used.
    #[error("cannot use data folder `{}`: {source}; run this as the user of the node, or choose another folder with --data DIR", path.display())]
    Data {
        /// It.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Another process works in the folder.
    #[error("data folder `{}` is in use by another process; stop it, or choose another with --data DIR", .0.display())]
    InUse(PathBuf),
    /// The node has never been started.
    #[error("there is no data of a node in `{}` yet: the first start makes it; or name the node's own folder and database, best with --config FILE", .0.display())]
    NotStarted(PathBuf),
    /// A key file is not as it must be.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// There are uploads, but the database is empty.
    #[error(
        "the database `{database}` is empty, but the data folder holds {uploads} uploads of a node: it would throw them away. If the address is wrong, name the node's own database; if the database was lost, `onewindow restore` brings back both; to begin a new node, name another folder with --data DIR"
    )]
    Emptied {
        /// The database.
        database: Target,
        /// How many there are.
        uploads: usize,
    },
    /// Keys are missing although there is data.
    #[error("there is data in `{database}` but no key file `{}`: restore it from your key backup; it is never made a second time", key.display())]
    KeyMissing {
        /// The database.
        database: Target,
        /// The missing file.
        key: PathBuf,
    },
    /// The key is another node's.
    #[error("the key file `{}` is not the one that the data in `{database}` was sealed with: restore that from your key backup, or name the node's own folder with --data DIR", key.display())]
    OtherKey {
        /// The database.
        database: Target,
        /// The file.
        key: PathBuf,
    },
    /// The database does not open.
    #[error("cannot open the database `{database}`: {source}")]
    Store {
        /// Where it should be.
        database: Target,
        /// What went wrong.
        source: StoreError,
    },
    /// No room is left.
    #[error("the disk that holds `{place}` is full: make room there, {} MB at least, and say this again; nothing is lost", LEAST_FREE >> 20)]
    Full {
        /// The data folder, or the database that is elsewhere.
        place: String,
    },
    /// What is kept cannot be read or written.
    #[error("cannot use what is kept: {0}")]
    Kept(#[from] StoreError),
    /// The catalogue folder cannot be read.
    #[error("cannot read the catalogue: {0}; name its folder with --catalogue DIR")]
    Catalogue(String),
    /// The catalogue has errors.
    #[error("the catalogue has errors; `onewindow catalogue check` shows them all\n\n{0}")]
    Findings(String),
    /// Demonstration data, started for real.
    #[error(
        "this data folder holds a demonstration: start it with --demo, or choose another folder with --data DIR"
    )]
    Demonstration,
    /// Real data, started as a demonstration.
    #[error(
        "this data folder holds real data: --demo would let anyone sign in; choose another folder with --data DIR"
    )]
    Real,
    /// A file changed without a new version.
    #[error("service `{service}` version {version} differs from the one in force here: applications rely on it; give the changed file version {}", version.saturating_add(1))]
    Changed {
        /// The service.
        service: String,
        /// Its version.
        version: u32,
    },
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl StartError {
    /// The same at that place: a full disk is said as such, wherever it was met.
    pub(crate) fn of(self, place: &Place) -> StartError {
        let folder = || place.data.display().to_string();
        let full = match &self {
            StartError::Store { source: StoreError::Full, .. }
            | StartError::Kept(StoreError::Full)
            | StartError::App(AppError::Full) => match place.target() {
                Target::File(_) => folder(),
                elsewhere => elsewhere.to_string(),
            },
            StartError::Data { source, .. } | StartError::Key(KeyFileError::Io { source, .. })
                if matches!(StoreError::from(io::Error::from(source.kind())), StoreError::Full) =>
            {
                folder()
            }
            _ => return self,
        };
        StartError::Full { place: full }
    }
}
