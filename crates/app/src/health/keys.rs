//! The keys: there, closed to others, and those of this data.

use std::path::Path;

use onewindow_gate::Vault;
use onewindow_gate::seal::{KeyFileError, MasterKey};
use onewindow_store::Look;

use super::Finding;
use crate::issuer::Issuer;
use crate::start::{MASTER_KEY_MARK, Place, master_key_mark};

const RESTORE: &str = "restore it from your key backup; without it the data cannot be read";

/// Examines the keys of a node that was begun.
pub(super) async fn examine(place: &Place) -> Vec<Finding> {
    let keys = place.data.join("keys");
    vec![master(place, &keys).await, issuer(&keys)]
}

async fn master(place: &Place, keys: &Path) -> Finding {
    let path = keys.join("master.key");
    let key = match MasterKey::load(&path, None) {
        Ok(key) => key,
        Err(why) => {
            let remedy = remedy(&why, RESTORE);
            return Finding::problem("master-key", why.to_string(), remedy);
        }
    };
    let mark = match Look::at(&place.target()).await {
        Ok(look) => look.fact(MASTER_KEY_MARK).await.ok().flatten(),
        // What is wrong with the database is said where that is examined.
        Err(_) => None,
    };
    match mark.is_none_or(|mark| mark == master_key_mark(&Vault::new(&key))) {
        true => Finding::well("master-key", "it is there, and only its owner can read it"),
        false => Finding::problem(
            "master-key",
            format!("`{}` is not the key that this data was sealed with", path.display()),
            RESTORE,
        ),
    }
}

/// A key that is there and open to others is closed, not replaced.
fn remedy(why: &KeyFileError, restore: &'static str) -> &'static str {
    match why {
        KeyFileError::Open(_) => "close it to others; whoever could read it may have a copy of it",
        _ => restore,
    }
}

fn issuer(keys: &Path) -> Finding {
    match Issuer::public_key(&keys.join("issuer.der")) {
        Ok(kid) => Finding::well(
            "issuer-key",
            format!("it is there, and only its owner can read it; its id is {kid}"),
        ),
        Err(why) => Finding::problem(
            "issuer-key",
            why.to_string(),
            "close it, or restore it from your key backup; a new one would not be trusted by those who \
             verify certificates",
        ),
    }
}
