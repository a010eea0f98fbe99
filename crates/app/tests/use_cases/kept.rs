//! What was typed when a session ended: for its author alone, on its page, once, and not for long.

use jiff::SignedDuration;
use onewindow_app::kept::{KEPT_FOR, put, take};
use onewindow_app::sessions::{self, Session};
use onewindow_app::testing::World;
use onewindow_model::actor::Role;
use onewindow_model::sign_in::Method;

const PAGE: &str = "/apply/0/form/shop_name";
const TYPED: &str = "海棠面馆与渡口街";
const TOKEN: [u8; 32] = [7; 32];

/// A session of somebody, by the hash of its token.
async fn session(world: &World, key: &str, hash: [u8; 32]) {
    let now = world.app.now();
    let session = Session::begun(world.acting(key).actor, Method::Demonstration, now);
    sessions::put(&world.app, None, hash, session).await.unwrap();
}

fn typed() -> Vec<(String, String)> {
    vec![("shop_name".to_owned(), TYPED.to_owned())]
}

#[tokio::test]
async fn only_its_author_gets_it_back_on_its_page_and_once() {
    let world = World::new().await;
    session(&world, "lin-xiaoyu", [1; 32]).await;
    assert!(put(&world.app, [1; 32], TOKEN, PAGE, &typed()).await.unwrap());

    let (lin, other) = (world.acting("lin-xiaoyu"), world.acting("zhou-dashan"));
    let officer = world.official("qingshi-market-regulation", Role::CaseOfficer, 0);
    assert_eq!(take(&other, TOKEN, PAGE).await.unwrap(), None, "another person, same browser");
    assert_eq!(take(&officer, TOKEN, PAGE).await.unwrap(), None);
    assert_eq!(take(&lin, TOKEN, "/apply/1/form/shop_name").await.unwrap(), None, "another draft");
    assert_eq!(take(&lin, [8; 32], PAGE).await.unwrap(), None, "another token");
    assert_eq!(take(&lin, TOKEN, PAGE).await.unwrap(), Some(typed()), "theirs, still there");
    assert_eq!(take(&lin, TOKEN, PAGE).await.unwrap(), None, "once");
}

#[tokio::test]
async fn it_is_kept_half_an_hour_and_one_for_each_session() {
    let world = World::new().await;
    session(&world, "lin-xiaoyu", [1; 32]).await;
    put(&world.app, [1; 32], TOKEN, PAGE, &typed()).await.unwrap();
    put(&world.app, [1; 32], [9; 32], PAGE, &typed()).await.unwrap();
    let lin = world.acting("lin-xiaoyu");
    assert_eq!(take(&lin, TOKEN, PAGE).await.unwrap(), None, "the later one took its place");
    world.clock.pass(KEPT_FOR - SignedDuration::from_secs(1));
    let lin = world.acting("lin-xiaoyu");
    assert_eq!(take(&lin, [9; 32], PAGE).await.unwrap(), Some(typed()));

    put(&world.app, [1; 32], TOKEN, PAGE, &typed()).await.unwrap();
    world.clock.pass(KEPT_FOR);
    let lin = world.acting("lin-xiaoyu");
    assert_eq!(take(&lin, TOKEN, PAGE).await.unwrap(), None, "its time is over");
}

#[tokio::test]
async fn nothing_is_kept_for_nobody_nor_without_bound_nor_in_the_open() {
    let world = World::new().await;
    session(&world, "lin-xiaoyu", [1; 32]).await;
    assert!(!put(&world.app, [2; 32], TOKEN, PAGE, &typed()).await.unwrap(), "no such session");
    let long = vec![("shop_name".to_owned(), "长".repeat(30_000))];
    assert!(!put(&world.app, [1; 32], TOKEN, PAGE, &long).await.unwrap(), "90 KB");
    assert!(put(&world.app, [1; 32], TOKEN, PAGE, &typed()).await.unwrap());
    let mut looked = 0;
    for (name, bytes) in world.stopped_at_rest().await {
        looked += bytes.len();
        let found = bytes.windows(TYPED.len()).any(|window| window == TYPED.as_bytes());
        assert!(!found, "{name} holds what was typed");
    }
    assert!(looked > 50_000, "the database was looked at: {looked}");
}
