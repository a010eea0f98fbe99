use axum::http::StatusCode;
use onewindow_app::applications::{slip, submit};
use onewindow_app::drafts;
use onewindow_app::intake::{Visitor, start};
use onewindow_model::service::Audience;

use super::*;
use crate::shell::testing::{get, post_from};

const NAME: &str = "马守田";

/// Takes an application in at a window and gives number and code of its slip.
async fn taken_in(world: &World) -> (String, String) {
    let clerk = world.clerk();
    let kind = Audience::NaturalPerson;
    let visitor = Visitor { kind, name: NAME.to_owned(), number: None, phone: None };
    let draft = start(&clerk, "small-food-business", visitor).await.unwrap();
    let current = world.app.catalogue.current();
    let service = current.newest("small-food-business").unwrap();
    let answers = service.examples.first().unwrap().answers.clone();
    drafts::answer_all(&clerk, draft, answers).await.unwrap();
    world.fill(&clerk, draft).await;
    submit(&clerk, draft, true).await.unwrap();
    let slip = slip(&clerk, draft).await.unwrap();
    (slip.number.to_string(), slip.claim.to_string())
}

#[tokio::test]
async fn the_slip_opens_the_one_timeline_and_names_nobody() {
    let site = site().await;
    let (number, code) = taken_in(&site.world).await;
    let answer = post_from(&site.router, "/track", &format!("number={number}&code={code}")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/track/case");
    let cookie = answer.header("set-cookie");
    let session = cookie.split(';').next().unwrap();
    for (lang, received) in [("zh-CN", "收件"), ("en", "Received")] {
        let cookie = format!("{session}; ow-lang={lang}");
        let page = get_with(&site.router, "/track/case", &[("cookie", &cookie)]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(&number) && page.body.contains(received));
        assert!(!page.body.contains(NAME) && !page.body.contains(&code));
        assert!(!page.body.contains('⟦'), "a text is missing");
    }
}

#[tokio::test]
async fn a_slip_that_does_not_fit_says_where_and_opens_nothing() {
    let site = site().await;
    for (typed, said) in [
        ("number=&code=", "请填写办件编号"),
        ("number=1234&code=1234", "12位字母和数字"),
        ("number=0000-0000-0001&code=0000-0000-0000-0000", "有误"),
        ("number=0000-0000-0000&code=0000-0000-0000-0000", "没有与编号和查询码相符的办件"),
    ] {
        let answer = post_from(&site.router, "/track", typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.body.contains(said), "{typed}: no `{said}`");
        assert!(!answer.header("set-cookie").contains("ow-session"));
    }
    let stranger = get(&site.router, "/track/case").await;
    assert_eq!((stranger.status, stranger.body.as_str()), (StatusCode::SEE_OTHER, ""));
}

#[tokio::test]
async fn signing_in_leads_back_to_where_one_came_from() {
    let site = site().await;
    let back = "account=lin-xiaoyu&return=%2Fapply%2Fnew%3Fservice%3Da";
    let answer = post_from(&site.router, "/sign-in", back).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/apply/new?service=a");
    assert!(answer.header("set-cookie").contains("ow-session="));
    let nobody = post_from(&site.router, "/sign-in", "account=nobody&return=/").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}
