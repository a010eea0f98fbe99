use std::sync::{Arc, OnceLock};

use axum::extract::Request;
use axum::http::Method;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, SET_COOKIE};
use axum::response::Response;

use super::Inner;
use crate::forms::FormSecret;
use crate::l10n::choose;
use crate::page::Visit;
use crate::session::{Cookies, SessionToken, visitor_cookie};
use crate::site::Site;

/// Finds out language, print size and cookies, and puts a [`Visit`] beside the
/// request. A reader without any cookie of ours gets one with their first page, because forms
/// need a secret before sign-in too.
pub(crate) async fn visit(site: &Arc<Site>, mut request: Request, next: impl Inner) -> Response {
    let cookies = Cookies::new(request.headers(), site.secure);
    let wanted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let lang = choose(cookies.preference("ow-lang"), wanted, site.default_lang);
    let large_print = cookies.preference("ow-print") == Some("large");
    let token = cookies.session();
    let kept = cookies.kept();
    let sign_in = cookies.sign_in();
    let (form_key, fresh) = match token.clone().or_else(|| cookies.visitor()) {
        Some(known) => (known, false),
        None => (SessionToken::new(site.random.as_ref()), true),
    };
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let visit = Visit {
        lang,
        large_print,
        path,
        reads: matches!(*request.method(), Method::GET | Method::HEAD),
        token,
        kept,
        sign_in,
        form_secret: FormSecret::of(&form_key),
        session: OnceLock::new(),
        site: Arc::clone(site),
    };
    request.extensions_mut().insert(Arc::new(visit));
    let mut response = next(request).await;
    if fresh
        && is_page(&response)
        && let Some(cookie) = visitor_cookie(&form_key, site.secure)
    {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn is_page(response: &Response) -> bool {
    let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    media_type.is_some_and(|media_type| media_type.starts_with("text/html"))
}

#[cfg(test)]
mod tests {
    use crate::shell::testing::{get, get_with, shell};

    #[tokio::test]
    async fn the_first_page_brings_a_cookie_and_the_next_does_not() {
        let shell = shell();
        let first = get(&shell, "/privacy").await;
        let cookie = first.header("set-cookie");
        assert!(cookie.starts_with("ow-visit="), "{cookie}");
        assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
        let pair = cookie.split(';').next().unwrap().to_owned();
        let second = get_with(&shell, "/privacy", &[("cookie", &pair)]).await;
        assert_eq!(second.header("set-cookie"), "");
    }

    #[tokio::test]
    async fn the_language_follows_cookie_then_browser_then_default() {
        let shell = shell();
        let lang = async |headers: &[(&str, &str)]| {
            get_with(&shell, "/privacy", headers).await.header("content-language")
        };
        assert_eq!(lang(&[]).await, "zh-CN");
        assert_eq!(lang(&[("accept-language", "en-GB,en;q=0.9")]).await, "en");
        assert_eq!(lang(&[("accept-language", "en"), ("cookie", "ow-lang=zh-CN")]).await, "zh-CN");
    }
}
