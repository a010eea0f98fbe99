use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use onewindow_app::applications::submit;
use onewindow_app::intake::{Visitor, start};
use onewindow_app::slips::{Slip, slip};
use onewindow_app::testing::one_page_pdf;
use onewindow_app::{cases, drafts};
use onewindow_model::actor::Role;
use onewindow_model::case::SLIP_DAYS;
use onewindow_model::service::Audience;

use super::*;
use crate::forms::FormSecret;
use crate::session::SessionToken;
use crate::shell::testing::{get, post_from, send};

const NAME: &str = "马守田";

/// Takes an application in at a window and gives number and code of its slip.
async fn taken_in(world: &World) -> (String, String) {
    let slip = printed(world).await;
    (slip.number.to_string(), slip.claim.to_string())
}

async fn printed(world: &World) -> Slip {
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
    slip(&clerk, draft).await.unwrap()
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

/// Whoever holds a slip, after `/track`.
struct Holder<'a> {
    site: &'a Site,
    session: String,
}

impl Holder<'_> {
    async fn of<'a>(site: &'a Site, slip: &Slip) -> Holder<'a> {
        let typed = format!("number={}&code={}", slip.number, slip.claim);
        let answer = post_from(&site.router, "/track", &typed).await;
        let cookie = answer.header("set-cookie");
        let session = cookie.split(';').next().unwrap().split('=').nth(1).unwrap().to_owned();
        Holder { site, session }
    }

    async fn gets(&self, path: &str, lang: &str) -> Answer {
        let cookie = format!("ow-session={}; ow-lang={lang}", self.session);
        get_with(&self.site.router, path, &[("cookie", &cookie)]).await
    }

    /// With one of the forms of the page: for a paper, or for the whole answer.
    async fn sends(&self, (field, value): (&str, &str), papers: &[&str]) -> Answer {
        let token = FormSecret::of(&SessionToken::parse(&self.session).unwrap()).token();
        let head = "--B\r\nContent-Disposition: form-data; name=";
        let mut body = format!("{head}\"form-token\"\r\n\r\n{token}\r\n").into_bytes();
        body.extend(format!("{head}\"{field}\"\r\n\r\n{value}\r\n").into_bytes());
        for paper in papers {
            body.extend(format!("{head}\"{paper}\"; filename=\"a.pdf\"\r\n\r\n").into_bytes());
            body.extend(one_page_pdf(paper));
            body.extend(b"\r\n");
        }
        body.extend(b"--B--\r\n");
        let request = Request::post("/track/case/papers")
            .header("host", "127.0.0.1")
            .header("cookie", format!("ow-session={}; ow-lang=en", self.session))
            .header("content-type", "multipart/form-data; boundary=B");
        send(&self.site.router, request.body(Body::from(body)).unwrap()).await
    }
}

#[tokio::test]
async fn the_one_notice_is_answered_from_the_slip() {
    let site = site().await;
    let slip = printed(&site.world).await;
    let holder = Holder::of(&site, &slip).await;
    let early = holder.gets("/track/case/papers", "en").await;
    assert_eq!(
        (early.status, early.header("location").as_str()),
        (StatusCode::SEE_OTHER, "/track/case")
    );
    let lease = ("paper", "lease");
    let early = holder.sends(lease, &["lease"]).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "nothing is asked");

    let officer = site.world.official("qingshi-market-regulation", Role::CaseOfficer, 0);
    cases::assign(&officer, slip.case).await.unwrap();
    let evidence = vec!["kitchen_photos".to_owned(), "lease".to_owned()];
    cases::ask_correction(&officer, slip.case, evidence, "请重拍灶台".to_owned()).await.unwrap();
    site.world.clock.pass(SignedDuration::from_secs(60));
    for lang in ["zh-CN", "en"] {
        let page = holder.gets("/track/case", lang).await;
        assert!(page.body.contains("/track/case/papers"), "a way to answer");
        let form = holder.gets("/track/case/papers", lang).await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(form.body.contains("请重拍灶台") && !form.body.contains(NAME));
        assert!(
            form.body.contains("name=\"kitchen_photos\"") && form.body.contains("name=\"lease\"")
        );
        assert!(!form.body.contains('⟦'), "a text is missing");
    }
    let none = holder.sends(lease, &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("#lease") && !none.body.contains("#kitchen_photos"));
    let all = ("do", "send");
    let early = holder.sends(all, &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = early.body.matches("#kitchen_photos").count() + early.body.matches("#lease").count();
    assert_eq!(told, 2, "all that is missing at once, each with its way");

    let ready = holder.sends(lease, &["lease", "invented"]).await;
    assert_eq!(ready.header("location").as_str(), "/track/case/papers");
    let half = holder.gets("/track/case/papers", "en").await;
    assert!(half.body.contains("One document is still to be uploaded"));
    assert_eq!(holder.sends(all, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "half");
    holder.sends(("paper", "kitchen_photos"), &["kitchen_photos"]).await;
    let done = holder.sends(all, &[]).await;
    assert_eq!(
        (done.status, done.header("location").as_str()),
        (StatusCode::SEE_OTHER, "/track/case?done=handed-in")
    );
    let page = holder.gets(done.header("location").as_str(), "en").await;
    assert!(page.body.contains("Your documents are in"), "it is said that they came");
    assert!(
        page.body.contains("Correction handed in") && !page.body.contains("/track/case/papers")
    );
    assert_eq!(holder.sends(lease, &["lease"]).await.status, StatusCode::CONFLICT, "once");
}

#[tokio::test]
async fn a_slip_that_has_ended_says_so_to_the_right_code_alone() {
    let site = site().await;
    let (slip, other) = (printed(&site.world).await, printed(&site.world).await);
    let officer = site.world.official("qingshi-market-regulation", Role::CaseOfficer, 0);
    cases::assign(&officer, slip.case).await.unwrap();
    cases::refuse_intake(&officer, slip.case, "不属于本机关".to_owned()).await.unwrap();
    let holder = Holder::of(&site, &slip).await;
    assert!(holder.gets("/track/case", "en").await.body.contains("21 February 2027"));

    site.world.clock.pass(SignedDuration::from_hours(i64::from(SLIP_DAYS + 1) * 24));
    let typed = |slip: &Slip, code: &Slip| format!("number={}&code={}", slip.number, code.claim);
    let right = post_from(&site.router, "/track", &typed(&slip, &slip)).await;
    assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(right.body.contains("该回执已失效") && !right.header("set-cookie").contains("session"));
    let wrong = post_from(&site.router, "/track", &typed(&slip, &other)).await;
    assert!(wrong.body.contains("没有与编号和查询码相符的办件") && !wrong.body.contains("失效"));
}
