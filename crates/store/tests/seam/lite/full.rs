//! A full disk.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use onewindow_store::{Committed, End, Store, StoreError, StoreOptions, TxError, params, tx_job};

use crate::house::{Hold, House, STEPS, failure, insert};

async fn small() -> House {
    House::with(StoreOptions { migrations: STEPS, max_pages: Some(64), ..Default::default() }).await
}

/// Inserts an item with a sealed field of `octets`, counting how often the job runs.
async fn bulky(
    store: &Store,
    id: &'static str,
    octets: usize,
    runs: &Arc<AtomicUsize>,
) -> Result<Committed<()>, TxError<()>> {
    let runs = Arc::clone(runs);
    let job = tx_job!([runs], |tx| {
        runs.fetch_add(1, Ordering::SeqCst);
        let sql = "INSERT INTO item (id, sealed) VALUES ($1, $2)";
        tx.execute_one(sql, params![id, vec![1_u8; octets]]).await?;
        Ok(End::Commit(()))
    });
    store.run_tx("bulky", job).await
}

#[tokio::test]
async fn the_one_that_does_not_fit_fails_and_the_others_do_not() {
    let house = small().await;
    let hold = Hold::new(&house.store).await;
    let (first, second) = (Arc::default(), Arc::default());
    let (a, b, c, ()) = tokio::join!(
        bulky(&house.store, "a", 10, &first),
        bulky(&house.store, "b", 1 << 20, &second),
        insert(&house.store, "c"),
        hold.release(),
    );
    assert!(a.is_ok() && c.is_ok());
    assert_eq!(failure(b), StoreError::Full);
    assert_eq!(house.items().await, ["a", "c"]);
    // SQLite ended the whole transaction, so the first had to run again.
    assert_eq!(first.load(Ordering::SeqCst), 2);

    insert(&house.store, "d").await.unwrap();
    let fits = bulky(&house.store, "e", 4096, &first).await;
    assert!(fits.is_ok());
    assert_eq!(house.items().await, ["a", "c", "d", "e"]);
}

#[tokio::test]
async fn a_full_store_reads_and_goes_on_when_there_is_room_again() {
    let house = small().await;
    let runs = Arc::default();
    let mut kept = Vec::new();
    for id in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"] {
        match bulky(&house.store, id, 30_000, &runs).await {
            Ok(_) => kept.push(id),
            Err(error) => assert!(matches!(error, TxError::Store(StoreError::Full)), "{error:?}"),
        }
    }
    assert!((2..12).contains(&kept.len()), "{kept:?}");
    assert_eq!(house.items().await, kept);
    let job = tx_job!([], |tx| {
        tx.execute("DELETE FROM item", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("make room", job).await.unwrap();
    bulky(&house.store, "z", 30_000, &runs).await.unwrap();
    assert_eq!(house.items().await, ["z"]);
}

#[tokio::test]
async fn a_job_that_ignores_the_full_disk_leaves_nothing_behind() {
    let house = small().await;
    let job = tx_job!([], |tx| {
        let sql = "INSERT INTO item (id, sealed) VALUES ($1, $2)";
        let full = tx.execute(sql, params!["big", vec![1_u8; 1 << 20]]).await;
        assert_eq!(full, Err(StoreError::Full));
        // The transaction is gone here: this insert must not become one of its own.
        let _ = tx.execute("INSERT INTO item (id) VALUES ('stray')", &[]).await;
        Ok(End::<(), ()>::Commit(()))
    });
    let error = failure(house.store.run_tx("ignores", job).await);
    assert_eq!(error, StoreError::Full);
    assert!(house.items().await.is_empty());
}
