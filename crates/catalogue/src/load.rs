//! Files in, catalogue out: the only place of this crate that reads a disk.

pub(crate) mod files;
mod folder;

use std::path::PathBuf;

use serde::Serialize;

pub use files::Unreadable;
pub use folder::load;

use crate::catalogue::Catalogue;
use crate::finding::Finding;

/// What came of reading a catalogue.
#[derive(Debug)]
pub struct Loaded {
    /// Everything that could be used.
    pub catalogue: Catalogue,
    /// How many service files were looked at.
    pub services: usize,
    /// Everything that was found, by file and line.
    pub findings: Vec<Finding>,
}

/// What a check says, as JSON.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    /// How many service files were looked at.
    pub services: usize,
    /// Everything that was found.
    pub findings: &'a [Finding],
}

impl Loaded {
    /// The report for programs.
    pub fn report(&self) -> Report<'_> {
        Report { services: self.services, findings: &self.findings }
    }

    /// The report for people, ending in a count.
    pub fn human(&self) -> String {
        let mut out = String::new();
        for finding in &self.findings {
            out.push_str(&finding.human());
            out.push('\n');
        }
        let many = |count: usize, what: &str| match count {
            1 => format!("1 {what}"),
            _ => format!("{count} {what}s"),
        };
        let (services, findings) = (self.services, self.findings.len());
        let found =
            if findings == 0 { "no findings".to_owned() } else { many(findings, "finding") };
        out.push_str(&format!("{}, {found}\n", many(services, "service")));
        out
    }
}

/// Where a path points.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The folder with the files that services share, if there is one.
    pub folder: Option<PathBuf>,
    /// The service files.
    pub files: Vec<PathBuf>,
    /// The mapping files, which are no services.
    pub maps: Vec<PathBuf>,
    /// False when only some files of a catalogue were named.
    pub whole: bool,
}
