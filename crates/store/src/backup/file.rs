//! The file of a table: its rows, value after value, in the order of the key.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use ring::digest;

use super::BackupError;
use crate::{
    Param, hex,
    moving::{rows::octets, table::Kind, table::Table},
};

/// A file that is hashed while it is written.
pub(super) struct Tallied {
    file: BufWriter<File>,
    path: PathBuf,
    hash: digest::Context,
    bytes: u64,
}

impl Tallied {
    pub(super) fn create(path: &Path) -> Result<Tallied, BackupError> {
        let file = File::create_new(path).map_err(|why| BackupError::at(path, why))?;
        let hash = digest::Context::new(&digest::SHA256);
        Ok(Tallied { file: BufWriter::new(file), path: path.to_owned(), hash, bytes: 0 })
    }

    pub(super) fn row(&mut self, row: &[Param]) -> Result<(), BackupError> {
        let mut written = Ok(());
        octets(row, &mut |part| {
            if written.is_ok() {
                written = self.put(part);
            }
        });
        written
    }

    pub(super) fn put(&mut self, part: &[u8]) -> Result<(), BackupError> {
        self.hash.update(part);
        self.bytes = self.bytes.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
        self.file.write_all(part).map_err(|why| BackupError::at(&self.path, why))
    }

    /// Octets and SHA-256.
    pub(super) fn end(mut self) -> Result<(u64, String), BackupError> {
        self.file.flush().map_err(|why| BackupError::at(&self.path, why))?;
        Ok((self.bytes, hex::encode(self.hash.finish().as_ref())))
    }
}

/// The rows of a file, read back.
pub(super) struct Rows<'t> {
    table: &'t Table,
    file: BufReader<File>,
    path: PathBuf,
    left: u64,
    hash: digest::Context,
    rows: u64,
}

impl<'t> Rows<'t> {
    pub(super) fn open(path: PathBuf, table: &'t Table) -> Result<Rows<'t>, BackupError> {
        let failed = |why| BackupError::at(&path, why);
        let file = File::open(&path).map_err(failed)?;
        let left = file.metadata().map_err(failed)?.len();
        let hash = digest::Context::new(&digest::SHA256);
        Ok(Rows { table, file: BufReader::new(file), path, left, hash, rows: 0 })
    }

    /// The next row, unless that was the last one.
    pub(super) fn next(&mut self) -> Result<Option<Vec<Param>>, BackupError> {
        if self.left == 0 {
            return Ok(None);
        }
        let table = self.table;
        let row = table.columns.iter().map(|column| self.value(column.kind)).collect();
        self.rows = self.rows.saturating_add(1);
        row
    }

    /// How many rows were read, and their SHA-256.
    pub(super) fn end(self) -> (u64, String) {
        (self.rows, hex::encode(self.hash.finish().as_ref()))
    }

    fn value(&mut self, wanted: Kind) -> Result<Option<Param>, BackupError> {
        let [kind] = self.octets()?;
        let length = u64::from_be_bytes(self.octets()?);
        if length > self.left {
            return Err(self.damaged("a value goes beyond its end"));
        }
        let mut octets = vec![0; usize::try_from(length).unwrap_or(usize::MAX)];
        self.fill(&mut octets)?;
        let value = match (kind, wanted) {
            (0, _) if octets.is_empty() => Some(Param::Null),
            (1, Kind::Integer) => <[u8; 8]>::try_from(octets)
                .ok()
                .map(|octets| Param::I64(i64::from_be_bytes(octets))),
            (2, Kind::Text) => String::from_utf8(octets).ok().map(Param::Text),
            (3, Kind::Blob) => Some(Param::Blob(octets)),
            _ => None,
        };
        value.map(Some).ok_or_else(|| self.damaged("a value is not of its column's kind"))
    }

    fn octets<const N: usize>(&mut self) -> Result<[u8; N], BackupError> {
        let mut octets = [0; N];
        self.fill(&mut octets)?;
        Ok(octets)
    }

    fn fill(&mut self, octets: &mut [u8]) -> Result<(), BackupError> {
        self.file.read_exact(octets).map_err(|why| match why.kind() {
            io::ErrorKind::UnexpectedEof => self.damaged("it ends in the middle of a row"),
            _ => BackupError::at(&self.path, why),
        })?;
        self.left = self.left.saturating_sub(u64::try_from(octets.len()).unwrap_or(u64::MAX));
        self.hash.update(octets);
        Ok(())
    }

    fn damaged(&self, why: &str) -> BackupError {
        BackupError::Damaged(format!("{}: {why}", self.path.display()))
    }
}
