//! Forms as hostile and as honest browsers send them.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::routing::post;

use super::*;
use crate::shell::Shell;
use crate::shell::testing::{parts, post_from, send, visitor};

async fn echo(form: StrictForm) -> Result<String, WebError> {
    let spec = FormSpec::new().one("name", 5).many("day", 2, 3).date("opens");
    Ok(format!("{:?}", form.read(&spec)?.pairs()))
}

fn shell() -> axum::Router {
    Shell::new(Arc::new(parts().site)).page("/form", post(echo)).finish()
}

#[tokio::test]
async fn declared_fields_come_in_order_and_the_token_is_taken_out() {
    let answer = post_from(&shell(), "/form", "day=mon&name=%E5%BC%A0%E4%B8%89&day=tue").await;
    assert_eq!(answer.body, r#"[("day", "mon"), ("name", "张三"), ("day", "tue")]"#);
}

#[tokio::test]
async fn what_nobody_sees_is_left_out() {
    let typed = "name=%EF%BB%BF%E5%BC%A0%E2%80%8B%E4%B8%89";
    assert_eq!(post_from(&shell(), "/form", typed).await.body, r#"[("name", "张三")]"#);
}

#[tokio::test]
async fn each_wrong_field_is_named_and_nothing_typed_is_lost() {
    let shell = shell();
    for (fields, told) in [
        ("name=a&name=b", "“name”只能填写一次"),
        ("name=abcdef", "“name”太长，最多5个字"),
        ("day=a&day=b&day=c", "“day”只能填写一次"),
        ("name=a&is_admin=1", "栏目“is_admin”"),
        ("name=a%00b", "“name”中含有无法保存的字符"),
        ("name=%FF", "“name”中含有无法保存的字符"),
        ("name=%E2%80%AE", "“name”中含有会打乱文字顺序"),
        ("name=a%E2%81%A6b", "请清空该栏，直接手工输入"),
    ] {
        let answer = post_from(&shell, "/form", fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{fields}");
        assert!(answer.body.contains(told), "{fields}: {}", answer.body);
    }
    let both = post_from(&shell, "/form", "name=abcdef&day=wednesday").await;
    assert!(both.body.contains("“name”太长") && both.body.contains("“day”太长"));
    assert!(both.body.contains("abcdef") && both.body.contains("wednesday"), "shown back");
}

#[tokio::test]
async fn what_is_shown_back_is_escaped() {
    let answer = post_from(&shell(), "/form", "name=%3Cscript%3Ealert(1)").await;
    assert!(!answer.body.contains("<script"));
}

#[tokio::test]
async fn a_form_without_our_token_is_refused_and_shown_back() {
    let (cookie, token) = visitor();
    let other = format!("ow-visit={}", "cd".repeat(32));
    for (cookie, body) in [
        (&cookie, "name=typed".to_owned()),
        (&cookie, format!("form-token={token}&form-token={token}&name=typed")),
        (&other, format!("form-token={token}&name=typed")),
        (&String::new(), format!("form-token={token}&name=typed")),
    ] {
        let request = Request::post("/form")
            .header("host", "localhost")
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body.clone()));
        let answer = send(&shell(), request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{body}");
        assert!(answer.body.contains("typed"), "{body}");
    }
}

#[tokio::test]
async fn another_sites_form_is_refused_even_with_our_token() {
    let (cookie, token) = visitor();
    for header in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let request = Request::post("/form")
            .header("host", "localhost")
            .header("cookie", &cookie)
            .header(header.0, header.1)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("form-token={token}&name=a")));
        let answer = send(&shell(), request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header:?}");
    }
}

#[tokio::test]
async fn other_ways_of_sending_and_floods_of_fields_are_refused() {
    let request = Request::post("/form")
        .header("host", "localhost")
        .header("content-type", "application/json")
        .body(Body::from("{}"));
    let answer = send(&shell(), request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let answer = post_from(&shell(), "/form", &"name=&".repeat(MOST_FIELDS + 1)).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("最多400项"));
}
