//! Reading typed values out of a tree, collecting every finding instead of stopping at the first.
//!
//! A function that returns `None` has noted why.

mod fields;
mod nearest;
mod scalars;
mod texts;

use std::collections::BTreeMap;
use std::ops::Range;

use onewindow_model::known::Known;

pub use fields::{Fields, Shape};
pub use nearest::{did_you_mean, either};

use crate::finding::{Finding, Severity};
use crate::source::SourceFile;
use crate::yaml::{Node, Value};

/// What a source that says nothing writes in place of a value.
pub const SILENT: &str = "not-in-source";

/// The most findings that one file is told of.
const MOST: usize = 200;

/// A file being read.
pub struct Reader<'f, 't> {
    file: &'f SourceFile<'t>,
    service: Option<String>,
    /// The languages that each text must have.
    pub languages: Vec<String>,
    /// Languages that a text may have besides.
    pub also: Vec<String>,
    /// True when the file comes from elsewhere and may be silent.
    pub imported: bool,
    /// True when a text may lack some of the languages: its source has it in others only.
    pub partial: bool,
    findings: Vec<Finding>,
}

impl<'f, 't> Reader<'f, 't> {
    /// A file whose texts must have these languages.
    pub fn new(file: &'f SourceFile<'t>, languages: Vec<String>) -> Reader<'f, 't> {
        Reader {
            file,
            service: None,
            languages,
            also: Vec::new(),
            imported: false,
            partial: false,
            findings: Vec::new(),
        }
    }

    /// Names the service in all findings, also those noted already.
    pub fn of_service(&mut self, id: &str) {
        self.service = Some(id.to_owned());
        for finding in &mut self.findings {
            finding.service = self.service.clone();
        }
    }

    /// What was found, in the order of the file.
    pub fn finish(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| (finding.line, finding.column));
        self.findings
    }

    /// True when something makes the file unusable.
    pub fn failed(&self) -> bool {
        crate::finding::has_errors(&self.findings)
    }

    /// The file's text.
    pub fn text_of_file(&self) -> &'t str {
        self.file.text()
    }

    /// The line, from 1, in which a value starts.
    pub fn line_of(&self, node: &Node) -> u32 {
        self.file.place(node.range.clone()).line
    }

    /// Notes an error about a value.
    pub fn error(
        &mut self,
        code: &str,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.error_at(code, node.range.clone(), message, help);
    }

    /// True when so much was found that more would not be read, only take time.
    pub fn is_full(&self) -> bool {
        self.findings.len() > MOST
    }

    /// Notes an error about a range of bytes.
    pub fn error_at(
        &mut self,
        code: &str,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.is_full() {
            return;
        }
        let (mut code, mut message, mut help) = (code, message.into(), help.into());
        if self.findings.len() == MOST {
            code = "too-many-findings";
            message = format!("more than {MOST} findings in one file");
            help = "put those above right first".to_owned();
        }
        let place = self.file.place(range);
        let mut finding = Finding::error(code, self.file.name(), place, message, help);
        finding.service = self.service.clone();
        self.findings.push(finding);
    }

    /// Notes something that should be mended but leaves the file usable.
    pub fn warn(
        &mut self,
        code: &str,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.findings.len() >= MOST {
            return;
        }
        self.error(code, node, message, help);
        if let Some(last) = self.findings.last_mut() {
            last.severity = Severity::Warning;
        }
    }

    /// Adds to the last finding the answers with which it happens.
    pub fn in_situation(&mut self, situation: BTreeMap<String, String>) {
        if let Some(last) = self.findings.last_mut() {
            last.situation = Some(situation);
        }
    }

    /// The items of a list, each read by `read`; items that cannot be read are left out.
    pub fn list<'n, T>(
        &mut self,
        node: &'n Node,
        mut read: impl FnMut(&mut Self, &'n Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Value::List(items) = &node.value else {
            let message = format!("a list belongs here, not {}", node.described());
            self.error("wrong-type", node, message, "write `[…]`, or lines that start with `- `");
            return None;
        };
        Some(items.iter().filter_map(|item| read(self, item)).collect())
    }

    /// A value about which an imported source may be silent.
    pub fn known<'n, T>(
        &mut self,
        node: &'n Node,
        read: impl FnOnce(&mut Self, &'n Node) -> Option<T>,
    ) -> Option<Known<T>> {
        if node.text() != Some(SILENT) {
            return read(self, node).map(Known::Known);
        }
        if !self.imported {
            let help = "write the value; only a service with `source` may leave it open";
            self.error("not-in-source", node, "a service of one's own cannot be silent here", help);
        }
        Some(Known::NotInSource)
    }
}
