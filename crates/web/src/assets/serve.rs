use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use super::{manifest, table};
use crate::errors::WebError;

/// Cached for a year: the address changes when the content does.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const AN_HOUR: &str = "public, max-age=3600";

/// The routes of embedded files, the web manifest and the icon that browsers ask for unasked.
///
/// Compression is on here and nowhere else: pages hold form tokens, and compressing those beside
/// text that a stranger can choose gives them away (BREACH).
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/{hash}/{*name}", get(asset))
        .route("/favicon.ico", get(favicon))
        .route("/manifest.webmanifest", get(manifest::manifest))
        .layer(CompressionLayer::new().gzip(true))
}

async fn asset(Path((hash, name)): Path<(String, String)>) -> Response {
    let Some(asset) = table::find(&name) else {
        return WebError::not_found().into_response();
    };
    // An old page of the version before may ask for an old hash; it gets today's file, uncached.
    let caching = if asset.hash == hash { IMMUTABLE } else { "no-cache" };
    ([(CONTENT_TYPE, asset.media_type), (CACHE_CONTROL, caching)], asset.bytes).into_response()
}

async fn favicon() -> Response {
    let Some(icon) = table::find("icons/icon-32.png") else {
        return WebError::not_found().into_response();
    };
    ([(CONTENT_TYPE, icon.media_type), (CACHE_CONTROL, AN_HOUR)], icon.bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::testing::{Answer, get, shell};
    use axum::http::StatusCode;

    #[tokio::test]
    async fn a_file_is_served_for_ever_under_its_hash() {
        let url = table::url("components.css");
        let answer: Answer = get(&shell(), &url).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("cache-control"), IMMUTABLE);
        assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("set-cookie"), "");
    }

    #[tokio::test]
    async fn a_stale_hash_is_not_cached_and_an_unknown_name_is_not_found() {
        let stale = get(&shell(), "/assets/0000000000000000/logo.svg").await;
        assert_eq!(
            (stale.status, stale.header("cache-control")),
            (StatusCode::OK, "no-cache".into())
        );
        for path in ["/assets/0/nothing.css", "/assets/0/../Cargo.toml", "/assets/0/icons/"] {
            assert_eq!(get(&shell(), path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn style_sheets_fetch_nothing() {
        for name in ["components.css", "onewindow.css"] {
            let css = std::str::from_utf8(table::find(name).unwrap().bytes).unwrap();
            for needle in ["url(", "@import", "@font-face", "GDS Transport"] {
                assert!(!css.contains(needle), "{name} contains {needle}");
            }
        }
    }
}
