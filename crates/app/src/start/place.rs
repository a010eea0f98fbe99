//! Where a node keeps what it keeps.

use std::path::PathBuf;

use onewindow_store::{BlobStore, Look, PostgresUrl, Store, StoreError, StoreOptions, Target};

use super::StartError;

/// Where a node keeps what it keeps.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder of uploads and keys, and of the database unless that is elsewhere.
    pub data: PathBuf,
    /// A PostgreSQL database instead of a file in the folder.
    pub database: Option<PostgresUrl>,
}

impl Place {
    /// The database.
    pub fn target(&self) -> Target {
        match &self.database {
            Some(url) => url.clone().into(),
            None => self.data.join("onewindow.db").into(),
        }
    }

    /// Refuses a folder that no node was ever started in, or whose database is elsewhere: whoever
    /// works beside a node must not begin another one by a slip of the pen.
    pub(crate) fn begun(&self) -> Result<(), StartError> {
        let path = &self.data;
        let mut needed = vec![path.join("keys").join("master.key")];
        if let Target::File(file) = self.target() {
            needed.push(file);
        }
        for file in needed {
            match file.try_exists() {
                Ok(true) => {}
                Ok(false) => return Err(StartError::NotStarted(path.clone())),
                Err(source) => return Err(StartError::Data { path: path.clone(), source }),
            }
        }
        Ok(())
    }

    /// How many uploads lie in the folder.
    pub(crate) async fn uploads(&self) -> Result<usize, StoreError> {
        let folder = self.data.join("uploads");
        match folder.try_exists()? {
            true => Ok(BlobStore::existing(folder)?.list().await?.len()),
            false => Ok(0),
        }
    }

    /// Refuses uploads beside a database that was never begun: to it they belong to nothing, and it
    /// would throw them away.
    pub(crate) async fn beside_nothing(&self) -> Result<(), StartError> {
        match self.uploads().await? {
            0 => Ok(()),
            uploads => Err(StartError::Emptied { database: self.target(), uploads }),
        }
    }

    /// The same before anything is written into a database that has no tables yet.
    pub(crate) async fn not_emptied(&self) -> Result<(), StartError> {
        match Look::at(&self.target()).await {
            Err(StoreError::Missing) => self.beside_nothing().await,
            _ => Ok(()),
        }
    }

    pub(crate) async fn open(&self) -> Result<Store, StartError> {
        let opened = Store::open(self.target(), StoreOptions::default()).await;
        opened.map_err(|source| StartError::Store { database: self.target(), source }.of(self))
    }
}
