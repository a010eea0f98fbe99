//! Opening a database that is not what the program expects.

use onewindow_store::{MIGRATIONS, Migration, Store, StoreError, StoreOptions, Target};

use crate::house::{STEPS, empty};

const FIRST: &[Migration] = &[MIGRATIONS[0]];

async fn open(target: &Target, migrations: &'static [Migration]) -> Result<(), StoreError> {
    let options = StoreOptions { migrations, ..Default::default() };
    Store::open(target, options).await?.close().await;
    Ok(())
}

fn refusal(result: Result<(), StoreError>) -> String {
    match result {
        Err(StoreError::Migration(why)) => why,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[tokio::test]
async fn steps_are_applied_once_and_later_ones_added() {
    let folder = tempfile::tempdir().unwrap();
    let place = empty(&folder);
    open(&place, MIGRATIONS).await.unwrap();
    open(&place, MIGRATIONS).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let place = empty(&folder);
    open(&place, FIRST).await.unwrap();
    open(&place, STEPS).await.unwrap();
    open(&place, STEPS).await.unwrap();
}

#[tokio::test]
async fn a_changed_step_is_refused() {
    const CHANGED: &[Migration] = &[
        MIGRATIONS[0],
        Migration { number: 2, name: "try", sqlite: "SELECT 1", postgres: "SELECT 1" },
    ];
    let folder = tempfile::tempdir().unwrap();
    let place = empty(&folder);
    open(&place, STEPS).await.unwrap();
    let why = refusal(open(&place, CHANGED).await);
    assert!(why.contains("step 2") && why.contains("another text"), "{why}");
    open(&place, STEPS).await.unwrap();
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let place = empty(&folder);
    open(&place, STEPS).await.unwrap();
    let why = refusal(open(&place, FIRST).await);
    assert!(why.contains("step 2 (try)") && why.contains("knows 1"), "{why}");
}

#[tokio::test]
async fn a_failed_step_leaves_nothing() {
    const BROKEN: &[Migration] = &[
        MIGRATIONS[0],
        Migration {
            number: 2,
            name: "try",
            sqlite: "CREATE TABLE item (id TEXT) STRICT; oops",
            postgres: "CREATE TABLE item (id TEXT); oops",
        },
    ];
    const ENDS: &[Migration] = &[
        MIGRATIONS[0],
        Migration {
            number: 2,
            name: "try",
            sqlite: "SELECT 1; COMMIT",
            postgres: "SELECT 1; COMMIT",
        },
    ];
    let folder = tempfile::tempdir().unwrap();
    let place = empty(&folder);
    assert!(refusal(open(&place, BROKEN).await).contains("step 2 (try)"));
    assert!(refusal(open(&place, ENDS).await).contains("ends its transaction"));
    open(&place, STEPS).await.unwrap();
}

#[tokio::test]
async fn steps_have_no_gaps() {
    const GAP: &[Migration] = &[
        MIGRATIONS[0],
        Migration { number: 3, name: "try", sqlite: "SELECT 1", postgres: "SELECT 1" },
    ];
    let folder = tempfile::tempdir().unwrap();
    let why = refusal(open(&empty(&folder), GAP).await);
    assert!(why.contains("step 2 is missing"), "{why}");
}
