//! Backing a node up while it runs, and restoring it. Sealed data goes one way, keys another: who finds
//! one of the two can read nothing.

mod keys;
mod place;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use onewindow_gate::Vault;
use onewindow_gate::seal::{KeyFileError, MasterKey};
use onewindow_store::backup::{About, Unfinished, make};
pub use onewindow_store::backup::{Backup, BackupError, Manifest, TableFile, Told};
use onewindow_store::{BlobStore, StoreError, Target};

use crate::issuer::Issuer;
use crate::start::{MASTER_KEY_MARK, Place, master_key_mark};

pub use keys::Kept;

/// The fact by which the issuer's key is known again.
const ISSUER: &str = "issuer-key";

/// Why nothing was backed up or restored.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Keys and data would lie together.
    #[error("keys and data must lie apart: `{}` is `{}`, is in it, or holds it. Whoever finds both can read everything; put the keys on another medium, or leave --keys-to out", keys.display(), data.display())]
    Together {
        /// For the keys.
        keys: PathBuf,
        /// For the data.
        data: PathBuf,
    },
    /// The backup would lie where what it is of lies.
    #[error("`{}` is in the data folder `{}`, or holds it: it would be lost with it; name a folder elsewhere, best on another disk", to.display(), data.display())]
    InTheData {
        /// For the backup.
        to: PathBuf,
        /// The node's folder.
        data: PathBuf,
    },
    /// A folder without keys.
    #[error("`{}` holds no `{lacks}`: name with --keys-from the folder that `onewindow backup --keys-to` filled for this node", folder.display())]
    NoKeys {
        /// The folder.
        folder: PathBuf,
        /// A file that it should hold.
        lacks: &'static str,
    },
    /// Another key.
    #[error("{0}")]
    OtherKey(String),
    /// A key file is not as it must be.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// There is nothing to back up.
    #[error("there is no data in `{0}` yet: the first start makes it")]
    Nothing(Target),
    /// The backup is damaged: everything that is wrong with it.
    #[error("the backup is damaged; nothing was restored:\n{}", .0.join("\n"))]
    Damaged(Vec<String>),
    /// Files or database.
    #[error(transparent)]
    Backup(#[from] BackupError),
}

impl From<StoreError> for Refusal {
    fn from(why: StoreError) -> Refusal {
        Refusal::Backup(why.into())
    }
}

/// What to back up, and where to.
pub struct Order<'o> {
    /// The node.
    pub place: &'o Place,
    /// A folder that is missing or empty.
    pub to: &'o Path,
    /// Another for the keys, if they are to be backed up as well.
    pub keys_to: Option<&'o Path>,
    /// Now.
    pub now: Timestamp,
    /// The version of the program.
    pub product: &'o str,
}

/// Backs up. The node may run. Keys first: data without its keys is worth nothing.
pub async fn back_up(
    order: &Order<'_>,
    told: &mut dyn FnMut(Told<'_>),
) -> Result<(Manifest, Option<Kept>), Refusal> {
    let data = &order.place.data;
    let elsewhere = |to: &Path| match place::is_within(to, data) {
        true => Err(Refusal::InTheData { to: to.to_owned(), data: data.clone() }),
        false => Ok(()),
    };
    elsewhere(order.to)?;
    if let Some(keys) = order.keys_to {
        elsewhere(keys)?;
        if place::is_within(keys, order.to) {
            return Err(Refusal::Together { keys: keys.to_owned(), data: order.to.to_owned() });
        }
    }
    let nothing = |why| match why {
        BackupError::Store(StoreError::Missing) => Refusal::Nothing(order.place.target()),
        other => other.into(),
    };
    let blobs = BlobStore::existing(data.join("uploads")).map_err(|why| nothing(why.into()))?;
    let from = data.join("keys");
    let kept = order.keys_to.map(|to| keys::keep(&from, to, order.now)).transpose()?;
    let about = About {
        product: order.product.to_owned(),
        made_at: order.now,
        facts: issuer_mark(&from).map(|mark| (ISSUER.to_owned(), mark)).into_iter().collect(),
    };
    let manifest = make(&order.place.target(), &blobs, order.to, about, told).await;
    Ok((manifest.map_err(nothing)?, kept))
}

/// Restores a backup into a fresh folder and, where `place` names one, an empty database. Everything is
/// read before and after; the folder gets its name when all of it is proved.
pub async fn restore(
    from: &Path,
    keys_from: &Path,
    place: &Place,
    told: &mut dyn FnMut(Told<'_>),
) -> Result<Manifest, Refusal> {
    let backup = Backup::open(from)?;
    let manifest = backup.manifest().clone();
    let folder = Unfinished::begin(&place.data)?;
    keys::copy(keys_from, &folder.path().join("keys"))?;
    fits(&backup, &folder.path().join("keys"))?;
    let wrong = backup.check(told)?;
    if !wrong.is_empty() {
        return Err(Refusal::Damaged(wrong));
    }
    let meanwhile = Place { data: folder.path().to_owned(), database: place.database.clone() };
    let uploads = folder.path().join("uploads");
    BlobStore::open(&uploads)?;
    let restored = backup.restore(&meanwhile.target(), &uploads, told).await?;
    match restored.is_file() {
        true => {
            restored.release().await?;
            folder.finish()?;
        }
        false => {
            folder.finish()?;
            restored.release().await?;
        }
    }
    Ok(manifest)
}

/// The keys must be those of the data: with others it could never be read again.
fn fits(backup: &Backup, keys: &Path) -> Result<(), Refusal> {
    let vault = Vault::new(&MasterKey::load(&keys.join("master.key"), None)?);
    let sealed = backup.fact(MASTER_KEY_MARK)?;
    if sealed.is_some_and(|mark| mark != master_key_mark(&vault)) {
        return Err(Refusal::OtherKey(
            "the master key is not the one that this backup was sealed with: name the keys that were \
             backed up for it"
                .to_owned(),
        ));
    }
    let signing = backup.manifest().facts.get(ISSUER);
    match signing.is_some_and(|mark| issuer_mark(keys).as_ref() != Some(mark)) {
        true => Err(Refusal::OtherKey(
            "the issuer's key is not the one that this node signed with: what it signed would not be \
             trusted; name the keys that were backed up for it"
                .to_owned(),
        )),
        false => Ok(()),
    }
}

/// By what the issuer's key is known, if it is there: its public half, hashed.
fn issuer_mark(keys: &Path) -> Option<String> {
    Issuer::public_key(&keys.join("issuer.der")).ok()
}

/// The newest backup in a folder, or in the folders in it.
pub fn newest(folder: &Path) -> Option<(PathBuf, Manifest)> {
    let inside = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let all = std::iter::once(folder.to_owned()).chain(inside);
    let found = all.filter_map(|path| {
        let backup = Backup::open(&path).ok()?;
        Some((path, backup.manifest().clone()))
    });
    found.max_by_key(|(_, manifest)| manifest.made_at)
}
