//! A revocation needs a ground of the type, reasons and a second officer; an appeal suspends it.

use onewindow_app::cases::{self, Decision};
use onewindow_app::error::Invalid;
use onewindow_app::testing::World;
use onewindow_app::{AppError, Ctx, certificates, jobs, revocations};
use onewindow_model::actor::Role;
use onewindow_model::case::Verdict;
use onewindow_model::id::CertificateId;

const AUTHORITY: &str = "qingshi-market-regulation";
const REASONS: &str = "两次现场检查记录和整改通知书见案卷第3至9页，限期整改后仍不符合。";

async fn granted(world: &World) -> CertificateId {
    let case = world.submitted("lin-xiaoyu", "small-food-business").await;
    let officer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    cases::examine(&officer, case).await.unwrap();
    let decision = Decision { verdict: Verdict::Granted, reasons: "符合".to_owned() };
    cases::decide(&officer, case, decision).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    let file = cases::open_own(&world.acting("lin-xiaoyu"), case).await.unwrap();
    file.certificate.expect("a certificate")
}

/// What a verifier says.
async fn said(world: &World, id: CertificateId) -> &'static str {
    let view = certificates::open_own(&world.acting("lin-xiaoyu"), id).await.unwrap();
    view.report.id()
}

/// An officer who may both propose and review.
fn both(world: &World) -> Ctx {
    world.official(AUTHORITY, Role::Reviewer, 0)
}

#[tokio::test]
async fn nothing_takes_effect_without_a_second_officer() {
    let world = World::new().await;
    let id = granted(&world).await;
    let first = both(&world);
    let bad = revocations::propose(&first, id, "not-a-ground", REASONS).await;
    assert!(matches!(bad, Err(AppError::Invalid(Invalid::Ground))));
    let empty = revocations::propose(&first, id, "unsafe-food", " ").await;
    assert!(matches!(empty, Err(AppError::Invalid(Invalid::Reasons))));
    let foreign = world.official("qingshi-health", Role::CaseOfficer, 0);
    let foreign = revocations::propose(&foreign, id, "unsafe-food", REASONS).await;
    assert!(matches!(foreign, Err(AppError::Denied(_))), "another authority has no say");

    let procedure = revocations::propose(&first, id, "unsafe-food", REASONS).await.unwrap();
    assert_eq!(said(&world, id).await, "valid");
    let twice = revocations::propose(&first, id, "unsafe-food", REASONS).await;
    assert!(matches!(twice, Err(AppError::Conflict)), "one procedure at a time");
    let own = revocations::countersign(&first, procedure, true).await;
    assert!(matches!(own, Err(AppError::Invalid(Invalid::SecondOfficer))));
    assert_eq!(said(&world, id).await, "valid");

    let second = world.official("qingshi-government", Role::Reviewer, 0);
    revocations::countersign(&second, procedure, true).await.unwrap();
    assert_eq!(said(&world, id).await, "revoked");
}

#[tokio::test]
async fn an_appeal_suspends_and_goes_to_somebody_who_had_no_part() {
    let world = World::new().await;
    let id = granted(&world).await;
    let proposer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    let procedure = revocations::propose(&proposer, id, "unsafe-food", REASONS).await.unwrap();
    let second = both(&world);
    assert_eq!(revocations::waiting(&second).await.unwrap().len(), 1);
    revocations::countersign(&second, procedure, true).await.unwrap();
    assert_eq!(said(&world, id).await, "revoked");

    let holder = world.acting("lin-xiaoyu");
    let stranger = world.acting("zhou-dashan");
    let theirs = revocations::appeal(&stranger, procedure, "我反对").await;
    assert!(matches!(theirs, Err(AppError::NotFound)));
    revocations::appeal(&holder, procedure, "整改已完成，有照片。").await.unwrap();
    assert_eq!(said(&world, id).await, "valid", "suspended until it is judged");

    let own = revocations::judge(&second, procedure, true, "维持").await;
    assert!(matches!(own, Err(AppError::Invalid(Invalid::SecondOfficer))));
    let third = world.official("qingshi-government", Role::Reviewer, 0);
    let view = revocations::open(&third, procedure).await.unwrap();
    assert_eq!(view.appeal.as_deref(), Some("整改已完成，有照片。"));
    revocations::judge(&third, procedure, true, "整改不到位，维持撤销。").await.unwrap();
    assert_eq!(said(&world, id).await, "revoked");
}

#[tokio::test]
async fn an_appeal_that_is_right_gives_the_certificate_back() {
    let world = World::new().await;
    let id = granted(&world).await;
    let proposer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    let procedure = revocations::propose(&proposer, id, "unsafe-food", REASONS).await.unwrap();
    revocations::countersign(&both(&world), procedure, true).await.unwrap();
    let holder = world.acting("lin-xiaoyu");
    revocations::appeal(&holder, procedure, "检查记录不是我的店。").await.unwrap();
    let third = world.official("qingshi-government", Role::Reviewer, 0);
    revocations::judge(&third, procedure, false, "申诉成立。").await.unwrap();
    assert_eq!(said(&world, id).await, "valid");
    let again = revocations::appeal(&holder, procedure, "再说一次").await;
    assert!(matches!(again, Err(AppError::Conflict)), "what is lifted needs no appeal");
}
