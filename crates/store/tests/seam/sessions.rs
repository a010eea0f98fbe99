//! Sessions that stood before their subject was written down.

use jiff::Timestamp;
use onewindow_model::sign_in::{Method, Subject};
use onewindow_store::entities::sessions;
use onewindow_store::{End, MIGRATIONS, Migration, Statement, Store, StoreOptions, params, tx_job};

use crate::house::empty;

const PERSON: &str = "01kb0000000000000000000001";
const OFFICER: &str = "01kb0000000000000000000002";
const CASE: &str = "01kb0000000000000000000003";

/// The steps before the one that is tried.
fn before() -> &'static [Migration] {
    MIGRATIONS.split_at(8).0
}

#[tokio::test]
async fn a_session_goes_on_when_the_node_is_upgraded() {
    let folder = tempfile::tempdir().unwrap();
    let place = empty(&folder);
    let options = StoreOptions { migrations: before(), ..Default::default() };
    let store = Store::open(&place, options).await.unwrap();
    let actors = [
        format!(r#"{{"person":{{"person":"{PERSON}","assurance":"substantial"}}}}"#),
        format!(
            r#"{{"officer":{{"id":"{OFFICER}","organisation":"a","office":null,"roles":[]}}}}"#
        ),
        format!(r#"{{"slip-holder":{{"case":"{CASE}"}}}}"#),
        r#"{"system":{"job":"a"}}"#.to_owned(),
    ];
    let rows: Vec<Statement> = actors
        .iter()
        .zip(1_u8..)
        .map(|(actor, number)| {
            let sql = "INSERT INTO sessions (token_hash, actor, started_at, seen_at) \
                       VALUES ($1, $2, 1000, 2000)";
            Statement::new(sql, params![[number; 32], actor])
        })
        .collect();
    let fill = tx_job!([rows], |tx| {
        tx.batch(&rows).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    store.run_tx("fill", fill).await.unwrap();
    store.close().await;

    let store = Store::open(&place, StoreOptions::default()).await.unwrap();
    let found = tx_job!([], |tx| {
        let mut found = Vec::new();
        for number in 1_u8..=4 {
            found.push(tx.find(sessions::of(&[number; 32])).await?);
        }
        Ok::<_, onewindow_store::StoreError>(found)
    });
    let found = store.read("sessions", found).await.unwrap();
    let methods: Vec<_> = found.iter().map(|s| s.as_ref().map(|s| s.method)).collect();
    let demonstration = Some(Method::Demonstration);
    assert_eq!(methods, [demonstration, demonstration, Some(Method::Slip), None]);
    let person = found[0].as_ref().unwrap();
    assert_eq!(person.authenticated_at, Timestamp::from_microsecond(1000).unwrap());
    assert_eq!(person.seen_at, Timestamp::from_microsecond(2000).unwrap());
    let officer = Subject::Officer(OFFICER.parse().unwrap());
    let end = tx_job!([], |tx| {
        let ended = sessions::delete_all(tx, officer).await?;
        Ok(End::<_, ()>::Commit(ended.len()))
    });
    assert_eq!(store.run_tx("end", end).await.unwrap().value, 1, "it is found by its subject");
    store.close().await;
}
