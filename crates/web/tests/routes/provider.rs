//! An identity provider that says what a test wants, true or not.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onewindow_app::outgoing::{Allow, Limits, Outgoing};
use onewindow_app::sign_in::oidc::{Client, ClientSecret, Provider};
use onewindow_app::sign_in::{Claims, SignIn};
use onewindow_app::testing::SetClock;
use onewindow_model::clock::Clock;
use onewindow_model::service::steps::Assurance;
use ring::digest::{SHA256, digest};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How a provider can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    None,
    OtherIssuer,
    OtherAudience,
    SecondAudience,
    OtherNonce,
    NoNonce,
    Expired,
    MadeLongAgo,
    MadeTomorrow,
    NotSigned,
    SignedWithSecret,
    OtherKey,
    ChangedAfterwards,
    ProvedLongAgo,
    NoToken,
    Html,
    Leads,
    Endless,
    HangsUp,
    OtherSubject,
}

pub struct TestProvider {
    pub issuer: String,
    inner: Arc<Inner>,
}

struct Inner {
    issuer: String,
    clock: Arc<SetClock>,
    key: Mutex<EcdsaKeyPair>,
    stranger: EcdsaKeyPair,
    lie: Mutex<Lie>,
    codes: Mutex<HashMap<String, Granted>>,
    given: AtomicU32,
}

struct Granted {
    challenge: String,
    nonce: String,
    claims: Map<String, Value>,
}

fn key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap()
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The values of a query or a form.
pub fn read_query(text: &str) -> HashMap<String, String> {
    let query = text.split_once('?').map_or(text, |(_, query)| query);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), decoded(value))).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let hex: String = rest.by_ref().take(2).map(char::from).collect();
                bytes.push(u8::from_str_radix(&hex, 16).unwrap());
            }
            b'+' => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).unwrap()
}

impl TestProvider {
    pub async fn new(clock: Arc<SetClock>) -> TestProvider {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let inner = Arc::new(Inner {
            issuer: issuer.clone(),
            clock,
            key: Mutex::new(key()),
            stranger: key(),
            lie: Mutex::new(Lie::None),
            codes: Mutex::default(),
            given: AtomicU32::new(0),
        });
        let serving = Arc::clone(&inner);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&serving)));
            }
        });
        TestProvider { issuer, inner }
    }

    /// A platform's side of it.
    pub fn sign_in(&self) -> Arc<SignIn> {
        let host = self.issuer.strip_prefix("http://").unwrap();
        let allow = Allow::host(host).unwrap().private(true).plain(true);
        let limits = Limits { time: std::time::Duration::from_secs(20), ..Limits::default() };
        let outgoing = Outgoing::new(vec![allow], None, limits).unwrap();
        let client = Client {
            issuer: self.issuer.clone(),
            id: "onewindow".to_owned(),
            secret: Some(ClientSecret::new("s3cret".to_owned())),
            scopes: vec!["openid".to_owned(), "profile".to_owned()],
        };
        let levels = [("sms", Assurance::Low), ("face", Assurance::Substantial)];
        let levels = levels.map(|(name, level)| (name.to_owned(), level));
        Arc::new(SignIn {
            provider: Provider::new(client, outgoing),
            claims: Claims {
                number: Some("id_number".to_owned()),
                name: "name".to_owned(),
                born: "birthdate".to_owned(),
                credit_code: Some("credit_code".to_owned()),
            },
            levels: levels.into(),
            sign_out: true,
        })
    }

    pub fn lies(&self, lie: Lie) {
        *self.inner.lie.lock().unwrap() = lie;
    }

    /// The provider signs with another key from now on.
    pub fn rotates(&self) {
        *self.inner.key.lock().unwrap() = key();
    }

    /// Somebody proves who they are at the address where they were sent; the path to come back by.
    pub fn approves(&self, address: &str, claims: Value) -> String {
        assert!(address.starts_with(&format!("{}/auth?", self.issuer)), "{address}");
        let asked = read_query(address);
        assert_eq!((&*asked["code_challenge_method"], &*asked["response_type"]), ("S256", "code"));
        let granted = Granted {
            challenge: asked["code_challenge"].clone(),
            nonce: asked["nonce"].clone(),
            claims: claims.as_object().unwrap().clone(),
        };
        let mut codes = self.inner.codes.lock().unwrap();
        let code = format!("code-{}", self.inner.given.fetch_add(1, Ordering::Relaxed));
        codes.insert(code.clone(), granted);
        let issuer = self.issuer.replace(':', "%3A").replace('/', "%2F");
        format!("/sign-in/done?code={code}&state={}&iss={issuer}", asked["state"])
    }
}

async fn serve(mut stream: TcpStream, inner: Arc<Inner>) {
    let mut request = Vec::new();
    let (head, body) = loop {
        let mut some = [0; 4096];
        let read = stream.read(&mut some).await.unwrap_or(0);
        if read == 0 {
            return;
        }
        request.extend_from_slice(&some[..read]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse::<usize>().ok())?
        });
        if body.len() >= length.unwrap_or(0) {
            break (head.to_owned(), body.to_owned());
        }
    };
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let lie = *inner.lie.lock().unwrap();
    if path == "/token" && lie == Lie::HangsUp {
        return;
    }
    let (status, body) = inner.answer(&path, &head, &body, lie);
    let location = if status == 302 { "location: https://evil.example/\r\n" } else { "" };
    let length = body.len();
    let head = format!("HTTP/1.1 {status} .\r\n{location}content-length: {length}\r\n\r\n");
    let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
    let _ = stream.shutdown().await;
}

impl Inner {
    fn answer(&self, path: &str, head: &str, body: &str, lie: Lie) -> (u16, String) {
        let at = |path: &str| format!("{}{path}", self.issuer);
        match path {
            "/.well-known/openid-configuration" => {
                let document = json!({
                    "issuer": self.issuer,
                    "authorization_endpoint": at("/auth"),
                    "token_endpoint": at("/token"),
                    "jwks_uri": at("/jwks"),
                    "userinfo_endpoint": at("/me"),
                    "end_session_endpoint": at("/end"),
                    "authorization_response_iss_parameter_supported": true,
                });
                (200, document.to_string())
            }
            "/jwks" => (200, json!({ "keys": [self.jwk()] }).to_string()),
            "/me" => {
                let bearer =
                    head.lines().find_map(|line| line.strip_prefix("authorization: Bearer "));
                let told = match lie {
                    Lie::OtherSubject => json!({ "sub": "somebody else", "name": "别人" }),
                    _ => json!({ "sub": bearer.unwrap() }),
                };
                (200, told.to_string())
            }
            "/token" => self.token(head, &read_query(body), lie),
            _ => (404, String::new()),
        }
    }

    fn jwk(&self) -> Value {
        let key = self.key.lock().unwrap();
        let point = key.public_key().as_ref();
        let (x, y) = point[1..].split_at(32);
        let kid = encode(digest(&SHA256, point));
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": kid, "x": encode(x), "y": encode(y) })
    }

    fn token(&self, head: &str, form: &HashMap<String, String>, lie: Lie) -> (u16, String) {
        let basic = format!(
            "Basic {}",
            base64::engine::general_purpose::STANDARD.encode("onewindow:s3cret")
        );
        assert!(head.contains(&basic), "the client says who it is");
        // A code counts once.
        let granted = self.codes.lock().unwrap().remove(&form["code"]);
        let verified = granted.filter(|granted| {
            encode(digest(&SHA256, form["code_verifier"].as_bytes())) == granted.challenge
        });
        let Some(granted) = verified else {
            return (400, json!({ "error": "invalid_grant" }).to_string());
        };
        match lie {
            Lie::NoToken => {
                (200, json!({ "access_token": "a", "token_type": "Bearer" }).to_string())
            }
            Lie::Html => (200, "<html>Maintenance</html>".to_owned()),
            Lie::Leads => (302, String::new()),
            Lie::Endless => (200, " ".repeat(300 * 1024)),
            _ => {
                let subject = granted.claims["sub"].clone();
                let token = self.id_token(granted, lie);
                let tokens =
                    json!({ "id_token": token, "access_token": subject, "token_type": "Bearer" });
                (200, tokens.to_string())
            }
        }
    }

    fn id_token(&self, granted: Granted, lie: Lie) -> String {
        let now = self.clock.now().as_second();
        let mut claims = granted.claims;
        if lie == Lie::OtherSubject {
            claims.remove("name");
        }
        let mut set = |name: &str, value: Value| _ = claims.insert(name.to_owned(), value);
        set("iss", json!(self.issuer));
        set("aud", json!("onewindow"));
        set("nonce", json!(granted.nonce));
        set("iat", json!(now));
        set("exp", json!(now + 300));
        set("auth_time", json!(now));
        match lie {
            Lie::OtherIssuer => set("iss", json!("https://login.example.gov")),
            Lie::OtherAudience => set("aud", json!("somebody")),
            Lie::SecondAudience => set("aud", json!(["onewindow", "somebody"])),
            Lie::OtherNonce => set("nonce", json!("another")),
            Lie::NoNonce => set("nonce", Value::Null),
            Lie::Expired => {
                set("iat", json!(now - 400));
                set("exp", json!(now - 130));
            }
            Lie::MadeLongAgo => set("iat", json!(now - 3600)),
            Lie::MadeTomorrow => set("iat", json!(now + 86_400)),
            Lie::ProvedLongAgo => set("auth_time", json!(now - 3600)),
            _ => {}
        }
        let claims = encode(Value::Object(claims).to_string());
        let kid = self.jwk()["kid"].clone();
        let head = |alg: &str| encode(json!({ "alg": alg, "kid": kid }).to_string());
        let by = |key: &EcdsaKeyPair| {
            let message = format!("{}.{claims}", head("ES256"));
            let tag = key.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
            format!("{message}.{}", encode(tag))
        };
        match lie {
            Lie::NotSigned => format!("{}.{claims}.", head("none")),
            Lie::SignedWithSecret => {
                // The old trick: the public key taken for a shared secret.
                let secret = self.key.lock().unwrap().public_key().as_ref().to_vec();
                let message = format!("{}.{claims}", head("HS256"));
                let key = hmac::Key::new(hmac::HMAC_SHA256, &secret);
                format!("{message}.{}", encode(hmac::sign(&key, message.as_bytes())))
            }
            Lie::OtherKey => by(&self.stranger),
            Lie::ChangedAfterwards => {
                let token = by(&self.key.lock().unwrap());
                let (signed, tag) = token.rsplit_once('.').unwrap();
                let (head, claims) = signed.split_once('.').unwrap();
                let read = URL_SAFE_NO_PAD.decode(claims).unwrap();
                let other = String::from_utf8(read).unwrap().replace("sms", "face");
                format!("{head}.{}.{tag}", encode(other))
            }
            _ => by(&self.key.lock().unwrap()),
        }
    }
}
