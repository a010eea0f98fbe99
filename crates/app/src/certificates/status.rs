//! Status lists, and verifying.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use onewindow_credential::status::{Bits, Status, StatusList, StatusToken};
use onewindow_credential::{StatusSource, TrustList, VerifyReport, verify as check};
use onewindow_store::entities::certificates as rows;
use onewindow_store::tx_job;

use crate::ctx::{App, Ctx};
use crate::error::{AppError, Result};

/// Places of one list.
pub const LIST_SIZE: u64 = 1 << 17;

/// How long a verifier may rely on a list that it fetched.
const VALID_FOR: SignedDuration = SignedDuration::from_hours(24);
const KEEP_SECONDS: u32 = 12 * 3600;

/// How long a signed list is given out again while nothing on it changes; as long as browsers are
/// told to keep it.
const SAME_FOR: SignedDuration = SignedDuration::from_mins(5);

/// The lists signed last: packing and signing 131,072 places for each look would be in the way.
#[derive(Default)]
pub(crate) struct SignedLists(Mutex<BTreeMap<i64, Signed>>);

/// A signed list, with what is revoked on it.
struct Signed {
    at: Timestamp,
    revoked: Vec<i64>,
    token: String,
}

impl SignedLists {
    /// The list as it was signed last, if that still does.
    fn get(&self, list: i64, revoked: &[i64], now: Timestamp) -> Option<String> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let signed = known.get(&list).filter(|signed| signed.revoked == revoked)?;
        let age = now.duration_since(signed.at);
        (SignedDuration::ZERO..SAME_FOR).contains(&age).then(|| signed.token.clone())
    }

    fn put(&self, list: i64, signed: Signed) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(list, signed);
    }
}

/// The answer to a verification, with the certificate as far as it was shown.
pub struct Verification {
    /// What is to be said.
    pub report: VerifyReport,
}

/// The address of a list, as it stands in certificates.
pub(crate) fn list_uri(ctx: &Ctx, list: i64) -> String {
    format!("{}/status-lists/{list}", ctx.app.settings.base_url)
}

/// The signed status list of that number, as it is now.
pub async fn status_token(app: &App, list: i64, now: Timestamp) -> Result<String> {
    let read = tx_job!([], |tx| {
        let known = rows::is_list(tx, list).await?;
        Ok((known, rows::revoked_places(tx, list).await?))
    });
    let (known, revoked) = app.store.read("certificates.revoked_places", read).await?;
    if !known {
        return Err(AppError::NotFound);
    }
    if let Some(token) = app.lists.get(list, &revoked, now) {
        return Ok(token);
    }
    let token = sign(app, list, &revoked, now)?;
    app.lists.put(list, Signed { at: now, revoked, token: token.clone() });
    Ok(token)
}

fn sign(app: &App, list: i64, revoked: &[i64], now: Timestamp) -> Result<String> {
    let broken = |error: &dyn std::fmt::Display| AppError::Internal(error.to_string());
    let mut statuses = StatusList::new(Bits::One, LIST_SIZE).map_err(|e| broken(&e))?;
    for place in revoked {
        let place = u64::try_from(*place).map_err(|e| broken(&e))?;
        statuses.set(place, Status::Invalid).map_err(|e| broken(&e))?;
    }
    let uri = format!("{}/status-lists/{list}", app.settings.base_url);
    let exp = now.saturating_add(VALID_FOR).unwrap_or(now);
    let token = StatusToken { iss: &app.issuer.iss, uri: &uri, iat: now, exp, ttl: KEEP_SECONDS };
    statuses.issue_token(&app.issuer.key, &token).map_err(|e| broken(&e))
}

/// Verifies a certificate of this node as anyone would: by the trust file and the status list.
pub async fn verify(app: &App, compact: &str, now: Timestamp) -> Result<Verification> {
    let compact: String = compact.chars().filter(|c| !c.is_whitespace()).collect();
    let trust = TrustList::parse(&app.issuer.trust().to_string())
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let zone = app.zone();
    let leeway = onewindow_credential::DEFAULT_LEEWAY;
    // A first pass finds which list is asked for; it is ours, so it is made here and not fetched.
    let mut asked = None;
    let mut note = |uri: &str| {
        asked = Some(uri.to_owned());
        Err(onewindow_credential::StatusFetchFailed)
    };
    let first = check(&compact, &trust, StatusSource::Fetch(&mut note), now, leeway);
    let prefix = format!("{}/status-lists/", app.settings.base_url);
    let list = asked.and_then(|uri| uri.strip_prefix(&prefix).and_then(|n| n.parse::<i64>().ok()));
    let verdict = match list {
        None => first,
        Some(list) => match status_token(app, list, now).await {
            Ok(token) => check(&compact, &trust, StatusSource::Given(&token), now, leeway),
            Err(AppError::NotFound) => first,
            Err(error) => return Err(error),
        },
    };
    Ok(Verification { report: VerifyReport::new(Ok(verdict), &zone) })
}
