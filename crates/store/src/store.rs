//! The handle that use cases hold. It alone knows which database is behind it.

use std::{fmt, sync::Arc};

use crate::{
    Committed, MIGRATIONS, Migration, Query, ReadFuture, Stats, StoreError, Target, Tx, TxError,
    TxFuture, Working,
    job::{self, Answer, Held, ReadJob, WriteJob},
    lite::store::{self as lite, Lite},
    pg::{
        examine,
        store::{Pg, Span},
    },
};

/// How a store is opened. The defaults suit a server.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// Writes that may wait before [`StoreError::Busy`]; on PostgreSQL writes and reads.
    pub queue: usize,
    /// Jobs in one transaction at most. SQLite only: PostgreSQL groups commits itself.
    pub batch: usize,
    /// Connections that read at the same time. SQLite only.
    pub readers: usize,
    /// Reads that may wait before [`StoreError::Busy`]. SQLite only.
    pub waiting_reads: usize,
    /// Connections to the database server, for writes and reads. PostgreSQL only.
    pub connections: usize,
    /// Largest size of the database in pages of 4096 octets; beyond it writes get
    /// [`StoreError::Full`]. `None` leaves it to the disk. SQLite only.
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
            connections: 16,
            max_pages: None,
            migrations: MIGRATIONS,
        }
    }
}

/// A database. Cloning gives another handle to the same one; when the last handle is gone the
/// waiting writes are still done in the background.
#[derive(Clone)]
pub struct Store(Backend);

#[derive(Clone)]
enum Backend {
    Lite(Lite),
    Pg(Arc<Pg>),
}

impl Store {
    /// Opens the database at `target`, an SQLite file with its directory where they are missing,
    /// and brings its schema up to date. Call it before the server starts to answer: it may block.
    pub async fn open(
        target: impl Into<Target>,
        options: StoreOptions,
    ) -> Result<Store, StoreError> {
        Ok(Store(match target.into() {
            Target::File(path) => Backend::Lite(Lite::open(&path, &options)?),
            Target::Postgres(url) => Backend::Pg(Arc::new(Pg::open(&url, &options).await?)),
        }))
    }

    /// Runs `job` in a write transaction named `name` and answers once its outcome is durable.
    ///
    /// Write the job with [`tx_job!`](crate::tx_job). It may run more than once, so it must do
    /// nothing but work with its [`Tx`]; parsing, sealing and signing come before. If the caller
    /// stops waiting, a job that has not started is dropped and one that has started is kept.
    pub fn run_tx<T, E, F>(
        &self,
        name: &'static str,
        job: F,
    ) -> impl Future<Output = Result<Committed<T>, TxError<E>>> + Send
    where
        T: Send + 'static,
        E: Send + 'static,
        F: for<'a> Fn(&'a mut Tx<'_>) -> TxFuture<'a, T, E> + Send + Sync + 'static,
    {
        job::given(self.written(name, job::write(job)))
    }

    fn written(&self, name: &'static str, job: WriteJob) -> Working<'_, Answer<Held, Held>> {
        match &self.0 {
            Backend::Lite(lite) => Box::pin(lite.run_tx(name, job)),
            Backend::Pg(pg) => Box::pin(Arc::clone(pg).run_tx(name, job)),
        }
    }

    /// Runs `job` against one snapshot of the committed state, beside the writers.
    ///
    /// For data that is not personal: a look at personal data leaves an access entry and is a
    /// write therefore.
    pub fn read<T, F>(
        &self,
        name: &'static str,
        job: F,
    ) -> impl Future<Output = Result<T, StoreError>> + Send
    where
        T: Send + 'static,
        F: for<'a> Fn(&'a mut Tx<'_>) -> ReadFuture<'a, T> + Send + Sync + 'static,
    {
        job::found(self.looked(name, job::read(job), Span::Snapshot))
    }

    /// What one query finds in the committed state: a [`read`](Store::read) of one statement, which
    /// needs no transaction around it where the database is remote.
    pub fn find<T, Q>(
        &self,
        name: &'static str,
        query: Q,
    ) -> impl Future<Output = Result<T, StoreError>> + Send
    where
        T: Send + 'static,
        Q: Fn() -> Query<T> + Send + Sync + 'static,
    {
        let job = job::read(move |tx| Box::pin(tx.find(query())));
        job::found(self.looked(name, job, Span::Statement))
    }

    fn looked(
        &self,
        name: &'static str,
        job: ReadJob,
        span: Span,
    ) -> Working<'_, Result<Held, StoreError>> {
        match &self.0 {
            Backend::Lite(lite) => Box::pin(lite.read(name, job)),
            Backend::Pg(pg) => Box::pin(Arc::clone(pg).read(name, job, span)),
        }
    }

    /// The state of the store now.
    pub fn stats(&self) -> Stats {
        match &self.0 {
            Backend::Lite(lite) => lite.stats(),
            Backend::Pg(pg) => pg.stats(),
        }
    }

    /// Returns when nothing can be written any more until the store is opened again: embedded storage
    /// was closed, or its thread fell over. A database server may come back by itself.
    pub async fn ended(&self) {
        match &self.0 {
            Backend::Lite(lite) => lite.ended().await,
            Backend::Pg(_) => std::future::pending().await,
        }
    }

    /// Where the database is.
    pub fn target(&self) -> Target {
        match &self.0 {
            Backend::Lite(lite) => lite.path().into(),
            Backend::Pg(pg) => pg.url().clone().into(),
        }
    }

    /// Reads the whole database and lists what is wrong with it: structure, indexes, constraints,
    /// references. Empty if it is sound. Takes time with the size; for `doctor`. The server may be
    /// running or stopped; nothing is written.
    pub async fn examine(target: impl Into<Target>) -> Result<Vec<String>, StoreError> {
        match target.into() {
            Target::File(path) => {
                let look = tokio::task::spawn_blocking(move || lite::examine(&path));
                look.await.map_err(|_| StoreError::Closed)?
            }
            Target::Postgres(url) => examine::examine(&url).await,
        }
    }

    /// [`Store::examine`] for this one.
    pub async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        Store::examine(self.target()).await
    }

    /// Refuses further work, finishes the writes that wait, and returns when the database is let
    /// go. All handles are closed by it.
    pub async fn close(&self) {
        match &self.0 {
            Backend::Lite(lite) => lite.close().await,
            Backend::Pg(pg) => pg.close().await,
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Store").field("target", &self.target()).finish_non_exhaustive()
    }
}
