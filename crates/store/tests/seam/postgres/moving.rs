//! A node's data moves to PostgreSQL while the node runs.

use std::{path::Path, time::Duration};

use onewindow_store::{
    End, MIGRATIONS, Param, PostgresUrl, Statement, Store, StoreError, StoreOptions, moving::Move,
    params, tx_job,
};
use onewindow_testbed::ask;

const PEOPLE: u32 = 2_500;

/// A node's file with people, sessions and what is on record about them.
async fn node(path: &Path) -> Store {
    let store = Store::open(path, StoreOptions::default()).await.unwrap();
    let people = (0..PEOPLE).map(|number| {
        Statement::new(
            "INSERT INTO persons (id, kind, lookup, identity, contact, created_at)
             VALUES ($1, 'natural-person', $2, $3, $4, $5)",
            params![
                format!("p{number:05}"),
                number.to_be_bytes(),
                vec![7_u8; 300],
                [0_u8; 0],
                number
            ],
        )
    });
    let looks = (0..PEOPLE).map(|number| {
        let id = format!("e{number:05}");
        let person = format!("p{:05}", number % 7);
        Statement::new(
            "INSERT INTO access_entries (id, person, leaf, sealed) VALUES ($1, $2, $3, $3)",
            params![id, person, number.to_be_bytes()],
        )
    });
    let sessions = (0..20_u32).map(|number| session(number, i64::from(number)));
    run(&store, people.chain(looks).chain(sessions).collect()).await;
    store
}

fn session(number: u32, seen: i64) -> Statement {
    let sql = "INSERT INTO sessions
               (token_hash, actor, subject, method, started_at, authenticated_at, seen_at)
               VALUES ($1, '医保', 'person', 'slip', 1, 1, $2)";
    Statement::new(sql, params![number.to_be_bytes(), seen])
}

async fn run(store: &Store, statements: Vec<Statement>) {
    let job = tx_job!([statements], |tx| {
        tx.batch(&statements).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    store.run_tx("fill", job).await.unwrap();
}

fn quiet(_: &str, _: u64) {}

/// Rows changed by a pass, over all tables.
async fn pass(moving: &mut Move) -> u64 {
    let passed = moving.pass(&mut quiet).await.unwrap();
    passed.iter().map(|table| table.changed).sum()
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn everything_arrives_while_the_node_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onewindow.db");
    let store = node(&path).await;
    let url = onewindow_testbed::database().unwrap();
    let target = PostgresUrl::parse(&url).unwrap();
    let mut moving = Move::begin(&path, &target, MIGRATIONS).await.unwrap();
    assert!(pass(&mut moving).await > u64::from(2 * PEOPLE));
    let early = Store::open(target.clone(), StoreOptions::default()).await.unwrap_err();
    assert!(early.to_string().contains("is being filled"), "{early}");

    // The node runs on: something comes, something changes, something goes.
    let none: &[Param] = &[];
    run(
        &store,
        vec![
            session(99, 5),
            Statement::new("UPDATE sessions SET seen_at = 77 WHERE started_at = 1", none),
            Statement::new(
                "DELETE FROM sessions WHERE token_hash < $1",
                params![5_u32.to_be_bytes()],
            ),
            Statement::new(
                "UPDATE persons SET revision = 2, lookup = NULL WHERE id = 'p00003'",
                none,
            ),
        ],
    )
    .await;
    assert_eq!(pass(&mut moving).await, 1 + 15 + 5 + 1);
    let proved = moving.pass(&mut quiet).await.unwrap();
    for table in &proved {
        assert_eq!((table.changed, &table.source_hash), (0, &table.target_hash), "{table:?}");
    }
    let persons = proved.iter().find(|table| table.table == "persons").unwrap();
    assert_eq!(persons.rows, u64::from(PEOPLE));
    store.close().await;
    moving.finish().await.unwrap();

    let there = Store::open(target.clone(), StoreOptions::default()).await.unwrap();
    let next = Statement::new(
        "INSERT INTO access_entries (id, person, leaf, sealed) VALUES ('next', 'p00001', $1, $1)",
        params![[1_u8]],
    );
    run(&there, vec![next]).await;
    let last = ask(&url, "SELECT max(seq) FROM access_entries WHERE id = 'next'").unwrap();
    assert_eq!(last.trim(), (PEOPLE + 1).to_string(), "it counts on");
    assert_eq!(ask(&url, "SELECT count(*) FROM sessions WHERE seen_at = 77").unwrap().trim(), "16");
    let left = Store::open(&path, StoreOptions::default()).await.unwrap_err();
    assert!(matches!(left, StoreError::Moved(_)), "{left}");
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn an_interrupted_move_is_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onewindow.db");
    let store = node(&path).await;
    let target = PostgresUrl::parse(&onewindow_testbed::database().unwrap()).unwrap();
    let mut cut = Move::begin(&path, &target, MIGRATIONS).await.unwrap();
    let short = Duration::from_millis(60);
    assert!(tokio::time::timeout(short, cut.pass(&mut quiet)).await.is_err(), "cut off");
    drop(cut);
    let again = Store::open(&path, StoreOptions::default());
    again.await.expect("the source is as it was").close().await;

    let mut moving = Move::begin(&path, &target, MIGRATIONS).await.unwrap();
    pass(&mut moving).await;
    assert_eq!(pass(&mut moving).await, 0);
    store.close().await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn a_database_with_data_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("onewindow.db");
    node(&path).await.close().await;
    let url = onewindow_testbed::database().unwrap();
    let target = PostgresUrl::parse(&url).unwrap();
    let there = Store::open(target.clone(), StoreOptions::default()).await.unwrap();
    run(&there, vec![session(1, 1)]).await;
    let refused = Move::begin(&path, &target, MIGRATIONS).await.err().unwrap();
    assert!(refused.to_string().contains("holds data already (table sessions)"), "{refused}");
    assert_eq!(ask(&url, "SELECT count(*) FROM sessions").unwrap().trim(), "1");
}
