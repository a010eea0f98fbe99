//! Starting: the catalogue's files, storage, keys, in this order, each refusing with what to do.

mod assemble;
mod error;
mod place;
pub(crate) mod reserve;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

pub(crate) use assemble::{assemble, shared};
pub use error::StartError;
use onewindow_catalogue::{Catalogue, Finding, Severity};
use onewindow_gate::seal::{MasterKey, hex};
use onewindow_gate::{Gate, Vault};
use onewindow_model::actor::Actor;
use onewindow_model::clock::{Clock, Random};
use onewindow_model::lang::Lang;
use onewindow_passkeys::Party;
pub use onewindow_store::PostgresUrl;
use onewindow_store::entities::catalogue::{self as rows, SharedRecord, VersionRecord};
use onewindow_store::entities::{keys as data_keys, meta};
use onewindow_store::{BlobStore, End, Store, tx_job};
pub use place::Place;

use crate::catalogue::{CatalogueHandle, Current};
use crate::certificates::SignedLists;
use crate::clock_watch;
use crate::ctx::{App, Settings};
use crate::demo::OneTimeCode;
use crate::error::AppError;
use crate::issuer::Issuer;
use crate::readiness::Rounds;
use crate::registers::{FileRegister, Registers};
use crate::sign_in::SignIn;
use crate::slips::WrongCodes;
use crate::sweep::Swept;

/// How a node starts.
#[derive(Clone, Debug)]
pub struct Start {
    /// Where it keeps what it keeps.
    pub place: Place,
    /// The folder of the catalogue.
    pub catalogue: PathBuf,
    /// The address by which people reach the node, without a slash at the end.
    pub base_url: String,
    /// Whether anyone may sign in as anyone of the demonstration.
    pub demo: bool,
    /// Announces one-time codes, for a demonstration that others can reach.
    pub demo_code: Option<fn(&str)>,
    /// Sign-in of people at their identity provider.
    pub sign_in: Option<Arc<SignIn>>,
    /// Somebody has looked at the clock: it counts, whatever is on record.
    pub clock_is_right: bool,
}

/// Opens everything. The lock on the folder stands as long as the file in the result.
pub async fn start(
    options: &Start,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> Result<(Arc<App>, File), StartError> {
    begin(options, clock, random).await.map_err(|why| why.of(&options.place))
}

async fn begin(
    options: &Start,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> Result<(Arc<App>, File), StartError> {
    // Before anything is written: a start from the wrong place leaves nothing behind.
    let files = files(&options.catalogue)?;
    let data = &options.place.data;
    let lock = lock(data)?;
    reserve::release(data);
    options.place.not_emptied().await?;
    let store = options.place.open().await?;
    mark(&store, options).await?;
    let (vault, issuer) = keys(&store, options, &files, &*random).await?;
    let blobs = BlobStore::open(data.join("uploads"))?;
    let left = blobs.clear_unfinished().await?;
    if left > 0 {
        tracing::info!(files = left, "uploads that never arrived were thrown away");
    }
    // Before what it stands for: an import in between is taken over by the next round.
    let revision = revision(&store).await?;
    let catalogue = catalogue(&store, files, options, clock.now()).await?;
    let registers = Registers::default();
    if options.demo {
        connect_file_registers(&registers, options, &catalogue)?;
    }
    let current = Current::new(catalogue)?;
    let clock_watch = clock_watch::begin(&store, clock.now(), options.clock_is_right).await?;
    let settings = settings(options, &*random);
    let name = current.files.region.name.words(Lang::Zh).to_owned();
    let passkeys = Party::new(&options.base_url, &name);
    let begun_at = clock.elapsed();
    let app = App {
        gate: Gate::new(Arc::clone(&vault)),
        store,
        blobs,
        vault,
        issuer,
        registers,
        clock,
        random,
        demo: RwLock::default(),
        catalogue: CatalogueHandle::new(current, revision),
        start: options.clone(),
        swept: Swept::default(),
        wrong_codes: WrongCodes::default(),
        lists: SignedLists::default(),
        clock_watch,
        rounds: Rounds::new(begun_at),
        passkeys,
        settings,
    };
    let app = Arc::new(app);
    if options.demo {
        let system = app.ctx(Actor::System { job: "demo".to_owned() });
        crate::demo::seed(&system, &options.catalogue).await?;
    }
    Ok((app, lock))
}

/// Reads the node's keys; the first start makes them. A new key over sealed data would make all of it
/// unreadable, and nobody knows a new signer.
async fn keys(
    store: &Store,
    options: &Start,
    files: &Catalogue,
    random: &dyn Random,
) -> Result<(Arc<Vault>, Issuer), StartError> {
    let begun = begun(store).await?;
    if !begun.sealed {
        options.place.beside_nothing().await?;
    }
    let folder = options.place.data.join("keys");
    let [master_path, issuer_path] = ["master.key", "issuer.der"].map(|key| folder.join(key));
    for (key, needed) in [(&master_path, begun.sealed), (&issuer_path, begun.signed)] {
        let there = key.try_exists();
        if needed && !there.map_err(|source| StartError::Data { path: key.clone(), source })? {
            return Err(StartError::KeyMissing { database: store.target(), key: key.clone() });
        }
    }
    let master = MasterKey::load(&master_path, (!begun.sealed).then_some(random))?;
    let region = &files.shared.region;
    let name = region.issuer.as_ref().unwrap_or(&region.name).clone();
    let issuer = Issuer::load(&issuer_path, options.base_url.clone(), name, !begun.signed)?;
    let vault = Arc::new(Vault::new(&master));
    // From here on it was begun.
    match is_sealed_with(store, &vault).await? {
        true => Ok((vault, issuer)),
        false => Err(StartError::OtherKey { database: store.target(), key: master_path }),
    }
}

fn settings(options: &Start, random: &dyn Random) -> Settings {
    let code = |announce: fn(&str)| OneTimeCode::new(random, Box::new(announce));
    Settings {
        base_url: options.base_url.clone(),
        demo: options.demo,
        demo_code: options.demo_code.map(code),
        sign_in: options.sign_in.clone(),
    }
}

/// A folder is for the demonstration or for real, from its first start on: invented officials that
/// anyone can be must never meet real people's data.
async fn mark(store: &Store, options: &Start) -> Result<(), StartError> {
    let wanted = if options.demo { "demonstration" } else { "real" };
    let marked = tx_job!([], |tx| {
        let known = meta::get(tx, "kind").await?;
        if known.is_none() {
            meta::put(tx, "kind", wanted).await?;
        }
        Ok(End::<_, AppError>::Commit(known))
    });
    let known = store.run_tx("start.mark", marked).await.map_err(AppError::from)?.value;
    match known.as_deref() {
        Some("demonstration") if !options.demo => Err(StartError::Demonstration),
        Some("real") if options.demo => Err(StartError::Real),
        _ => Ok(()),
    }
}

/// Which keys a node needs again, by what is in its database.
struct Begun {
    /// Something was, or may have been, sealed with the master key.
    sealed: bool,
    /// Services were offered, so certificates may have been signed.
    signed: bool,
}

async fn begun(store: &Store) -> Result<Begun, StartError> {
    let read = tx_job!([], |tx| {
        let held = data_keys::any(tx).await?;
        let sealed = held || meta::get(tx, MASTER_KEY_MARK).await?.is_some();
        Ok(Begun { sealed, signed: held || rows::any_version(tx).await? })
    });
    Ok(store.read("start.begun", read).await?)
}

/// Under which name the database keeps [`master_key_mark`].
pub(crate) const MASTER_KEY_MARK: &str = "master-key";

/// What the database keeps of its master key: a keyed hash of nothing secret.
pub(crate) fn master_key_mark(vault: &Vault) -> String {
    hex(&vault.lookup("meta", "master key"))
}

/// Whether the database was begun with this key. It keeps a keyed hash that tells nothing else.
pub(crate) async fn is_sealed_with(store: &Store, vault: &Vault) -> Result<bool, StartError> {
    let ours = master_key_mark(vault);
    let marked = tx_job!([ours], |tx| {
        let known = meta::get(tx, MASTER_KEY_MARK).await?;
        if known.is_none() {
            meta::put(tx, MASTER_KEY_MARK, &ours).await?;
        }
        Ok(End::<_, AppError>::Commit(known.is_none_or(|known| known == ours)))
    });
    Ok(store.run_tx("start.key", marked).await.map_err(AppError::from)?.value)
}

/// Makes the data folder, closed to other users.
pub(crate) fn private_folder(data: &Path) -> Result<(), StartError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(data).map_err(|source| StartError::Data { path: data.to_owned(), source })
}

/// Takes the folder for this process, as long as the file stands.
pub(crate) fn lock(data: &Path) -> Result<File, StartError> {
    let failed = |source| StartError::Data { path: data.to_owned(), source };
    private_folder(data)?;
    let file = File::create(data.join("in-use.lock")).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(StartError::InUse(data.to_owned())),
        Err(std::fs::TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Reads the files of a catalogue that has no errors.
fn files(folder: &Path) -> Result<Catalogue, StartError> {
    let loaded =
        onewindow_catalogue::load(folder).map_err(|why| StartError::Catalogue(why.to_string()))?;
    let errors: Vec<&Finding> =
        loaded.findings.iter().filter(|f| f.severity == Severity::Error).collect();
    if !errors.is_empty() {
        let shown: Vec<_> = errors.iter().take(3).map(|finding| finding.human()).collect();
        return Err(StartError::Findings(shown.join("\n")));
    }
    Ok(loaded.catalogue)
}

/// Puts new versions of the files on record, and adds what was imported and what was in force before.
async fn catalogue(
    store: &Store,
    files: Catalogue,
    options: &Start,
    now: jiff::Timestamp,
) -> Result<Catalogue, StartError> {
    let mut versions = Vec::new();
    for service in files.services() {
        let path = options.catalogue.join("services").join(format!("{}.yaml", service.id));
        let body = std::fs::read_to_string(&path)
            .map_err(|error| StartError::Catalogue(format!("{}: {error}", path.display())))?;
        versions.push(version(&service.id, service.version, "files", body));
    }
    let known = record(store, versions, now).await?;
    assemble(files, known)
}

/// A version as it goes on record.
pub(crate) fn version(service: &str, version: u32, source: &str, body: String) -> VersionRecord {
    let digest = ring::digest::digest(&ring::digest::SHA256, body.as_bytes());
    VersionRecord {
        service: service.to_owned(),
        version,
        hash: digest.as_ref().to_vec(),
        source: source.to_owned(),
        body,
    }
}

/// What storage knows of the catalogue.
pub(crate) struct Known {
    pub versions: Vec<VersionRecord>,
    pub shared: Vec<SharedRecord>,
}

/// At which revision imports are.
async fn revision(store: &Store) -> Result<Option<String>, StartError> {
    let read = tx_job!([], |tx| rows::revision(tx).await);
    Ok(store.read("catalogue.revision", read).await?)
}

/// Reads what storage knows of the catalogue.
pub(crate) async fn known(store: &Store) -> Result<Known, StartError> {
    let read = tx_job!([], |tx| {
        Ok(Known { versions: rows::versions(tx).await?, shared: rows::shared(tx).await? })
    });
    Ok(store.read("catalogue.known", read).await?)
}

async fn record(
    store: &Store,
    versions: Vec<VersionRecord>,
    now: jiff::Timestamp,
) -> Result<Known, StartError> {
    let offered = versions.clone();
    let kept = store.run_tx(
        "catalogue.record",
        tx_job!([versions], |tx| {
            for version in &versions {
                rows::insert_version(tx, version, now).await?;
            }
            let known =
                Known { versions: rows::versions(tx).await?, shared: rows::shared(tx).await? };
            Ok(End::<Known, AppError>::Commit(known))
        }),
    );
    let known = kept.await.map_err(AppError::from)?.value;
    for version in &offered {
        let same = |known: &&VersionRecord| {
            known.service == version.service && known.version == version.version
        };
        if known.versions.iter().find(same).is_some_and(|known| known.hash != version.hash) {
            return Err(StartError::Changed {
                service: version.service.clone(),
                version: version.version,
            });
        }
    }
    Ok(known)
}

impl App {
    /// Takes over what was imported beside the running server; true when there was something.
    pub(crate) async fn reload_catalogue(&self) -> Result<bool, StartError> {
        if !self.catalogue.is_new(revision(&self.store).await?) {
            return Ok(false);
        }
        let files = files(&self.start.catalogue)?;
        let next = catalogue(&self.store, files, &self.start, self.now()).await?;
        self.catalogue.replace(Current::new(next)?);
        Ok(true)
    }
}

/// The demonstration's registers are files beside the catalogue.
fn connect_file_registers(
    registers: &Registers,
    options: &Start,
    catalogue: &Catalogue,
) -> Result<(), StartError> {
    let (records, _) = onewindow_catalogue::records::load(&options.catalogue, &catalogue.shared)
        .map_err(|why| StartError::Catalogue(why.to_string()))?;
    let records = Arc::new(records);
    for id in catalogue.shared.registers.keys() {
        registers.connect(id.clone(), Arc::new(FileRegister::new(Arc::clone(&records), id)));
    }
    Ok(())
}
