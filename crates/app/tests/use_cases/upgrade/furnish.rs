//! A node with something of each kind in it, for a later release to open.

use onewindow_app::cases::{self, Decision};
use onewindow_app::intake::{self, Visitor};
use onewindow_app::testing::World;
use onewindow_app::{applications, drafts, jobs, revocations, slips};
use onewindow_model::actor::Role;
use onewindow_model::case::Verdict;
use onewindow_model::id::{CaseId, DraftId};
use onewindow_model::service::Audience;
use serde_json::{Value, json};

async fn grant(world: &World, key: &str, case: CaseId) {
    let service = cases::open_own(&world.acting(key), case).await.unwrap().service;
    let officer = world.official(&service.authority, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    cases::examine(&officer, case).await.unwrap();
    let decision = Decision { verdict: Verdict::Granted, reasons: "符合条件".into() };
    cases::decide(&officer, case, decision).await.unwrap();
    jobs::round(&world.app).await.unwrap();
}

async fn taken_in(world: &World) -> DraftId {
    let clerk = world.clerk();
    let kind = Audience::NaturalPerson;
    let visitor = Visitor { kind, name: "马守田".into(), number: None, phone: None };
    let draft = intake::start(&clerk, "small-food-business", visitor).await.unwrap();
    let current = world.app.catalogue.current();
    let service = current.newest("small-food-business").unwrap();
    let answers = service.examples.first().unwrap().answers.clone();
    drafts::answer_all(&clerk, draft, answers).await.unwrap();
    world.fill(&clerk, draft).await;
    applications::submit(&clerk, draft, true).await.unwrap();
    draft
}

/// Fills a new node, and says what must be found in it.
pub async fn furnish(world: &World) -> Value {
    let (lin, zhou) = (world.acting("lin-xiaoyu"), world.acting("zhou-dashan"));
    let granted = world.submitted("lin-xiaoyu", "small-food-business").await;
    grant(world, "lin-xiaoyu", granted).await;
    let certificate = cases::open_own(&lin, granted).await.unwrap().certificate.unwrap();
    let authority = "qingshi-market-regulation";
    let proposer = world.official(authority, Role::CaseOfficer, 0);
    let reasons = "现场检查记录见案卷第3页。";
    let declined =
        revocations::propose(&proposer, certificate, "unsafe-food", reasons).await.unwrap();
    let second = world.official(authority, Role::Reviewer, 0);
    revocations::decline(&second, declined, "记录不全。").await.unwrap();
    let health = world.submitted("zhou-dashan", "food-worker-health").await;
    grant(world, "zhou-dashan", health).await;
    let booked = world.submitted("zhou-dashan", "marriage-appointment").await;
    let draft = world.filled(&zhou, "small-food-business").await;
    let intake = taken_in(world).await;
    let printed = slips::slip(&world.clerk(), intake).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    json!({
        "granted": granted.to_string(),
        "declined": declined.to_string(),
        "health": health.to_string(),
        "booked": booked.to_string(),
        "draft": draft.to_string(),
        "slip_number": printed.number.to_string(),
        "slip_code": printed.claim.to_string(),
        "entries": {
            "lin-xiaoyu": world.entries_about(lin.actor.person().unwrap()).await,
            "zhou-dashan": world.entries_about(zhou.actor.person().unwrap()).await,
        },
    })
}
