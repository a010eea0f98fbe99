//! The one thread that writes, with group commit.
//!
//! It takes the waiting jobs up to a bound, runs each in a savepoint of one transaction, commits
//! once and answers all. A caller hears nothing before COMMIT has returned.

use std::sync::Arc;

use tokio::sync::mpsc;

use super::connection::LiteConnection;
use crate::{
    StoreError, Tx,
    job::{Keep, Waiting},
    stats::Counters,
};

pub(crate) enum Order {
    Run(Waiting),
    Close,
}

pub(crate) struct Writer {
    pub(crate) connection: LiteConnection,
    pub(crate) orders: mpsc::Receiver<Order>,
    pub(crate) batch: usize,
    pub(crate) counters: Arc<Counters>,
}

impl Writer {
    /// Works until the store is closed or its last handle is gone; jobs that wait by then are
    /// still done.
    pub(crate) fn run(mut self) {
        let mut taken = Vec::with_capacity(self.batch);
        while self.orders.blocking_recv_many(&mut taken, self.batch) > 0 {
            let mut jobs = Vec::with_capacity(taken.len());
            for order in taken.drain(..) {
                match order {
                    Order::Run(job) if job.abandoned() => {}
                    Order::Run(job) => jobs.push(job),
                    Order::Close => self.orders.close(),
                }
            }
            if !jobs.is_empty() {
                self.commit_together(jobs);
            }
        }
        // Leaves one file to whoever copies it. A failure costs nothing: the log is replayed.
        if let Err(error) = self.connection.control("PRAGMA wal_checkpoint(TRUNCATE)") {
            tracing::warn!(%error, "the write-ahead log was not folded into the database");
        }
    }

    fn commit_together(&mut self, mut jobs: Vec<Waiting>) {
        if let Err(error) = self.begin() {
            jobs.iter_mut().for_each(|job| job.fail(error.clone()));
            return answer(jobs, &Err(error));
        }
        for job in &mut jobs {
            if self.in_savepoint(job).is_err() {
                // The work of all is gone, also of those that ran before and did nothing wrong.
                self.roll_back();
                return self.commit_one_by_one(jobs);
            }
        }
        let committed = self.commit(jobs.len());
        answer(jobs, &committed);
    }

    fn commit_one_by_one(&mut self, jobs: Vec<Waiting>) {
        for mut job in jobs {
            let done = self.begin().and_then(|()| self.in_savepoint(&mut job));
            let done = done.and_then(|()| self.commit(1));
            if let Err(error) = &done {
                self.roll_back();
                job.fail(error.clone());
            }
            job.answer(done);
        }
    }

    /// Runs one job. An error means that the transaction around the savepoint does not stand any
    /// more: SQLite itself ends it on a full disk, an input/output error or want of memory.
    fn in_savepoint(&mut self, job: &mut Waiting) -> Result<(), StoreError> {
        self.connection.turn("SAVEPOINT job")?;
        let keep = job.run(Tx::lite(&mut self.connection));
        if !self.connection.in_transaction() {
            return Err(self.connection.ended_by());
        }
        if keep == Keep::No {
            self.connection.turn("ROLLBACK TO job")?;
        }
        self.connection.turn("RELEASE job")
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.roll_back();
        self.connection.turn("BEGIN IMMEDIATE")
    }

    fn commit(&mut self, jobs: usize) -> Result<(), StoreError> {
        let committed = self.connection.turn("COMMIT");
        match &committed {
            Ok(()) => self.counters.committed(jobs),
            Err(error) => {
                tracing::error!(%error, jobs, "COMMIT failed");
                self.roll_back();
            }
        }
        committed
    }

    fn roll_back(&mut self) {
        if self.connection.in_transaction()
            && let Err(error) = self.connection.control("ROLLBACK")
        {
            tracing::error!(%error, "ROLLBACK failed");
        }
    }
}

fn answer(jobs: Vec<Waiting>, committed: &Result<(), StoreError>) {
    for job in jobs {
        job.answer(committed.clone());
    }
}
