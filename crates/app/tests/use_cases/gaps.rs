//! 容缺受理: accepted with papers that follow, granted when they have come.

use std::collections::BTreeMap;

use onewindow_app::cases::{self, Decision};
use onewindow_app::drafts::{self, Change};
use onewindow_app::error::Invalid;
use onewindow_app::testing::{World, one_page_pdf};
use onewindow_app::{AppError, applications};
use onewindow_model::actor::Role;
use onewindow_model::application::Supply;
use onewindow_model::case::{Refusal, StageName, Verdict};
use onewindow_model::id::CaseId;

const AUTHORITY: &str = "qingshi-market-regulation";

/// A case whose lease is promised to follow.
async fn with_a_gap(world: &World) -> CaseId {
    let person = world.acting("lin-xiaoyu");
    let draft = world.filled(&person, "small-food-business").await;
    let later = Change::Supply { evidence: "lease".to_owned(), supply: Some(Supply::Follows) };
    drafts::change(&person, draft, later).await.unwrap();
    applications::submit(&person, draft, true).await.unwrap().case
}

fn paper(evidence: &str) -> BTreeMap<String, Vec<Vec<u8>>> {
    BTreeMap::from([(evidence.to_owned(), vec![one_page_pdf(evidence)])])
}

fn granted() -> Decision {
    Decision { verdict: Verdict::Granted, reasons: "材料齐全，符合条件。".to_owned() }
}

#[tokio::test]
async fn nothing_is_granted_before_what_was_to_follow_has_come() {
    let world = World::new().await;
    let case = with_a_gap(&world).await;
    let officer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    let file = cases::open(&officer, case).await.unwrap();
    assert_eq!(cases::still_to_follow(&file), ["lease"]);
    let letter = file.decisions.last().unwrap();
    assert_eq!(letter.body.evidence, ["lease"], "the acceptance says what was missing");
    cases::examine(&officer, case).await.unwrap();
    let early = cases::decide(&officer, case, granted()).await;
    assert!(matches!(early, Err(AppError::Invalid(Invalid::Verdict))), "{early:?}");

    let person = world.acting("lin-xiaoyu");
    let other = cases::follow_up(&person, case, paper("kitchen_photos")).await;
    assert!(other.is_err(), "only what was promised can follow");
    cases::follow_up(&person, case, paper("lease")).await.unwrap();
    cases::decide(&officer, case, granted()).await.unwrap();
    let after = cases::follow_up(&person, case, paper("lease")).await;
    assert!(after.is_err(), "the case is decided");
    let file = cases::open_own(&person, case).await.unwrap();
    assert!(matches!(file.content.supplies["lease"], Supply::Document { .. }));
    assert_eq!(file.case.stage.verdict(), Some(Verdict::Granted));
}

#[tokio::test]
async fn what_never_came_can_be_refused_for() {
    let world = World::new().await;
    let case = with_a_gap(&world).await;
    let officer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    cases::examine(&officer, case).await.unwrap();
    let no = Decision {
        verdict: Verdict::Refused, reasons: "逾期未补齐租赁合同。".to_owned()
    };
    cases::decide(&officer, case, no).await.unwrap();
    let again = cases::decide(&officer, case, granted()).await;
    assert!(matches!(again, Err(AppError::Refusal(Refusal::Stage(StageName::Decided)))));
}
