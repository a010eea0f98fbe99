//! 补正: asked once, only for what the pinned version names, and answered by just that paper.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use onewindow_app::cases;
use onewindow_app::testing::{World, one_page_pdf};
use onewindow_app::{AppError, jobs};
use onewindow_model::actor::Role;
use onewindow_model::application::Supply;
use onewindow_model::case::{Refusal, Stage};

const AUTHORITY: &str = "qingshi-market-regulation";

fn files(names: &[&str]) -> BTreeMap<String, Vec<Vec<u8>>> {
    names.iter().map(|name| ((*name).to_owned(), vec![one_page_pdf("again")])).collect()
}

#[tokio::test]
async fn a_correction_is_asked_once_and_for_named_papers_only() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let officer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    let ask = |evidence: &[&str]| {
        let evidence = evidence.iter().map(|id| (*id).to_owned()).collect();
        cases::ask_correction(&officer, case, evidence, "照片看不清灶台".to_owned())
    };
    let nothing = ask(&[]).await;
    assert!(matches!(nothing, Err(AppError::Refusal(Refusal::NothingAsked))));
    let invented = ask(&["kitchen_photos", "household_book"]).await;
    assert!(
        matches!(invented, Err(AppError::Refusal(Refusal::NotInService(id))) if id == "household_book")
    );
    ask(&["kitchen_photos"]).await.unwrap();

    let person = world.acting("lin-xiaoyu");
    let before = cases::open_own(&person, case).await.unwrap();
    let paper = |file: &cases::CaseFile, id: &str| file.content.supplies.get(id).cloned();
    cases::answer_correction(&person, case, files(&["kitchen_photos"])).await.unwrap();
    let after = cases::open_own(&person, case).await.unwrap();
    assert!(matches!(after.case.stage, Stage::Received { .. }));
    assert_ne!(paper(&before, "kitchen_photos"), paper(&after, "kitchen_photos"));
    assert_eq!(paper(&before, "lease"), paper(&after, "lease"), "just that paper changed");

    let again = ask(&["lease"]).await;
    assert!(matches!(again, Err(AppError::Refusal(Refusal::CorrectionUsed))));
    cases::accept(&officer, case).await.unwrap();
}

#[tokio::test]
async fn papers_that_were_not_asked_for_change_nothing() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let officer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    let evidence = vec!["kitchen_photos".to_owned()];
    cases::ask_correction(&officer, case, evidence, "请重拍".to_owned()).await.unwrap();
    let person = world.acting("lin-xiaoyu");
    let missing = cases::answer_correction(&person, case, files(&["lease"])).await;
    assert!(matches!(missing, Err(AppError::Refusal(Refusal::StillMissing(_)))), "{missing:?}");
    let before =
        cases::open_own(&person, case).await.unwrap().content.supplies.get("lease").cloned();
    let both = files(&["kitchen_photos", "lease"]);
    cases::answer_correction(&person, case, both).await.unwrap();
    let after = cases::open_own(&person, case).await.unwrap();
    assert_eq!(after.content.supplies.get("lease").cloned(), before);
    assert!(matches!(before, Some(Supply::Document { .. })));
}

#[tokio::test]
async fn papers_of_a_correction_may_come_one_by_one() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let officer = || world.official(AUTHORITY, Role::CaseOfficer, 0);
    cases::assign(&officer(), case).await.unwrap();
    let evidence = vec!["kitchen_photos".to_owned(), "lease".to_owned()];
    cases::ask_correction(&officer(), case, evidence, "请重拍".to_owned()).await.unwrap();
    world.clock.pass(SignedDuration::from_secs(60));
    let person = || world.acting("lin-xiaoyu");
    let file = || async { cases::open_own(&person(), case).await.unwrap() };
    let before = file().await;
    assert!(cases::laid_ready(&before).is_empty(), "what was handed in before is no answer");

    let stranger = world.acting("su-wanqing");
    let tried = cases::lay_ready(&stranger, case, files(&["lease"])).await;
    assert!(matches!(tried, Err(AppError::NotFound)), "{tried:?}");
    let unasked = cases::lay_ready(&person(), case, files(&["household_book"])).await;
    assert!(matches!(unasked, Err(AppError::NotFound)), "{unasked:?}");

    cases::lay_ready(&person(), case, files(&["lease"])).await.unwrap();
    let half = file().await;
    assert_eq!(cases::laid_ready(&half), ["lease"]);
    assert!(matches!(half.case.stage, Stage::CorrectionAsked { .. }), "still the applicant's");
    assert_eq!(half.events.len(), before.events.len(), "nothing has happened yet");
    let early = cases::answer_correction(&person(), case, files(&[])).await;
    assert!(
        matches!(&early, Err(AppError::Refusal(Refusal::StillMissing(id))) if id == "kitchen_photos"),
        "{early:?}"
    );
    cases::lay_ready(&person(), case, files(&["kitchen_photos"])).await.unwrap();
    cases::answer_correction(&person(), case, files(&[])).await.unwrap();
    let after = file().await;
    assert!(matches!(after.case.stage, Stage::Received { .. }));
    assert_eq!(after.events.last().map(|event| event.kind.as_str()), Some("correction-answered"));
    let late = cases::lay_ready(&person(), case, files(&["lease"])).await;
    assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");
}

#[tokio::test]
async fn an_unanswered_correction_lapses_and_the_officer_may_no_longer_look() {
    let world = World::new().await;
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let officer = || world.official(AUTHORITY, Role::CaseOfficer, 0);
    cases::assign(&officer(), case).await.unwrap();
    let evidence = vec!["kitchen_photos".to_owned()];
    cases::ask_correction(&officer(), case, evidence, "请重拍".to_owned()).await.unwrap();
    world.clock.pass(SignedDuration::from_hours(40 * 24));
    jobs::round(&world.app).await.unwrap();
    let person = world.acting("lin-xiaoyu");
    let file = cases::open_own(&person, case).await.unwrap();
    assert!(matches!(file.case.stage, Stage::Lapsed { .. }));
    assert!(matches!(cases::open(&officer(), case).await, Err(AppError::Denied(_))));
}
