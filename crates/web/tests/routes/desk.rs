//! What an official does by mistake, or is made to do.

use axum::http::StatusCode;

use crate::fixtures::Fixtures;

#[tokio::test]
async fn a_link_from_elsewhere_is_not_a_look() {
    let fixtures = Fixtures::new().await;
    let officer = fixtures.handling_officer().await;
    let proposal = format!("/desk/revocations/new?certificate={}", fixtures.path("{certificate}"));
    for path in [fixtures.path("/desk/cases/{case}"), proposal] {
        let before = fixtures.entries().await;
        for site in ["cross-site", "same-site"] {
            let answer = officer.follows(&path, site).await;
            assert_eq!((answer.status, &*answer.location), (StatusCode::SEE_OTHER, "/desk"));
        }
        assert_eq!(fixtures.entries().await, before, "{path}");
        for site in ["same-origin", "none"] {
            assert_eq!(officer.follows(&path, site).await.status, StatusCode::OK, "{path}");
        }
        assert!(fixtures.entries().await > before, "{path}");
    }
    assert_eq!(officer.follows("/desk", "cross-site").await.status, StatusCode::OK, "no loop");
    // Who signs in after such a link is not led on to the look either.
    let stranger = crate::Browser::stranger(&fixtures.router);
    let path = fixtures.path("/desk/cases/{case}");
    assert_eq!(stranger.follows(&path, "cross-site").await.location, "/desk");
}

#[tokio::test]
async fn a_step_that_cannot_be_answered_is_not_done() {
    let fixtures = Fixtures::new().await;
    let officer = fixtures.handling_officer().await;
    let case = fixtures.path("/desk/cases/{case}");
    for (step, fields) in [
        ("refuse-intake", "number=&refusal=r"),
        ("release", "number=nonsense"),
        ("decide", "number=&verdict=refused&reasons=r"),
    ] {
        let refused = officer.posts(&format!("{case}/{step}"), fields).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{step}");
        let page = officer.asks("GET", &case).await;
        assert_eq!(page.status, StatusCode::OK, "{step}: the case is no longer the officer's");
    }
    let done = officer.posts(&format!("{case}/accept"), "").await;
    assert_eq!(done.location, format!("{case}?done=accepted"), "it still stands where it stood");
}

#[tokio::test]
async fn a_code_in_an_address_is_not_read() {
    let fixtures = Fixtures::new().await;
    let officer = fixtures.handling_officer().await;
    let page = officer.asks("GET", "/desk/present?code=ABCD-EFGH-JKMN-PQRS").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("value=\"ABCD"), "filled in");
}

#[tokio::test]
async fn the_slip_says_where_its_holder_still_has_to_come() {
    let fixtures = Fixtures::new().await;
    let (clerk, draft) = fixtures.clerk_with("food-worker-health").await;
    for path in [format!("/apply/{draft}/done"), format!("/desk/slip/{draft}")] {
        let page = clerk.asks("GET", &path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains("Health check at the clinic"), "{path}");
        assert!(page.body.contains("5 Yaopu Lane"), "{path}: the place that was chosen");
    }
}
