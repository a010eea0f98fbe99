//! Commit, refusal, rollback, and what the receipt says.

use onewindow_ledger::Leaf;
use onewindow_store::{End, Statement, StoreError, TxError, params, tx_job};

use crate::house::{House, failure, insert};

const LEAF: Leaf = Leaf::from_bytes([7; 32]);

#[tokio::test]
async fn a_commit_is_found_after_reopening() {
    let house = House::new().await;
    let done = insert(&house.store, "a").await.unwrap();
    assert!(done.receipt.leaves().is_empty());
    house.store.close().await;
    let again = house.reopened().await;
    assert_eq!(again.items().await, ["a"]);
}

#[tokio::test]
async fn a_refusal_keeps_its_entry_and_gives_its_receipt() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        tx.execute_one("INSERT INTO item (id) VALUES ('entry')", &[]).await?;
        tx.note_leaf(LEAF);
        Ok(End::<(), &str>::Refused("no case"))
    });
    let Err(TxError::Refused { error, receipt }) = house.store.run_tx("look", job).await else {
        panic!("not refused");
    };
    assert_eq!(error, "no case");
    assert!(receipt.contains(&LEAF));
    assert_eq!(house.items().await, ["entry"]);
}

#[tokio::test]
async fn a_rollback_keeps_nothing() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        tx.execute_one("INSERT INTO item (id) VALUES ('gone')", &[]).await?;
        tx.note_leaf(LEAF);
        Ok(End::<(), &str>::Rollback("fault"))
    });
    let answer = house.store.run_tx("rollback", job).await;
    assert!(matches!(answer, Err(TxError::RolledBack("fault"))));
    assert!(house.items().await.is_empty());
}

#[tokio::test]
async fn a_guarded_write_touches_exactly_one_row() {
    let house = House::new().await;
    insert(&house.store, "a").await.unwrap();
    insert(&house.store, "b").await.unwrap();
    let all = tx_job!([], |tx| {
        tx.execute_one("UPDATE item SET amount = amount + 1", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    let all = house.store.run_tx("all", all).await;
    assert_eq!(failure(all), StoreError::Conflict { touched: 2 });

    // None touched: nothing was written, so the job may turn it into a refusal of its own.
    let none = tx_job!([], |tx| {
        match tx.execute_one("UPDATE item SET amount = 9 WHERE id = 'c'", &[]).await {
            Err(StoreError::Conflict { touched: 0 }) => Ok(End::<(), &str>::Refused("too late")),
            other => other.map(End::Commit),
        }
    });
    let none = house.store.run_tx("none", none).await;
    assert!(matches!(none, Err(TxError::Refused { error: "too late", .. })));

    let job = tx_job!([], |tx| {
        let touched = tx.query_one("SELECT id, amount FROM item WHERE id = 'a'", &[]).await?;
        Ok(touched.of("item").get::<i64>("amount")?)
    });
    assert_eq!(house.store.read("amount", job).await, Ok(0));
}

#[tokio::test]
async fn keys_and_references_fail_by_name() {
    let house = House::new().await;
    insert(&house.store, "a").await.unwrap();
    let again = failure(insert(&house.store, "a").await);
    assert_eq!(again, StoreError::Unique { table: "item".into(), columns: "id".into() });
    let job = tx_job!([], |tx| {
        let sql = "INSERT INTO item (id, amount, note) VALUES ($1, 1, 'n')";
        tx.batch(&[Statement::new(sql, params!["x"]), Statement::new(sql, params!["y"])]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    let twice = failure(house.store.run_tx("twice", job).await);
    assert_eq!(twice, StoreError::Unique { table: "item".into(), columns: "amount, note".into() });
    let job = tx_job!([], |tx| {
        tx.execute("INSERT INTO part (id, item) VALUES ('p', 'nobody')", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    let orphan = failure(house.store.run_tx("orphan", job).await);
    assert!(matches!(orphan, StoreError::Constraint(_)));
    assert_eq!(house.items().await, ["a"]);
}
