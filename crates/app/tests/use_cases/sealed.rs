//! At rest nothing personal can be read: not in the database, its log, or the uploads.

use onewindow_app::cases::{self, Decision};
use onewindow_app::drafts::{self, Change};
use onewindow_app::testing::World;
use onewindow_app::{applications, jobs};
use onewindow_model::actor::Role;
use onewindow_model::case::Verdict;

/// Texts that no file may hold: of the person, the form, the paper and the reasons.
const CANARIES: [&str; 8] = [
    "林晓屿",
    "990102199203150243",
    "19900000101",
    "星禾路18号",
    "海棠花面馆七号",
    "canary-in-the-paper",
    "只有申请人知道的理由",
    "渡口街36号",
];

#[tokio::test]
async fn no_file_holds_a_name_a_number_or_a_reason() {
    let world = World::new().await;
    let person = world.acting("lin-xiaoyu");
    let draft = world.filled(&person, "small-food-business").await;
    let typed = "海棠花面馆七号".to_owned();
    let change = Change::Value { field: "shop_name".to_owned(), typed };
    drafts::change(&person, draft, change).await.unwrap();
    let mut paper = onewindow_app::testing::one_page_pdf("canary-in-the-paper");
    paper.extend_from_slice(b"\n");
    drafts::attach(&person, draft, "lease", vec![paper]).await.unwrap();
    let case = applications::submit(&person, draft, true).await.unwrap().case;
    let officer = world.official("qingshi-market-regulation", Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::open(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    cases::examine(&officer, case).await.unwrap();
    let reasons = "只有申请人知道的理由".to_owned();
    let decision = Decision { verdict: Verdict::Granted, reasons };
    cases::decide(&officer, case, decision).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    search(&world.at_rest());
    search(&world.stopped_at_rest().await);
}

fn search(files: &[(String, Vec<u8>)]) {
    assert!(files.len() >= 4, "database, keys and uploads, not just {} files", files.len());
    let stands = |text: &str| {
        let found = |bytes: &[u8]| bytes.windows(text.len()).any(|w| w == text.as_bytes());
        files.iter().find(|(_, bytes)| found(bytes)).map(|(path, _)| path.clone())
    };
    // What is public stands there in the open: the search would find the rest, too.
    assert!(stands("small-food-business").is_some());
    for canary in CANARIES {
        assert_eq!(stands(canary), None, "`{canary}` can be read");
    }
}
