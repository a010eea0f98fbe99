//! Rows of both databases, side by side.

use std::{cmp::Ordering, collections::VecDeque};

use ring::digest;

use super::table::Table;
use crate::Param;

/// Rows that are read at once.
pub(crate) const PAGE: usize = 1_000;

/// Octets that are written at once, about.
const LOAD: usize = 4 << 20;

/// A table, page by page.
#[derive(Default)]
pub(crate) struct Page {
    rows: VecDeque<Vec<Param>>,
    last: Option<Vec<Param>>,
    over: bool,
}

impl Page {
    pub(crate) fn wants(&self) -> bool {
        self.rows.is_empty() && !self.over
    }

    pub(crate) fn fill(&mut self, rows: Vec<Vec<Param>>) {
        self.over = rows.len() < PAGE;
        self.rows = rows.into();
    }

    /// The key of the last row taken.
    pub(crate) fn last(&self) -> Option<&[Param]> {
        self.last.as_deref()
    }

    pub(crate) fn peek(&self) -> Option<&[Param]> {
        self.rows.front().map(Vec::as_slice)
    }

    pub(crate) fn take(&mut self, table: &Table) -> Option<Vec<Param>> {
        let row = self.rows.pop_front()?;
        self.last = Some(table.key_of(&row).to_vec());
        Some(row)
    }
}

/// Whether rows are enough for one statement.
pub(crate) fn weigh(rows: &[Vec<Param>]) -> bool {
    let octets = |param: &Param| match param {
        Param::Text(text) => text.len(),
        Param::Blob(octets) => octets.len(),
        _ => 8,
    };
    // A page at most, so that this stays cheap.
    rows.len() >= PAGE || rows.iter().flatten().map(octets).sum::<usize>() >= LOAD
}

/// The order of both databases: integers by value, text and octets by their octets.
pub(crate) fn compare(one: &[Param], other: &[Param]) -> Ordering {
    let pairs = one.iter().zip(other).map(|pair| match pair {
        (Param::I64(one), Param::I64(other)) => one.cmp(other),
        (Param::Text(one), Param::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
        (Param::Blob(one), Param::Blob(other)) => one.cmp(other),
        _ => Ordering::Equal,
    });
    pairs.fold(Ordering::Equal, Ordering::then)
}

/// Hashes a row as it is written into a backup.
pub(crate) fn digested(hash: &mut digest::Context, row: &[Param]) {
    octets(row, &mut |part| hash.update(part));
}

/// Each value as its kind, its length and its octets, so that no two rows read the same.
pub(crate) fn octets(row: &[Param], put: &mut dyn FnMut(&[u8])) {
    for value in row {
        let number;
        let (kind, octets): (u8, &[u8]) = match value {
            Param::Null => (0, &[]),
            Param::I64(value) => {
                number = value.to_be_bytes();
                (1, &number)
            }
            Param::Text(text) => (2, text.as_bytes()),
            Param::Blob(octets) => (3, octets),
        };
        put(&[kind]);
        put(&u64::try_from(octets.len()).unwrap_or(u64::MAX).to_be_bytes());
        put(octets);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_ordered_as_both_databases_do() {
        let text = |text: &str| Param::from(text);
        assert_eq!(compare(&[text("Z")], &[text("a")]), Ordering::Less);
        assert_eq!(
            compare(&[text("a"), 2_i64.into()], &[text("a"), 10_i64.into()]),
            Ordering::Less
        );
        assert_eq!(compare(&[text("医")], &[text("z")]), Ordering::Greater);
    }

    #[test]
    fn rows_that_differ_hash_differently() {
        let hashed = |row: &[Param]| {
            let mut hash = digest::Context::new(&digest::SHA256);
            digested(&mut hash, row);
            hash.finish().as_ref().to_vec()
        };
        let rows: [&[Param]; 5] = [
            &["ab".into(), "c".into()],
            &["a".into(), "bc".into()],
            &["abc".into()],
            &[Param::Blob(b"abc".to_vec())],
            &["abc".into(), Param::Null],
        ];
        let all: std::collections::BTreeSet<_> = rows.iter().map(|row| hashed(row)).collect();
        assert_eq!(all.len(), rows.len());
    }
}
