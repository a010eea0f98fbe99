//! Importing into a node's catalogue: beside a running server, which takes it over by itself.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use onewindow_catalogue::import::{
    ImportError, ImportReport, ImportSink, SinkError, Stored, import_files,
};
use onewindow_model::institution::SharedKind;
use onewindow_store::entities::catalogue::{self as rows, SharedRecord, VersionRecord};
use onewindow_store::{End, Store, tx_job};

use crate::error::AppError;
use crate::start::{Place, StartError, assemble, version};

/// Records written in one transaction.
const BATCH: usize = 200;

/// Why an import was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The node's data or catalogue cannot be used.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The source or the mapping cannot be used.
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// Imports a source by a mapping file into the data folder of a node.
pub async fn run(
    map: &Path,
    from: &Path,
    place: &Place,
    catalogue: &Path,
    now: Timestamp,
) -> Result<ImportReport, Failure> {
    crate::start::private_folder(&place.data)?;
    let store = place.open().await?;
    let loaded = onewindow_catalogue::load(catalogue)
        .map_err(|why| StartError::Catalogue(why.to_string()))?;
    let known = crate::start::known(&store).await?;
    let latest = known.versions.iter().map(|record| {
        let stored = Stored { version: record.version, text: record.body.clone() };
        (record.service.clone(), stored)
    });
    // Versions come oldest first: the newest stays.
    let mut sink = Sink { latest: latest.collect(), shared: Vec::new(), versions: Vec::new() };
    let shared = assemble(loaded.catalogue, known)?.shared;
    let report = import_files(map, from, &shared, &mut sink)?;
    sink.write(&store, now).await.map_err(StartError::App)?;
    store.close().await;
    Ok(report)
}

/// Gathers what was imported; nothing is written before the source was read to its end.
struct Sink {
    latest: BTreeMap<String, Stored>,
    shared: Vec<SharedRecord>,
    versions: Vec<VersionRecord>,
}

impl Sink {
    fn shared(&mut self, kind: SharedKind, id: &str, text: &str) {
        self.shared.push(SharedRecord { kind, id: id.to_owned(), body: text.to_owned() });
    }

    async fn write(self, store: &Store, now: Timestamp) -> Result<(), AppError> {
        let shared = self.shared;
        let institutions = tx_job!([shared], |tx| {
            for record in &shared {
                rows::put_shared(tx, record, now).await?;
            }
            Ok(End::<(), AppError>::Commit(()))
        });
        store.run_tx("import.shared", institutions).await?;
        for batch in self.versions.chunks(BATCH) {
            let batch = batch.to_vec();
            let services = tx_job!([batch], |tx| {
                for record in &batch {
                    if !rows::insert_version(tx, record, now).await? {
                        return Ok(End::Rollback(AppError::Conflict));
                    }
                }
                Ok(End::Commit(()))
            });
            store.run_tx("import.services", services).await?;
        }
        // Last: a server that runs beside takes over the whole import or nothing of it.
        let revision = now.to_string();
        let complete = tx_job!([revision], |tx| {
            rows::revise(tx, &revision).await?;
            Ok(End::<(), AppError>::Commit(()))
        });
        store.run_tx("import.complete", complete).await?;
        Ok(())
    }
}

impl ImportSink for Sink {
    fn latest(&mut self, id: &str) -> Result<Option<Stored>, SinkError> {
        Ok(self.latest.get(id).cloned())
    }

    fn region(&mut self, id: &str, text: &str) -> Result<(), SinkError> {
        self.shared(SharedKind::Region, id, text);
        Ok(())
    }

    fn authority(&mut self, id: &str, text: &str) -> Result<(), SinkError> {
        self.shared(SharedKind::Authority, id, text);
        Ok(())
    }

    fn service(&mut self, id: &str, number: u32, text: &str) -> Result<(), SinkError> {
        let stored = Stored { version: number, text: text.to_owned() };
        self.latest.insert(id.to_owned(), stored);
        self.versions.push(version(id, number, "import", text.to_owned()));
        Ok(())
    }
}
