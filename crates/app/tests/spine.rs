//! The spine, end to end, over a real store.

use onewindow_app::applications::submit;
use onewindow_app::cases::{self, Decision};
use onewindow_app::testing::World;
use onewindow_app::{accesses, certificates, drafts, jobs};
use onewindow_model::actor::Role;
use onewindow_model::case::{Stage, Verdict};

#[tokio::test]
async fn from_draft_to_verified_certificate() {
    let world = World::new().await;
    let current = world.app.catalogue.current();
    for service in current.services().filter(|service| service.takes_applications()) {
        let person = if service.id == "company-change-address" { continue } else { "lin-xiaoyu" };
        let ctx = world.acting(person);
        let draft = world.filled(&ctx, &service.id).await;
        let first = submit(&ctx, draft, true).await;
        let first = first.unwrap_or_else(|error| panic!("{}: {error:?}", service.id));
        let second = submit(&ctx, draft, true).await.unwrap();
        assert_eq!(first.number, second.number, "a second click gives the same receipt");
        let officer = world.official(&service.authority, Role::CaseOfficer, 0);
        let other = world.official(&service.authority, Role::CaseOfficer, 1);
        assert!(cases::open(&officer, first.case).await.is_err(), "not assigned yet");
        cases::assign(&officer, first.case).await.unwrap();
        assert!(cases::assign(&other, first.case).await.is_err());
        cases::accept(&officer, first.case).await.unwrap();
        cases::examine(&officer, first.case).await.unwrap();
        let decision = Decision { verdict: Verdict::Granted, reasons: "符合条件".into() };
        cases::decide(&officer, first.case, decision).await.unwrap();
        jobs::round(&world.app).await.unwrap();
        let file = cases::open_own(&ctx, first.case).await.unwrap();
        assert!(matches!(file.case.stage, Stage::Delivered { .. }), "{}", service.id);
        if service.outcome.certificate.is_some() {
            let id = file.certificate.expect("a certificate");
            let view = certificates::open_own(&ctx, id).await.unwrap();
            assert_eq!(view.report.id(), "valid", "{}", service.id);
        }
        let page = accesses::list(&ctx, ctx.actor.person().unwrap(), None).await.unwrap();
        let refused = page.entries.iter().any(|(_, entry)| {
            entry.case == Some(first.case) && format!("{:?}", entry.action) == "Read" && !entry.own
        });
        assert!(refused, "the refused look and the officer's looks are there");
        let _ = drafts::open(&ctx, draft).await.unwrap();
    }
}
