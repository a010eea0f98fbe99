//! Revocations in their table: what was written is what is read, and a row that lacks something
//! says what.

use jiff::Timestamp;
use onewindow_model::clock::Random;
use onewindow_model::id::{CertificateId, OfficerId, PersonId, RevocationId};
use onewindow_model::revocation::{Judgement, Procedure, Said, Signed, Stage};
use onewindow_store::entities::revocations::{self as rows, RevocationRecord};
use onewindow_store::{End, StoreError, StoreOptions, TxError, params, tx_job};

use crate::house::House;

struct Numbered(u8);

impl Random for Numbered {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(self.0);
    }
}

fn now() -> Timestamp {
    "2026-11-23T01:30:00Z".parse().unwrap()
}

fn officer(number: u8) -> OfficerId {
    OfficerId::fresh(now(), &Numbered(number))
}

fn certificate() -> CertificateId {
    CertificateId::fresh(now(), &Numbered(1))
}

fn said(by: u8, reasons: &[u8]) -> Said<Vec<u8>> {
    Said { by: officer(by), at: now(), reasons: reasons.to_vec() }
}

fn proposal(number: u8) -> RevocationRecord {
    Procedure {
        id: RevocationId::fresh(now(), &Numbered(number)),
        certificate: certificate(),
        person: PersonId::fresh(now(), &Numbered(1)),
        authority: "market".to_owned(),
        rule: "unsafe".to_owned(),
        proposal: said(1, b"why"),
        stage: Stage::Proposed,
        revision: 1,
    }
}

/// A store with one certificate about which something can be proposed.
async fn house() -> House {
    let house = House::with(StoreOptions::default()).await;
    let job = tx_job!([], |tx| {
        let person = PersonId::fresh(now(), &Numbered(1)).to_string();
        let sql = "INSERT INTO persons (id, kind, identity, contact, created_at) \
                   VALUES ($1, 'natural-person', $2, $2, 1)";
        tx.execute_one(sql, params![&person, [0_u8]]).await?;
        let sql = "INSERT INTO certificates (id, person, type, class, authority, list, place, \
                   issued_at, sealed) VALUES ($1, $2, 't', 'c', 'market', 1, 1, 1, $3)";
        tx.execute_one(sql, params![certificate().to_string(), &person, [0_u8]]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("certificate", job).await.unwrap();
    house
}

async fn insert(house: &House, record: RevocationRecord) -> Result<(), TxError<()>> {
    let job = tx_job!([record], |tx| {
        rows::insert(tx, &record).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("insert", job).await.map(|_| ())
}

async fn update(house: &House, record: RevocationRecord) -> Result<(), TxError<()>> {
    let job = tx_job!([record], |tx| {
        rows::update(tx, &record).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("update", job).await.map(|_| ())
}

async fn found(house: &House, id: RevocationId) -> Result<Option<RevocationRecord>, StoreError> {
    house.store.read("find", tx_job!([], |tx| rows::find(tx, id).await)).await
}

async fn run(house: &House, sql: &'static str) {
    let job = tx_job!([], |tx| {
        tx.execute_one(sql, params![]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("sql", job).await.unwrap();
}

#[tokio::test]
async fn every_stage_is_read_as_it_was_written() {
    let house = house().await;
    let first = proposal(1);
    insert(&house, first.clone()).await.unwrap();
    assert!(found(&house, first.id).await.unwrap() == Some(first.clone()));
    let declined = first.decline(said(2, b"no")).unwrap_or_else(|refusal| panic!("{refusal}"));
    update(&house, declined.clone()).await.unwrap();
    assert!(found(&house, declined.id).await.unwrap() == Some(declined));

    let second = proposal(2);
    insert(&house, second.clone()).await.unwrap();
    let other = insert(&house, proposal(3)).await;
    assert!(matches!(other, Err(TxError::Store(StoreError::Unique { .. }))), "one at a time");
    let signed = Signed { by: officer(2), at: now() };
    let step = second.countersign(signed, &[]).unwrap_or_else(|refusal| panic!("{refusal}"));
    update(&house, step.clone()).await.unwrap();
    let again = update(&house, step.clone()).await;
    assert!(matches!(again, Err(TxError::Store(StoreError::Conflict { .. }))), "guarded");
    let step = step.appeal(now(), b"wrong".to_vec()).unwrap_or_else(|e| panic!("{e}"));
    update(&house, step.clone()).await.unwrap();
    assert!(found(&house, step.id).await.unwrap() == Some(step.clone()));
    let step = step.judge(Judgement::Lift, said(3, b"so it is")).unwrap_or_else(|e| panic!("{e}"));
    update(&house, step.clone()).await.unwrap();
    assert!(found(&house, step.id).await.unwrap() == Some(step));
}

#[tokio::test]
async fn a_row_that_lacks_what_its_stage_needs_says_which_column() {
    let house = house().await;
    let record = proposal(1);
    insert(&house, record.clone()).await.unwrap();
    run(&house, "UPDATE revocations SET stage = 'in-force'").await;
    let lacks = found(&house, record.id).await.err().unwrap().to_string();
    assert!(lacks.contains("column second"), "{lacks}");
    run(&house, "UPDATE revocations SET stage = 'declined', second = proposed_by").await;
    let lacks = found(&house, record.id).await.err().unwrap().to_string();
    assert!(lacks.contains("column second_at"), "{lacks}");
    // Declined before reasons were asked for.
    run(&house, "UPDATE revocations SET second_at = 1").await;
    let old = found(&house, record.id).await.unwrap().unwrap();
    assert!(matches!(old.stage, Stage::Declined { reasons: None, .. }));
}
