use std::sync::{Arc, OnceLock};

use crate::forms::FormSecret;
use crate::l10n::{L10n, Lang};
use crate::session::{SessionState, SessionToken};
use crate::site::Site;

/// What is known of one request before any handler runs. The edge puts it beside the request.
pub struct Visit {
    /// The installation.
    pub site: Arc<Site>,
    /// The language of the interface for this reader.
    pub lang: Lang,
    /// Whether the reader wants large print.
    pub large_print: bool,
    /// Path and query as asked for.
    pub path: String,
    /// Whether this request only reads (GET, HEAD).
    pub reads: bool,
    /// The session cookie, if one came; whether it still stands is in `session`.
    pub token: Option<SessionToken>,
    /// The token of a form that was kept when the session ended, if the browser has one.
    pub kept: Option<SessionToken>,
    /// What binds a sign-in at the identity provider to this browser, if one is under way.
    pub sign_in: Option<SessionToken>,
    /// What the tokens in this reader's forms are made from.
    pub form_secret: FormSecret,
    /// Filled once, by the session layer.
    pub session: OnceLock<SessionState>,
}

impl Visit {
    /// The interface in the reader's language.
    pub fn l10n(&self) -> L10n {
        L10n::new(self.lang)
    }

    /// The path alone, as the address of a page.
    pub fn page(&self) -> &str {
        self.path.split_once('?').map_or(self.path.as_str(), |(page, _)| page)
    }

    /// Whether a program asks: it gets problem details in place of pages.
    pub fn is_api(&self) -> bool {
        self.path == "/api" || self.path.starts_with("/api/")
    }

    /// The session as loaded, or none where the session layer has not run.
    pub fn session(&self) -> &SessionState {
        self.session.get().unwrap_or(&SessionState::None)
    }
}
