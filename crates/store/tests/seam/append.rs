//! The check for append-only tables finds the ways around a trigger.

use onewindow_store::{End, testing, tx_job};

use crate::house::{House, insert};

#[tokio::test]
async fn guarded_tables_pass_and_others_do_not() {
    let house = House::new().await;
    assert!(testing::append_only(&house.target, "entry").await.unwrap_err().contains("is empty"));
    let job = tx_job!([], |tx| {
        tx.execute_one("INSERT INTO entry (id, text) VALUES ('a', 'b')", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("entry", job).await.unwrap();
    assert_eq!(testing::append_only(&house.target, "entry").await, Ok(()));
    assert_eq!(
        testing::append_only(&house.target, "entry").await,
        Ok(()),
        "the rows are still there"
    );

    insert(&house.store, "a").await.unwrap();
    assert!(testing::append_only(&house.target, "item").await.unwrap_err().contains("UPDATE"));
    assert!(testing::append_only(&house.target, "nothing").await.unwrap_err().contains("no table"));
}
