//! A revocation needs a ground of the type, reasons and a second officer; an appeal suspends it.

use jiff::SignedDuration;
use onewindow_app::cases::{self, Decision};
use onewindow_app::error::Invalid;
use onewindow_app::testing::World;
use onewindow_app::{AppError, Ctx, accesses, certificates, home, jobs, revocations};
use onewindow_gate::{AccessEntry, Denial, Outcome};
use onewindow_model::actor::Role;
use onewindow_model::case::Verdict;
use onewindow_model::id::CertificateId;
use onewindow_model::notice::NoticeKind;
use onewindow_model::purpose::Action;
use onewindow_model::revocation::{Judgement, Refusal, StageName};

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

/// Whether two use cases ended alike.
fn same<T, U>(one: &Result<T, AppError>, other: &Result<U, AppError>) -> bool {
    let said = |error: Option<&AppError>| error.map(|error| format!("{error:?}"));
    said(one.as_ref().err()) == said(other.as_ref().err())
}

/// What the holder finds on record.
async fn entries(world: &World) -> Vec<AccessEntry> {
    let holder = world.acting("lin-xiaoyu");
    let me = holder.actor.person().unwrap();
    let page = accesses::list(&holder, me, None).await.unwrap();
    page.entries.into_iter().map(|(_, entry)| entry).collect()
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
    let stands = Err::<(), _>(AppError::Revocation(Refusal::AnotherStands));
    assert!(same(&twice, &stands), "one procedure at a time");
    let own = revocations::countersign(&first, procedure).await;
    assert!(same(&own, &Err::<(), _>(AppError::Denied(Denial::ActedBefore))));
    assert_eq!(said(&world, id).await, "valid");

    let second = world.official("qingshi-government", Role::Reviewer, 0);
    revocations::countersign(&second, procedure).await.unwrap();
    assert_eq!(said(&world, id).await, "revoked");
}

#[tokio::test]
async fn an_appeal_suspends_and_goes_to_somebody_who_had_no_part() {
    let world = World::new().await;
    let id = granted(&world).await;
    let proposer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    let procedure = revocations::propose(&proposer, id, "unsafe-food", REASONS).await.unwrap();
    let second = both(&world);
    let waiting = revocations::waiting(&second).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].id), (1, procedure));
    assert_eq!((waiting[0].kind.as_str(), waiting[0].mine), ("small-food-business-licence", false));
    revocations::countersign(&second, procedure).await.unwrap();
    assert_eq!(said(&world, id).await, "revoked");

    let holder = world.acting("lin-xiaoyu");
    let stranger = world.acting("zhou-dashan");
    let theirs = revocations::appeal(&stranger, procedure, "我反对").await;
    assert!(matches!(theirs, Err(AppError::NotFound)));
    revocations::appeal(&holder, procedure, "整改已完成，有照片。").await.unwrap();
    assert_eq!(said(&world, id).await, "valid", "suspended until it is judged");

    let own = revocations::judge(&second, procedure, Judgement::Uphold, "维持").await;
    assert!(same(&own, &Err::<(), _>(AppError::Denied(Denial::ActedBefore))));
    let third = world.official("qingshi-government", Role::Reviewer, 0);
    let view = revocations::open(&third, procedure).await.unwrap();
    let text = view.procedure.stage.appeal().map(|appeal| appeal.text.as_str());
    assert_eq!(text, Some("整改已完成，有照片。"));
    revocations::judge(&third, procedure, Judgement::Uphold, "整改不到位，维持撤销。")
        .await
        .unwrap();
    assert_eq!(said(&world, id).await, "revoked");
}

#[tokio::test]
async fn an_appeal_that_is_right_gives_the_certificate_back() {
    let world = World::new().await;
    let id = granted(&world).await;
    let proposer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    let procedure = revocations::propose(&proposer, id, "unsafe-food", REASONS).await.unwrap();
    revocations::countersign(&both(&world), procedure).await.unwrap();
    let holder = world.acting("lin-xiaoyu");
    revocations::appeal(&holder, procedure, "检查记录不是我的店。").await.unwrap();
    let third = world.official("qingshi-government", Role::Reviewer, 0);
    revocations::judge(&third, procedure, Judgement::Lift, "申诉成立。").await.unwrap();
    assert_eq!(said(&world, id).await, "valid");
    let again = revocations::appeal(&holder, procedure, "再说一次").await;
    let lifted = Refusal::Stage(StageName::Lifted);
    assert!(
        same(&again, &Err::<(), _>(AppError::Revocation(lifted))),
        "what is lifted needs no appeal"
    );

    // What was lifted on a ground does not come back on it, whoever proposes.
    let again = revocations::propose(&both(&world), id, "unsafe-food", REASONS).await;
    assert!(same(&again, &Err::<(), _>(AppError::Revocation(Refusal::GroundLifted))));
    assert_eq!(said(&world, id).await, "valid");
}

#[tokio::test]
async fn who_was_declined_does_not_ask_again_and_the_next_second_officer_is_told() {
    let world = World::new().await;
    let id = granted(&world).await;
    let proposer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    let first = revocations::propose(&proposer, id, "unsafe-food", REASONS).await.unwrap();
    let third = world.official("qingshi-government", Role::Reviewer, 0);
    let silent = revocations::decline(&third, first, " ").await;
    assert!(
        same(&silent, &Err::<(), _>(AppError::Invalid(Invalid::Reasons))),
        "declining has its reasons"
    );
    revocations::decline(&third, first, "记录不是这家店的。").await.unwrap();
    assert_eq!(said(&world, id).await, "valid");

    // The proposer keeps the reasons, and finds them.
    let mine = revocations::waiting(&proposer).await.unwrap();
    assert_eq!(
        mine.iter().map(|w| (w.id, w.stage)).collect::<Vec<_>>(),
        [(first, StageName::Declined)]
    );
    let view = revocations::open(&proposer, first).await.unwrap();
    assert_eq!(view.procedure.stage.refusal().map(String::as_str), Some("记录不是这家店的。"));

    // The holder is told, and sees under which pseudonyms it was done, as in their entries.
    let holder = world.acting("lin-xiaoyu");
    let notices = home::notices(&holder).await.unwrap();
    assert!(notices.iter().any(|(notice, _)| notice.kind == NoticeKind::RevocationDeclined));
    let theirs = revocations::open(&holder, first).await.unwrap();
    assert_eq!(theirs.procedure.stage.refusal().map(String::as_str), Some("记录不是这家店的。"));
    let entries = entries(&world).await;
    let steps = entries.iter().filter(|entry| entry.action == Action::Restrict);
    let named: Vec<_> = steps.filter_map(|entry| entry.pseudonym.clone()).collect();
    assert_eq!(theirs.officers.len(), 2);
    assert!(theirs.officers.iter().all(|officer| named.contains(officer)), "{named:?}");

    let again = revocations::propose(&proposer, id, "unsafe-food", REASONS).await;
    assert!(same(&again, &Err::<(), _>(AppError::Revocation(Refusal::DeclinedBefore))));
    let colleague = both(&world);
    let next = revocations::propose(&colleague, id, "unsafe-food", REASONS).await.unwrap();
    let seen = revocations::open(&third, next).await.unwrap();
    let before: Vec<_> = seen.declined.iter().map(|d| (&d.by, d.reasons.as_deref())).collect();
    assert_eq!(before, [(&theirs.officers[1], Some("记录不是这家店的。"))]);
}

#[tokio::test]
async fn every_refused_step_is_on_record_with_the_ground_as_its_basis() {
    let world = World::new().await;
    let id = granted(&world).await;
    let clerk = world.clerk();
    let proposer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    let tried = revocations::propose(&clerk, id, "unsafe-food", REASONS).await.err();
    assert!(matches!(tried, Some(AppError::Denied(_))));
    let reviewer = world.official("qingshi-government", Role::Reviewer, 0);
    let tried = revocations::propose(&reviewer, id, "unsafe-food", REASONS).await;
    assert!(same(&tried, &Err::<(), _>(AppError::Denied(Denial::WrongRole))));
    let kind = revocations::certificate_kind(&clerk, id).await.err();
    assert!(matches!(kind, Some(AppError::Denied(_))));
    let procedure = revocations::propose(&proposer, id, "unsafe-food", REASONS).await.unwrap();
    let before = entries(&world).await.len();
    for refused in [
        revocations::countersign(&clerk, procedure).await,
        revocations::decline(&clerk, procedure, "").await,
        revocations::judge(&clerk, procedure, Judgement::Lift, "").await,
        revocations::countersign(&proposer, procedure).await,
    ] {
        assert!(matches!(refused, Err(AppError::Denied(_))));
    }
    let entries = entries(&world).await;
    let refused: Vec<_> = entries.iter().filter(|e| e.refused().is_some()).collect();
    assert_eq!(refused.len(), 7);
    assert_eq!(entries.len(), before + 4 + 1, "each its entry, and the look at them its own");
    let kind = &certificates::open_own(&world.acting("lin-xiaoyu"), id).await.unwrap().record.kind;
    let (ground, whole) = (format!("revocation:{kind}/unsafe-food"), format!("revocation:{kind}"));
    assert!(refused.iter().all(|entry| entry.basis == ground || entry.basis == whole));
    let roles = refused.iter().filter(|e| e.outcome == Outcome::Deny("wrong-role".to_owned()));
    assert_eq!(roles.count(), 2, "a reviewer who proposes, a case officer who signs");
}

#[tokio::test]
async fn a_code_is_taken_up_together_with_its_entry() {
    let world = World::new().await;
    let id = granted(&world).await;
    let holder = world.acting("lin-xiaoyu");
    let code = certificates::present(&holder, id, &[]).await.unwrap().code;
    let clerk = world.clerk();
    let (one, two) =
        tokio::join!(certificates::look(&clerk, &code), certificates::look(&clerk, &code));
    let shown = [one.is_ok(), two.is_ok()];
    assert_eq!(shown.iter().filter(|ok| **ok).count(), 1, "once");
    let lost = if shown[0] { two.err() } else { one.err() };
    assert!(matches!(lost, Some(AppError::Invalid(Invalid::Code))));
    let entries = entries(&world).await;
    let looks: Vec<_> = entries.iter().filter(|entry| entry.basis == "consent").collect();
    assert_eq!(looks.len(), 2, "the one that came too late is on record as well");
    assert_eq!(looks.iter().filter_map(|e| e.refused()).collect::<Vec<_>>(), ["consent-ended"]);

    let code = certificates::present(&holder, id, &[]).await.unwrap().code;
    world.clock.pass(jiff::SignedDuration::from_mins(6));
    let late = certificates::look(&world.clerk(), &code).await.err();
    assert!(matches!(late, Some(AppError::Invalid(Invalid::Code))));
}

#[tokio::test]
async fn a_list_is_signed_anew_when_it_changes_or_has_been_kept_for_long_enough() {
    let world = World::new().await;
    let id = granted(&world).await;
    let token = async || certificates::status_token(&world.app, 1, world.app.now()).await.unwrap();
    let first = token().await;
    world.clock.pass(SignedDuration::from_secs(299));
    assert_eq!(token().await, first, "each signature differs, so this one was kept");
    world.clock.pass(SignedDuration::from_secs(1));
    let second = token().await;
    assert_ne!(second, first, "browsers ask again after 300 seconds");

    let proposer = world.official(AUTHORITY, Role::CaseOfficer, 0);
    let procedure = revocations::propose(&proposer, id, "unsafe-food", REASONS).await.unwrap();
    assert_eq!(token().await, second, "nothing has taken effect");
    revocations::countersign(&both(&world), procedure).await.unwrap();
    let revoked = token().await;
    assert_ne!(revoked, second, "a revocation is on the list at once");
    revocations::appeal(&world.acting("lin-xiaoyu"), procedure, "不对。").await.unwrap();
    assert_ne!(token().await, revoked, "and so is that it is suspended");
    let missing = certificates::status_token(&world.app, 2, world.app.now()).await;
    assert!(matches!(missing, Err(AppError::NotFound)));
}
