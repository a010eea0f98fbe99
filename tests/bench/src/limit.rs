//! The limit: a server that answers the same requests with the least that their promises cost.
//!
//! A form is parsed, checked, chained by SHA-256 and durable before it is answered; a look is an
//! entry that is durable before a page goes out; a public page is there ready made. The pages are as
//! large as the platform's own.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Form, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;

use crate::journal::Journal;
use crate::options::{number_of, value};
use crate::serve::{READY, told_to_stop};

struct Limit {
    journal: Journal,
    look: Bytes,
    list: Bytes,
    page: Bytes,
}

/// Serves until standard input ends.
pub fn run(words: &[String]) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(serve(words))
}

async fn serve(words: &[String]) -> Result<(), String> {
    let journal = Journal::begin(Path::new(value(words, "--journal")?));
    let limit = Limit {
        journal: journal.map_err(|error| error.to_string())?,
        look: page_of(number_of(words, "--look-bytes")?),
        list: page_of(number_of(words, "--list-bytes")?),
        page: page_of(number_of(words, "--page-bytes")?),
    };
    let router = Router::new().route("/services/{id}", get(page));
    let router = router.fallback(get(look).post(submit)).with_state(Arc::new(limit));
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("{READY}{address}");
    let listener = listener.tap_io(|stream| _ = stream.set_nodelay(true));
    let served = axum::serve(listener, router).with_graceful_shutdown(told_to_stop()).await;
    served.map_err(|error| error.to_string())
}

fn page_of(bytes: usize) -> Bytes {
    Bytes::from("澄".repeat(bytes / 3).into_bytes())
}

fn html(body: Bytes) -> Response {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response()
}

async fn page(State(limit): State<Arc<Limit>>) -> Response {
    html(limit.page.clone())
}

async fn look(State(limit): State<Arc<Limit>>, uri: Uri, headers: HeaderMap) -> Response {
    let who = headers.get("cookie").map(|cookie| cookie.as_bytes().to_vec());
    let Some(mut entry) = who else { return StatusCode::FORBIDDEN.into_response() };
    entry.extend(uri.path().as_bytes());
    match limit.journal.append(entry).await {
        Some(_) if uri.path() == "/desk" => html(limit.list.clone()),
        Some(_) => html(limit.look.clone()),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn submit(
    State(limit): State<Arc<Limit>>,
    uri: Uri,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let of = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, text)| text.as_str())
    };
    let token = of("form-token").unwrap_or_default();
    let ours = token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    let said = of("declared") == Some("yes") || of("verdict") == Some("granted");
    if !ours || !said {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    }
    let Ok(mut record) = serde_json::to_vec(&fields) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    record.extend(uri.path().as_bytes());
    match limit.journal.append(record).await {
        Some(_) => (StatusCode::SEE_OTHER, [(LOCATION, "/done")]).into_response(),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
