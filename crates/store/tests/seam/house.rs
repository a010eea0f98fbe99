//! A store with a table to try things on.

use std::{
    convert::Infallible,
    path::Path,
    sync::{
        Arc, Barrier,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use onewindow_store::{
    Committed, End, MIGRATIONS, Migration, PostgresUrl, Store, StoreError, StoreOptions, Target,
    TxError, params, tx_job,
};
use tempfile::TempDir;

pub const STEPS: &[Migration] = &[
    MIGRATIONS[0],
    Migration {
        number: 2,
        name: "try",
        sqlite: "CREATE TABLE item (
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
        postgres: "CREATE TABLE item (
                       id TEXT COLLATE \"C\" NOT NULL PRIMARY KEY,
                       amount BIGINT NOT NULL DEFAULT 0,
                       note TEXT COLLATE \"C\",
                       sealed BYTEA,
                       UNIQUE (amount, note)
                   );
                   CREATE TABLE part (
                       id TEXT COLLATE \"C\" NOT NULL PRIMARY KEY,
                       item TEXT COLLATE \"C\" NOT NULL REFERENCES item (id)
                   );
                   CREATE TABLE late (
                       item TEXT NOT NULL REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED
                   );
                   CREATE TABLE entry (id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL);
                   CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS $body$
                   BEGIN
                       RAISE EXCEPTION 'entry is append-only' USING ERRCODE = '23000';
                   END $body$;
                   CREATE TRIGGER entry_kept BEFORE UPDATE OR DELETE ON entry
                   FOR EACH ROW EXECUTE FUNCTION kept();
                   CREATE TRIGGER entry_kept_whole BEFORE TRUNCATE ON entry
                   FOR EACH STATEMENT EXECUTE FUNCTION kept();",
    },
];

/// A database of a test's own: a file, or a schema of the server that tests share.
pub fn empty(folder: &TempDir) -> Target {
    match onewindow_testbed::database() {
        Some(url) => PostgresUrl::parse(&url).unwrap().into(),
        None => folder.path().join("data/onewindow.db").into(),
    }
}

pub struct House {
    pub store: Store,
    pub target: Target,
    _folder: TempDir,
}

pub fn options() -> StoreOptions {
    StoreOptions { migrations: STEPS, ..StoreOptions::default() }
}

impl House {
    pub async fn new() -> House {
        House::with(options()).await
    }

    /// Around a store of a server of the test's own.
    pub fn of(store: Store, url: &str) -> House {
        let target = PostgresUrl::parse(url).unwrap().into();
        House { store, target, _folder: tempfile::tempdir().unwrap() }
    }

    pub async fn with(options: StoreOptions) -> House {
        let folder = tempfile::tempdir().unwrap();
        let target = empty(&folder);
        House { store: Store::open(&target, options).await.unwrap(), target, _folder: folder }
    }

    /// The same database through a new store.
    pub async fn reopened(self) -> House {
        House { store: Store::open(&self.target, options()).await.unwrap(), ..self }
    }

    /// The file, in a test of embedded storage.
    pub fn path(&self) -> &Path {
        match &self.target {
            Target::File(path) => path,
            Target::Postgres(url) => panic!("a test of embedded storage ran on {url}"),
        }
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
