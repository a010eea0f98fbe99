//! What an earlier release left behind is opened by this one: nothing is lost, nothing is refused.
//!
//! `crates/app/tests/fixtures/README.md` says how the folders were made, and how the next one is.

mod furnish;

use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::SignedDuration;
use onewindow_app::moving;
use onewindow_app::start::PostgresUrl;
use onewindow_app::testing::World;
use onewindow_app::{accesses, cases, certificates, drafts, revocations, slips};
use onewindow_model::actor::{Actor, Role};
use onewindow_model::case::Stage;
use serde_json::Value;
use tempfile::TempDir;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Unpacks what a release left behind: `data`, its `catalogue`, and what must be found in it.
fn left_behind(name: &str) -> (TempDir, Value) {
    let folder = tempfile::tempdir().unwrap();
    let archive = fixtures().join(format!("{name}.tar.xz"));
    let size = archive.metadata().unwrap().len();
    assert!(size < 200_000, "{} has {size} bytes", archive.display());
    let mut tar = Command::new("tar");
    tar.arg("-xJf").arg(&archive).arg("-C").arg(folder.path());
    assert!(tar.status().unwrap().success(), "{}", archive.display());
    let expected = std::fs::read_to_string(folder.path().join("expected.json")).unwrap();
    (folder, serde_json::from_str(&expected).unwrap())
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(expected: &Value, name: &str) -> T {
    expected[name].as_str().unwrap().parse().unwrap()
}

/// Everything that was there is found, opened and verified.
async fn is_all_there(world: &World, expected: &Value) {
    for key in ["lin-xiaoyu", "zhou-dashan"] {
        let person = world.acting(key);
        let before = expected["entries"][key].as_u64().unwrap();
        let now = world.entries_about(person.actor.person().unwrap()).await;
        assert_eq!(u64::try_from(now).unwrap(), before, "entries about {key}");
    }
    let (lin, zhou) = (world.acting("lin-xiaoyu"), world.acting("zhou-dashan"));
    let file = cases::open_own(&lin, id(expected, "granted")).await.unwrap();
    assert!(matches!(file.case.stage, Stage::Delivered { .. }), "{:?}", file.case.stage);
    assert!(file.applicant.is_some() && !file.content.values.is_empty(), "sealed data is opened");
    let paper = file.documents.first().unwrap();
    let shown = cases::view_document(&lin, file.case.id, paper.id).await.unwrap();
    assert!(!shown.bytes.is_empty());
    let certificate = certificates::open_own(&lin, file.certificate.unwrap()).await.unwrap();
    assert_eq!(certificate.report.id(), "valid");

    let officer = world.official("qingshi-market-regulation", Role::CaseOfficer, 0);
    let declined = revocations::open(&officer, id(expected, "declined")).await.unwrap();
    assert_eq!(declined.procedure.stage.name().as_str(), "declined");

    let booked = cases::open_own(&zhou, id(expected, "booked")).await.unwrap();
    assert!(booked.bookings.len() == 1, "the appointment stands");
    let draft = drafts::open(&zhou, id(expected, "draft")).await.unwrap();
    assert!(!draft.content.values.is_empty());
    let listed = accesses::list(&zhou, zhou.actor.person().unwrap(), None).await.unwrap();
    assert!(listed.entries.len() > 3, "who looked: {}", listed.entries.len());

    let anyone = world.app.ctx(Actor::Stranger);
    let (number, code) = (id(expected, "slip_number"), id(expected, "slip_code"));
    let case = slips::claim(&anyone, &number, &code).await.unwrap();
    let holder = world.app.ctx(Actor::SlipHolder { case });
    cases::follow(&holder, case).await.unwrap();
    // And it goes on, later: ids are made of time, and of randomness that is the same in each test.
    world.clock.pass(SignedDuration::from_hours(1));
    world.submitted("lin-xiaoyu", "small-food-business").await;
}

async fn opens(folder: TempDir, database: Option<String>, expected: &Value) {
    let catalogue = folder.path().join("catalogue");
    let world = World::with_catalogue(folder, database, catalogue).await;
    is_all_there(&world, expected).await;
}

#[tokio::test]
async fn a_node_at_step_8_is_opened() {
    let (folder, expected) = left_behind("step-08");
    opens(folder, None, &expected).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn a_node_at_step_8_moves_to_postgresql() {
    let (folder, expected) = left_behind("step-08");
    let catalogue = folder.path().join("catalogue");
    let world = World::with_catalogue(folder, None, catalogue.clone()).await;
    let folder = world.stop().await;
    let url = onewindow_testbed::database().unwrap();
    let target = PostgresUrl::parse(&url).unwrap();
    moving::run(&folder.path().join("data"), &target, &mut |_| {}).await.unwrap();
    opens(folder, Some(url), &expected).await;
}

/// Names a folder that does not exist yet, for `cargo xtask fixture`.
const NEXT: &str = "ONEWINDOW_FIXTURE";

#[tokio::test]
async fn the_next_one_can_be_made() {
    let world = World::on(tempfile::tempdir().unwrap(), None).await;
    let expected = furnish::furnish(&world).await;
    let folder = world.stop().await;
    let text = serde_json::to_string_pretty(&expected).unwrap() + "\n";
    std::fs::write(folder.path().join("expected.json"), text).unwrap();
    if let Some(to) = std::env::var_os(NEXT) {
        let mut copy = Command::new("cp");
        assert!(copy.arg("-a").arg(folder.path()).arg(to).status().unwrap().success());
    }
    let world = World::on(folder, None).await;
    is_all_there(&world, &expected).await;
}
