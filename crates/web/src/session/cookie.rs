use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::header::COOKIE;

use onewindow_app::kept::KEPT_FOR;
use onewindow_app::sign_in::LASTS;

use super::SessionToken;

const SESSION: &str = "ow-session";
const VISITOR: &str = "ow-visit";
const KEPT: &str = "ow-kept";
const SIGN_IN: &str = "ow-sign-in";
const ANSWERS: &str = "ow-answers";
const ANSWERS_SECONDS: u32 = 1_800;
/// Browsers take some 4,000 bytes.
const LONGEST_ANSWERS: usize = 3_000;
const A_YEAR_SECONDS: u32 = 31_536_000;

/// The cookies of one request.
pub struct Cookies<'a> {
    headers: &'a HeaderMap,
    secure: bool,
}

impl<'a> Cookies<'a> {
    /// Reads the cookies of a request; `secure` says whether readers come by TLS.
    pub fn new(headers: &'a HeaderMap, secure: bool) -> Self {
        Self { headers, secure }
    }

    /// The value of a cookie by its plain name. A name that comes twice counts as absent: one
    /// of the two was planted.
    fn get(&self, name: &str) -> Option<&'a str> {
        let mut found = self
            .headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    fn secret(&self, name: &str) -> Option<SessionToken> {
        SessionToken::parse(self.get(&full_name(name, self.secure))?)
    }

    /// The session's token.
    pub fn session(&self) -> Option<SessionToken> {
        self.secret(SESSION)
    }

    /// The secret of a reader who has not signed in.
    pub fn visitor(&self) -> Option<SessionToken> {
        self.secret(VISITOR)
    }

    /// The token of a form that was kept when the session ended.
    pub fn kept(&self) -> Option<SessionToken> {
        self.secret(KEPT)
    }

    /// What binds a sign-in at the identity provider to the browser where it was begun.
    pub fn sign_in(&self) -> Option<SessionToken> {
        self.secret(SIGN_IN)
    }

    /// The answers that an application is to begin with, as a query string.
    pub fn answers(&self) -> Option<&'a str> {
        self.get(&full_name(ANSWERS, self.secure))
    }

    /// A preference such as `ow-lang`.
    pub fn preference(&self, name: &str) -> Option<&'a str> {
        self.get(name)
    }
}

/// `__Host-` makes the browser insist on TLS, this host and the whole path (RFC 6265bis).
fn full_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

fn secret_cookie(name: &str, value: &str, secure: bool, rest: &str) -> Option<HeaderValue> {
    let tls = if secure { "; Secure" } else { "" };
    let name = full_name(name, secure);
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{tls}{rest}"))
        .ok()
}

/// `Set-Cookie` for a session. It ends with the browser; the store knows the real limits.
pub fn session_cookie(token: &SessionToken, secure: bool) -> Option<HeaderValue> {
    secret_cookie(SESSION, &token.to_cookie(), secure, "")
}

/// `Set-Cookie` for the secret of a reader who has not signed in.
pub fn visitor_cookie(token: &SessionToken, secure: bool) -> Option<HeaderValue> {
    secret_cookie(VISITOR, &token.to_cookie(), secure, "")
}

/// `Set-Cookie` for the token of a kept form; `None` takes it away again.
pub fn kept_cookie(token: Option<&SessionToken>, secure: bool) -> Option<HeaderValue> {
    let seconds = token.map_or(0, |_| KEPT_FOR.as_secs());
    let value = token.map(SessionToken::to_cookie).unwrap_or_default();
    secret_cookie(KEPT, &value, secure, &format!("; Max-Age={seconds}"))
}

/// `Set-Cookie` for what binds a sign-in at the identity provider to this browser; `None` takes it
/// away again.
pub fn sign_in_cookie(token: Option<&SessionToken>, secure: bool) -> Option<HeaderValue> {
    let seconds = token.map_or(0, |_| LASTS.as_secs());
    let value = token.map(SessionToken::to_cookie).unwrap_or_default();
    secret_cookie(SIGN_IN, &value, secure, &format!("; Max-Age={seconds}"))
}

/// `Set-Cookie` for the answers that an application is to begin with, half an hour long: past
/// sign-in, and in no address. `query` is encoded as in an address; empty takes them away again. What
/// is too long for a cookie is asked again.
pub fn answers_cookie(query: &str, secure: bool) -> Option<HeaderValue> {
    let query = if query.len() > LONGEST_ANSWERS { "" } else { query };
    let seconds = if query.is_empty() { 0 } else { ANSWERS_SECONDS };
    secret_cookie(ANSWERS, query, secure, &format!("; Max-Age={seconds}"))
}

/// `Set-Cookie` that removes the session from the browser.
pub fn clear_cookie(secure: bool) -> Option<HeaderValue> {
    secret_cookie(SESSION, "", secure, "; Max-Age=0")
}

/// `Set-Cookie` for a preference, kept for a year. `name` and `value` are our own constants.
pub fn preference_cookie(name: &str, value: &str, secure: bool) -> Option<HeaderValue> {
    let tls = if secure { "; Secure" } else { "" };
    let text =
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={A_YEAR_SECONDS}{tls}");
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(COOKIE, cookie.parse().unwrap())])
    }

    #[test]
    fn over_tls_only_the_host_cookie_counts() {
        let token = "ab".repeat(32);
        let plain = headers(&format!("a=b; ow-session={token}"));
        assert!(Cookies::new(&plain, false).session().is_some());
        assert!(Cookies::new(&plain, true).session().is_none());
        let host = headers(&format!("__Host-ow-session={token}"));
        assert!(Cookies::new(&host, true).session().is_some());
    }

    #[test]
    fn a_cookie_that_comes_twice_is_not_believed() {
        let twice =
            headers(&format!("ow-session={}; ow-session={}", "ab".repeat(32), "cd".repeat(32)));
        assert!(Cookies::new(&twice, false).session().is_none());
    }

    #[test]
    fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let token = SessionToken::parse(&"ab".repeat(32)).unwrap();
        let cookie = session_cookie(&token, true).unwrap();
        let expected = format!(
            "__Host-ow-session={}; Path=/; HttpOnly; SameSite=Lax; Secure",
            "ab".repeat(32)
        );
        assert_eq!(cookie.to_str().unwrap(), expected);
        assert!(!session_cookie(&token, false).unwrap().to_str().unwrap().contains("Secure"));
    }
}
