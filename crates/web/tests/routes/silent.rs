//! A register that does not answer: the page says so, and not that nothing was found.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use onewindow_app::drafts;
use onewindow_app::registers::{Answer, Register};

use crate::fixtures::{Fixtures, OWNER};

struct Silent;

impl Register for Silent {
    fn find<'a>(&'a self, _: &'a str) -> Answer<'a> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn the_page_of_a_paper_says_that_the_register_does_not_answer() {
    let fixtures = Fixtures::new().await;
    fixtures.world.connect("population", Arc::new(Silent), Duration::from_millis(20));
    let own = fixtures.world.acting(OWNER);
    let me = own.actor.person().unwrap();
    let current = fixtures.world.app.catalogue.current();
    let service = current.newest("food-worker-health").unwrap();
    let answers = service.examples[0].answers.clone();
    let draft = drafts::start(&own, &service.id, me, answers).await.unwrap().id;
    let browser = fixtures.signed_in_as(OWNER).await;
    let page = browser.asks("GET", &format!("/apply/{draft}/evidence/identity_record")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("does not answer at the moment"));
    assert!(!page.body.contains("found nothing on record"), "nobody knows that");
    assert!(page.body.contains("type=\"file\""), "the paper can be handed in instead");
}
