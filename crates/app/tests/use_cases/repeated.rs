//! A request under a key: begun once, answered alike, sealed for its sender.

use jiff::SignedDuration;
use onewindow_app::Ctx;
use onewindow_app::repeated::{Begun, Came, begin, end, forget};
use onewindow_app::testing::World;

const KEY: &str = "0123456789abcdef";
const ANSWER: &[u8] = "海棠面馆的草稿".as_bytes();

async fn first(ctx: &Ctx, request: [u8; 32]) -> Begun {
    match begin(ctx, KEY, request).await.unwrap() {
        Came::First(begun) => begun,
        _ => panic!("it is the first"),
    }
}

#[tokio::test]
async fn one_is_under_way_until_it_is_answered() {
    let world = World::new().await;
    let own = world.acting("lin-xiaoyu");
    let begun = first(&own, [1; 32]).await;
    assert!(matches!(begin(&own, KEY, [1; 32]).await.unwrap(), Came::UnderWay));
    assert!(matches!(begin(&own, KEY, [2; 32]).await.unwrap(), Came::Other));
    end(&own, &begun, ANSWER).await.unwrap();
    match begin(&own, KEY, [1; 32]).await.unwrap() {
        Came::Done(answer) => assert_eq!(answer, ANSWER),
        _ => panic!("it was answered"),
    }
    assert!(matches!(begin(&own, KEY, [2; 32]).await.unwrap(), Came::Other));
    let other = world.acting("zhou-dashan");
    assert!(matches!(begin(&other, KEY, [1; 32]).await.unwrap(), Came::First(_)), "their own");
    let nobody = world.app.ctx(onewindow_model::actor::Actor::Stranger);
    assert!(begin(&nobody, KEY, [1; 32]).await.is_err());
}

#[tokio::test]
async fn what_was_forgotten_or_lost_can_be_done_again_and_what_is_late_is_not_kept() {
    let world = World::new().await;
    let own = world.acting("lin-xiaoyu");
    let begun = first(&own, [1; 32]).await;
    forget(&own, &begun).await.unwrap();
    let lost = first(&own, [2; 32]).await;
    world.clock.pass(SignedDuration::from_mins(6));
    let later = world.acting("lin-xiaoyu");
    let taken_over = first(&later, [2; 32]).await;
    // The one that was thought lost ends after all: its answer is not the other's.
    end(&later, &lost, b"late").await.unwrap();
    assert!(matches!(begin(&later, KEY, [2; 32]).await.unwrap(), Came::UnderWay));
    end(&later, &taken_over, ANSWER).await.unwrap();
    assert!(matches!(begin(&later, KEY, [2; 32]).await.unwrap(), Came::Done(_)));
    world.clock.pass(SignedDuration::from_hours(25));
    assert!(matches!(
        begin(&world.acting("lin-xiaoyu"), KEY, [3; 32]).await.unwrap(),
        Came::First(_)
    ));
}
