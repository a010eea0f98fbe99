//! What is wrong with an installation, and what to do. Reads only; the server may be running.

use std::path::Path;

use onewindow_gate::seal::MasterKey;
use onewindow_store::{Store, StoreError, Target};

use crate::start::Place;

/// One thing examined.
pub enum Finding {
    /// In order.
    Well(String),
    /// Not in order.
    Ill {
        /// What is wrong.
        what: String,
        /// What to do.
        remedy: String,
    },
}

impl Finding {
    fn ill(what: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding::Ill { what: what.into(), remedy: remedy.into() }
    }
}

/// Examines catalogue, keys and database.
pub async fn examine(place: &Place, catalogue: &Path) -> Vec<Finding> {
    let data = &place.data;
    let mut findings = vec![examine_catalogue(catalogue)];
    let target = place.target();
    let database = Store::examine(&target).await;
    if database != Err(StoreError::Missing) {
        findings.push(examine_keys(data));
        findings.push(examine_database(&target, database));
        findings.push(examine_rights(data));
    } else {
        let what = format!("no data in `{target}` yet: the first start makes it");
        findings.push(Finding::Well(what));
    }
    findings
}

fn examine_catalogue(folder: &Path) -> Finding {
    match onewindow_catalogue::load(folder) {
        Ok(loaded) if loaded.findings.is_empty() => {
            Finding::Well(format!("catalogue: {} services, no findings", loaded.services))
        }
        Ok(loaded) => Finding::ill(
            format!("catalogue: {} findings", loaded.findings.len()),
            format!("run: onewindow catalogue check {}", folder.display()),
        ),
        Err(why) => Finding::ill(
            format!("catalogue: {why}"),
            "name the folder of the catalogue with --catalogue DIR",
        ),
    }
}

fn examine_keys(data: &Path) -> Finding {
    let path = data.join("keys/master.key");
    match MasterKey::load(&path, None) {
        Ok(_) => Finding::Well("keys: the master key can be read, by its owner only".to_owned()),
        Err(why) => Finding::ill(
            why.to_string(),
            "restore the key file from your key backup; without it the data cannot be read",
        ),
    }
}

fn examine_database(target: &Target, found: Result<Vec<String>, StoreError>) -> Finding {
    match found {
        Ok(wrong) if wrong.is_empty() => Finding::Well(format!("database `{target}`: whole")),
        Ok(wrong) => Finding::ill(
            format!("database: {}", wrong.join("; ")),
            "stop the server, keep a copy of the folder, and restore the last backup",
        ),
        Err(why @ StoreError::Unavailable(_)) => Finding::ill(
            format!("database `{target}`: {why}"),
            "see that the database server runs, that --database names it, and that it lets the \
             user in",
        ),
        Err(why) => Finding::ill(
            format!("database: {why}"),
            "stop the server, keep a copy of the folder, and restore the last backup",
        ),
    }
}

#[cfg(unix)]
fn examine_rights(data: &Path) -> Finding {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(data).map(|meta| meta.permissions().mode() & 0o007);
    match mode {
        Ok(0) => Finding::Well("data folder: closed to other users".to_owned()),
        Ok(_) => Finding::ill(
            format!("data folder: other users of this machine can look into `{}`", data.display()),
            format!("run: chmod 700 {}", data.display()),
        ),
        Err(why) => Finding::ill(format!("data folder: {why}"), "check its rights"),
    }
}

#[cfg(not(unix))]
fn examine_rights(_data: &Path) -> Finding {
    Finding::Well("data folder: rights are not examined on this system".to_owned())
}
