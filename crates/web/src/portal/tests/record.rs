use axum::http::StatusCode;

use super::*;
use crate::shell::testing::{get, post_from};

const RECORD: &str = "/account/record?service=social-insurance-record";

#[tokio::test]
async fn ones_own_record_is_shown_to_oneself_and_leaves_an_entry() {
    let site = site().await;
    let stranger = get(&site.router, RECORD).await;
    assert_eq!((stranger.status, stranger.body.as_str()), (StatusCode::SEE_OTHER, ""));
    let service = site.get("/services/social-insurance-record", "en").await.body;
    assert!(service.contains(RECORD), "the page of the service leads there");

    let answer = post_from(&site.router, "/sign-in", "account=lin-xiaoyu&return=/").await;
    let cookie = answer.header("set-cookie");
    let session = cookie.split(';').next().unwrap();
    let me = site.world.acting("lin-xiaoyu").actor.person().unwrap();
    let before = site.world.entries_about(me).await;
    let page = get_with(&site.router, RECORD, &[("cookie", session)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("林晓屿") && page.body.contains("养老保险累计缴费月数"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(
        site.world.entries_about(me).await,
        before + 3,
        "the name in the header, identity, and the record"
    );

    let other = "/account/record?service=minimum-wage";
    let none = get_with(&site.router, other, &[("cookie", session)]).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
