//! A backup becomes a node's data again.

use std::path::Path;

use ring::digest;

use super::{Backup, BackupError, TableFile, Told, file::Rows, fill::Fill, make::put, table_file};
use crate::{
    Param, StoreError, Target, hex,
    moving::{rows::digested, rows::weigh, table::Table},
};

/// A database that was filled and read back. It is not served before [`Restored::release`].
pub struct Restored {
    fill: Fill,
    tables: Vec<Table>,
}

impl Backup {
    /// Fills an empty database at `target` and the folder `uploads`, and proves that both are what the
    /// backup says: every table is read back, row by row.
    pub async fn restore(
        self,
        target: &Target,
        uploads: &Path,
        told: &mut dyn FnMut(Told<'_>),
    ) -> Result<Restored, BackupError> {
        let fill = Fill::open(target, self.steps, &self.tables).await?;
        for table in &self.tables {
            self.fill(&fill, table, told).await?;
        }
        let mut done = 0_u64;
        for id in self.listed()? {
            let id = id?;
            put(uploads, id, &self.upload(id)?)?;
            done = done.saturating_add(1);
            told(Told::Uploads { done });
        }
        for (table, file) in self.tables.iter().zip(&self.manifest().tables) {
            prove(&fill, table, file, told).await?;
        }
        self.prove_uploads(&fill).await?;
        match fill.examine()?.as_slice() {
            [] => Ok(Restored { fill, tables: self.tables }),
            wrong => Err(BackupError::Damaged(wrong.join("; "))),
        }
    }

    async fn fill(
        &self,
        fill: &Fill,
        table: &Table,
        told: &mut dyn FnMut(Told<'_>),
    ) -> Result<(), BackupError> {
        let mut file = Rows::open(table_file(&self.folder, &table.name), table)?;
        let (mut rows, mut waiting) = (0_u64, Vec::new());
        while let Some(row) = file.next()? {
            waiting.push(row);
            if weigh(&waiting) {
                rows = rows.saturating_add(u64::try_from(waiting.len()).unwrap_or(u64::MAX));
                fill.put(table, &std::mem::take(&mut waiting)).await?;
                told(Told::Rows { table: &table.name, rows });
            }
        }
        Ok(fill.put(table, &waiting).await?)
    }

    /// What the database refers to must be what the list names, but for what was missing already.
    async fn prove_uploads(&self, fill: &Fill) -> Result<(), BackupError> {
        if !self.tables.iter().any(|table| table.name == "documents") {
            return Ok(());
        }
        let missing = self.missing();
        let mut hash = digest::Context::new(&digest::SHA256);
        let mut last = String::new();
        loop {
            let page = fill.uploads(&last).await?;
            let Some(end) = page.last() else { break };
            last.clone_from(end);
            for id in page.iter().filter(|id| !missing.contains(id.as_str())) {
                hash.update(format!("{id}\n").as_bytes());
            }
        }
        match hex::encode(hash.finish().as_ref()) == self.manifest().uploads.sha256 {
            true => Ok(()),
            false => Err(BackupError::Damaged(
                "the uploads that the database refers to are not those of the list".to_owned(),
            )),
        }
    }
}

impl Restored {
    /// Lets the database be served.
    pub async fn release(self) -> Result<(), StoreError> {
        match self.fill {
            // Closing the only connection folds the log into the file.
            Fill::Lite(_) => Ok(()),
            Fill::Pg(target) => target.finish(&self.tables).await,
        }
    }

    /// Whether the database is a file of the folder: then it is let go of before that gets its name.
    pub fn is_file(&self) -> bool {
        matches!(self.fill, Fill::Lite(_))
    }
}

/// Reads a table back.
async fn prove(
    fill: &Fill,
    table: &Table,
    file: &TableFile,
    told: &mut dyn FnMut(Told<'_>),
) -> Result<(), BackupError> {
    let mut hash = digest::Context::new(&digest::SHA256);
    let mut rows = 0_u64;
    let mut last: Option<Vec<Param>> = None;
    loop {
        let page = fill.page(table, last.as_deref()).await?;
        let Some(end) = page.last() else { break };
        last = Some(table.key_of(end).to_vec());
        for row in &page {
            digested(&mut hash, row);
            rows = rows.saturating_add(1);
        }
        told(Told::Rows { table: &table.name, rows });
    }
    match rows == file.rows && hex::encode(hash.finish().as_ref()) == file.sha256 {
        true => Ok(()),
        false => Err(BackupError::Damaged(format!(
            "table {} was restored otherwise than it was written: {rows} rows for {}",
            file.name, file.rows
        ))),
    }
}
