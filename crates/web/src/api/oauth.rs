//! Tokens for programs of agencies: OAuth 2.0 client credentials (RFC 6749, 4.4), with the client's id
//! and secret in the header Authorization (2.3.1).

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use onewindow_app::clients::{self, NoToken, TOKEN_FOR};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::sketch::{Answer, Part, Sketch};
use crate::audience::{AppState, Public};
use crate::errors::WebError;

/// Where tokens are given.
pub(super) const TOKEN: &str = "/api/oauth/token";

const FORM: &str = "application/x-www-form-urlencoded";

/// Who asks for a token, and for what.
pub(super) struct Grant {
    client: Option<(String, String)>,
    kind: Option<String>,
    scope: Option<String>,
}

/// A token, or why not, as RFC 6749 has it.
pub(super) enum Given {
    /// It.
    Token(Token),
    /// The program did not show who it is.
    Client,
    /// What it asks for cannot be had: one of the codes of RFC 6749, 5.2.
    Refused(&'static str),
}

/// A token.
#[derive(Serialize, JsonSchema)]
pub(super) struct Token {
    access_token: String,
    /// `Bearer`.
    token_type: String,
    /// For how many seconds it counts.
    expires_in: i64,
    /// What it is good for, names separated by spaces.
    scope: String,
}

/// Why there is none.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TokenRefusal")]
struct Refusal {
    /// The code of RFC 6749, 5.2.
    error: String,
}

/// `POST /api/oauth/token`.
pub(super) async fn token(public: Public, grant: Grant) -> Result<Given, WebError> {
    match grant.kind.as_deref() {
        Some("client_credentials") => {}
        Some(_) => return Ok(Given::Refused("unsupported_grant_type")),
        None => return Ok(Given::Refused("invalid_request")),
    }
    let Some((id, secret)) = grant.client else { return Ok(Given::Client) };
    match clients::issue(&public.ctx.app, &id, &secret, grant.scope.as_deref()).await? {
        Ok(issued) => Ok(Given::Token(Token {
            access_token: issued.token,
            token_type: "Bearer".to_owned(),
            expires_in: TOKEN_FOR.as_secs(),
            scope: issued.scopes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        })),
        Err(NoToken::Client) => Ok(Given::Client),
        Err(NoToken::Scope) => Ok(Given::Refused("invalid_scope")),
    }
}

impl FromRequest<AppState> for Grant {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        let client = basic(request.headers());
        let (parts, body) = request.into_parts();
        let bytes = Bytes::from_request(Request::new(body), app).await;
        let bytes = bytes.map_err(|_| WebError::bad_request())?;
        let again = Request::from_parts(parts, axum::body::Body::from(bytes));
        let form = Form::<Vec<(String, String)>>::from_request(again, app).await;
        let Form(pairs) = form.map_err(|rejection| {
            match rejection.into_response().status() == StatusCode::UNSUPPORTED_MEDIA_TYPE {
                true => WebError::unsupported(),
                false => WebError::bad_request(),
            }
        })?;
        // A parameter that comes twice is no request (RFC 6749, 3.2).
        let get = |name: &str| {
            let mut found = pairs.iter().filter(|(key, _)| key == name);
            match (found.next(), found.next()) {
                (Some((_, value)), None) => Some(value.clone()),
                _ => None,
            }
        };
        Ok(Grant { client, kind: get("grant_type"), scope: get("scope") })
    }
}

/// Id and secret of the header Authorization (RFC 7617).
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let header = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (kind, text) = header.split_once(' ')?;
    if !kind.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

impl Part for Grant {
    fn draw(sketch: &mut Sketch) {
        let schema = json!({
            "type": "object",
            "required": ["grant_type"],
            "properties": {
                "grant_type": { "type": "string", "enum": ["client_credentials"] },
                "scope": { "type": "string", "enum": onewindow_model::actor::Scope::ALL.map(|s| s.as_str()) },
            },
        });
        sketch.body(&[FORM], &schema);
    }
}

impl Answer for Given {
    fn draw(sketch: &mut Sketch) {
        let token = sketch.given::<Token>();
        sketch.answer(200, "A token.", &["application/json"], &token);
        let refusal = sketch.given::<Refusal>();
        sketch.answer(400, "It cannot be had.", &["application/json"], &refusal);
        sketch.answer(401, "The program did not show who it is.", &["application/json"], &refusal);
    }
}

impl IntoResponse for Given {
    fn into_response(self) -> Response {
        let refusal = |status, error: &str| {
            (status, Json(Refusal { error: error.to_owned() })).into_response()
        };
        match self {
            Given::Token(token) => Json(token).into_response(),
            Given::Refused(code) => refusal(StatusCode::BAD_REQUEST, code),
            Given::Client => {
                let mut response = refusal(StatusCode::UNAUTHORIZED, "invalid_client");
                let ask = HeaderValue::from_static("Basic realm=\"onewindow\"");
                response.headers_mut().insert(WWW_AUTHENTICATE, ask);
                response
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_shows_id_and_secret_in_one_header() {
        let read =
            |value: &str| basic(&HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())]));
        let pair = Some(("id".to_owned(), "se:cret".to_owned()));
        assert_eq!(read("Basic aWQ6c2U6Y3JldA=="), pair);
        assert_eq!(read("basic aWQ6c2U6Y3JldA=="), pair);
        for bad in ["Bearer aWQ6cw==", "Basic", "Basic !", "Basic aWQ=", "Basic /w=="] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
