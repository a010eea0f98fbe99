//! The database, and the uploads that it refers to.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use onewindow_store::{BlobStore, Look, Store, StoreError, Target};

use super::{Examination, Finding};
use crate::clock_watch::{SEEN, SLACK};

/// Uploads that are named; of more, their number.
const NAMED: usize = 5;

/// Examines it; says as well whether it was ever begun.
pub(super) async fn examine(examination: &Examination) -> (Vec<Finding>, bool) {
    let target = examination.place.target();
    let look = match Look::at(&target).await {
        Ok(look) => look,
        Err(StoreError::Missing) => {
            return (vec![nothing(examination).await], false);
        }
        Err(why) => return (vec![unusable(&target, &why)], true),
    };
    let mut findings = vec![Finding::well("database", format!("`{target}` can be used"))];
    findings.push(schema(&look));
    match content(&look, examination).await {
        Ok(more) => findings.extend(more),
        Err(why) => findings.push(unusable(&target, &why)),
    }
    if examination.deep {
        findings.push(whole(&target).await);
    }
    (findings, true)
}

/// No data: what a node begins with, unless there are uploads of one.
async fn nothing(examination: &Examination) -> Finding {
    let target = examination.place.target();
    match examination.place.uploads().await {
        Ok(uploads @ 1..) => Finding::problem(
            "database",
            format!("`{target}` is empty, but the data folder holds {uploads} uploads of a node"),
            "name the node's own database, or restore the last backup; it will not start so, or it \
             would throw them away",
        ),
        _ => Finding::note(
            "database",
            format!("no data in `{target}` yet: the first start makes it"),
        ),
    }
}

fn unusable(target: &Target, why: &StoreError) -> Finding {
    let remedy = match why {
        StoreError::Unavailable(_) => {
            "see that the database server runs, that --database names it, and that it lets the user in"
        }
        StoreError::Full => "make room on the disk that holds it; nothing is lost",
        StoreError::Moved(_) => "start with the address of the database that the data went to",
        StoreError::Migration(_) => {
            "use the program that wrote it last, or restore the backup that fits this one"
        }
        StoreError::Corrupt(_) => {
            "stop the server, keep a copy of the folder, and restore the last backup"
        }
        _ => "see what it says; stop the server and keep a copy before you change anything",
    };
    Finding::problem("database", format!("`{target}`: {why}"), remedy)
}

fn schema(look: &Look) -> Finding {
    match look.steps_to_come() {
        0 => Finding::well("schema", "it is the one of this program"),
        steps => Finding::note(
            "schema",
            format!("the next start brings it up by {steps} steps; make a backup before"),
        ),
    }
}

/// What is read of the content without opening anything.
async fn content(look: &Look, examination: &Examination) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    let seen = look.fact(SEEN).await?.and_then(|seen| seen.parse().ok());
    findings.push(clock(seen, examination.now));
    findings.extend(changed(look, examination).await?);
    let stuck = look.stuck().await?;
    findings.push(match stuck {
        0 => Finding::well("outbox", "no job fails again and again"),
        _ => Finding::problem(
            "outbox",
            format!("{stuck} jobs have failed five times or more"),
            "look for `a job is put off` in the log: it says which, and why",
        ),
    });
    findings.push(uploads(look, examination).await?);
    Ok(findings)
}

fn clock(seen: Option<Timestamp>, now: Timestamp) -> Finding {
    let Some(seen) = seen else {
        return Finding::note("clock", "no start has put a time on record yet");
    };
    let behind = seen.duration_since(now);
    match behind > SLACK {
        true => Finding::problem(
            "clock",
            format!("it is {} s behind what is on record ({seen})", behind.as_secs()),
            "set it right; if it is right, start once with --clock-is-right",
        ),
        false => {
            let ago = SignedDuration::ZERO.saturating_sub(behind).as_secs();
            Finding::well("clock", format!("it was put on record last {ago} s ago"))
        }
    }
}

/// Service files that differ from what is in force under the same version: a start refuses them.
async fn changed(look: &Look, examination: &Examination) -> Result<Vec<Finding>, StoreError> {
    let known = look.versions().await?.into_iter();
    let known: BTreeMap<(String, i64), Vec<u8>> =
        known.map(|known| ((known.service, known.version), known.hash)).collect();
    let Ok(loaded) = onewindow_catalogue::load(&examination.catalogue) else {
        return Ok(Vec::new());
    };
    let mut findings = Vec::new();
    for service in loaded.catalogue.services() {
        let path = examination.catalogue.join("services").join(format!("{}.yaml", service.id));
        let Ok(body) = std::fs::read(&path) else { continue };
        let hash = ring::digest::digest(&ring::digest::SHA256, &body);
        let before = known.get(&(service.id.clone(), i64::from(service.version)));
        if before.is_some_and(|before| before != hash.as_ref()) {
            findings.push(Finding::problem(
                "catalogue",
                format!(
                    "`{}` differs from version {} of it that is in force here",
                    path.display(),
                    service.version
                ),
                format!(
                    "give the changed file version {}, or put the old one back: the next start would \
                     refuse",
                    service.version.saturating_add(1)
                ),
            ));
        }
    }
    Ok(findings)
}

async fn uploads(look: &Look, examination: &Examination) -> Result<Finding, StoreError> {
    let blobs = match BlobStore::existing(examination.place.data.join("uploads")) {
        Ok(blobs) => Some(blobs),
        Err(StoreError::Missing) => None,
        Err(other) => return Err(other),
    };
    let (mut all, mut wrong, mut last) = (0_u64, Vec::new(), String::new());
    loop {
        let page = look.uploads(&last).await?;
        let Some(end) = page.last() else { break };
        last.clone_from(end);
        for id in page {
            all = all.saturating_add(1);
            if !is_there(blobs.as_ref(), &id, examination.deep).await? {
                wrong.push(id);
            }
        }
    }
    let how = if examination.deep { "read and found right" } else { "there" };
    if wrong.is_empty() {
        return Ok(Finding::well("uploads", format!("all {all} are {how}")));
    }
    let named: Vec<&str> = wrong.iter().take(NAMED).map(String::as_str).collect();
    Ok(Finding::problem(
        "uploads",
        format!("{} of {all} are missing or damaged: {}", wrong.len(), named.join(" ")),
        "take them from a backup: uploads/ab/cdef… has the same name there",
    ))
}

async fn is_there(blobs: Option<&BlobStore>, id: &str, deep: bool) -> Result<bool, StoreError> {
    let (Some(blobs), Ok(id)) = (blobs, id.parse()) else { return Ok(false) };
    if !deep {
        return Ok(blobs.holds(id));
    }
    match blobs.get(id).await {
        Ok(found) => Ok(found.is_some()),
        Err(StoreError::Corrupt(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Reads the whole database.
async fn whole(target: &Target) -> Finding {
    match Store::examine(target).await {
        Ok(wrong) if wrong.is_empty() => {
            Finding::well("integrity", "every page and reference is whole")
        }
        Ok(wrong) => Finding::problem(
            "integrity",
            wrong.join("; "),
            "stop the server, keep a copy of the folder, and restore the last backup",
        ),
        Err(why) => unusable(target, &why),
    }
}
