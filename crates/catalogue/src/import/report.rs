//! What came of an import.

use serde::Serialize;

/// What came of an import: `read` is the sum of the next three.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Records of the source.
    pub read: usize,
    /// Records that became a new service or a new version of one.
    pub imported: usize,
    /// Records whose service was there already, word for word.
    pub unchanged: usize,
    /// Records that could not be taken.
    pub skipped: usize,
    /// Why each was skipped, in the order of the source.
    pub reasons: Vec<Reason>,
}

/// Why a record was skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The line of the source, from 1.
    pub line: usize,
    /// Why.
    pub reason: String,
}

impl ImportReport {
    pub(super) fn skip(&mut self, line: usize, reason: impl Into<String>) {
        self.skipped += 1;
        self.reasons.push(Reason { line, reason: reason.into() });
    }

    /// The report for people.
    pub fn human(&self) -> String {
        let ImportReport { read, imported, unchanged, skipped, .. } = self;
        let mut out =
            format!("{read} read, {imported} imported, {unchanged} unchanged, {skipped} skipped\n");
        for Reason { line, reason } in &self.reasons {
            out.push_str(&format!("  line {line}: {reason}\n"));
        }
        out
    }
}
