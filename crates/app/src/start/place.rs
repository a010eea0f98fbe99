//! Where a node keeps what it keeps.

use std::path::PathBuf;

use onewindow_store::{PostgresUrl, Store, StoreOptions, Target};

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

    pub(crate) async fn open(&self) -> Result<Store, StartError> {
        let opened = Store::open(self.target(), StoreOptions::default()).await;
        opened.map_err(|source| StartError::Store { database: self.target(), source }.of(self))
    }
}
