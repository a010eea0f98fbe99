//! Reads beside the writer.

use std::sync::{Arc, Barrier};

use onewindow_store::{End, Fault, StoreError, StoreOptions, params, tx_job};

use crate::house::{House, STEPS, insert};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_sees_committed_rows_only_and_does_not_wait() {
    let house = House::new();
    insert(&house.store, "a").await.unwrap();
    let written = Arc::new(Barrier::new(2));
    let (store, barrier) = (house.store.clone(), Arc::clone(&written));
    let writer = tokio::spawn(async move {
        let job = tx_job!([barrier], |tx| {
            tx.execute_one("INSERT INTO item (id) VALUES ('b')", &[]).await?;
            barrier.wait();
            barrier.wait();
            Ok(End::<(), ()>::Commit(()))
        });
        store.run_tx("slow", job).await.unwrap();
    });
    written.wait();
    assert_eq!(house.items().await, ["a"]);
    written.wait();
    writer.await.unwrap();
    assert_eq!(house.items().await, ["a", "b"]);
}

#[tokio::test]
async fn a_read_cannot_write() {
    let house = House::new();
    for sql in [
        "INSERT INTO item (id) VALUES ('a')",
        "WITH n AS (SELECT 'a' AS id) INSERT INTO item (id) SELECT id FROM n",
        "DELETE FROM item",
    ] {
        let job = tx_job!([sql], |tx| tx.execute(sql, &[]).await);
        let error = house.store.read("writes", job).await.unwrap_err();
        assert!(matches!(error, StoreError::Statement(_)), "{sql}: {error}");
    }
    assert!(house.items().await.is_empty());
}

#[tokio::test]
async fn a_broken_read_does_not_spoil_its_connection() {
    let options = StoreOptions { migrations: STEPS, readers: 1, ..Default::default() };
    let house = House::with(options);
    insert(&house.store, "a").await.unwrap();
    let job = tx_job!([], |tx| {
        let rows = tx.query("SELECT id FROM item", &[]).await?;
        assert!(rows.is_empty(), "on purpose");
        Ok(())
    });
    let error = house.store.read("panics", job).await.unwrap_err();
    assert_eq!(error, StoreError::Job { name: "panics", fault: Fault::Panicked });
    insert(&house.store, "b").await.unwrap();
    assert_eq!(house.items().await, ["a", "b"], "not the snapshot of the broken read");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_reads_are_bounded() {
    let options =
        StoreOptions { migrations: STEPS, readers: 1, waiting_reads: 0, ..Default::default() };
    let house = House::with(options);
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
async fn parameters_keep_their_numbers() {
    let house = House::new();
    let job = tx_job!([], |tx| {
        let sql = "SELECT $2 AS second, $1 AS first, $2 || '$1' AS again -- $3";
        let row = tx.query_one(sql, params!["one", "two"]).await?;
        let row = row.of("none");
        Ok([row.get::<String>("first")?, row.get("second")?, row.get("again")?])
    });
    assert_eq!(house.store.read("numbers", job).await.unwrap(), ["one", "two", "two$1"]);
}

#[tokio::test]
async fn damage_to_the_file_is_found() {
    let house = House::new();
    for id in 0..200 {
        insert(&house.store, &format!("{id}")).await.unwrap();
    }
    assert_eq!(house.store.integrity().await, Ok(Vec::new()));
    let side = rusqlite::Connection::open(&house.path).unwrap();
    side.pragma_update(None, "foreign_keys", false).unwrap();
    side.execute("INSERT INTO part (id, item) VALUES ('p', 'nobody')", []).unwrap();
    drop(side);
    let found = house.store.integrity().await.unwrap();
    assert_eq!(found, ["a row of part refers to none of item"]);
}
