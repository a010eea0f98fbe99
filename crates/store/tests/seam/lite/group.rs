//! Many clients, few commits; a bounded queue; closing.

use onewindow_store::{StoreError, StoreOptions};

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
