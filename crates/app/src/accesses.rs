//! "Who looked at my data" (谁查看过我的信息).

use std::collections::BTreeMap;

use onewindow_gate::entry::Recorded;
use onewindow_gate::{AccessEntry, Location, Standing};
use onewindow_model::class::DataClass;
use onewindow_model::id::{CaseId, PersonId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reference::CaseNumber;
use onewindow_store::entities::{access, cases};
use onewindow_store::{End, tx_job};

use crate::ctx::Ctx;
use crate::entry::{Ask, hide};
use crate::error::{AppError, Result};
use crate::parties;

/// Entries on one page.
pub const PAGE: u32 = 50;

/// One page of a person's entries, newest first.
pub struct AccessPage {
    /// The entries with their sequence numbers.
    pub entries: Vec<(i64, AccessEntry)>,
    /// Numbers of the cases that they name.
    pub numbers: BTreeMap<CaseId, CaseNumber>,
    /// Where the next page starts, if there is one.
    pub next: Option<i64>,
}

/// Opens the entries about the signed-in person, or about a party they may act for. Looking at
/// them is an entry as well.
pub async fn list(ctx: &Ctx, about: PersonId, before: Option<i64>) -> Result<AccessPage> {
    let me = ctx.person()?;
    let allowed = parties::acting_for(ctx).await?.contains(&about);
    let standing = match about == me {
        true => Standing::Oneself,
        false if allowed => Standing::Mandate { agent: me, principal: about },
        false => Standing::None,
    };
    let class = DataClass::access();
    let classes = [class.clone()];
    let (action, purpose) = (Action::Read, Purpose::Own);
    let ask = Ask { action, purpose, subject: about, standing, classes: &classes, fields: 1 };
    let entry = ctx.entry(ask).await?;
    let ring = ctx.keys(about, &classes).await?;
    let looked = ctx.app.store.run_tx(
        "access.list",
        tx_job!([entry], |tx| {
            entry.append(tx).await?;
            if let Some(denied) = entry.denied() {
                return Ok(End::Refused(hide(denied)));
            }
            Ok(End::Commit(access::of_person(tx, about, before, PAGE + 1).await?))
        }),
    );
    let looked = looked.await.map_err(AppError::from)?;
    let permit = entry.permit(&looked.receipt)?;
    let mut rows = looked.value;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more).map(|(seq, _)| *seq);
    let mut entries = Vec::with_capacity(rows.len());
    let mut numbers = BTreeMap::new();
    for (seq, record) in rows {
        let at = Location::new("access_entries", "sealed", record.id.to_string());
        let recorded: Recorded = ring.open(ctx, &class, at, record.sealed, &permit)?;
        if let Some(case) = recorded.entry.case {
            numbers.insert(case, ());
        }
        entries.push((seq, recorded.entry));
    }
    Ok(AccessPage { entries, numbers: resolve(ctx, numbers.into_keys().collect()).await?, next })
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
