//! One issuer, one certificate, one status list, and tools to build what the library refuses
//! to build.
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use onewindow_credential::status::{Bits, Status, StatusList, StatusToken};
use onewindow_credential::{
    Certificate, IssuerKey, StatusRef, StatusSource, SystemEntropy, TrustList, TrustedIssuer,
    Verdict, issue, trust_file, verify,
};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use serde_json::{Value, json};

pub const ISS: &str = "https://suiyuan.example";
pub const URI: &str = "https://suiyuan.example/status/1";
pub const VCT: &str = "urn:onewindow:certificate:food-business:1";
pub const IDX: u64 = 4711;
pub const NOW: i64 = 1_800_000_000;

pub struct World {
    pub document: Vec<u8>,
    pub key: IssuerKey,
    pub trust: TrustList,
    pub trust_text: String,
    pub list: StatusList,
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

pub fn names() -> BTreeMap<String, String> {
    [("en", "Suiyuan Market Authority"), ("zh-CN", "穗源市市场监督管理局")]
        .map(|(tag, name)| (tag.to_owned(), name.to_owned()))
        .into()
}

impl World {
    pub fn new() -> Self {
        let document = IssuerKey::generate().unwrap();
        let key = IssuerKey::from_pkcs8(&document).unwrap();
        let trust_text = trust_file(&[TrustedIssuer {
            iss: ISS,
            name: names(),
            keys: vec![key.public()],
            vct: vec![VCT.to_owned()],
        }])
        .to_string();
        let trust = TrustList::parse(&trust_text).unwrap();
        let list = StatusList::new(Bits::Two, 10_000).unwrap();
        World { document, key, trust, trust_text, list }
    }

    pub fn certificate(&self) -> Certificate {
        Certificate {
            vct: VCT.to_owned(),
            iss: ISS.to_owned(),
            iat: at(NOW - 1000),
            nbf: None,
            exp: Some(at(NOW + 1000)),
            status: StatusRef { idx: IDX, uri: URI.to_owned() },
            holder: None,
            plain: vec![("number".to_owned(), json!("SY-2027-0001"))],
            hidden: vec![
                ("name".to_owned(), json!("张三")),
                ("premises".to_owned(), json!({ "street": "海棠路 3 号", "floor": 2 })),
                ("scope".to_owned(), json!(["hot food", "drinks"])),
            ],
        }
    }

    pub fn issued(&self) -> String {
        issue(&self.key, &self.certificate(), &mut SystemEntropy::new()).unwrap()
    }

    pub fn token(&self) -> String {
        let token =
            StatusToken { iss: ISS, uri: URI, iat: at(NOW - 60), exp: at(NOW + 600), ttl: 300 };
        self.list.issue_token(&self.key, &token).unwrap()
    }

    pub fn token_with(&mut self, status: Status) -> String {
        self.list.set(IDX, status).unwrap();
        self.token()
    }

    pub fn verdict(&self, compact: &str) -> Verdict {
        self.verdict_at(compact, NOW)
    }

    pub fn verdict_at(&self, compact: &str, now: i64) -> Verdict {
        self.verdict_with(compact, StatusSource::Given(&self.token()), now)
    }

    pub fn verdict_with(&self, compact: &str, status: StatusSource<'_>, now: i64) -> Verdict {
        verify(compact, &self.trust, status, at(now), SignedDuration::ZERO)
    }

    /// Signs whatever is given, with the issuer's key: what a faulty or foreign issuer may do.
    pub fn sign_raw(&self, header: &Value, payload: &Value) -> String {
        sign_raw(&self.document, &header.to_string(), &payload.to_string())
    }

    pub fn header(&self) -> Value {
        json!({ "alg": "ES256", "typ": "dc+sd-jwt", "kid": self.key.kid() })
    }

    pub fn payload(&self) -> Value {
        json!({ "iss": ISS, "vct": VCT, "iat": NOW - 10, "exp": NOW + 10, "number": "7",
                "status": { "status_list": { "idx": 4711, "uri": URI } } })
    }
}

pub fn sign_raw(document: &[u8], header: &str, payload: &str) -> String {
    let random = SystemRandom::new();
    let pair =
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document, &random).unwrap();
    let signed = format!("{}.{}", b64(header.as_bytes()), b64(payload.as_bytes()));
    let signature = pair.sign(&random, signed.as_bytes()).unwrap();
    format!("{signed}.{}", b64(signature.as_ref()))
}

pub fn b64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

pub fn unb64(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).unwrap()
}

pub fn payload_of(compact: &str) -> Value {
    serde_json::from_slice(&unb64(compact.split('.').nth(1).unwrap())).unwrap()
}
