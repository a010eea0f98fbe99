//! What the verified identity of the applicant settles.

use onewindow_app::drafts::{self, Change};
use onewindow_app::error::Invalid;
use onewindow_app::testing::World;
use onewindow_app::{AppError, applications, cases};

#[tokio::test]
async fn nobody_applies_under_another_name_or_number() {
    let world = World::new().await;
    let zhou = world.acting("zhou-dashan");
    let draft = world.filled(&zhou, "food-worker-health").await;
    for (field, typed) in [("name", "李冒名"), ("id_number", "990102199203150243")] {
        let change = Change::Value { field: field.to_owned(), typed: typed.to_owned() };
        let refused = drafts::change(&zhou, draft, change).await;
        assert!(matches!(refused, Err(AppError::Invalid(Invalid::Settled))), "{field}");
    }
    // What the platform merely knows is the applicant's to correct.
    let phone = Change::Value { field: "phone".to_owned(), typed: "19900000999".to_owned() };
    drafts::change(&zhou, draft, phone).await.unwrap();

    let receipt = applications::submit(&zhou, draft, true).await.unwrap();
    let file = cases::open_own(&zhou, receipt.case).await.unwrap();
    let value = |field: &str| file.content.values.get(field).map(String::as_str);
    assert_eq!(value("name"), Some("周大杉"));
    assert_eq!(value("phone"), Some("19900000999"));
}
