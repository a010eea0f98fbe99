//! A node with many cases moves from its file to PostgreSQL, and comes back by way of a backup, with
//! nothing lost. `ONEWINDOW_SOAK=1` takes 100,000 cases.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::time::Instant;

use onewindow_app::backup::{self, Manifest, Order};
use onewindow_app::cases;
use onewindow_app::moving;
use onewindow_app::start::{Place, PostgresUrl};
use onewindow_app::testing::{World, many};
use onewindow_model::actor::Role;

const OWNER: &str = "zhou-dashan";
const SERVICE: &str = "food-worker-health";

fn backed_up(runtime: &tokio::runtime::Runtime, place: &Place, to: &Path, keys: &Path) -> Manifest {
    let now = "2026-11-23T02:00:00Z".parse().unwrap();
    let order = Order { place, to, keys_to: Some(keys), now, product: "test" };
    runtime.block_on(backup::back_up(&order, &mut |_| {})).unwrap().0
}

/// A node with so many copies of a case, stopped.
async fn node(count: usize) -> tempfile::TempDir {
    let world = World::on(tempfile::tempdir().unwrap(), None).await;
    let case = world.submitted(OWNER, SERVICE).await;
    let service = cases::open_own(&world.acting(OWNER), case).await.unwrap().service;
    let officer = world.official(&service.authority, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    let people = many::people(&world.system(), &service, 200).await;
    many::cases(&officer, case, &people, count).await;
    world.stop().await
}

#[test]
fn a_large_node_moves_to_postgresql_and_back_with_nothing_lost() {
    let soak = std::env::var_os("ONEWINDOW_SOAK").is_some();
    let count = if soak { 100_000 } else { 400 };
    let server = match onewindow_testbed::Server::start() {
        Ok(server) => server,
        Err(why) if std::env::var_os("CI").is_some() => panic!("{why}"),
        Err(why) => return println!("left out: {why}"),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let at = |name: &str| outside.path().join(name);

    let folder = runtime.block_on(node(count));
    let data = folder.path().join("data");
    let file = Place { data: data.clone(), database: None };
    let first = backed_up(&runtime, &file, &at("first"), &at("first-keys"));

    let url = PostgresUrl::parse(&server.url()).unwrap();
    let begun = Instant::now();
    let proved = runtime.block_on(moving::run(&data, &url, &mut |_| {})).unwrap();
    let moved_in = begun.elapsed();
    for table in &proved {
        assert_eq!((table.changed, &table.source_hash), (0, &table.target_hash), "{}", table.table);
    }
    let cases = proved.iter().find(|table| table.table == "cases").unwrap();
    assert_eq!(usize::try_from(cases.rows).unwrap(), count + 1);

    let there = Place { data, database: Some(url) };
    let begun = Instant::now();
    let second = backed_up(&runtime, &there, &at("second"), &at("second-keys"));
    let again = Place { data: at("again"), database: None };
    runtime
        .block_on(backup::restore(&at("second"), &at("second-keys"), &again, &mut |_| {}))
        .unwrap();
    let back_in = begun.elapsed();
    let third = backed_up(&runtime, &again, &at("third"), &at("third-keys"));
    assert_eq!(first.tables, second.tables, "in the file and in PostgreSQL");
    assert_eq!(first.tables, third.tables, "in the file that came back");
    assert_eq!(first.uploads, third.uploads);

    let rows: u64 = first.tables.iter().map(|table| table.rows).sum();
    println!(
        "evidence: {} cases, {rows} rows: to PostgreSQL in {} s, back by a backup in {} s, every \
         table alike octet by octet",
        count + 1,
        moved_in.as_secs(),
        back_in.as_secs()
    );
}
