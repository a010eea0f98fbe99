//! Places in slots: never more than there are, whoever comes at once.

use jiff::Timestamp;
use jiff::civil::{date, time};
use onewindow_model::booking::Slot;
use onewindow_model::clock::Random;
use onewindow_model::id::CaseId;
use onewindow_store::entities::bookings::{self, Wanted};
use onewindow_store::{End, Store, StoreOptions, params, tx_job};

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

fn case(number: u8) -> CaseId {
    CaseId::fresh(now(), &Numbered(number))
}

fn wanted(hour: i8, capacity: u16) -> Wanted {
    let slot =
        Slot { day: date(2026, 11, 24), time: time(hour, 0, 0, 0), office: "hall".to_owned() };
    Wanted { service: "wedding".to_owned(), slot, capacity, minutes: 30 }
}

/// A store with one person and so many cases of theirs.
async fn house(cases: u8) -> House {
    let house = House::with(StoreOptions::default()).await;
    let job = tx_job!([], |tx| {
        let sql = "INSERT INTO persons (id, kind, identity, contact, created_at) \
                   VALUES ('p', 'natural-person', $1, $1, 1)";
        tx.execute_one(sql, params![[0_u8]]).await?;
        for number in 0..cases {
            let sql = "INSERT INTO cases (id, number, service, version, authority, applicant, \
                       filed_by, channel, received_at, stage, state, correction_used, revision, \
                       updated_at) VALUES ($1, $1, 's', 1, 'a', 'p', 'p', 'online', 1, 'received', \
                       '{}', 0, 1, 1)";
            tx.execute_one(sql, params![case(number).to_string()]).await?;
        }
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("cases", job).await.unwrap();
    house
}

async fn take(store: Store, number: u8, wanted: Wanted) -> bool {
    let case = case(number);
    let job = tx_job!([wanted], |tx| {
        match bookings::take(tx, case, &wanted, now()).await? {
            true => Ok(End::Commit(())),
            false => Ok(End::Rollback("taken")),
        }
    });
    store.run_tx("take", job).await.is_ok()
}

async fn held(store: &Store) -> Vec<(i8, u32)> {
    let day = date(2026, 11, 24);
    let read = tx_job!([], |tx| bookings::held(tx, "wedding", day, day).await);
    let held = store.read("held", read).await.unwrap();
    held.into_iter().map(|(slot, held)| (slot.time.hour(), held)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_who_come_at_once_get_three_places() {
    let house = house(60).await;
    let all = (0..60).map(|number| tokio::spawn(take(house.store.clone(), number, wanted(9, 3))));
    let mut got = 0;
    for one in all.collect::<Vec<_>>() {
        got += u8::from(one.await.unwrap());
    }
    assert_eq!(got, 3);
    assert_eq!(held(&house.store).await, [(9, 3)]);
}

#[tokio::test]
async fn a_place_given_back_is_taken_again_and_the_past_stays_on_record() {
    let house = house(3).await;
    let store = &house.store;
    assert!(take(store.clone(), 0, wanted(9, 1)).await);
    assert!(!take(store.clone(), 1, wanted(9, 1)).await);
    assert!(take(store.clone(), 1, wanted(10, 1)).await, "another time of day has its own places");
    let first = case(0);
    let give_back =
        tx_job!([], |tx| Ok(End::<_, ()>::Commit(bookings::end(tx, first, now()).await?)));
    assert!(store.run_tx("end", give_back).await.unwrap().value);
    assert!(!store.run_tx("end", give_back).await.unwrap().value, "once");
    assert!(take(store.clone(), 2, wanted(9, 1)).await);
    assert!(take(store.clone(), 0, wanted(9, 2)).await, "a second place");
    assert_eq!(held(store).await, [(9, 2), (10, 1)]);
    let read = tx_job!([], |tx| tx.find(bookings::of_case(first)).await);
    let kept = store.read("of_case", read).await.unwrap();
    assert_eq!(
        kept.iter().map(|b| (b.seq, b.ended_at.is_some())).collect::<Vec<_>>(),
        [(1, true), (2, false)]
    );
}

#[tokio::test]
async fn a_case_holds_one_place() {
    let house = house(1).await;
    assert!(take(house.store.clone(), 0, wanted(9, 5)).await);
    assert!(!take(house.store.clone(), 0, wanted(10, 5)).await);
    assert_eq!(held(&house.store).await, [(9, 1)]);
}
