//! The file of embedded storage.

use std::{
    path::Path,
    sync::{Arc, Barrier},
};

use onewindow_store::{
    End, MIGRATIONS, Migration, Store, StoreError, StoreOptions, testing, tx_job,
};

use crate::house::{House, STEPS, insert};

async fn open(path: &Path, migrations: &'static [Migration]) -> Result<(), StoreError> {
    let options = StoreOptions { migrations, ..Default::default() };
    Store::open(path, options).await?.close().await;
    Ok(())
}

#[tokio::test]
async fn the_log_is_folded_in_at_the_end() {
    let house = House::new().await;
    insert(&house.store, "a").await.unwrap();
    house.store.close().await;
    assert!(!house.path().with_extension("db-wal").exists());
}

#[tokio::test]
async fn foreign_files_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theirs.db");
    let theirs = rusqlite::Connection::open(&path).unwrap();
    theirs.execute_batch("CREATE TABLE theirs (id INTEGER)").unwrap();
    drop(theirs);
    assert!(matches!(open(&path, MIGRATIONS).await, Err(StoreError::Corrupt(_))));
    let path = folder.path().join("letter.txt");
    std::fs::write(&path, "not a database, but long enough to be looked at".repeat(40)).unwrap();
    assert!(matches!(open(&path, MIGRATIONS).await, Err(StoreError::Corrupt(_))));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("not a database"));
}

#[tokio::test]
async fn the_schema_is_strict_and_has_no_deferred_constraint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    open(&path, MIGRATIONS).await.unwrap();
    assert_eq!(testing::lax_tables(&path), Ok(Vec::new()));
    for step in MIGRATIONS {
        assert!(!step.sqlite.to_ascii_uppercase().contains("INITIALLY DEFERRED"), "{}", step.name);
    }
}

#[tokio::test]
async fn damage_to_the_file_is_found() {
    let house = House::new().await;
    for id in 0..200 {
        insert(&house.store, &format!("{id}")).await.unwrap();
    }
    assert_eq!(house.store.integrity().await, Ok(Vec::new()));
    let side = rusqlite::Connection::open(house.path()).unwrap();
    side.pragma_update(None, "foreign_keys", false).unwrap();
    side.execute("INSERT INTO part (id, item) VALUES ('p', 'nobody')", []).unwrap();
    drop(side);
    let found = house.store.integrity().await.unwrap();
    assert_eq!(found, ["a row of part refers to none of item"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_reads_are_bounded() {
    let options =
        StoreOptions { migrations: STEPS, readers: 1, waiting_reads: 0, ..Default::default() };
    let house = House::with(options).await;
    let (barrier, store) = (Arc::new(Barrier::new(2)), house.store.clone());
    let held = Arc::clone(&barrier);
    let slow = tokio::spawn(async move {
        let job = tx_job!([held], |_tx| {
            held.wait();
            held.wait();
            Ok(())
        });
        store.read("slow", job).await
    });
    barrier.wait();
    let none = tx_job!([], |_tx| Ok(()));
    assert_eq!(house.store.read("none", none).await, Err(StoreError::Busy));
    barrier.wait();
    slow.await.unwrap().unwrap();
    assert!(house.items().await.is_empty());
}

#[tokio::test]
async fn a_table_with_one_trigger_missing_does_not_pass() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        tx.execute_one("INSERT INTO entry (id, text) VALUES ('a', 'b')", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("entry", job).await.unwrap();
    let side = rusqlite::Connection::open(house.path()).unwrap();
    side.execute_batch("DROP TRIGGER entry_no_delete").unwrap();
    let why = testing::append_only(&house.target, "entry").await.unwrap_err();
    assert!(why.contains("DELETE"), "{why}");
}
