//! What came of an import.

use std::collections::BTreeMap;

use serde::Serialize;

use super::problem::Problem;
use super::source::Record;

/// How many reasons are kept one by one; the sums count all.
const MOST_REASONS: usize = 10_000;

/// How many reasons people are shown.
const SHOWN: usize = 40;

/// What came of an import: `read` is the sum of the next three.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Rows of the source; more than records where several rows make one.
    pub rows: usize,
    /// Records of the source.
    pub read: usize,
    /// Records that became a new service or a new version of one.
    pub imported: usize,
    /// Records whose service was there already, word for word.
    pub unchanged: usize,
    /// Records that could not be taken.
    pub skipped: usize,
    /// How many were skipped for which kind of reason, the most first.
    pub sums: Vec<Sum>,
    /// Why each was skipped, in the order of the source; at most 10,000.
    pub reasons: Vec<Reason>,
    /// What cost no record but should be known, such as a column without a name.
    pub notices: Vec<Reason>,
}

/// How many records were skipped for one kind of reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// The kind of reason, in kebab case.
    pub kind: String,
    /// The field that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// How many records.
    pub records: usize,
}

/// Why a record was skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The member of the archive, if the source is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line of the source, from 1.
    pub line: usize,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: Problem,
}

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub file: Option<String>,
    pub line: usize,
}

impl Place {
    pub fn of(record: &Record) -> Place {
        Place { file: record.file.clone(), line: record.line }
    }

    /// The place in words.
    pub fn human(&self) -> String {
        match &self.file {
            Some(file) => format!("`{file}` line {}", self.line),
            None => format!("line {}", self.line),
        }
    }
}

impl ImportReport {
    pub(super) fn skip(&mut self, place: Place, problem: Problem) {
        self.skipped += 1;
        let same = |sum: &&mut Sum| sum.kind == problem.kind && sum.field == problem.field;
        match self.sums.iter_mut().find(same) {
            Some(sum) => sum.records += 1,
            None => self.sums.push(Sum {
                kind: problem.kind.to_owned(),
                field: problem.field.clone(),
                records: 1,
            }),
        }
        if self.reasons.len() < MOST_REASONS {
            self.reasons.push(Reason { file: place.file, line: place.line, problem });
        }
    }

    pub(super) fn notice(&mut self, place: Place, problem: Problem) {
        if self.notices.len() < MOST_REASONS {
            self.notices.push(Reason { file: place.file, line: place.line, problem });
        }
    }

    /// Puts the sums in order once everything was read.
    pub(super) fn finish(&mut self) {
        self.sums.sort_by(|a, b| b.records.cmp(&a.records).then_with(|| a.kind.cmp(&b.kind)));
    }

    /// True when more than so many per cent of the records were skipped.
    pub fn drops_more_than(&self, per_cent: f64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "counts of records are far below 2^52")]
        let (skipped, read) = (self.skipped as f64, self.read as f64);
        skipped > 0.0 && skipped * 100.0 > read * per_cent
    }

    /// The counts in one line.
    fn counts(&self) -> String {
        let ImportReport { rows, read, imported, unchanged, skipped, .. } = self;
        let rows = match rows == read {
            true => String::new(),
            false => format!("{rows} rows, "),
        };
        format!(
            "{rows}{read} read, {imported} imported, {unchanged} unchanged, {skipped} skipped\n"
        )
    }

    /// The report for people.
    pub fn human(&self) -> String {
        let mut out = self.counts();
        for reason in self.notices.iter().take(SHOWN) {
            out.push_str(&format!("  note, {}\n", reason.human()));
        }
        for reason in self.reasons.iter().take(SHOWN) {
            out.push_str(&format!("  {}\n", reason.human()));
        }
        if self.skipped > SHOWN {
            out.push_str(&format!("  and {} more; in sum:\n", self.skipped - SHOWN));
            out.push_str(&self.summary());
        }
        out
    }

    /// How many were skipped for what, and an example of each, for people.
    pub fn summary(&self) -> String {
        let mut examples: BTreeMap<(&str, Option<&str>), &Reason> = BTreeMap::new();
        for reason in &self.reasons {
            let key = (reason.problem.kind, reason.problem.field.as_deref());
            examples.entry(key).or_insert(reason);
        }
        let mut out = String::new();
        for sum in self.sums.iter().take(SHOWN) {
            let example = examples.get(&(sum.kind.as_str(), sum.field.as_deref()));
            let example = example.map(|reason| reason.human()).unwrap_or_default();
            out.push_str(&format!("  {} × {}, such as {example}\n", sum.records, sum.kind));
        }
        out
    }
}

impl Reason {
    /// The reason in one line for people.
    pub fn human(&self) -> String {
        let place = Place { file: self.file.clone(), line: self.line };
        format!("{}: {}", place.human(), self.problem.human())
    }
}
