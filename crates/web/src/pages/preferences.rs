use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_model::lang::Lang;

use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::page::{HOME, LocalPath, Page};
use crate::session::preference_cookie;

/// `POST /preferences`: keeps language or print size in a cookie and goes back to the page.
pub(super) async fn set(page: Page, form: StrictForm) -> Result<Response, WebError> {
    let spec = FormSpec::new().one("lang", 10).one("print", 10).one("return", 2_000);
    let form = form.read(&spec)?;
    let back = LocalPath::parse(form.get("return"));
    let back = back.as_ref().map_or(HOME, LocalPath::as_str);
    let mut response = Redirect::to(back).into_response();
    let lang = Lang::from_tag(form.get("lang")).map(|lang| ("ow-lang", lang.tag()));
    let print = match form.get("print") {
        "large" => Some(("ow-print", "large")),
        "normal" => Some(("ow-print", "normal")),
        _ => None,
    };
    for (name, value) in lang.into_iter().chain(print) {
        if let Some(cookie) = preference_cookie(name, value, page.site.secure) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use crate::shell::testing::{get_with, post_from, shell};
    use axum::http::StatusCode;

    #[tokio::test]
    async fn language_and_print_are_kept_and_the_reader_comes_back() {
        let shell = shell();
        let answer = post_from(&shell, "/preferences", "lang=en&return=/privacy?a=b").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), "/privacy?a=b");
        assert!(answer.header("set-cookie").starts_with("ow-lang=en; Path=/; HttpOnly"));
        let answer = post_from(&shell, "/preferences", "print=large&return=/").await;
        assert!(answer.header("set-cookie").starts_with("ow-print=large"));
        let page = get_with(&shell, "/privacy", &[("cookie", "ow-print=large")]).await;
        assert!(page.body.contains("data-print=\"large\""));
    }

    #[tokio::test]
    async fn nobody_is_sent_to_another_site() {
        let shell = shell();
        for bad in
            ["//evil.example", "https://evil.example", "/%5Cevil.example", "%2F%09/evil.example"]
        {
            let answer = post_from(&shell, "/preferences", &format!("lang=en&return={bad}")).await;
            assert_eq!(answer.header("location"), "/", "{bad}");
        }
    }
}
