//! Moving everything from embedded storage to PostgreSQL, table by table.
//!
//! A pass walks both tables in the order of their keys, side by side, and makes the target's like the
//! source's. On an empty target it is a copy; later it takes over what has changed; when nothing has,
//! it proves so. An interrupted pass is begun again and finds most of its work done. The source is
//! only read until [`Move::finish`].

pub(crate) mod rows;
pub(crate) mod source;
pub(crate) mod table;
pub(crate) mod target;

pub(crate) use source::MOVED;

use std::{cmp::Ordering, path::Path};

use ring::digest;

use crate::{Migration, Param, StoreError, target::PostgresUrl};
use rows::{Page, compare, digested};
use source::Source;
use table::Table;
use target::Target;

/// What a pass found in one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The table.
    pub table: String,
    /// Rows of the source.
    pub rows: u64,
    /// Rows that the target lacked, or had otherwise, or had too many. 0 proves that both are alike.
    pub changed: u64,
    /// SHA-256 over the rows of the source in the order of their keys, in hexadecimal.
    pub source_hash: String,
    /// The same of the target, as it was found.
    pub target_hash: String,
}

/// A node on its way.
pub struct Move {
    source: Source,
    target: Target,
    tables: Vec<Table>,
}

impl Move {
    /// Makes ready: the source must be at the last of `steps`, the target empty, or one that a move
    /// was begun in.
    pub async fn begin(
        from: &Path,
        to: &PostgresUrl,
        steps: &'static [Migration],
    ) -> Result<Move, StoreError> {
        let source = Source::open(from, steps)?;
        let tables = source.tables()?;
        let target = Target::open(to, steps, &tables).await?;
        Ok(Move { source, target, tables })
    }

    /// One pass over all tables, in one snapshot of the source; `told` hears of each page. A server
    /// may go on writing into the source.
    pub async fn pass(
        &mut self,
        told: &mut dyn FnMut(&str, u64),
    ) -> Result<Vec<Passed>, StoreError> {
        self.source.snapshot()?;
        let mut passed = Vec::with_capacity(self.tables.len());
        let mut gone = Vec::new();
        for table in &self.tables {
            let (found, without) = self.table(table, told).await?;
            passed.push(found);
            gone.push((table, without));
        }
        // Rows that refer to others go first.
        for (table, keys) in gone.into_iter().rev() {
            self.target.remove(table, &keys).await?;
        }
        self.source.release()?;
        Ok(passed)
    }

    async fn table(
        &self,
        table: &Table,
        told: &mut dyn FnMut(&str, u64),
    ) -> Result<(Passed, Vec<Vec<Param>>), StoreError> {
        let (mut ours, mut theirs) = (Page::default(), Page::default());
        let (mut rows, mut changed) = (0_u64, 0_u64);
        let (mut put, mut gone) = (Vec::new(), Vec::new());
        let mut hashes =
            [digest::Context::new(&digest::SHA256), digest::Context::new(&digest::SHA256)];
        loop {
            if ours.wants() {
                ours.fill(self.source.page(table, ours.last())?);
                told(&table.name, rows);
            }
            if theirs.wants() {
                theirs.fill(self.target.page(table, theirs.last()).await?);
            }
            let order = match (ours.peek(), theirs.peek()) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(other)) => compare(table.key_of(one), table.key_of(other)),
            };
            let (our, their) = (
                (order != Ordering::Greater).then(|| ours.take(table)).flatten(),
                (order != Ordering::Less).then(|| theirs.take(table)).flatten(),
            );
            let [ours_hash, theirs_hash] = &mut hashes;
            our.iter().for_each(|row| digested(ours_hash, row));
            their.iter().for_each(|row| digested(theirs_hash, row));
            rows = rows.saturating_add(u64::from(our.is_some()));
            changed = changed.saturating_add(u64::from(our != their));
            match (our, their) {
                (Some(our), their) if their.as_ref() != Some(&our) => put.push(our),
                (None, Some(their)) => gone.push(table.key_of(&their).to_vec()),
                _ => {}
            }
            if rows::weigh(&put) {
                self.target.put(table, &std::mem::take(&mut put)).await?;
            }
        }
        self.target.put(table, &put).await?;
        told(&table.name, rows);
        let [source_hash, target_hash] =
            hashes.map(|hash| crate::hex::encode(hash.finish().as_ref()));
        let table = table.name.clone();
        Ok((Passed { table, rows, changed, source_hash, target_hash }, gone))
    }

    /// After a pass that changed nothing: the target may be served, and the source refuses to be
    /// opened from now on, so that nobody goes on writing into what was left behind.
    pub async fn finish(self) -> Result<(), StoreError> {
        self.target.finish(&self.tables).await?;
        self.source.leave(&self.target.shown())
    }
}
