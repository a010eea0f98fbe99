//! Submitting: once, whatever is clicked.

use onewindow_app::applications::submit;
use onewindow_app::cases;
use onewindow_app::testing::World;

#[tokio::test]
async fn two_clicks_at_once_make_one_case() {
    let world = World::new().await;
    let ctx = world.acting("lin-xiaoyu");
    let draft = world.filled(&ctx, "small-food-business").await;
    let clicks = (submit(&ctx, draft, true), submit(&ctx, draft, true), submit(&ctx, draft, true));
    let (first, second, third) = tokio::join!(clicks.0, clicks.1, clicks.2);
    let (first, second, third) = (first.unwrap(), second.unwrap(), third.unwrap());
    assert_eq!(first.case, second.case);
    assert_eq!((first.case, &first.number), (third.case, &third.number));
    let later = submit(&ctx, draft, true).await.unwrap();
    assert_eq!(later.number, first.number, "and so does a click on the next day");
    assert_eq!(cases::mine(&ctx).await.unwrap().len(), 1);
}
