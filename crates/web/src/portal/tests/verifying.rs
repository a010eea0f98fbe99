use axum::body::Body;
use axum::http::{Request, StatusCode};
use onewindow_app::applications::submit;
use onewindow_app::cases::{self, Decision};
use onewindow_app::{certificates, jobs};
use onewindow_model::actor::Role;
use onewindow_model::case::Verdict;

use super::*;
use crate::shell::testing::{send, visitor};

/// A certificate of the food business, as its holder has it.
async fn issued(world: &World) -> String {
    let ctx = world.acting("lin-xiaoyu");
    let draft = world.filled(&ctx, "small-food-business").await;
    let case = submit(&ctx, draft, true).await.unwrap().case;
    let current = world.app.catalogue.current();
    let authority = current.newest("small-food-business").unwrap().authority.clone();
    let officer = world.official(&authority, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    cases::examine(&officer, case).await.unwrap();
    let decision = Decision { verdict: Verdict::Granted, reasons: "符合条件".into() };
    cases::decide(&officer, case, decision).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    let id = cases::open_own(&ctx, case).await.unwrap().certificate.unwrap();
    certificates::open_own(&ctx, id).await.unwrap().compact
}

async fn check(site: &Site, lang: &str, certificate: &str, file: bool) -> Answer {
    let (cookie, token) = visitor();
    let name = if file { "file\"; filename=\"c.txt" } else { "certificate" };
    let part = |name: &str, text: &str| {
        format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let body = format!("{}{}--B--\r\n", part("form-token", &token), part(name, certificate));
    let request = Request::post("/verify")
        .header("host", "127.0.0.1:8080")
        .header("origin", "http://127.0.0.1:8080")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", format!("{cookie}; ow-lang={lang}"))
        .header("content-length", body.len())
        .header("content-type", "multipart/form-data; boundary=B")
        .body(Body::from(body));
    send(&site.router, request.unwrap()).await
}

#[tokio::test]
async fn anyone_learns_whether_a_certificate_counts() {
    let site = site().await;
    let compact = issued(&site.world).await;
    for file in [false, true] {
        let page = check(&site, "zh-CN", &compact, file).await;
        assert_eq!(page.status, StatusCode::OK);
        let main = page.body.split("<main").nth(1).unwrap();
        assert!(main.contains("证照有效") && main.contains("小餐饮经营许可证"), "{main}");
        assert!(page.body.contains("林晓屿"), "what the holder shows is shown");
        assert!(!page.body.contains('⟦'), "a text is missing");
    }
    let folded = compact.as_bytes().chunks(64).map(String::from_utf8_lossy).collect::<Vec<_>>();
    let page = check(&site, "en", &folded.join("\n"), false).await.body;
    assert!(page.contains("Small food business licence") && page.contains(">Valid<"));
}

#[tokio::test]
async fn what_cannot_be_relied_on_is_not_shown() {
    let site = site().await;
    let compact = issued(&site.world).await;
    let mut forged = compact.clone().into_bytes();
    let middle = compact.find('.').unwrap() + 20;
    forged[middle] = if forged[middle] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).unwrap();
    for (text, said) in
        [(forged.as_str(), "Technical reason"), ("no certificate", "Not a readable")]
    {
        let page = check(&site, "en", text, false).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("ow-verdict--no"));
        assert!(page.body.contains(said) || page.body.contains("Changed or forged"), "{said}");
        assert!(!page.body.contains("林晓屿"), "nothing of it is passed on");
    }
    let nothing = check(&site, "en", " ", false).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}
