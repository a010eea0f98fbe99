//! The database server is away: background jobs let it alone, and go on when it is back.

use std::time::{Duration, Instant};

use onewindow_app::testing::World;
use onewindow_app::{AppError, jobs, readiness};
use onewindow_testbed::{Server, Stop};

/// Rounds that failed so far.
async fn failures(world: &World) -> u64 {
    readiness::figures(&world.app).await.failures
}

async fn wait_for(what: impl AsyncFn() -> bool) {
    let all = async {
        while !what().await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), all).await.expect("within two minutes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL"]
async fn background_jobs_let_a_database_alone_that_is_away() {
    let server = Server::start().unwrap();
    let world = World::on(tempfile::tempdir().unwrap(), Some(server.url())).await;
    jobs::round(&world.app).await.unwrap();
    tokio::task::block_in_place(|| server.stop(Stop::Fast)).unwrap();
    let ended = jobs::round(&world.app).await;
    assert!(matches!(ended, Err(AppError::Away)), "{ended:?}");

    let working = jobs::spawn(world.app.clone());
    let begun = failures(&world).await;
    wait_for(async || failures(&world).await > begun).await;
    let since = Instant::now();
    wait_for(async || failures(&world).await > begun + 3).await;
    // Three pauses of two seconds and a half.
    assert!(since.elapsed() > Duration::from_secs(6), "after {:?}", since.elapsed());

    tokio::task::block_in_place(|| server.go_on()).unwrap();
    let before = readiness::figures(&world.app).await.rounds;
    let failed = failures(&world).await;
    wait_for(async || {
        let now = readiness::figures(&world.app).await;
        now.rounds > before + 2 && now.failures <= failed + 1
    })
    .await;
    working.abort();
}
