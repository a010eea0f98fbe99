//! What must be found when the lights are on again.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use jiff::Timestamp;
use onewindow_app::health::{self, Examination, State};
use onewindow_app::start::Place;
use onewindow_app::{App, AppError, accesses, applications, cases, demo};
use onewindow_gate::{AccessEntry, entry::Outcome};
use onewindow_model::actor::Actor;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reference::CaseNumber;
use onewindow_store::entities::cases as rows;
use onewindow_store::{BlobId, Store, StoreOptions, tx_job};

use crate::machine;
use crate::said::Said;

/// A broken promise.
#[derive(Debug, PartialEq, Eq)]
pub enum Problem {
    /// The platform does not start. Says why, as the operator would read it.
    NotStarted(String),
    /// Database, keys or folder are not as they must be.
    Unsound(String),
    /// Certificates signed before the cut are no longer this node's.
    OtherIssuer,
    /// An acknowledged number leads to no case, or to another one.
    CaseLost(CaseNumber),
    /// The applicant cannot open what was applied for, or it says something else.
    ContentLost(CaseNumber, String),
    /// A paper is gone or is another one.
    DocumentLost(CaseNumber, String),
    /// The applicant cannot see that the case was filed.
    EntryLost(CaseNumber),
    /// Submitting once more gave something else than the receipt.
    ReceiptLost(CaseNumber, String),
    /// A person's own pages do not open.
    Account(String, String),
}

/// Looks at a node that is not running: database whole, keys and folder as they must be.
async fn examine(data: &Path, catalogue: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    match Store::examine(data.join("onewindow.db")).await {
        Ok(wrong) => problems.extend(wrong.into_iter().map(Problem::Unsound)),
        Err(error) => problems.push(Problem::Unsound(error.to_string())),
    }
    let place = Place { data: data.to_owned(), database: None };
    let catalogue = catalogue.to_owned();
    let now = machine::now();
    let examination = Examination { place, catalogue, backups: None, deep: false, now };
    let found = health::examine(&examination).await.into_iter();
    let ill = found.filter(|finding| finding.state == State::Problem);
    problems.extend(ill.map(|finding| Problem::Unsound(finding.what)));
    problems
}

/// Starts the platform in `data` and looks for everything that was said before the cut.
pub async fn check(
    data: &Path,
    catalogue: &Path,
    issuer: Option<&str>,
    said: &[Said],
) -> Vec<Problem> {
    let (app, lock) = match machine::open(data, catalogue).await {
        Ok(opened) => opened,
        Err(why) => return vec![Problem::NotStarted(why.to_string())],
    };
    let mut problems = Vec::new();
    let trust = app.issuer().trust().to_string();
    if issuer.is_some_and(|issuer| issuer != trust) {
        problems.push(Problem::OtherIssuer);
    }
    let mut accounts: BTreeMap<&str, Vec<&Said>> = BTreeMap::new();
    for one in said {
        accounts.entry(&one.account).or_default().push(one);
    }
    for (account, said) in accounts {
        if let Err(why) = look(&app, account, &said, &mut problems).await {
            problems.push(Problem::Account(account.to_owned(), why.to_string()));
        }
    }
    app.close().await;
    drop(lock);
    problems.extend(unfound(data, said).await);
    problems.extend(examine(data, catalogue).await);
    problems
}

/// What one person finds of what they were told.
async fn look(
    app: &Arc<App>,
    account: &str,
    said: &[&Said],
    problems: &mut Vec<Problem>,
) -> Result<(), AppError> {
    let known = demo::accounts(app);
    let actor = known.find(account).ok_or(AppError::NotFound)?.actor.clone();
    // Before the look itself adds to them.
    let entries = entries(app, &actor).await?;
    for one in said {
        problems.extend(content(app, &actor, one).await);
        problems.extend(document(app, &actor, one).await);
        if !entries.get(&one.at).is_some_and(|entries| entries.iter().any(filed)) {
            problems.push(Problem::EntryLost(one.number.clone()));
        }
        problems.extend(receipt(app, &actor, one).await);
    }
    whole(app, &actor, problems).await
}

/// Whose number leads to no case, or to another one, as a desk would look it up.
async fn unfound(data: &Path, said: &[Said]) -> Vec<Problem> {
    let store = match Store::open(data.join("onewindow.db"), StoreOptions::default()).await {
        Ok(store) => store,
        Err(error) => return vec![Problem::Unsound(error.to_string())],
    };
    let mut problems = Vec::new();
    for one in said {
        let number = one.number.clone();
        let read = tx_job!([number], |tx| rows::by_number(tx, &number).await);
        match store.read("test.by_number", read).await {
            Ok(Some(case)) if case.id == one.case => {}
            Ok(_) => problems.push(Problem::CaseLost(one.number.clone())),
            Err(error) => problems.push(Problem::Unsound(error.to_string())),
        }
    }
    store.close().await;
    problems
}

async fn content(app: &Arc<App>, actor: &Actor, said: &Said) -> Option<Problem> {
    let lost = |why| Some(Problem::ContentLost(said.number.clone(), why));
    match cases::open_own(&app.ctx(actor.clone()), said.case).await {
        Err(why) => lost(why.to_string()),
        Ok(file) => match file.content.values.get("goods_detail") {
            Some(typed) if *typed == said.draft.to_string() => None,
            other => lost(format!("the form says {other:?}")),
        },
    }
}

async fn document(app: &Arc<App>, actor: &Actor, said: &Said) -> Option<Problem> {
    let lost = |why: &str| Some(Problem::DocumentLost(said.number.clone(), why.to_owned()));
    match cases::view_document(&app.ctx(actor.clone()), said.case, said.document).await {
        Ok(opened) if BlobId::of(&opened.bytes) == said.digest => None,
        Ok(_) => lost("it is another one"),
        Err(why) => lost(&why.to_string()),
    }
}

async fn receipt(app: &Arc<App>, actor: &Actor, said: &Said) -> Option<Problem> {
    let lost = |why| Some(Problem::ReceiptLost(said.number.clone(), why));
    match applications::submit(&app.ctx(actor.clone()), said.draft, true).await {
        Ok(again) if again.number == said.number && again.case == said.case => None,
        Ok(again) => lost(format!("{again:?}")),
        Err(why) => lost(why.to_string()),
    }
}

/// Acknowledged or not: a case that stands is whole.
async fn whole(app: &Arc<App>, actor: &Actor, problems: &mut Vec<Problem>) -> Result<(), AppError> {
    let ctx = || app.ctx(actor.clone());
    for mine in cases::mine(&ctx()).await? {
        let (id, number) = (mine.case.id, mine.case.number);
        let file = match cases::open_own(&ctx(), id).await {
            Ok(file) => file,
            Err(why) => {
                problems.push(Problem::ContentLost(number, why.to_string()));
                continue;
            }
        };
        if file.documents.len() != 1 || file.events.len() != 1 {
            let held = format!("{} papers, {} events", file.documents.len(), file.events.len());
            problems.push(Problem::ContentLost(number.clone(), held));
        }
        for paper in &file.documents {
            if let Err(why) = cases::view_document(&ctx(), id, paper.id).await {
                problems.push(Problem::DocumentLost(number.clone(), why.to_string()));
            }
        }
    }
    Ok(())
}

/// A person's entries, by their moment.
async fn entries(
    app: &Arc<App>,
    actor: &Actor,
) -> Result<BTreeMap<Timestamp, Vec<AccessEntry>>, AppError> {
    let me = actor.person().ok_or(AppError::NotFound)?;
    let mut entries: BTreeMap<Timestamp, Vec<AccessEntry>> = BTreeMap::new();
    let mut before = None;
    loop {
        let page = accesses::list(&app.ctx(actor.clone()), me, before).await?;
        for (_, entry) in page.entries {
            entries.entry(entry.at).or_default().push(entry);
        }
        before = page.next;
        if before.is_none() {
            return Ok(entries);
        }
    }
}

/// The entry that stands in the transaction of a submission.
fn filed(entry: &AccessEntry) -> bool {
    let is = (entry.action, entry.purpose) == (Action::Write, Purpose::Apply);
    is && entry.own && entry.outcome == Outcome::Allow
}
