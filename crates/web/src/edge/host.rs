use axum::extract::Request;
use axum::http::header::HOST;
use axum::response::{IntoResponse, Response};

use super::Inner;
use crate::errors::WebError;
use crate::site::Site;

/// Answers only to our own host names. Otherwise any name that someone points at
/// this machine would reach it from a browser inside (DNS rebinding).
pub(crate) async fn allow_hosts(site: &Site, request: Request, next: impl Inner) -> Response {
    let hosts = request.headers().get_all(HOST);
    let mut hosts = hosts.iter();
    let (first, second) = (hosts.next(), hosts.next());
    let named = first.and_then(|value| value.to_str().ok());
    let named = request.uri().authority().map(|authority| authority.as_str()).or(named);
    let ours = named.is_some_and(|host| {
        let name = without_port(host);
        site.hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(name))
    });
    if !ours || second.is_some() {
        return WebError::wrong_host().into_response();
    }
    next(request).await
}

/// `[::1]:8080` → `[::1]`, `localhost:8080` → `localhost`.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::testing::{get_with, shell};
    use axum::http::StatusCode;

    #[test]
    fn ports_are_left_out() {
        for (host, name) in
            [("localhost:8080", "localhost"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("a", "a")]
        {
            assert_eq!(without_port(host), name);
        }
    }

    #[tokio::test]
    async fn only_our_own_names_are_answered() {
        let shell = shell();
        for ours in ["127.0.0.1:8080", "LOCALHOST", "[::1]:8080"] {
            assert_eq!(
                get_with(&shell, "/privacy", &[("host", ours)]).await.status,
                StatusCode::OK
            );
        }
        for other in ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", ""] {
            let answer = get_with(&shell, "/privacy", &[("host", other)]).await;
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{other}");
            assert!(answer.body.contains("主机名"), "{}", answer.body);
        }
    }
}
