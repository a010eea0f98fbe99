//! Requests without TLS, sent on.

use axum::Router;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, Request, StatusCode};
use axum::response::IntoResponse;

/// Sends every request on to the same path at `base_url`, whatever host it names.
pub fn redirect(base_url: &str) -> Router {
    let base_url = base_url.to_owned();
    Router::new().fallback(async move |request: Request<axum::body::Body>| {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        // `//elsewhere` would be a path of another site to whoever joins carelessly.
        let path = if path.starts_with("//") { "/" } else { path };
        match HeaderValue::try_from(format!("{base_url}{path}")) {
            Ok(to) => (StatusCode::PERMANENT_REDIRECT, [(LOCATION, to)]).into_response(),
            Err(_) => StatusCode::BAD_REQUEST.into_response(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower::ServiceExt;

    #[tokio::test]
    async fn one_goes_on_to_the_site_and_nowhere_else() {
        for (asked, to) in [
            ("/verify?a=b", "https://zwfw.example.gov/verify?a=b"),
            ("//elsewhere.example/x", "https://zwfw.example.gov/"),
            ("http://elsewhere.example/x", "https://zwfw.example.gov/x"),
        ] {
            let request = Request::builder()
                .uri(asked)
                .header("host", "elsewhere.example")
                .body(axum::body::Body::empty())
                .unwrap();
            let answer = redirect("https://zwfw.example.gov").oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::PERMANENT_REDIRECT);
            assert_eq!(answer.headers().get(LOCATION).unwrap(), to);
        }
    }
}
