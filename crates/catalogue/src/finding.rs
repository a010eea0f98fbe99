//! Findings: what is wrong in a file, where, and what to do about it.

mod render;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::source::{Place, SourceFile};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, but says something that should be mended.
    Warning,
}

/// One finding in one file.
///
/// `message` starts in lower case and quotes the file in backticks; `help` says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The stable name of this kind of finding, in kebab case.
    #[serde(rename = "finding")]
    pub code: String,
    /// How grave it is.
    pub severity: Severity,
    /// The service, as far as the file says which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The file, as it was named to the loader.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// How many characters from `column` on are meant.
    #[serde(skip)]
    pub width: u32,
    /// The line that is meant.
    pub source: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The answers with which it happens, by fact, if it is a matter of the situation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub situation: Option<BTreeMap<String, String>>,
}

impl Finding {
    /// An error at a place of a file.
    pub fn error(
        code: &str,
        file: &str,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        Finding {
            code: code.to_owned(),
            severity: Severity::Error,
            service: None,
            file: file.to_owned(),
            line: place.line,
            column: place.column,
            width: place.width,
            source: place.text,
            message: message.into(),
            help: help.into(),
            situation: None,
        }
    }

    /// An error about a file as a whole, shown at its start.
    pub fn whole_file(
        code: &str,
        file: &str,
        text: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        let head = text.get(..text.find('\n').unwrap_or(text.len())).unwrap_or_default();
        let head: String = head.chars().take(200).collect();
        Finding::error(code, file, SourceFile::new(file, &head).place(0..0), message, help)
    }
}

/// True when a finding makes its file unusable.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
