//! Reads beside the writer.

use std::sync::{Arc, Barrier};

use onewindow_store::{End, Fault, Row, Statement, StoreError, StoreOptions, params, tx_job};

use crate::house::{House, STEPS, insert};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_sees_committed_rows_only_and_does_not_wait() {
    let house = House::new().await;
    insert(&house.store, "a").await.unwrap();
    let written = Arc::new(Barrier::new(2));
    let (store, barrier) = (house.store.clone(), Arc::clone(&written));
    let writer = tokio::spawn(async move {
        let job = tx_job!([barrier], |tx| {
            tx.execute_one("INSERT INTO item (id) VALUES ('b')", &[]).await?;
            // A thread that waits takes its other tasks with it, unless it says so.
            tokio::task::block_in_place(|| {
                barrier.wait();
                barrier.wait();
            });
            Ok(End::<(), ()>::Commit(()))
        });
        store.run_tx("slow", job).await.unwrap();
    });
    tokio::task::block_in_place(|| written.wait());
    assert_eq!(house.items().await, ["a"]);
    tokio::task::block_in_place(|| written.wait());
    writer.await.unwrap();
    assert_eq!(house.items().await, ["a", "b"]);
}

#[tokio::test]
async fn a_read_cannot_write() {
    let house = House::new().await;
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
    let house = House::with(options).await;
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

#[tokio::test]
async fn parameters_keep_their_numbers() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        let sql = "SELECT $2 AS second, $1 AS first, $2 || '$1' AS again -- $3";
        let row = tx.query_one(sql, params!["one", "two"]).await?;
        let row = row.of("none");
        Ok([row.get::<String>("first")?, row.get("second")?, row.get("again")?])
    });
    assert_eq!(house.store.read("numbers", job).await.unwrap(), ["one", "two", "two$1"]);
}

#[tokio::test]
async fn queries_are_gathered_in_order() {
    let house = House::new().await;
    insert(&house.store, "a").await.unwrap();
    insert(&house.store, "b").await.unwrap();
    let job = tx_job!([], |tx| {
        let one = "SELECT id FROM item WHERE id >= $2 AND id <= $1 ORDER BY id";
        let queries = [
            Statement::new(one, params!["z", "b"]),
            Statement::new("SELECT $2 AS id, $1 AS other, $2 AS again", params!["x", "y"]),
            Statement::new(one, params!["z", "a"]),
        ];
        let found = tx.gather(&queries).await?;
        let ids = |rows: &Vec<Row>| rows.iter().map(|row| row.of("item").get("id")).collect();
        Ok(found.iter().map(ids).collect::<Result<Vec<Vec<String>>, _>>()?)
    });
    let found = house.store.read("gather", job).await.unwrap();
    assert_eq!(found, [vec!["b"], vec!["y"], vec!["a", "b"]]);
}
