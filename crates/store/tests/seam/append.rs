//! The check for append-only tables finds the ways around a trigger.

use onewindow_store::{End, testing, tx_job};

use crate::house::{House, insert};

#[tokio::test]
async fn guarded_tables_pass_and_others_do_not() {
    let house = House::new();
    assert!(testing::append_only(&house.path, "entry").unwrap_err().contains("is empty"));
    let job = tx_job!([], |tx| {
        tx.execute_one("INSERT INTO entry (id, text) VALUES ('a', 'b')", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("entry", job).await.unwrap();
    assert_eq!(testing::append_only(&house.path, "entry"), Ok(()));
    assert_eq!(testing::append_only(&house.path, "entry"), Ok(()), "the rows are still there");

    insert(&house.store, "a").await.unwrap();
    assert!(testing::append_only(&house.path, "item").unwrap_err().contains("UPDATE"));
    assert!(testing::append_only(&house.path, "nothing").unwrap_err().contains("no table"));
}

#[tokio::test]
async fn a_table_with_one_trigger_missing_does_not_pass() {
    let house = House::new();
    let job = tx_job!([], |tx| {
        tx.execute_one("INSERT INTO entry (id, text) VALUES ('a', 'b')", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("entry", job).await.unwrap();
    let side = rusqlite::Connection::open(&house.path).unwrap();
    side.execute_batch("DROP TRIGGER entry_no_delete").unwrap();
    let why = testing::append_only(&house.path, "entry").unwrap_err();
    assert!(why.contains("DELETE"), "{why}");
}
