//! The second listener, for those who run the node. Nothing that it tells names anybody.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use onewindow_app::App;
use onewindow_app::readiness::{Check, ready};

use crate::edge::Cidr;
use crate::metrics::Metrics;

/// As Prometheus asks for it.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// `/metrics`, `/readyz`, `/healthz`, for this machine and the networks that `allow` names.
pub fn operations(app: Arc<App>, metrics: Arc<Metrics>, allow: Vec<Cidr>) -> Router {
    let ready = {
        let app = Arc::clone(&app);
        async move || readyz(&app).await
    };
    let figures = async move || match metrics.text(&app).await {
        Ok(text) => ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "no figures");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    };
    Router::new()
        .route("/metrics", get(figures))
        .route("/readyz", get(ready))
        .route("/healthz", get(async || "ok\n"))
        .layer(from_fn_with_state(Arc::<[Cidr]>::from(allow), only_ours))
}

/// 200 when requests can be answered, else 503; a line for each thing looked at.
async fn readyz(app: &Arc<App>) -> Response {
    let checks = ready(app).await;
    let well = checks.iter().all(|check| check.ill.is_none());
    let line = |Check { what, ill }: &Check| match ill {
        None => format!("ok   {what}\n"),
        Some(why) => format!("FAIL {what}: {why}\n"),
    };
    let status = if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, checks.iter().map(line).collect::<String>()).into_response()
}

/// Lets in who may ask. A page in a browser of this machine cannot: it would come with an `Origin`, or
/// with a name that was made to lead here.
async fn only_ours(State(allow): State<Arc<[Cidr]>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let ours = |peer: IpAddr| {
        let peer = peer.to_canonical();
        peer.is_loopback() || allow.iter().any(|block| block.contains(peer))
    };
    match peer.is_some_and(ours) && !by_a_page(request.headers()) {
        true => next.run(request).await,
        false => StatusCode::FORBIDDEN.into_response(),
    }
}

fn by_a_page(headers: &HeaderMap) -> bool {
    headers.contains_key("origin") || headers.contains_key("sec-fetch-site")
}
