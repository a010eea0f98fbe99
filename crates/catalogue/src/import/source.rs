//! Records of a source, one by one, whatever it is packed in and however it writes them.
//!
//! Bytes are opened by what they are ([`open`]), counted ([`meter`]), turned into UTF-8
//! ([`decode`]) and cut into records by one module per format. At no time is more than one record
//! in memory, and no record is larger than [`LONGEST`].

mod csv;
mod csv_rows;
mod decode;
mod intact;
mod json_lines;
mod json_tree;
mod meter;
mod open;
mod scan;
mod xml;
mod xml_value;

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;

use encoding_rs::Encoding;
use regex_lite::Regex;
use serde_json::Value;

use super::problem::Problem;

/// The most bytes of one record.
pub const LONGEST: usize = 1 << 20;

/// The deepest that parts of a record may lie within each other.
pub const DEEPEST: usize = 64;

/// How a source writes its records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line (<https://jsonlines.org>).
    #[default]
    JsonLines,
    /// A table of texts (RFC 4180), its first row naming the columns.
    Csv,
    /// One JSON text that has a list of the records somewhere.
    Json,
    /// Each record an element of a certain name.
    Xml,
}

/// How to cut a source into records.
#[derive(Debug, Default)]
pub struct Layout {
    /// How records are written.
    pub format: Format,
    /// The encoding; what the source itself says, or UTF-8, when none is given.
    pub encoding: Option<&'static Encoding>,
    /// `csv`: what stands between cells; a comma when none is given.
    pub delimiter: Option<u8>,
    /// `csv`: names of the columns of a source that has no row of them.
    pub columns: Vec<String>,
    /// `json`: the path of the list; `xml`: the name of a record's element.
    pub records: String,
    /// Archives: which members hold records; all of them when there is no pattern.
    pub files: Option<Regex>,
}

/// A record, or why there is none.
#[derive(Debug)]
pub struct Record {
    /// The member of the archive, if it came out of one.
    pub file: Option<String>,
    /// The line at which it starts, from 1.
    pub line: usize,
    /// How many rows of the source it is made of.
    pub rows: usize,
    /// The record.
    pub value: Result<Value, Problem>,
}

/// What is met in a source.
#[derive(Debug)]
pub enum Met {
    /// A record.
    Record(Record),
    /// Something that must be known but costs no record, such as a column without a name.
    Notice(Record),
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Far {
    /// Bytes of the file that were read, as it lies there.
    pub bytes: u64,
    /// Bytes of the file.
    pub of: u64,
}

/// Why a source is not read on.
#[derive(Debug, thiserror::Error)]
pub enum Stopped<E> {
    /// It cannot be read.
    #[error(transparent)]
    Source(#[from] io::Error),
    /// Whoever takes the records wants no more.
    #[error("the records are not wanted any more")]
    Taker(E),
}

/// Hands over every record of a file, in its order.
pub fn read_file<E>(
    path: &Path,
    layout: &Layout,
    take: &mut dyn FnMut(Met, Far) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    open::each(path, layout, take)
}

/// Hands over every record of what is neither packed nor an archive.
pub fn read<E>(
    input: impl io::Read,
    layout: &Layout,
    take: &mut dyn FnMut(Met, Far) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    cut(input, layout, None, &mut |met| take(met, Far::default()))
}

/// Cuts one stream of bytes into records.
fn cut<E>(
    input: impl io::Read,
    layout: &Layout,
    file: Option<&str>,
    take: &mut dyn FnMut(Met) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    let (decoded, encoding) = decode::decoded(input, layout)?;
    let mut decoded = io::BufReader::with_capacity(1 << 16, decoded);
    let mut scan = scan::Scan::new(&mut decoded);
    let mut found = |met: Met| {
        let name = |record: Record| intact::examined(record, file, encoding);
        take(match met {
            Met::Record(record) => Met::Record(name(record)),
            Met::Notice(record) => Met::Notice(name(record)),
        })
    };
    match layout.format {
        Format::JsonLines => json_lines::read(&mut scan, &mut found),
        Format::Csv => csv::read(&mut scan, layout, &mut found),
        Format::Json => json_tree::read(&mut scan, &layout.records, &mut found),
        Format::Xml => xml::read(&mut scan, &layout.records, &mut found),
    }
}

impl Record {
    fn good(line: usize, value: Value) -> Record {
        Record { file: None, line, rows: 1, value: Ok(value) }
    }

    fn bad(line: usize, problem: Problem) -> Record {
        Record { file: None, line, rows: 1, value: Err(problem) }
    }
}

fn too_long() -> Problem {
    let reason = format!("longer than {LONGEST} bytes");
    Problem::new("too-long", reason, "cut the record in the source, or leave it out")
}
