//! The handle that use cases hold.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    Committed, MIGRATIONS, Migration, ReadFuture, Stats, StoreError, Tx, TxError, TxFuture,
    durable,
    job::WriteJob,
    lite::{
        connection::{Access, LiteConnection},
        migrate::migrate,
        readers::Readers,
        writer::{Order, Writer},
    },
    stats::Counters,
};

/// How a store is opened. The defaults suit a server with embedded storage.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// Writes that may wait before [`StoreError::Busy`].
    pub queue: usize,
    /// Jobs in one transaction at most.
    pub batch: usize,
    /// Connections that read at the same time.
    pub readers: usize,
    /// Reads that may wait before [`StoreError::Busy`].
    pub waiting_reads: usize,
    /// Largest size of the database in pages of 4096 octets; beyond it writes get
    /// [`StoreError::Full`]. `None` leaves it to the disk.
    pub max_pages: Option<u32>,
    /// The schema.
    pub migrations: &'static [Migration],
}

impl Default for StoreOptions {
    fn default() -> StoreOptions {
        StoreOptions {
            queue: 1024,
            batch: 128,
            readers: 4,
            waiting_reads: 1024,
            max_pages: None,
            migrations: MIGRATIONS,
        }
    }
}

/// A database. Cloning gives another handle to the same one; when the last handle is gone the
/// waiting writes are still done in the background.
#[derive(Clone)]
pub struct Store {
    path: PathBuf,
    orders: mpsc::Sender<Order>,
    readers: Arc<Readers>,
    counters: Arc<Counters>,
    /// Closed by the writer thread when it ends.
    ended: watch::Receiver<()>,
}

impl Store {
    /// Opens the database file at `path`, creating it and its directory where they are missing,
    /// and brings its schema up to date. Blocks; call it before the server starts to answer.
    pub fn open(path: impl AsRef<Path>, options: StoreOptions) -> Result<Store, StoreError> {
        let path = path.as_ref().to_owned();
        let directory = durable::parent(&path)
            .ok_or_else(|| StoreError::Other("the database path names no file".to_owned()))?;
        durable::create_directory(directory)?;
        let connection = LiteConnection::open(&path, Access::Write)?;
        if let Some(pages) = options.max_pages {
            connection.control(&format!("PRAGMA max_page_count = {pages}"))?;
        }
        migrate(&connection, options.migrations)?;
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
        Ok(Store { path, orders, readers: Arc::new(readers), counters, ended })
    }

    /// Runs `job` in a write transaction named `name` and answers once its outcome is durable.
    ///
    /// Write the job with [`tx_job!`](crate::tx_job). It may run more than once, so it must do
    /// nothing but work with its [`Tx`]; parsing, sealing and signing come before. If the caller
    /// stops waiting, a job that has not started is dropped and one that has started is kept.
    pub async fn run_tx<T, E, F>(
        &self,
        name: &'static str,
        job: F,
    ) -> Result<Committed<T>, TxError<E>>
    where
        T: Send + 'static,
        E: Send + 'static,
        F: for<'a> Fn(&'a mut Tx<'_>) -> TxFuture<'a, T, E> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let order = Order::Run(Box::new(WriteJob::new(name, job, reply)));
        self.orders.try_send(order).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        answer.await.unwrap_or(Err(TxError::Store(StoreError::Closed)))
    }

    /// Runs `job` against one snapshot of the committed state, beside the writer.
    ///
    /// For data that is not personal: a look at personal data leaves an access entry and is a
    /// write therefore.
    pub async fn read<T, F>(&self, name: &'static str, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'a> Fn(&'a mut Tx<'_>) -> ReadFuture<'a, T> + Send + 'static,
    {
        Arc::clone(&self.readers).read(name, job).await
    }

    /// The state of the store now.
    pub fn stats(&self) -> Stats {
        let limit = self.orders.max_capacity();
        let queued = limit.saturating_sub(self.orders.capacity());
        self.counters.stats(&self.path, queued, limit)
    }

    /// Like [`Store::integrity`], for a database that need not be open: the server may be running
    /// or stopped. Nothing is written.
    pub fn examine(path: impl AsRef<Path>) -> Result<Vec<String>, StoreError> {
        LiteConnection::open(path.as_ref(), Access::Read)?.integrity()
    }

    /// Reads the whole database and lists what is wrong with it: structure, indexes, constraints,
    /// references. Empty if it is sound. Takes time with the size; for `doctor`.
    pub async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let path = self.path.clone();
        let look = move || LiteConnection::open(&path, Access::Read)?.integrity();
        tokio::task::spawn_blocking(look).await.map_err(|_| StoreError::Closed)?
    }

    /// Refuses further work, finishes the writes that wait, and returns when the writer has let
    /// go of the file. All handles are closed by it.
    pub async fn close(&self) {
        self.readers.close();
        // An error means that the store is closed already; then only its end is left to await.
        let _ = self.orders.send(Order::Close).await;
        let _ = self.ended.clone().changed().await;
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}
