//! What is wrong with an installation, and what to do. Reads only; the server may be running.

mod data;
mod database;
mod keys;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Serialize;

use crate::backup;
use crate::start::Place;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// In order.
    Ok,
    /// In order, and worth a word.
    Note,
    /// Not in order.
    Problem,
}

/// One thing examined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at: one word.
    pub check: &'static str,
    /// How it stands.
    pub state: State,
    /// What was found.
    pub what: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}

impl Finding {
    /// Something in order.
    pub fn well(check: &'static str, what: impl Into<String>) -> Finding {
        Finding { check, state: State::Ok, what: what.into(), remedy: None }
    }

    /// Something that is worth a word.
    pub fn note(check: &'static str, what: impl Into<String>) -> Finding {
        Finding { check, state: State::Note, what: what.into(), remedy: None }
    }

    /// Something wrong, with what to do.
    pub fn problem(
        check: &'static str,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Finding {
        let remedy = Some(remedy.into());
        Finding { check, state: State::Problem, what: what.into(), remedy }
    }
}

/// What to examine.
#[derive(Clone, Debug)]
pub struct Examination {
    /// Where the node keeps what it keeps.
    pub place: Place,
    /// The folder of the catalogue.
    pub catalogue: PathBuf,
    /// A folder of backups.
    pub backups: Option<PathBuf>,
    /// Whether the whole database and every upload is read.
    pub deep: bool,
    /// Now.
    pub now: Timestamp,
}

/// A backup a night, and two hours for it.
const OLDEST_BACKUP_HOURS: i64 = 26;

/// Examines catalogue, keys, database, uploads, disk, clock and backups.
pub async fn examine(examination: &Examination) -> Vec<Finding> {
    let Examination { place, catalogue, backups, now, .. } = examination;
    let mut findings = vec![examine_catalogue(catalogue)];
    findings.extend(data::examine(&place.data));
    let (database, begun) = database::examine(examination).await;
    if begun {
        findings.extend(keys::examine(place).await);
    }
    findings.extend(database);
    findings.extend(backups.as_deref().map(|folder| examine_backups(folder, *now)));
    findings
}

fn examine_catalogue(folder: &Path) -> Finding {
    match onewindow_catalogue::load(folder) {
        Ok(loaded) if loaded.findings.is_empty() => {
            Finding::well("catalogue", format!("{} services, no findings", loaded.services))
        }
        Ok(loaded) => Finding::problem(
            "catalogue",
            match loaded.findings.len() {
                1 => format!("1 finding in {} services", loaded.services),
                many => format!("{many} findings in {} services", loaded.services),
            },
            format!("run: onewindow catalogue check {}", folder.display()),
        ),
        Err(why) => Finding::problem(
            "catalogue",
            why.to_string(),
            "name the folder of the catalogue with --catalogue DIR",
        ),
    }
}

fn examine_backups(folder: &Path, now: Timestamp) -> Finding {
    let Some((path, manifest)) = backup::newest(folder) else {
        return Finding::problem(
            "backups",
            format!("there is none in `{}`", folder.display()),
            "make one: onewindow backup --to DIR --keys-to OTHER_DIR",
        );
    };
    let age = now.duration_since(manifest.made_at).as_hours();
    let what = format!("the newest is of {}, in `{}`", manifest.made_at, path.display());
    let missing = manifest.uploads.missing.len();
    if age > OLDEST_BACKUP_HOURS {
        let remedy = "see why none was made since: systemctl status onewindow-backup.timer";
        return Finding::problem("backups", format!("{what}: {age} hours ago"), remedy);
    }
    match missing {
        0 => Finding::well("backups", what),
        _ => Finding::problem(
            "backups",
            format!("{what}; {missing} uploads were missing in the node itself"),
            "look for them in older backups; onewindow doctor --deep names them",
        ),
    }
}
