//! Forms with files.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::post;

use super::*;
use crate::shell::Shell;
use crate::shell::testing::{Answer, parts, send, visitor};

async fn count(form: UploadForm) -> Result<String, WebError> {
    let (form, files) = form.read(&FormSpec::new().one("note", 10))?;
    let sizes: Vec<_> = files.iter().map(|file| (file.name.as_str(), file.bytes.len())).collect();
    Ok(format!("{} {sizes:?}", form.get("note")))
}

fn part(name: &str, file: Option<&str>, content: &str) -> String {
    let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
    format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n")
}

async fn upload(parts_of_body: &[String]) -> Answer {
    let body = format!("{}--B--\r\n", parts_of_body.concat());
    let shell = Shell::new(Arc::new(parts().site))
        .uploads(Router::new().route("/upload", post(count)))
        .finish();
    let request = Request::post("/upload")
        .header("host", "localhost")
        .header("cookie", visitor().0)
        .header("content-length", body.len())
        .header("content-type", "multipart/form-data; boundary=B")
        .body(Body::from(body));
    send(&shell, request.unwrap()).await
}

fn token() -> String {
    part("form-token", None, &visitor().1)
}

#[tokio::test]
async fn files_and_fields_come_in_and_empty_fields_send_no_file() {
    let three_megabytes = "x".repeat(3 * 1024 * 1024);
    let answer = upload(&[
        token(),
        part("note", None, "hello"),
        part("paper", Some("a.jpg"), &three_megabytes),
        part("paper", Some(""), ""),
    ])
    .await;
    assert_eq!(answer.body, r#"hello [("a.jpg", 3145728)]"#);
}

#[tokio::test]
async fn a_strangers_files_are_not_taken_in() {
    for body in [
        vec![part("paper", Some("a.jpg"), "x")],
        vec![part("paper", Some("a.jpg"), "x"), token()],
        vec![part("form-token", None, "00"), part("paper", Some("a.jpg"), "x")],
        vec![part("note", None, "x")],
    ] {
        assert_eq!(upload(&body).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn too_much_is_answered_in_words() {
    let answer = upload(&[token(), part("paper", Some("a.jpg"), &"x".repeat(33 << 20))]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("32 MB"));
    assert!(answer.body.contains("再添加其余各页"), "what to do");
    assert!(answer.body.contains("href=\"/upload\""), "back to where the files were chosen");
    let mut many = vec![token()];
    many.extend((0..=MOST_FILES).map(|n| part("paper", Some(&format!("{n}.jpg")), "x")));
    let answer = upload(&many).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("最多上传20个文件"));
}

#[tokio::test]
async fn a_cut_off_body_is_a_clear_400() {
    let answer =
        upload(&[token(), "--B\r\nContent-Disposition: form-data; name=".to_owned()]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
