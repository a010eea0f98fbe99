//! Jobs that break the rules.

use onewindow_store::{End, Fault, StoreError, params, tx_job};

use crate::house::{House, failure, insert};

const INSERT: &str = "INSERT INTO item (id) VALUES ($1)";

#[tokio::test]
async fn a_job_that_waits_for_something_else_is_rolled_back() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        tx.execute_one(INSERT, params!["a"]).await?;
        std::future::pending::<()>().await;
        Ok(End::<(), ()>::Commit(()))
    });
    let error = failure(house.store.run_tx("waits", job).await);
    assert_eq!(error, StoreError::Job { name: "waits", fault: Fault::Pending });
    assert!(house.items().await.is_empty());
    insert(&house.store, "b").await.unwrap();
}

#[tokio::test]
async fn a_job_cannot_go_on_after_a_failed_statement() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        tx.execute_one(INSERT, params!["a"]).await?;
        let twice = tx.execute_one(INSERT, params!["a"]).await;
        assert!(matches!(twice, Err(StoreError::Unique { .. })));
        assert!(tx.execute_one(INSERT, params!["b"]).await.is_err());
        Ok(End::<(), ()>::Commit(()))
    });
    let error = failure(house.store.run_tx("stubborn", job).await);
    assert_eq!(error, StoreError::Job { name: "stubborn", fault: Fault::WentOn });
    assert!(house.items().await.is_empty());
}

#[tokio::test]
async fn a_job_owns_neither_its_transaction_nor_the_schema() {
    let house = House::new().await;
    for sql in ["COMMIT", "ROLLBACK TO job", "PRAGMA synchronous = off", "DROP TABLE item"] {
        let job = tx_job!([sql], |tx| {
            tx.execute(sql, &[]).await?;
            Ok(End::<(), ()>::Commit(()))
        });
        let error = failure(house.store.run_tx("schema", job).await);
        assert!(matches!(error, StoreError::Statement(_)), "{sql}: {error}");
    }
}

#[tokio::test]
async fn a_job_that_panics_keeps_nothing_and_spoils_nothing() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        tx.execute_one(INSERT, params!["a"]).await?;
        if tx.query("SELECT id FROM item", &[]).await?.len() == 1 {
            panic!("on purpose");
        }
        Ok(End::<(), ()>::Commit(()))
    });
    let error = failure(house.store.run_tx("panics", job).await);
    assert_eq!(error, StoreError::Job { name: "panics", fault: Fault::Panicked });
    assert!(house.items().await.is_empty());
    insert(&house.store, "b").await.unwrap();
}

#[tokio::test]
async fn a_commit_that_fails_is_said() {
    let house = House::new().await;
    // A deferred constraint is the one way to fail at COMMIT on demand.
    let job = tx_job!([], |tx| {
        tx.execute_one("INSERT INTO late (item) VALUES ('nobody')", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    let error = failure(house.store.run_tx("late", job).await);
    assert!(matches!(error, StoreError::Constraint(_)), "{error}");
    insert(&house.store, "b").await.unwrap();
    assert_eq!(house.items().await, ["b"]);
}
