//! "Who looked at my data" (谁查看过我的信息).

use std::collections::{BTreeMap, BTreeSet};

use onewindow_gate::entry::Recorded;
use onewindow_gate::{AccessEntry, Location};
use onewindow_model::class::DataClass;
use onewindow_model::id::{CaseId, PersonId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reference::CaseNumber;
use onewindow_store::entities::{access, cases};
use onewindow_store::{End, tx_job};

use crate::ctx::Ctx;
use crate::entry::{Ask, entered_job, hide};
use crate::error::Result;
use crate::parties;

/// Entries on one page that are shown one by one.
pub const PAGE: usize = 50;

/// Rows that are read at once.
const BATCH: u32 = 200;

/// Batches that are read for one page, so that it comes in time whatever there is.
const MOST_BATCHES: usize = 10;

/// One page of a person's entries, newest first.
pub struct AccessPage {
    /// The entries with their sequence numbers.
    pub entries: Vec<(i64, AccessEntry)>,
    /// Numbers of the cases that they name.
    pub numbers: BTreeMap<CaseId, CaseNumber>,
    /// Where the next page starts, if there is one.
    pub next: Option<i64>,
}

/// Whether an entry is routine: the person at their own data. Such entries are counted, and take no
/// place on a page from what others did.
pub fn is_routine(entry: &AccessEntry) -> bool {
    entry.own && entry.refused().is_none()
}

/// Opens the entries about the signed-in person, or about a party they may act for. Looking at
/// them is an entry as well.
pub async fn list(ctx: &Ctx, about: PersonId, before: Option<i64>) -> Result<AccessPage> {
    let standing = parties::standing(ctx, about).await?;
    let class = DataClass::access();
    let classes = [class.clone()];
    let (action, purpose) = (Action::Read, Purpose::Own);
    let ask = Ask { action, purpose, subject: about, standing, classes: &classes, fields: 1 };
    let entry = ctx.entry(ask).await?;
    let ring = ctx.keys(about, &classes).await?;
    let looked = ctx.app.store.run_tx(
        "access.list",
        entered_job!([entry], |tx| {
            Ok(End::Commit(access::of_person(tx, about, before, BATCH).await?))
        }),
    );
    let looked = looked.await.map_err(|error| hide(error.into()))?;
    let permit = entry.permit(&looked.receipt)?;
    let mut rows = looked.value;
    let mut entries: Vec<(i64, AccessEntry)> = Vec::new();
    let mut shown = 0;
    let mut next = None;
    for batch in 1..=MOST_BATCHES {
        let more = rows.len() == BATCH as usize;
        for (seq, record) in rows {
            if shown == PAGE {
                next = entries.last().map(|(seq, _)| *seq);
                break;
            }
            let at = Location::new("access_entries", "sealed", record.id.to_string());
            let recorded: Recorded = ring.open(ctx, &class, at, record.sealed, &permit)?;
            shown += usize::from(!is_routine(&recorded.entry));
            entries.push((seq, recorded.entry));
        }
        let last = entries.last().map(|(seq, _)| *seq);
        if next.is_some() || !more {
            break;
        }
        if batch == MOST_BATCHES {
            next = last;
            break;
        }
        let read = tx_job!([], |tx| access::of_person(tx, about, last, BATCH).await);
        rows = ctx.app.store.read("access.list", read).await?;
    }
    let named: BTreeSet<CaseId> = entries.iter().filter_map(|(_, entry)| entry.case).collect();
    let numbers = resolve(ctx, named.into_iter().collect()).await?;
    Ok(AccessPage { entries, numbers, next })
}

async fn resolve(ctx: &Ctx, ids: Vec<CaseId>) -> Result<BTreeMap<CaseId, CaseNumber>> {
    let read = tx_job!([ids], |tx| {
        let mut numbers = BTreeMap::new();
        for id in ids {
            if let Some(case) = cases::find(tx, id).await? {
                numbers.insert(id, case.number);
            }
        }
        Ok(numbers)
    });
    Ok(ctx.app.store.read("cases.numbers", read).await?)
}
