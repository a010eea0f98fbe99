//! Making a backup while the node goes on.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufRead, BufReader, ErrorKind, Write},
    path::Path,
};

use jiff::Timestamp;

use super::{
    BackupError, FORM, LEFT_OUT, LIST, MANIFEST, Manifest, TableFile, Told, Unfinished, Uploads,
    file::Tallied, snapshot::Snapshot, table_file,
};
use crate::{BlobStore, MIGRATIONS, StoreError, Target, blobs::place, moving::table::Table};

/// Ids of uploads that the snapshot refers to, until they are copied.
const WANTED: &str = "wanted.txt";

/// What the manifest says besides what is found.
pub struct About {
    /// The version of the program.
    pub product: String,
    /// Now.
    pub made_at: Timestamp,
    /// Further facts, by name; nothing secret, nothing personal.
    pub facts: BTreeMap<String, String>,
}

/// Makes a backup of the database at `target` and of the uploads in `blobs`, in the folder `to`, which
/// is missing or empty. The node may run and write. Nothing is thrown away from `blobs` meanwhile.
pub async fn make(
    target: &Target,
    blobs: &BlobStore,
    to: &Path,
    about: About,
    told: &mut dyn FnMut(Told<'_>),
) -> Result<Manifest, BackupError> {
    let folder = Unfinished::begin(to)?;
    let here = folder.path();
    // Before the snapshot: what it refers to must still be there when it is copied.
    let _kept = blobs.keep().await?;
    let snapshot = Snapshot::take(target, MIGRATIONS).await?;
    let database = here.join("database");
    fs::create_dir(&database).map_err(|why| BackupError::at(&database, why))?;
    let mut tables = Vec::new();
    for table in snapshot.tables.iter().filter(|table| !LEFT_OUT.contains(&table.name.as_str())) {
        tables.push(write(&snapshot, table, here, told).await?);
    }
    want(&snapshot, here).await?;
    let step = u32::try_from(snapshot.step).unwrap_or(u32::MAX);
    drop(snapshot);
    let uploads = copy(blobs, here, told).await?;
    let manifest = Manifest {
        form: FORM,
        product: about.product,
        made_at: about.made_at,
        step,
        left_out: LEFT_OUT.map(str::to_owned).to_vec(),
        facts: about.facts,
        tables,
        uploads,
    };
    let path = here.join(MANIFEST);
    let text = serde_json::to_string_pretty(&manifest)
        .map_err(|why| StoreError::Other(why.to_string()))?;
    fs::write(&path, text + "\n").map_err(|why| BackupError::at(&path, why))?;
    folder.finish()?;
    Ok(manifest)
}

async fn write(
    snapshot: &Snapshot,
    table: &Table,
    here: &Path,
    told: &mut dyn FnMut(Told<'_>),
) -> Result<TableFile, BackupError> {
    let mut file = Tallied::create(&table_file(here, &table.name))?;
    let mut rows = 0_u64;
    let mut last = None;
    loop {
        let page = snapshot.page(table, last.as_deref()).await?;
        let Some(end) = page.last() else { break };
        last = Some(table.key_of(end).to_vec());
        for row in &page {
            file.row(row)?;
            rows = rows.saturating_add(1);
        }
        told(Told::Rows { table: &table.name, rows });
    }
    let (bytes, sha256) = file.end()?;
    let columns = table.columns.iter().map(|column| column.name.clone()).collect();
    Ok(TableFile { name: table.name.clone(), columns, rows, bytes, sha256 })
}

/// Writes down which uploads the snapshot refers to, so that it need not be held while they are copied.
async fn want(snapshot: &Snapshot, here: &Path) -> Result<(), BackupError> {
    let mut wanted = Tallied::create(&here.join(WANTED))?;
    let mut last = String::new();
    // The table came with the second step.
    while snapshot.tables.iter().any(|table| table.name == "documents") {
        let page = snapshot.uploads(&last).await?;
        let Some(end) = page.last() else { break };
        last.clone_from(end);
        for id in page {
            wanted.put(format!("{id}\n").as_bytes())?;
        }
    }
    wanted.end().map(|_| ())
}

async fn copy(
    blobs: &BlobStore,
    here: &Path,
    told: &mut dyn FnMut(Told<'_>),
) -> Result<Uploads, BackupError> {
    let wanted = here.join(WANTED);
    let failed = |why| BackupError::at(&wanted, why);
    let lines = BufReader::new(File::open(&wanted).map_err(failed)?).lines();
    let mut list = Tallied::create(&here.join(LIST))?;
    let mut uploads = Uploads::default();
    for line in lines {
        let line = line.map_err(failed)?;
        let found = match line.parse() {
            Ok(id) => match blobs.get(id).await {
                Ok(found) => found.map(|octets| (id, octets)),
                Err(StoreError::Corrupt(_)) => None,
                Err(other) => return Err(other.into()),
            },
            Err(_) => None,
        };
        let Some((id, octets)) = found else {
            uploads.missing.push(line);
            continue;
        };
        put(&here.join("uploads"), id, &octets)?;
        list.put(format!("{id}\n").as_bytes())?;
        uploads.count = uploads.count.saturating_add(1);
        let bytes = u64::try_from(octets.len()).unwrap_or(u64::MAX);
        uploads.bytes = uploads.bytes.saturating_add(bytes);
        told(Told::Uploads { done: uploads.count });
    }
    uploads.sha256 = list.end()?.1;
    fs::remove_file(&wanted).map_err(failed)?;
    Ok(uploads)
}

/// Writes an upload under a folder; it is synced with the folder as a whole.
pub(super) fn put(root: &Path, id: crate::BlobId, octets: &[u8]) -> Result<(), BackupError> {
    let (shard, path) = place(root, id);
    match fs::create_dir_all(&shard) {
        Err(why) if why.kind() != ErrorKind::AlreadyExists => {
            return Err(BackupError::at(&shard, why));
        }
        _ => {}
    }
    let mut file = File::create(&path).map_err(|why| BackupError::at(&path, why))?;
    file.write_all(octets).map_err(|why| BackupError::at(&path, why))
}
