//! Jobs that share a commit: what one does wrong is not the loss of another.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use onewindow_store::{End, Fault, StoreError, params, tx_job};

use crate::house::{Hold, House, failure, insert};

const INSERT: &str = "INSERT INTO item (id) VALUES ($1)";

#[tokio::test]
async fn a_failed_job_takes_nothing_from_its_neighbours() {
    let house = House::new().await;
    let hold = Hold::new(&house.store).await;
    let fails = house.store.run_tx(
        "fails",
        tx_job!([], |tx| {
            tx.execute_one("INSERT INTO item (id) VALUES ('b')", &[]).await?;
            tx.execute_one("UPDATE item SET amount = 1 WHERE id = 'nobody'", &[]).await?;
            Ok(End::<(), ()>::Commit(()))
        }),
    );
    let (a, b, c, ()) =
        tokio::join!(insert(&house.store, "a"), fails, insert(&house.store, "c"), hold.release());
    assert!(a.is_ok() && c.is_ok());
    assert_eq!(failure(b), StoreError::Conflict { touched: 0 });
    assert_eq!(house.items().await, ["a", "c"]);
    assert_eq!(house.store.stats().commits, 2, "all three shared one commit");
}

#[tokio::test]
async fn a_panic_costs_only_its_own_job() {
    let house = House::new().await;
    let hold = Hold::new(&house.store).await;
    let panics = house.store.run_tx(
        "panics",
        tx_job!([], |tx| {
            tx.execute_one(INSERT, params!["b"]).await?;
            if tx.query("SELECT id FROM item", &[]).await?.len() > 1 {
                panic!("on purpose");
            }
            Ok(End::<(), ()>::Commit(()))
        }),
    );
    let (a, b, c, ()) =
        tokio::join!(insert(&house.store, "a"), panics, insert(&house.store, "c"), hold.release());
    assert!(a.is_ok() && c.is_ok());
    assert_eq!(failure(b), StoreError::Job { name: "panics", fault: Fault::Panicked });
    assert_eq!(house.items().await, ["a", "c"]);
}

#[tokio::test]
async fn when_commit_fails_nobody_is_told_otherwise() {
    let house = House::new().await;
    let hold = Hold::new(&house.store).await;
    // The real schema has no deferred constraint; it is the one way to fail at COMMIT on demand.
    let late = house.store.run_tx(
        "late",
        tx_job!([], |tx| {
            tx.execute_one("INSERT INTO late (item) VALUES ('nobody')", &[]).await?;
            Ok(End::<(), ()>::Commit(()))
        }),
    );
    let (a, late, ()) = tokio::join!(insert(&house.store, "a"), late, hold.release());
    assert!(matches!(failure(a), StoreError::Constraint(_)));
    assert!(matches!(failure(late), StoreError::Constraint(_)));
    assert!(house.items().await.is_empty());
    insert(&house.store, "b").await.unwrap();
    assert_eq!(house.items().await, ["b"]);
}

#[tokio::test]
async fn a_job_whose_caller_left_before_it_started_is_dropped() {
    let house = House::new().await;
    let hold = Hold::new(&house.store).await;
    let runs = Arc::new(AtomicUsize::new(0));
    let left = tokio::time::timeout(
        std::time::Duration::from_millis(10),
        house.store.run_tx(
            "left",
            tx_job!([runs], |_tx| {
                runs.fetch_add(1, Ordering::SeqCst);
                Ok(End::<(), ()>::Commit(()))
            }),
        ),
    );
    assert!(left.await.is_err());
    hold.release().await;
    insert(&house.store, "a").await.unwrap();
    assert_eq!(runs.load(Ordering::SeqCst), 0);
}
