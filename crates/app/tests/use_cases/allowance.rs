//! One party cannot fill the disk for all.

use jiff::SignedDuration;
use onewindow_app::documents::{ALLOWANCE_BYTES, PDF};
use onewindow_app::testing::{World, one_page_pdf};
use onewindow_app::{AppError, drafts};

use crate::sweep::uploads;

#[tokio::test]
async fn a_party_hands_in_so_much_a_day_and_others_are_not_hindered() {
    let world = World::new().await;
    let lin = world.acting("lin-xiaoyu");
    let draft = world.filled(&lin, "small-food-business").await;
    let paper = || vec![one_page_pdf("one more")];
    let held = drafts::open(&lin, draft).await.unwrap().documents;
    let pdf = held.iter().find(|record| record.media == PDF).unwrap().clone();
    world.replaced(&pdf, ALLOWANCE_BYTES - 20_000).await;
    drafts::attach(&lin, draft, &pdf.evidence, paper()).await.unwrap();
    world.replaced(&pdf, 20_000).await;
    let before = uploads(&world);
    let lin = world.acting("lin-xiaoyu");
    let refused = drafts::attach(&lin, draft, &pdf.evidence, paper()).await;
    assert!(matches!(refused, Err(AppError::Allowance)), "{refused:?}");
    assert_eq!(uploads(&world), before, "nothing was written");

    let zhou = world.acting("zhou-dashan");
    world.filled(&zhou, "small-food-business").await;

    world.clock.pass(SignedDuration::from_hours(25));
    let lin = world.acting("lin-xiaoyu");
    drafts::attach(&lin, draft, &pdf.evidence, paper()).await.unwrap();
}
