use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::url;
use crate::page::Page;

/// `GET /manifest.webmanifest`: makes the portal installable (W3C Web Application Manifest).
pub(super) async fn manifest(page: Page) -> Response {
    let icon = |size: u32, purpose: &str| {
        serde_json::json!({
            "src": url(&format!("icons/icon-{size}.png")),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": purpose,
        })
    };
    let body = serde_json::json!({
        "name": page.t("product-name"),
        "short_name": page.t("product-short-name"),
        "lang": page.l.lang.tag(),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": "#0c5a55",
        "background_color": "#eef4f2",
        "icons": [icon(192, "any"), icon(512, "any"), icon(512, "maskable")],
    });
    let headers =
        [(CONTENT_TYPE, "application/manifest+json"), (CACHE_CONTROL, "private, max-age=3600")];
    (headers, body.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use crate::shell::testing::{get, shell};

    #[tokio::test]
    async fn the_manifest_names_icons_that_exist() {
        let shell = shell();
        let answer = get(&shell, "/manifest.webmanifest").await;
        let manifest: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(manifest["lang"], "zh-CN");
        for icon in manifest["icons"].as_array().unwrap() {
            let icon = get(&shell, icon["src"].as_str().unwrap()).await;
            assert_eq!(icon.header("content-type"), "image/png");
        }
    }
}
