//! The handle of embedded storage: one thread that writes, connections that read beside it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio::sync::{mpsc, oneshot, watch};

use super::{
    connection::{Access, LiteConnection},
    errors::translate,
    migrate::migrate,
    readers::Readers,
    writer::{Order, Writer},
};
use crate::{
    Stats, StoreError, StoreOptions, durable,
    job::{Answer, Held, ReadJob, Waiting, WriteJob},
    moving::MOVED,
    stats::{Counters, Files},
};

#[derive(Clone)]
pub(crate) struct Lite {
    path: PathBuf,
    orders: mpsc::Sender<Order>,
    readers: Arc<Readers>,
    counters: Arc<Counters>,
    /// Closed by the writer thread when it ends.
    ended: watch::Receiver<()>,
}

impl Lite {
    /// Blocks: it waits for the disk.
    pub(crate) fn open(path: &Path, options: &StoreOptions) -> Result<Lite, StoreError> {
        let path = path.to_owned();
        let directory = durable::parent(&path)
            .ok_or_else(|| StoreError::Other("the database path names no file".to_owned()))?;
        durable::create_directory(directory)?;
        let connection = LiteConnection::open(&path, Access::Write)?;
        if let Some(pages) = options.max_pages {
            connection.control(&format!("PRAGMA max_page_count = {pages}"))?;
        }
        migrate(&connection, options.migrations)?;
        stayed(&connection)?;
        // SQLite syncs this directory too, with the first commit. Not to depend on that costs
        // nothing here.
        durable::sync_directory(directory)?;

        let (orders, waiting) = mpsc::channel(options.queue.max(1));
        let (alive, ended) = watch::channel(());
        let counters = Arc::new(Counters::default());
        let writer = Writer {
            connection,
            orders: waiting,
            batch: options.batch.max(1),
            counters: Arc::clone(&counters),
        };
        std::thread::Builder::new().name("store-writer".to_owned()).spawn(move || {
            writer.run();
            drop(alive);
        })?;
        let readers = Readers::new(path.clone(), options.readers.max(1), options.waiting_reads);
        Ok(Lite { path, orders, readers: Arc::new(readers), counters, ended })
    }

    pub(crate) async fn run_tx(&self, name: &'static str, job: WriteJob) -> Answer<Held, Held> {
        let (reply, answer) = oneshot::channel();
        let order = Order::Run(Waiting::new(name, job, reply));
        self.orders.try_send(order).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        answer.await.unwrap_or(Err(StoreError::Closed.into()))
    }

    pub(crate) async fn read(&self, name: &'static str, job: ReadJob) -> Result<Held, StoreError> {
        Arc::clone(&self.readers).read(name, job).await
    }

    pub(crate) fn stats(&self) -> Stats {
        let limit = self.orders.max_capacity();
        let queued = limit.saturating_sub(self.orders.capacity());
        // The other half is held by the thread.
        let writes = self.ended.has_changed().is_ok();
        let stats = self.counters.stats(queued, limit);
        Stats { files: Some(Files::of(&self.path)), writes, ..stats }
    }

    /// Returns when the writer has ended, for whatever reason.
    pub(crate) async fn ended(&self) {
        let _ = self.ended.clone().changed().await;
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) async fn close(&self) {
        self.readers.close();
        // An error means that the store is closed already; then only its end is left to await.
        let _ = self.orders.send(Order::Close).await;
        self.ended().await;
    }
}

/// Refuses a file whose data is elsewhere now: what is written here would be found by nobody.
fn stayed(connection: &LiteConnection) -> Result<(), StoreError> {
    let sql = "SELECT value FROM meta WHERE name = ?1";
    let mut statement = connection.raw.prepare(sql).map_err(|e| translate(&e))?;
    let gone = statement.query_map([MOVED], |row| row.get(0)).and_then(Iterator::collect);
    let gone: Vec<String> = gone.map_err(|e| translate(&e))?;
    gone.into_iter().next().map_or(Ok(()), |target| Err(StoreError::Moved(target)))
}

pub(crate) fn examine(path: &Path) -> Result<Vec<String>, StoreError> {
    if !path.try_exists()? {
        return Err(StoreError::Missing);
    }
    LiteConnection::open(path, Access::Read)?.integrity()
}
