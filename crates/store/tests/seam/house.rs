//! A store with a table to try things on.

use std::{
    convert::Infallible,
    path::PathBuf,
    sync::{
        Arc, Barrier,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use onewindow_store::{
    Committed, End, MIGRATIONS, Migration, Store, StoreError, StoreOptions, TxError, params, tx_job,
};
use tempfile::TempDir;

pub const STEPS: &[Migration] = &[
    MIGRATIONS[0],
    Migration {
        number: 2,
        name: "try",
        sql: "CREATE TABLE item (
                  id TEXT NOT NULL PRIMARY KEY,
                  amount INTEGER NOT NULL DEFAULT 0,
                  note TEXT,
                  sealed BLOB,
                  UNIQUE (amount, note)
              ) STRICT;
              CREATE TABLE part (
                  id TEXT NOT NULL PRIMARY KEY,
                  item TEXT NOT NULL REFERENCES item (id)
              ) STRICT;
              CREATE TABLE late (
                  item TEXT NOT NULL REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED
              ) STRICT;
              CREATE TABLE entry (id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT;
              CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
              BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
              CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
              BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;",
    },
];

pub struct House {
    pub store: Store,
    pub path: PathBuf,
    _folder: TempDir,
}

impl House {
    pub fn new() -> House {
        House::with(StoreOptions { migrations: STEPS, ..StoreOptions::default() })
    }

    pub fn with(options: StoreOptions) -> House {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/onewindow.db");
        House { store: Store::open(&path, options).unwrap(), path, _folder: folder }
    }

    /// The same database through a new store.
    pub fn reopened(self) -> House {
        let options = StoreOptions { migrations: STEPS, ..StoreOptions::default() };
        House { store: Store::open(&self.path, options).unwrap(), ..self }
    }

    /// Ids of all items, in order.
    pub async fn items(&self) -> Vec<String> {
        let job = tx_job!([], |tx| {
            let rows = tx.query("SELECT id FROM item ORDER BY id", &[]).await?;
            rows.iter().map(|row| Ok(row.of("item").get("id")?)).collect()
        });
        self.store.read("items", job).await.unwrap()
    }
}

/// Inserts one item.
pub async fn insert(store: &Store, id: &str) -> Result<Committed<()>, TxError<Infallible>> {
    let id = id.to_owned();
    let job = tx_job!([id], |tx| {
        tx.execute_one("INSERT INTO item (id) VALUES ($1)", params![id]).await?;
        Ok(End::Commit(()))
    });
    store.run_tx("insert", job).await
}

/// Keeps the writer busy from `new` to `release`, so that a test decides what shares a batch.
pub struct Hold(Arc<Barrier>);

impl Hold {
    pub async fn new(store: &Store) -> Hold {
        let (barrier, started) = (Arc::new(Barrier::new(2)), Arc::new(AtomicBool::new(false)));
        let hold = Hold(Arc::clone(&barrier));
        let job = tx_job!([barrier, started], |_tx| {
            started.store(true, Ordering::SeqCst);
            barrier.wait();
            Ok(End::<(), Infallible>::Commit(()))
        });
        let store = store.clone();
        tokio::spawn(async move { store.run_tx("hold", job).await });
        while !started.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        hold
    }

    /// To be polled after the jobs that shall wait.
    pub async fn release(self) {
        self.0.wait();
    }
}

/// The storage failure in an answer.
pub fn failure<T: std::fmt::Debug, E: std::fmt::Debug>(
    answer: Result<Committed<T>, TxError<E>>,
) -> StoreError {
    match answer {
        Err(TxError::Store(error)) => error,
        other => panic!("expected a failure of storage, got {other:?}"),
    }
}
