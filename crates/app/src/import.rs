//! Importing into a node's catalogue: beside a running server, which takes it over by itself.

mod spool;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use onewindow_catalogue::import::{
    ImportError, ImportReport, ImportSink, Progress, SinkError, import_files,
};
use onewindow_model::institution::SharedKind;
use onewindow_store::entities::catalogue::{self as rows, SharedRecord};
use onewindow_store::{End, Store, tx_job};

use crate::error::AppError;
use crate::start::{Place, StartError, version};
use spool::Spool;

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
    /// So many records cannot be taken that the mapping is probably wrong. Nothing was written.
    #[error("{} of {} records cannot be taken, more than {limit} %: nothing was written", .report.skipped, .report.read)]
    Drops {
        /// What would have come of it.
        report: Box<ImportReport>,
        /// The most that may be skipped, in per cent of the records.
        limit: f64,
    },
}

/// What to import, and how much of it may be lost.
#[derive(Clone, Copy, Debug)]
pub struct Order<'o> {
    /// The mapping file.
    pub map: &'o Path,
    /// The source.
    pub from: &'o Path,
    /// Nothing is written when more records than so many per cent are skipped.
    pub drop_limit: f64,
}

/// Imports a source by a mapping file into the data folder of a node.
///
/// What was read waits in a file of the data folder, so that memory does not grow with the source
/// and nothing is written before it was read to its end.
pub async fn run(
    order: &Order<'_>,
    place: &Place,
    catalogue: &Path,
    now: Timestamp,
    progress: Progress<'_>,
) -> Result<ImportReport, Failure> {
    crate::start::private_folder(&place.data)?;
    let store = place.open().await?;
    let loaded = onewindow_catalogue::load(catalogue)
        .map_err(|why| StartError::Catalogue(why.to_string()))?;
    let known = crate::start::known(&store).await?;
    let shared = crate::start::shared(&loaded.catalogue, &known)?;
    // Versions come oldest first: the newest stays.
    let latest = known
        .versions
        .into_iter()
        .map(|record| (record.service, (record.version, spool::digest(record.body.as_bytes()))));
    let latest = latest.collect();
    let spool = Spool::begin(&place.data).map_err(|why| disk(place, why))?;
    let mut sink = Sink { latest, shared: Vec::new(), spool };
    let report = import_files(order.map, order.from, &shared, &mut sink, progress)?;
    if report.drops_more_than(order.drop_limit) {
        return Err(Failure::Drops { report: Box::new(report), limit: order.drop_limit });
    }
    sink.write(&store, place, now).await?;
    store.close().await;
    Ok(report)
}

/// Gathers what was imported; nothing is written before the source was read to its end.
struct Sink {
    latest: BTreeMap<String, (u32, spool::Digest)>,
    shared: Vec<SharedRecord>,
    spool: Spool,
}

impl Sink {
    fn shared(&mut self, kind: SharedKind, id: &str, text: &str) {
        self.shared.push(SharedRecord { kind, id: id.to_owned(), body: text.to_owned() });
    }

    async fn write(self, store: &Store, place: &Place, now: Timestamp) -> Result<(), StartError> {
        institutions(store, self.shared, now).await.map_err(StartError::App)?;
        let mut stored = self.spool.read().map_err(|why| disk(place, why))?;
        loop {
            let batch = stored.next(BATCH).map_err(|why| disk(place, why))?;
            if batch.is_empty() {
                break;
            }
            let batch: Vec<_> = batch
                .into_iter()
                .map(|(id, number, text)| version(&id, number, "import", text))
                .collect();
            let services = tx_job!([batch], |tx| {
                for record in &batch {
                    if !rows::insert_version(tx, record, now).await? {
                        return Ok(End::Rollback(AppError::Conflict));
                    }
                }
                Ok(End::Commit(()))
            });
            let done = store.run_tx("import.services", services).await;
            done.map_err(AppError::from).map_err(StartError::App)?;
        }
        // Last: a server that runs beside takes over the whole import or nothing of it.
        let revision = now.to_string();
        let complete = tx_job!([revision], |tx| {
            rows::revise(tx, &revision).await?;
            Ok(End::<(), AppError>::Commit(()))
        });
        let done = store.run_tx("import.complete", complete).await;
        done.map_err(AppError::from).map_err(StartError::App)?;
        Ok(())
    }
}

fn disk(place: &Place, source: std::io::Error) -> StartError {
    StartError::Data { path: place.data.clone(), source }
}

async fn institutions(
    store: &Store,
    shared: Vec<SharedRecord>,
    now: Timestamp,
) -> Result<(), AppError> {
    let job = tx_job!([shared], |tx| {
        for record in &shared {
            rows::put_shared(tx, record, now).await?;
        }
        Ok(End::<(), AppError>::Commit(()))
    });
    store.run_tx("import.shared", job).await?;
    Ok(())
}

impl ImportSink for Sink {
    fn latest(&mut self, id: &str) -> Result<Option<u32>, SinkError> {
        Ok(self.latest.get(id).map(|(version, _)| *version))
    }

    fn is_latest(&mut self, id: &str, text: &str) -> Result<bool, SinkError> {
        let latest = self.latest.get(id);
        Ok(latest.is_some_and(|(_, stored)| *stored == spool::digest(text.as_bytes())))
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
        self.spool.add(id, number, text)?;
        Ok(())
    }
}
