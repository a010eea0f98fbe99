//! Many clients, few commits; a bounded queue; closing.

use std::{
    convert::Infallible,
    sync::{
        Arc, Barrier,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use onewindow_store::{End, StoreError, StoreOptions, tx_job};

use crate::house::{Hold, House, STEPS, failure, insert};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_two_clients_share_commits() {
    let house = House::new().await;
    let clients: Vec<_> = (0..32)
        .map(|client| {
            let store = house.store.clone();
            tokio::spawn(async move {
                for round in 0..20 {
                    insert(&store, &format!("{client:02}-{round:02}")).await.unwrap();
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
    assert_eq!(house.items().await.len(), 640);
    let stats = house.store.stats();
    assert_eq!(stats.jobs, 640);
    assert!(stats.commits < 320, "{} commits for 640 jobs", stats.commits);
    let files = stats.files.unwrap();
    assert!(stats.since_last_commit.is_some() && files.database_bytes > 0 && files.log_bytes > 0);
}

#[tokio::test]
async fn a_batch_is_bounded() {
    let house =
        House::with(StoreOptions { migrations: STEPS, batch: 2, ..Default::default() }).await;
    let hold = Hold::new(&house.store).await;
    let store = &house.store;
    let (a, b, c, ()) =
        tokio::join!(insert(store, "a"), insert(store, "b"), insert(store, "c"), hold.release());
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    assert_eq!(house.store.stats().commits, 3);
}

#[tokio::test]
async fn a_full_queue_is_said_at_once() {
    let house =
        House::with(StoreOptions { migrations: STEPS, queue: 2, ..Default::default() }).await;
    let hold = Hold::new(&house.store).await;
    let store = &house.store;
    let (a, b, c, queued, ()) = tokio::join!(
        insert(store, "a"),
        insert(store, "b"),
        insert(store, "c"),
        async { store.stats().queued },
        hold.release(),
    );
    assert!(a.is_ok() && b.is_ok());
    assert_eq!(failure(c), StoreError::Busy);
    assert_eq!((queued, store.stats().queued, store.stats().queue_limit), (2, 0, 2));
    insert(store, "d").await.unwrap();
}

#[tokio::test]
async fn closing_finishes_what_waits_and_refuses_the_rest() {
    let house = House::new().await;
    let hold = Hold::new(&house.store).await;
    let store = &house.store;
    let (a, (), ()) = tokio::join!(insert(store, "a"), store.close(), hold.release());
    assert!(a.is_ok());
    assert_eq!(failure(insert(store, "b").await), StoreError::Closed);
    store.close().await;
    let again = house.reopened().await;
    assert_eq!(again.items().await, ["a"]);
}

/// Falls over when it is thrown away.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("thrown away");
    }
}

#[tokio::test]
async fn a_writer_that_falls_over_is_noticed() {
    let house = House::new().await;
    insert(&house.store, "before").await.unwrap();
    assert!(house.store.stats().writes);
    // Nobody waits for the answer any more, and throwing it away ends the thread.
    let (barrier, started) = (Arc::new(Barrier::new(2)), Arc::new(AtomicBool::new(false)));
    let job = tx_job!([barrier, started], |_tx| {
        started.store(true, Ordering::SeqCst);
        barrier.wait();
        Ok(End::<Bomb, Infallible>::Commit(Bomb))
    });
    let store = house.store.clone();
    let asks = tokio::spawn(async move { store.run_tx("bomb", job).await.is_ok() });
    while !started.load(Ordering::SeqCst) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    asks.abort();
    assert!(asks.await.is_err());
    barrier.wait();
    house.store.ended().await;
    assert!(!house.store.stats().writes);
    assert_eq!(failure(insert(&house.store, "after").await), StoreError::Closed);
    assert_eq!(house.items().await[0], "before", "what is kept can be read");
    let house = house.reopened().await;
    insert(&house.store, "after").await.unwrap();
}
