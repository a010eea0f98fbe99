//! Looking a backup over: everything in it is read, nothing is opened.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{BufRead, BufReader, ErrorKind},
    path::{Path, PathBuf},
};

use ring::digest;

use super::{BackupError, FORM, LIST, MANIFEST, Manifest, TableFile, Told, file::Rows, table_file};
use crate::{
    BlobId, MIGRATIONS, Migration, Param, blobs::place, hex, moving::source::Source,
    moving::table::Table,
};

/// A backup in a folder.
pub struct Backup {
    pub(super) folder: PathBuf,
    pub(super) steps: &'static [Migration],
    pub(super) tables: Vec<Table>,
    manifest: Manifest,
}

impl Backup {
    /// Reads the manifest and sees that this program knows what it names.
    pub fn open(folder: &Path) -> Result<Backup, BackupError> {
        let path = folder.join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(|why| match why.kind() {
            ErrorKind::NotFound => BackupError::NoBackup(folder.to_owned()),
            _ => BackupError::at(&path, why),
        })?;
        let unread = |why| BackupError::Damaged(format!("{}: {why}", path.display()));
        // The form first: another one may have other fields.
        let form: serde_json::Value = serde_json::from_str(&text).map_err(unread)?;
        let form = form.get("form").and_then(serde_json::Value::as_u64);
        if form != Some(u64::from(FORM)) {
            let found = form.map_or_else(|| "none".to_owned(), |form| form.to_string());
            return Err(BackupError::Foreign(format!(
                "its form is {found}, and this program reads form {FORM}"
            )));
        }
        let manifest: Manifest = serde_json::from_str(&text).map_err(unread)?;
        let step = usize::try_from(manifest.step).unwrap_or(usize::MAX);
        let steps = MIGRATIONS.get(..step).ok_or_else(|| {
            BackupError::Foreign(format!(
                "its schema is at step {step}, and this program knows {}: use the newer one",
                MIGRATIONS.len()
            ))
        })?;
        let mut tables = Source::made_by(steps)?;
        tables.retain(|table| !manifest.left_out.contains(&table.name));
        let described = |table: &Table, file: &TableFile| {
            let columns = table.columns.iter().map(|column| &column.name);
            table.name == file.name && columns.eq(&file.columns)
        };
        let same = tables.len() == manifest.tables.len()
            && tables.iter().zip(&manifest.tables).all(|(table, file)| described(table, file));
        match same {
            true => Ok(Backup { folder: folder.to_owned(), steps, tables, manifest }),
            false => Err(BackupError::Damaged(format!(
                "{}: its tables are not those of step {step}",
                path.display()
            ))),
        }
    }

    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads all of it and lists what is not as it was written. Blocks.
    pub fn check(&self, told: &mut dyn FnMut(Told<'_>)) -> Result<Vec<String>, BackupError> {
        let mut wrong = Vec::new();
        for (table, file) in self.tables.iter().zip(&self.manifest.tables) {
            match self.read(table, &mut |_| Ok(()), told) {
                Ok(found) if found == (file.rows, file.sha256.clone()) => {}
                Ok(_) => wrong.push(format!("table {}: it is not what was written", file.name)),
                Err(BackupError::Damaged(why)) => wrong.push(why),
                Err(BackupError::Io { path, source }) if source.kind() == ErrorKind::NotFound => {
                    wrong.push(format!("{}: it is missing", path.display()));
                }
                Err(other) => return Err(other),
            }
        }
        self.check_uploads(&mut wrong, told)?;
        Ok(wrong)
    }

    /// A value of the table `meta`.
    pub fn fact(&self, name: &str) -> Result<Option<String>, BackupError> {
        let mut found = None;
        for table in self.tables.iter().filter(|table| table.name == "meta") {
            let look = &mut |row: Vec<Param>| {
                if let [Param::Text(key), Param::Text(value)] = row.as_slice()
                    && key == name
                {
                    found = Some(value.clone());
                }
                Ok(())
            };
            self.read(table, look, &mut |_| {})?;
        }
        Ok(found)
    }

    /// Hands each row of a table on; gives how many there were and their SHA-256.
    fn read(
        &self,
        table: &Table,
        each: &mut dyn FnMut(Vec<Param>) -> Result<(), BackupError>,
        told: &mut dyn FnMut(Told<'_>),
    ) -> Result<(u64, String), BackupError> {
        let mut rows = Rows::open(table_file(&self.folder, &table.name), table)?;
        let mut count = 0_u64;
        while let Some(row) = rows.next()? {
            each(row)?;
            count = count.saturating_add(1);
            if count.is_multiple_of(1_000) {
                told(Told::Rows { table: &table.name, rows: count });
            }
        }
        Ok(rows.end())
    }

    fn check_uploads(
        &self,
        wrong: &mut Vec<String>,
        told: &mut dyn FnMut(Told<'_>),
    ) -> Result<(), BackupError> {
        let mut hash = digest::Context::new(&digest::SHA256);
        let (mut count, mut bytes) = (0_u64, 0_u64);
        for id in self.listed()? {
            let id = id?;
            hash.update(format!("{id}\n").as_bytes());
            match self.upload(id) {
                Ok(octets) => {
                    let size = u64::try_from(octets.len()).unwrap_or(u64::MAX);
                    bytes = bytes.saturating_add(size);
                }
                Err(BackupError::Damaged(why)) => wrong.push(why),
                Err(other) => return Err(other),
            }
            count = count.saturating_add(1);
            told(Told::Uploads { done: count });
        }
        let uploads = &self.manifest.uploads;
        if hex::encode(hash.finish().as_ref()) != uploads.sha256 || count != uploads.count {
            wrong.push(format!("{LIST}: it is not what was written"));
        } else if bytes != uploads.bytes && wrong.is_empty() {
            wrong.push("the uploads are not as large together as they were".to_owned());
        }
        Ok(())
    }

    /// Ids of its uploads, in their order.
    pub(super) fn listed(
        &self,
    ) -> Result<impl Iterator<Item = Result<BlobId, BackupError>> + use<>, BackupError> {
        let path = self.folder.join(LIST);
        let file = File::open(&path).map_err(|why| match why.kind() {
            ErrorKind::NotFound => BackupError::Damaged(format!("{LIST}: it is missing")),
            _ => BackupError::at(&path, why),
        })?;
        let mut lines = BufReader::new(file);
        Ok(std::iter::from_fn(move || {
            let mut line = String::new();
            let read = lines.read_line(&mut line).map_err(|why| BackupError::at(&path, why));
            let damaged = || BackupError::Damaged(format!("{LIST}: a line is no id"));
            match read {
                Ok(0) => None,
                Ok(_) => {
                    let id = line.strip_suffix('\n').and_then(|id| id.parse().ok());
                    Some(id.ok_or_else(damaged))
                }
                Err(why) => Some(Err(why)),
            }
        }))
    }

    /// The octets of an upload, which are those that its id says.
    pub(super) fn upload(&self, id: BlobId) -> Result<Vec<u8>, BackupError> {
        let (_, path) = place(&self.folder.join("uploads"), id);
        let octets = fs::read(&path).map_err(|why| match why.kind() {
            ErrorKind::NotFound => BackupError::Damaged(format!("upload {id}: it is missing")),
            _ => BackupError::at(&path, why),
        })?;
        match BlobId::of(&octets) == id {
            true => Ok(octets),
            false => Err(BackupError::Damaged(format!("upload {id}: it is not what was written"))),
        }
    }

    pub(super) fn missing(&self) -> BTreeSet<&str> {
        self.manifest.uploads.missing.iter().map(String::as_str).collect()
    }
}
