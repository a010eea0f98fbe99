//! Transactions that meet are repeated until they fit.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use onewindow_store::{End, PostgresUrl, Store, StoreError, TxError, params, tx_job};

use crate::house::{House, insert, options};

/// Adds one to what was read: lost updates would show.
async fn count_up(store: &Store) -> Result<(), TxError<()>> {
    let job = tx_job!([], |tx| {
        let row = tx.query_one("SELECT id, amount FROM item WHERE id = 'a'", &[]).await?;
        let amount: i64 = row.of("item").get("amount")?;
        let sql = "UPDATE item SET amount = $2 WHERE id = $1";
        tx.execute_one(sql, params!["a", amount + 1]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    store.run_tx("count", job).await.map(|_| ())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL"]
async fn nothing_is_lost_between_transactions_that_meet() {
    let house = House::new().await;
    insert(&house.store, "a").await.unwrap();
    let clients: Vec<_> = (0..6)
        .map(|_| {
            let store = house.store.clone();
            tokio::spawn(async move {
                let mut done = 0;
                for _ in 0..20 {
                    match count_up(&store).await {
                        Ok(()) => done += 1,
                        Err(TxError::Store(StoreError::Met)) => {}
                        Err(other) => panic!("{other:?}"),
                    }
                }
                done
            })
        })
        .collect();
    let mut done = 0_i64;
    for client in clients {
        done += client.await.unwrap();
    }
    let job = tx_job!([], |tx| {
        let row = tx.query_one("SELECT amount FROM item WHERE id = 'a'", &[]).await?;
        Ok(row.of("item").get::<i64>("amount")?)
    });
    assert_eq!(house.store.read("amount", job).await, Ok(done));
    assert!(done > 60, "most got through: {done}");
    assert!(house.store.stats().repeats > 0);
}

/// A server has memory for so many locks, and other transactions may hold them all for a moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL"]
async fn a_write_for_whose_locks_there_is_no_memory_is_tried_again() {
    let url = onewindow_testbed::database().unwrap();
    let store = Store::open(PostgresUrl::parse(&url).unwrap(), options()).await.unwrap();
    let house = House::of(store, &url);
    // What a sequence gave out stays given out when the transaction is rolled back.
    let scarce = "CREATE SEQUENCE tries;
                  CREATE FUNCTION scarce() RETURNS bigint LANGUAGE plpgsql AS $body$
                  BEGIN
                      IF nextval('tries') % 3 > 0 THEN
                          RAISE EXCEPTION 'out of shared memory' USING ERRCODE = '53200';
                      END IF;
                      RETURN 1;
                  END $body$";
    onewindow_testbed::ask(&url, scarce).unwrap();
    let job = tx_job!([], |tx| {
        tx.execute_one("INSERT INTO item (id, amount) SELECT 'a', scarce()", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("scarce", job).await.unwrap();
    assert_eq!(house.items().await, ["a"]);
    assert_eq!(house.store.stats().repeats, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL"]
async fn a_job_that_meets_another_each_time_is_given_up() {
    let house = House::new().await;
    insert(&house.store, "a").await.unwrap();
    let (runs, store) = (Arc::new(AtomicUsize::new(0)), house.store.clone());
    // The other one is begun from within, so that it always commits in between.
    let job = tx_job!([runs, store], |tx| {
        runs.fetch_add(1, Ordering::SeqCst);
        tx.query("SELECT amount FROM item WHERE id = 'a'", &[]).await?;
        let store = store.clone();
        let other = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let again = Store::open(store.target(), options());
            runtime.unwrap().block_on(async { count_up(&again.await.unwrap()).await.unwrap() });
        });
        tokio::task::block_in_place(|| other.join()).unwrap();
        tx.execute_one("UPDATE item SET amount = 0 WHERE id = 'a'", &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    let ended = house.store.run_tx("unlucky", job).await;
    assert!(matches!(ended, Err(TxError::Store(StoreError::Met))), "{ended:?}");
    assert_eq!(runs.load(Ordering::SeqCst), 6, "once, and five times again");
}
