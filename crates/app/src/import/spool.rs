//! A file in which what was read waits until all was read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::Path;

/// A sum by which a text is known again.
pub(super) type Digest = [u8; 32];

/// The sum of a text.
pub(super) fn digest(text: &[u8]) -> Digest {
    let sum = ring::digest::digest(&ring::digest::SHA256, text);
    let mut out = [0; 32];
    out.copy_from_slice(sum.as_ref());
    out
}

/// What waits: id, version and text of services, one JSON text a line.
pub(super) struct Spool {
    file: BufWriter<File>,
}

impl Spool {
    /// Begins one in a folder. It has no name there any more, so that it goes with the program
    /// however that ends.
    pub(super) fn begin(folder: &Path) -> io::Result<Spool> {
        let path = folder.join(format!("import-{}.part", std::process::id()));
        let file =
            File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        std::fs::remove_file(&path)?;
        Ok(Spool { file: BufWriter::new(file) })
    }

    /// Adds a version of a service.
    pub(super) fn add(&mut self, id: &str, version: u32, text: &str) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, &(id, version, text)).map_err(io::Error::other)?;
        self.file.write_all(b"\n")
    }

    /// Everything that was added, in its order.
    pub(super) fn read(self) -> io::Result<Stored> {
        let mut file = self.file.into_inner().map_err(|error| error.into_error())?;
        file.rewind()?;
        Ok(Stored { lines: BufReader::new(file) })
    }
}

/// What waited.
pub(super) struct Stored {
    lines: BufReader<File>,
}

impl Stored {
    /// At most so many of the next.
    pub(super) fn next(&mut self, most: usize) -> io::Result<Vec<(String, u32, String)>> {
        let mut batch = Vec::new();
        let mut line = String::new();
        while batch.len() < most && self.lines.read_line(&mut line)? > 0 {
            batch.push(serde_json::from_str(&line).map_err(io::Error::other)?);
            line.clear();
        }
        Ok(batch)
    }
}
