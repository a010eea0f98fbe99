//! A browser without a network: cookies, form tokens, one request at a time.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode};
use onewindow_web::forms::FormSecret;
use onewindow_web::session::SessionToken;
use tower::ServiceExt;

const HOST: &str = "127.0.0.1";

/// Someone's browser.
pub struct Browser {
    router: Router,
    cookie: String,
    form_token: String,
    shows: Option<String>,
    slip: Option<(String, String)>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub cookie: String,
    pub policy: String,
    pub refresh: String,
    pub body: String,
}

impl Browser {
    /// Nobody is signed in.
    pub fn stranger(router: &Router) -> Browser {
        let visitor = "ab".repeat(32);
        let secret = FormSecret::of(&SessionToken::parse(&visitor).unwrap());
        Browser {
            router: router.clone(),
            cookie: format!("ow-visit={visitor}; ow-lang=en"),
            form_token: secret.token(),
            shows: None,
            slip: None,
        }
    }

    /// Signed in with the session of this token, written in hexadecimal.
    pub fn with_session(router: &Router, token: &str) -> Browser {
        let secret = FormSecret::of(&SessionToken::parse(token).unwrap());
        Browser {
            router: router.clone(),
            cookie: format!("ow-session={token}; ow-lang=en"),
            form_token: secret.token(),
            shows: None,
            slip: None,
        }
    }

    /// One request; a POST carries the form's token and nothing else, as a form with files where
    /// the route takes files.
    pub async fn asks(&self, method: &str, path: &str) -> Answer {
        if path.starts_with("/api/") {
            return self.calls(method, path, crate::sent::body(method, path)).await;
        }
        let token = &self.form_token;
        let plain = format!("form-token={token}");
        let answer = self.sends(method, path, "application/x-www-form-urlencoded", plain).await;
        if answer.status != StatusCode::UNSUPPORTED_MEDIA_TYPE {
            return answer;
        }
        let head = "--b\r\nContent-Disposition: form-data; name=\"form-token\"";
        let parts = format!("{head}\r\n\r\n{token}\r\n--b--\r\n");
        self.sends(method, path, "multipart/form-data; boundary=b", parts).await
    }

    /// A request of a program: `sent` with its media type, under a key of its own.
    pub async fn calls(&self, method: &str, path: &str, sent: Option<(&str, String)>) -> Answer {
        static KEYS: AtomicU32 = AtomicU32::new(0);
        let key = format!("key-of-this-test-{}", KEYS.fetch_add(1, Ordering::SeqCst));
        self.repeats(method, path, sent, &key).await
    }

    /// The same under a key that was used before.
    pub async fn repeats(
        &self,
        method: &str,
        path: &str,
        sent: Option<(&str, String)>,
        key: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if method == "POST" {
            request = request.header("idempotency-key", key);
        }
        if let Some((number, claim)) = self.slip.clone().or_else(|| crate::sent::slip(path)) {
            request = request.header("slip-number", number).header("slip-claim", claim);
        }
        let (kind, body) = sent.unwrap_or_default();
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        self.goes(request, body).await
    }

    /// The same with a token beside its cookies.
    pub fn with_token(mut self, token: &str) -> Browser {
        self.shows = Some(format!("Bearer {token}"));
        self
    }

    /// The same with a name and a password.
    pub fn with_basic(mut self, user: &str) -> Browser {
        self.shows = Some(format!("Basic {}", base64(user.as_bytes())));
        self
    }

    /// A program with a token, and no cookies.
    pub fn machine(router: &Router, token: &str) -> Browser {
        let shows = Some(format!("Bearer {token}"));
        Browser { shows, cookie: "ow-lang=en".to_owned(), ..Browser::stranger(router) }
    }

    /// The same, with a slip that somebody shows at the window.
    pub fn shown(mut self, number: &str, claim: &str) -> Browser {
        self.slip = Some((number.to_owned(), claim.to_owned()));
        self
    }

    /// The same, in another language.
    pub fn in_language(mut self, lang: &str) -> Browser {
        self.cookie = self.cookie.replace("ow-lang=en", &format!("ow-lang={lang}"));
        self
    }

    /// The same browser with one more cookie, as `Set-Cookie` gave it.
    pub fn carrying(mut self, cookie: &str) -> Browser {
        let pair = cookie.split(';').next().unwrap();
        self.cookie = format!("{}; {pair}", self.cookie);
        self
    }

    /// The same browser with the new session that an answer gave it, and what else it carries.
    pub fn taking(&self, cookie: &str) -> Browser {
        let token = cookie.split(';').next().and_then(|pair| pair.strip_prefix("ow-session="));
        let taken = Browser::with_session(&self.router, token.unwrap());
        let kept = self.cookie.split("; ").find(|pair| pair.starts_with("ow-kept="));
        match kept {
            Some(kept) => taken.carrying(kept),
            None => taken,
        }
    }

    /// The same browser, of somebody who reads Chinese.
    pub fn in_chinese(mut self) -> Browser {
        self.cookie = self.cookie.replace("ow-lang=en", "ow-lang=zh-CN");
        self
    }

    /// An ordinary form with these fields.
    pub async fn types(&self, path: &str, fields: &str) -> Answer {
        let body = format!("form-token={}&{fields}", self.form_token);
        self.sends("POST", path, "application/x-www-form-urlencoded", body).await
    }

    /// The same with a token that is not ours.
    pub async fn forges(&self, path: &str, fields: &str) -> Answer {
        let body = format!("form-token={}&{fields}", "0".repeat(64));
        self.sends("POST", path, "application/x-www-form-urlencoded", body).await
    }

    /// A form with files, without any.
    pub async fn sends_files(&self, path: &str) -> Answer {
        let head = "--b\r\nContent-Disposition: form-data; name=\"form-token\"";
        let parts = format!("{head}\r\n\r\n{}\r\n--b--\r\n", self.form_token);
        self.sends("POST", path, "multipart/form-data; boundary=b", parts).await
    }

    /// An ordinary form with these fields, written as in an address.
    pub async fn posts(&self, path: &str, fields: &str) -> Answer {
        let body = format!("form-token={}&{fields}", self.form_token);
        self.sends("POST", path, "application/x-www-form-urlencoded", body).await
    }

    /// A link followed from `site`, as browsers say it (`Sec-Fetch-Site`).
    pub async fn follows(&self, path: &str, site: &str) -> Answer {
        let request = Request::get(path).header("sec-fetch-site", site);
        self.goes(request, String::new()).await
    }

    async fn sends(&self, method: &str, path: &str, kind: &str, body: String) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header("origin", format!("http://{HOST}"));
        let body = if method == "POST" { body } else { String::new() };
        if method == "POST" {
            request = request.header("content-type", kind);
        }
        self.goes(request, body).await
    }

    async fn goes(&self, request: Builder, body: String) -> Answer {
        let request = match &self.shows {
            Some(shows) => request.header("authorization", shows),
            None => request,
        };
        let request = request.header("host", HOST).header("cookie", &self.cookie);
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let header = |name: &str| {
            response.headers().get(name).map(|value| value.to_str().unwrap().to_owned())
        };
        let (location, cookie) = (header("location"), header("set-cookie"));
        let (policy, refresh) = (header("content-security-policy"), header("refresh"));
        let body = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        Answer {
            status,
            location: location.unwrap_or_default(),
            cookie: cookie.unwrap_or_default(),
            policy: policy.unwrap_or_default(),
            refresh: refresh.unwrap_or_default(),
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let three = chunk.iter().fold(0u32, |all, byte| all << 8 | u32::from(*byte));
        let three = three << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(three >> (18 - 6 * place)) as usize & 63];
            text.push(if place > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    text
}
