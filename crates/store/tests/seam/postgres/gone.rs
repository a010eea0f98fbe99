//! A server that is stopped in the middle of work and comes back.

use std::{
    convert::Infallible,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use onewindow_store::{Committed, StoreError, TxError};
use onewindow_testbed::{Server, Stop};

use super::{open, served};
use crate::house::{House, insert};

/// Clients that insert until told to stop, and what was acknowledged to them.
struct Load {
    stop: Arc<AtomicBool>,
    kept: Arc<Mutex<Vec<String>>>,
    clients: Vec<tokio::task::JoinHandle<()>>,
}

fn load(house: &House) -> Load {
    let (stop, kept) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
    let clients = (0..8).map(|client| {
        let (store, stop, kept) = (house.store.clone(), Arc::clone(&stop), Arc::clone(&kept));
        tokio::spawn(async move {
            for round in 0.. {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let id = format!("{client}-{round:06}");
                match insert(&store, &id).await {
                    Ok(_) => kept.lock().unwrap().push(id),
                    Err(error) => expected(&error),
                }
            }
        })
    });
    let clients = clients.collect();
    Load { stop, kept, clients }
}

/// While the server is away a caller hears so, and nothing else.
fn expected(error: &TxError<Infallible>) {
    assert!(
        matches!(
            error,
            TxError::Store(StoreError::Unavailable(_) | StoreError::Lost | StoreError::Busy)
        ),
        "{error:?}"
    );
}

async fn cut(how: Stop) {
    let (server, store) = served().await;
    let house = House::of(store, &server.url());
    let Load { stop, kept, clients } = load(&house);
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(400)).await;
        blocking(&server, move |server| server.stop(how)).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        let before = kept.lock().unwrap().len();
        blocking(&server, Server::go_on).await;
        back(&house).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(kept.lock().unwrap().len() > before, "the same store goes on by itself");
    }
    stop.store(true, Ordering::SeqCst);
    for client in clients {
        client.await.unwrap();
    }
    let found = open(&server).await;
    let items = House::of(found, &server.url()).items().await;
    let kept = kept.lock().unwrap();
    let lost: Vec<_> = kept.iter().filter(|id| items.binary_search(id).is_err()).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert!(kept.len() > 50, "{} were acknowledged", kept.len());
}

async fn back(house: &House) {
    for attempt in 0..100 {
        let done: Result<Committed<()>, _> =
            insert(&house.store, &format!("back-{attempt}-{:p}", &attempt)).await;
        if done.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the store does not come back");
}

async fn blocking(server: &Server, work: impl FnOnce(&Server) -> Result<(), String>) {
    tokio::task::block_in_place(|| work(server)).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL"]
async fn an_immediate_stop_under_load_loses_nothing_acknowledged() {
    cut(Stop::Immediate).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL"]
async fn a_fast_stop_under_load_loses_nothing_acknowledged() {
    cut(Stop::Fast).await;
}
