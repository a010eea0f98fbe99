use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};

use super::Inner;
use crate::errors::WebError;
use crate::site::Site;

/// Refuses what other sites make a browser send: the first of two guards against
/// forged requests. The second is the token in each form.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`. Where
/// neither is sent the token alone decides.
pub(crate) async fn same_origin(site: &Site, request: Request, next: impl Inner) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reads && !is_ours(request.headers(), site.secure) {
        tracing::info!("request from another site refused");
        return WebError::stale_form().into_response();
    }
    next(request).await
}

fn is_ours(headers: &HeaderMap, secure: bool) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(ORIGIN.as_str()) else { return true };
    let scheme = if secure { "https://" } else { "http://" };
    // The host layer has made sure that this host is one of ours.
    text(HOST.as_str()).is_some_and(|host| {
        origin.strip_prefix(scheme).is_some_and(|named| named.eq_ignore_ascii_case(host))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(headers: &[(&str, &str)]) -> bool {
        let mut map = HeaderMap::new();
        map.insert(HOST, "127.0.0.1:8080".parse().unwrap());
        for (name, value) in headers {
            map.insert(axum::http::HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
        }
        is_ours(&map, false)
    }

    #[test]
    fn other_sites_are_refused() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(ours(&[("origin", "http://127.0.0.1:8080")]));
        assert!(!ours(&[("origin", "http://127.0.0.1:9090")]));
        assert!(!ours(&[("origin", "https://127.0.0.1:8080")]));
        assert!(!ours(&[("origin", "null")]));
        assert!(!ours(&[("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "cross-site")]));
        assert!(ours(&[]), "the token decides");
    }
}
