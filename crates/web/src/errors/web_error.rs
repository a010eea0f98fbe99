use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use onewindow_model::service::steps::Assurance;

use super::detail::{Detail, Place};

/// Why a request got no ordinary answer.
///
/// A handler or layer returns it; [`render`](super::render) turns it into a page or problem
/// details in the reader's language. It never carries the cause of an internal fault: that goes
/// to the log.
#[derive(Debug, Clone)]
pub struct WebError {
    pub(super) status: StatusCode,
    /// Chooses the texts `error-KIND-title`, `-body` and `-next`.
    pub(super) kind: &'static str,
    /// Further sentences: text key and its values.
    pub(super) details: Vec<Detail>,
    /// What is wrong with single parts of what was sent, for programs.
    pub(super) parts: Vec<(Place, Detail)>,
    /// What the reader had typed, to be shown back.
    pub(super) typed: Vec<(String, String)>,
    /// The text that says what to do next, where it hangs on the reason.
    pub(super) next: Option<&'static str>,
    /// Where to look again, for a page.
    pub(super) back: Option<String>,
    /// What becomes of what was sent, where its author must first prove who they are.
    unsaved: Option<Unsaved>,
    /// The level that is to be proved first.
    pub(super) level: Option<Assurance>,
    retry_after_seconds: Option<u64>,
    location: Option<String>,
    /// How a program could show who it is.
    ask: Option<&'static str>,
}

/// What became of what was typed when a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaved {
    /// It is kept, and comes back after sign-in.
    Kept,
    /// It must be typed again.
    Lost,
    /// Files must be chosen again.
    Files,
}

impl Unsaved {
    /// What an address says became of it, as part of the key of its text.
    pub fn said(text: &str) -> Option<&'static str> {
        let known = [Unsaved::Kept, Unsaved::Lost, Unsaved::Files].map(Unsaved::as_str);
        known.into_iter().find(|known| *known == text)
    }

    /// What becomes of a form with these headers that nobody takes: files are not kept.
    pub fn of(headers: &HeaderMap) -> Unsaved {
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let files = kind.is_some_and(|kind| kind.starts_with("multipart/"));
        if files { Unsaved::Files } else { Unsaved::Lost }
    }

    /// In an address, and in the key of its text.
    pub fn as_str(self) -> &'static str {
        match self {
            Unsaved::Kept => "kept",
            Unsaved::Lost => "lost",
            Unsaved::Files => "files",
        }
    }
}

impl WebError {
    fn new(status: StatusCode, kind: &'static str) -> Self {
        Self {
            status,
            kind,
            details: Vec::new(),
            parts: Vec::new(),
            typed: Vec::new(),
            next: None,
            back: None,
            unsaved: None,
            level: None,
            retry_after_seconds: None,
            location: None,
            ask: None,
        }
    }

    /// 400: the request makes no sense as it stands. Say what and where with [`detail`](Self::detail).
    pub fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request")
    }

    /// 303 to the sign-in page, which brings the reader back to `path`.
    pub fn sign_in(path: &str) -> Self {
        let location = format!("{}?return={}", crate::page::SIGN_IN, encoded(path));
        Self { location: Some(location), ..Self::new(StatusCode::SEE_OTHER, "sign-in") }
    }

    /// The same for somebody whose session ended while they typed: the sign-in page says what
    /// became of it.
    pub fn sign_in_after(path: &str, typed: Unsaved) -> Self {
        let error = Self::sign_in(path);
        let location = error.location.map(|to| format!("{to}&typed={}", typed.as_str()));
        Self { location, unsaved: Some(typed), ..error }
    }

    /// 303 to where an official proves to be still there, and back to `path`.
    pub fn confirm(path: &str) -> Self {
        let to = format!("{}?return={}", crate::page::STAFF_CONFIRM, encoded(path));
        Self::elsewhere(&to)
    }

    /// The same for one who sent a form: the page says what became of it.
    pub fn confirm_after(typed: Unsaved) -> Self {
        let error = Self::confirm(crate::page::DESK);
        let location = error.location.map(|to| format!("{to}&typed={}", typed.as_str()));
        Self { location, unsaved: Some(typed), ..error }
    }

    /// Whether a form was turned away, not kept by anybody yet, because its author must first prove
    /// who they are.
    pub(crate) fn waits_for_proof(&self) -> bool {
        self.unsaved == Some(Unsaved::Lost)
    }

    /// The person must prove more surely who they are. A page leads there and back; a program gets 403.
    pub fn assurance(level: Assurance) -> Self {
        let error = Self { level: Some(level), ..Self::new(StatusCode::FORBIDDEN, "assurance") };
        error.detail("error-assurance-level", &[("level", level.as_str())])
    }

    /// 303 to where that level is proved, and from there back to `path`.
    pub fn prove(level: Assurance, path: &str) -> Self {
        Self::elsewhere(&format!("{}?level={level}&return={}", crate::page::PROVE, encoded(path)))
    }

    /// 303 to where a slip's number and code are asked for, once more.
    pub fn slip_again() -> Self {
        Self::elsewhere("/track?again=1")
    }

    /// 303 to another page of this site, because this one may not be had like that.
    pub fn elsewhere(path: &str) -> Self {
        Self { location: Some(path.to_owned()), ..Self::new(StatusCode::SEE_OTHER, "sign-in") }
    }

    /// 401 for programs, which cannot follow to a sign-in page.
    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized")
    }

    /// 401: a program's token that does not count, or none of ours (RFC 6750).
    pub fn bad_token() -> Self {
        let ask = Some("Bearer realm=\"onewindow\", error=\"invalid_token\"");
        Self { ask, ..Self::new(StatusCode::UNAUTHORIZED, "bad-token") }
    }

    /// 403: a program's token that is not good for this; `scope` would be.
    pub fn narrow_token(scope: &str) -> Self {
        let ask = Some("Bearer realm=\"onewindow\", error=\"insufficient_scope\"");
        let narrow = Self { ask, ..Self::new(StatusCode::FORBIDDEN, "narrow-token") };
        narrow.detail("error-narrow-token-scope", &[("scope", scope)])
    }

    /// 403: a program sends what only somebody may do who has just proved who they are.
    pub fn unproved() -> Self {
        Self::new(StatusCode::FORBIDDEN, "unproved")
    }

    /// 403: not for this reader.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden")
    }

    /// 403: the form was not sent from one of our pages, or its page is out of date.
    pub fn stale_form() -> Self {
        Self::new(StatusCode::FORBIDDEN, "stale-form")
    }

    /// 404: not there, or not for this reader to know of.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found")
    }

    /// 403: an official may not see this, for this reason; the person concerned sees it too.
    pub fn denied(reason: &'static str) -> Self {
        let (key, next) = match reason {
            "case-closed" => ("error-denied-case-closed", "error-denied-case-closed-next"),
            "not-assigned" => ("error-denied-not-assigned", "error-denied-not-assigned-next"),
            "other-authority" => {
                ("error-denied-other-authority", "error-denied-other-authority-next")
            }
            "wrong-role" => ("error-denied-wrong-role", "error-denied-wrong-role-next"),
            "acted-before" => ("error-denied-acted-before", "error-denied-next"),
            "consent-ended" => ("error-denied-consent-ended", "error-denied-next"),
            "mandate-ended" => ("error-denied-mandate-ended", "error-denied-next"),
            "not-in-sample" => ("error-denied-not-in-sample", "error-denied-next"),
            "class-not-in-service" => ("error-denied-class", "error-denied-next"),
            _ => ("error-denied-no-standing", "error-denied-next"),
        };
        let denied = Self::new(StatusCode::FORBIDDEN, "denied").detail(key, &[]);
        Self { next: Some(next), ..denied }
    }

    /// 409: somebody else was faster, or the thing does not stand where it stood.
    pub fn changed() -> Self {
        Self::new(StatusCode::CONFLICT, "changed")
    }

    /// 409: the same request is being done already; its answer can be had shortly.
    pub fn under_way() -> Self {
        let seconds = Some(5);
        Self { retry_after_seconds: seconds, ..Self::new(StatusCode::CONFLICT, "under-way") }
    }

    /// 507: no room is left on the disk; nothing was lost.
    pub fn full() -> Self {
        Self::new(StatusCode::INSUFFICIENT_STORAGE, "full")
    }

    /// 413: more than `limit_bytes` were sent.
    pub fn too_large(limit_bytes: u64) -> Self {
        let limit = match limit_bytes {
            0..1_048_576 => format!("{} KB", limit_bytes / 1024),
            _ => format!("{} MB", limit_bytes / 1_048_576),
        };
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large")
            .detail("error-too-large-limit", &[("limit", &limit)])
    }

    /// 415: a form sent in a way that we do not read.
    pub fn unsupported() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported")
    }

    /// 422: it can be read, and does not do. Say what and where with [`at`](Self::at).
    pub fn unfit() -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unfit")
    }

    /// 421: a host name that is not ours (RFC 9110 section 15.5.20).
    pub fn wrong_host() -> Self {
        Self::new(StatusCode::MISDIRECTED_REQUEST, "wrong-host")
    }

    /// 421: whoever comes past the proxy in front of us comes without its TLS.
    pub fn past_proxy() -> Self {
        Self::new(StatusCode::MISDIRECTED_REQUEST, "past-proxy")
    }

    /// 429: too many requests from one address; try again after `seconds`.
    pub fn too_many(seconds: u64) -> Self {
        let seconds = seconds.max(1);
        let wait = seconds.to_string();
        Self {
            retry_after_seconds: Some(seconds),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many")
        }
        .detail("error-too-many-wait", &[("seconds", &wait)])
    }

    /// 429: another upload of the same account is still being worked on.
    pub fn uploading() -> Self {
        let seconds = Some(30);
        let status = StatusCode::TOO_MANY_REQUESTS;
        Self { retry_after_seconds: seconds, ..Self::new(status, "uploading") }
    }

    /// 429: so much was handed in for one party within a day that no more is taken.
    pub fn allowance(megabytes: u64) -> Self {
        let most = megabytes.to_string();
        Self::new(StatusCode::TOO_MANY_REQUESTS, "allowance")
            .detail("error-allowance-most", &[("most", &most)])
    }

    /// 500: our fault. `cause` is for the log and must hold nothing personal.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
    }

    /// 503: cannot be served now, but later. `cause` is for the log.
    pub fn unavailable(cause: impl std::fmt::Display) -> Self {
        tracing::warn!(%cause, "request not served");
        Self {
            retry_after_seconds: Some(30),
            ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
        }
    }

    /// 503: the database went away at the end of a transaction, so that nobody can say whether it
    /// was kept.
    pub fn lost() -> Self {
        Self { retry_after_seconds: Some(30), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "lost") }
    }

    /// 503: the clock cannot be trusted, and a deadline hangs on what was sent.
    pub fn clock() -> Self {
        Self {
            retry_after_seconds: Some(300),
            ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "clock")
        }
    }

    /// What to say for a bare status, as the router and its layers give it.
    pub(super) fn from_status(status: StatusCode) -> Self {
        let kind = match status {
            StatusCode::UNAUTHORIZED => "unauthorized",
            StatusCode::FORBIDDEN => "forbidden",
            StatusCode::NOT_FOUND => "not-found",
            StatusCode::METHOD_NOT_ALLOWED => "method",
            StatusCode::PAYLOAD_TOO_LARGE => "too-large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported",
            StatusCode::MISDIRECTED_REQUEST => "wrong-host",
            StatusCode::TOO_MANY_REQUESTS => "too-many",
            StatusCode::SERVICE_UNAVAILABLE => "unavailable",
            StatusCode::CONFLICT => "changed",
            StatusCode::INSUFFICIENT_STORAGE => "full",
            StatusCode::UNPROCESSABLE_ENTITY => "unfit",
            _ if status.is_server_error() => "internal",
            _ => "bad-request",
        };
        Self::new(status, kind)
    }

    /// Adds a sentence: the key of a text and its values.
    pub fn detail(mut self, key: &'static str, values: &[(&'static str, &str)]) -> Self {
        self.details.push(Detail::new(key, values));
        self
    }

    /// Adds what is wrong with one part of the request: the key of a text and its values.
    pub fn at(mut self, place: Place, key: &'static str, values: &[(&'static str, &str)]) -> Self {
        self.parts.push((place, Detail::new(key, values)));
        self
    }

    /// Adds what is wrong with one part of the request, in words that are the reader's already.
    pub fn said_at(self, place: Place, words: &str) -> Self {
        self.at(place, "api-said", &[("words", words)])
    }

    /// Keeps what was typed, so that the page can show it back.
    pub fn typed(mut self, typed: Vec<(String, String)>) -> Self {
        self.typed = typed;
        self
    }

    /// Adds a link to a page of this site where things can be looked at again.
    pub fn back(mut self, path: impl Into<String>) -> Self {
        self.back = Some(path.into());
        self
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

/// A path inside a query value.
pub(crate) fn encoded(path: &str) -> String {
    path.bytes().map(encoded_byte).collect()
}

/// A byte of a path inside a query value (RFC 3986): only what needs no thought stays as it is.
fn encoded_byte(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    }
}

/// An empty body with the error as an extension; the error layer writes the page.
impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        if let Some(seconds) = self.retry_after_seconds {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(ask) = self.ask {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(ask));
        }
        if let Some(location) = self.location.as_deref().and_then(|l| HeaderValue::from_str(l).ok())
        {
            response.headers_mut().insert(LOCATION, location);
        }
        response.extensions_mut().insert(self);
        response
    }
}
