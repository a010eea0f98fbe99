use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;

use super::Inner;
use crate::site::Site;

/// No script, no frame, no other origin: what a page may load is what we ship.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";

/// The same for the few pages with a script of ours; see [`scripted`].
const SCRIPTED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' \
    data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";

const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
    gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// The answer with the policy of a page that has a script: passkeys are offered to scripts alone.
/// Only files of ours run, nothing in the page itself.
pub fn scripted(mut response: Response) -> Response {
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(SCRIPTED));
    response
}

/// Puts security headers on every answer. What a handler has set stays: an upload
/// is shown with a stricter policy of its own.
pub(crate) async fn security_headers(site: &Site, request: Request, next: impl Inner) -> Response {
    let mut response = next(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(CONTENT_SECURITY_POLICY, POLICY);
    // Not `no-referrer`: with that, browsers send `Origin: null` with our own forms.
    set(REFERRER_POLICY, "same-origin");
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    // Nothing is kept unless its handler says that it may be.
    set(CACHE_CONTROL, "no-store");
    set(VARY, "Cookie, Accept-Language");
    if site.secure {
        set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

#[cfg(test)]
mod tests {
    use crate::shell::testing::{get, shell};

    #[tokio::test]
    async fn every_answer_carries_the_headers() {
        let shell = shell();
        for path in ["/privacy", "/nothing-here", "/api/v1/nothing-here", "/account"] {
            let answer = get(&shell, path).await;
            let policy = answer.header("content-security-policy");
            assert!(
                policy.starts_with("default-src 'none'; style-src 'self';"),
                "{path}: {policy}"
            );
            assert!(!policy.contains("unsafe"), "{path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
            assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
            assert!(answer.header("permissions-policy").contains("geolocation=()"), "{path}");
        }
    }

    #[tokio::test]
    async fn nothing_personal_is_kept_by_a_browser() {
        let shell = shell();
        assert_eq!(get(&shell, "/account").await.header("cache-control"), "no-store");
        assert_eq!(get(&shell, "/nothing-here").await.header("cache-control"), "no-store");
        assert_eq!(get(&shell, "/privacy").await.header("cache-control"), "private, no-cache");
    }
}
