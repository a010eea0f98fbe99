//! A verdict in words, for the command and for the `/verify` page.

mod en;
mod shown;
mod zh;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, tz};
use serde_json::{Map, Value, json};

use crate::status::source::StatusSource;
use crate::trust::{TrustError, TrustList};
use crate::verify::verdict::{StatusAnswer, Verdict};
use crate::verify::verify;

/// Forgiven difference between the issuer's clock and the reader's.
pub const DEFAULT_LEEWAY: SignedDuration = SignedDuration::from_secs(60);

/// Exit code for a trust list that cannot be used; those of verdicts are [`Verdict::code`].
const TRUST_UNUSABLE: u8 = 21;

/// What to tell a person, in one language. Plain text: the page escapes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Two or three words.
    pub headline: String,
    /// What the answer means.
    pub meaning: String,
    /// What to do now.
    pub action: String,
}

/// A verdict with its words, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifyReport {
    /// The verdict, or why the trust list could not be used.
    pub outcome: Result<Verdict, TrustError>,
    /// English.
    pub en: Wording,
    /// Chinese.
    pub zh: Wording,
}

impl VerifyReport {
    /// Words for an outcome; times are told in `zone`.
    pub fn new(outcome: Result<Verdict, TrustError>, zone: &TimeZone) -> Self {
        let (en, zh) = match &outcome {
            Ok(verdict) => (en::wording(verdict, zone), zh::wording(verdict, zone)),
            Err(_) => (en::no_trust(), zh::no_trust()),
        };
        VerifyReport { outcome, en, zh }
    }

    /// Exit code: 0 for a valid certificate, else one of its own for each answer.
    pub fn code(&self) -> u8 {
        self.outcome.as_ref().map_or(TRUST_UNUSABLE, Verdict::code)
    }

    /// Stable name of the answer.
    pub fn id(&self) -> &'static str {
        self.outcome.as_ref().map_or("trust-list-unusable", Verdict::id)
    }

    /// Words for a language tag; English for any but `zh…`.
    pub fn wording(&self, tag: &str) -> &Wording {
        if tag.starts_with("zh") { &self.zh } else { &self.en }
    }

    /// What the certificate says, if it is valid. Nothing of any other certificate is passed on.
    pub fn claims(&self) -> Option<&Map<String, Value>> {
        match &self.outcome {
            Ok(Verdict::Valid(valid)) => Some(&valid.claims),
            _ => None,
        }
    }

    /// The technical reason behind the answer, in English, where there is one.
    pub fn detail(&self) -> Option<String> {
        match &self.outcome {
            Ok(Verdict::Malformed(reason)) => Some(reason.to_string()),
            Ok(Verdict::StatusListInvalid { reason, .. }) => Some(reason.to_string()),
            Err(error) => Some(error.to_string()),
            Ok(_) => None,
        }
    }

    /// The report as the command prints it with `--format json`.
    pub fn to_json(&self) -> Value {
        let words = |w: &Wording| json!({ "headline": w.headline, "meaning": w.meaning, "action": w.action });
        let mut report = json!({
            "verdict": self.id(), "code": self.code(), "detail": self.detail(),
            "en": words(&self.en), "zh-CN": words(&self.zh),
        });
        if let (Ok(Verdict::Valid(valid)), Some(map)) = (&self.outcome, report.as_object_mut()) {
            let mut put = |name: &str, value: Value| map.insert(name.to_owned(), value);
            put("iss", json!(valid.issuer.iss));
            put("issuer", json!(valid.issuer.all()));
            put("vct", json!(valid.vct));
            put("issued", json!(valid.issued.map(|at| at.to_string())));
            put("expires", json!(valid.expires.map(|at| at.to_string())));
            put("status_checked", json!(matches!(valid.status, StatusAnswer::Checked { .. })));
            put("claims", Value::Object(valid.claims.clone()));
        }
        report
    }
}

/// Verifies texts as they come from files or a form. White space is taken out of the certificate,
/// because mail programs and chat apps break long lines. Without `status_text` a certificate that
/// offers a status gets `status-unreachable`. Times are told in UTC+8.
pub fn cli_verify(
    cert_text: &str,
    trust_text: &str,
    status_text: Option<&str>,
    now: Timestamp,
) -> VerifyReport {
    let zone = TimeZone::fixed(tz::offset(8));
    let outcome = TrustList::parse(trust_text).map(|trust| {
        let cert: String = cert_text.chars().filter(|c| !c.is_whitespace()).collect();
        let status = status_text.map_or(StatusSource::Unreachable, StatusSource::Given);
        verify(&cert, &trust, status, now, DEFAULT_LEEWAY)
    });
    VerifyReport::new(outcome, &zone)
}
