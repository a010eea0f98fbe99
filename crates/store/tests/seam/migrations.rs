//! Opening a database that is not what the program expects.

use std::path::Path;

use onewindow_store::{MIGRATIONS, Migration, Store, StoreError, StoreOptions, testing};

use crate::house::STEPS;

const FIRST: &[Migration] = &[MIGRATIONS[0]];

async fn open(path: &Path, migrations: &'static [Migration]) -> Result<(), StoreError> {
    let store = Store::open(path, StoreOptions { migrations, ..Default::default() })?;
    store.close().await;
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
    let path = folder.path().join("a.db");
    open(&path, MIGRATIONS).await.unwrap();
    open(&path, MIGRATIONS).await.unwrap();
    let path = folder.path().join("b.db");
    open(&path, FIRST).await.unwrap();
    open(&path, STEPS).await.unwrap();
    open(&path, STEPS).await.unwrap();
}

#[tokio::test]
async fn a_changed_step_is_refused() {
    const CHANGED: &[Migration] =
        &[MIGRATIONS[0], Migration { number: 2, name: "try", sql: "SELECT 1" }];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    open(&path, STEPS).await.unwrap();
    let why = refusal(open(&path, CHANGED).await);
    assert!(why.contains("step 2") && why.contains("another text"), "{why}");
    open(&path, STEPS).await.unwrap();
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    open(&path, STEPS).await.unwrap();
    let why = refusal(open(&path, FIRST).await);
    assert!(why.contains("step 2 (try)") && why.contains("knows 1"), "{why}");
}

#[tokio::test]
async fn a_failed_step_leaves_nothing() {
    const BROKEN: &[Migration] = &[
        MIGRATIONS[0],
        Migration { number: 2, name: "try", sql: "CREATE TABLE item (id TEXT) STRICT; oops" },
    ];
    const ENDS: &[Migration] =
        &[MIGRATIONS[0], Migration { number: 2, name: "try", sql: "SELECT 1; COMMIT" }];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    assert!(refusal(open(&path, BROKEN).await).contains("step 2 (try)"));
    assert!(refusal(open(&path, ENDS).await).contains("ends its transaction"));
    open(&path, STEPS).await.unwrap();
}

#[tokio::test]
async fn steps_have_no_gaps() {
    const GAP: &[Migration] =
        &[MIGRATIONS[0], Migration { number: 3, name: "try", sql: "SELECT 1" }];
    let folder = tempfile::tempdir().unwrap();
    let why = refusal(open(&folder.path().join("a.db"), GAP).await);
    assert!(why.contains("step 2 is missing"), "{why}");
}

#[tokio::test]
async fn foreign_files_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theirs.db");
    let theirs = rusqlite::Connection::open(&path).unwrap();
    theirs.execute_batch("CREATE TABLE theirs (id INTEGER)").unwrap();
    drop(theirs);
    assert!(matches!(open(&path, MIGRATIONS).await, Err(StoreError::Corrupt(_))));
    let path = folder.path().join("letter.txt");
    std::fs::write(&path, "not a database, but long enough to be looked at".repeat(40)).unwrap();
    assert!(matches!(open(&path, MIGRATIONS).await, Err(StoreError::Corrupt(_))));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("not a database"));
}

#[tokio::test]
async fn the_schema_is_strict_and_has_no_deferred_constraint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    open(&path, MIGRATIONS).await.unwrap();
    assert_eq!(testing::lax_tables(&path), Ok(Vec::new()));
    for step in MIGRATIONS {
        assert!(!step.sql.to_ascii_uppercase().contains("INITIALLY DEFERRED"), "{}", step.name);
    }
}
