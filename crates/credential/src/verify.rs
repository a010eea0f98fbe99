//! Verifying: one text, one trust list, one status, one answer.

pub(crate) mod claims;
pub(crate) mod verdict;

use jiff::{SignedDuration, Timestamp};

use crate::disclosure::text;
use crate::disclosure::unpack::unpack;
use crate::issue::TYP;
use crate::jws;
use crate::malformed::Malformed;
use crate::status::list::Status;
use crate::status::read::{Reading, StatusListProblem};
use crate::status::source::StatusSource;
use crate::trust::{Issuer, TrustList};
use claims::{Claims, instant};
use verdict::{HolderKey, IssuerName, StatusAnswer, Valid, Verdict};

/// Verifies a certificate in compact form at the time `now`. `leeway` forgives clocks that
/// differ; a minute is usual, see [`crate::DEFAULT_LEEWAY`].
///
/// The order of the steps is part of the answer: form, issuer, key, signature, disclosures,
/// type, times, status. The first one that fails is the verdict.
pub fn verify(
    compact: &str,
    trust: &TrustList,
    status: StatusSource<'_>,
    now: Timestamp,
    leeway: SignedDuration,
) -> Verdict {
    let clock = Clock { now: now.as_second(), leeway: leeway.as_secs().max(0) };
    examine(compact, trust, status, clock).unwrap_or_else(|verdict| verdict)
}

#[derive(Clone, Copy)]
struct Clock {
    now: i64,
    leeway: i64,
}

impl From<Malformed> for Verdict {
    fn from(reason: Malformed) -> Self {
        Verdict::Malformed(reason)
    }
}

/// The type of a token with which a holder proves to have the key (RFC 9901, 4.3).
const KEY_BINDING: &str = "kb+jwt";

/// `Err` is every verdict but [`Verdict::Valid`].
fn examine(
    compact: &str,
    trust: &TrustList,
    source: StatusSource<'_>,
    clock: Clock,
) -> Result<Verdict, Verdict> {
    let parts = text::split(compact)?;
    // What follows the last disclosure is a proof of the holder's key or a certificate that was cut
    // off or added to.
    if let Some(proof) = parts.key_binding {
        jws::has_form(proof, KEY_BINDING)?;
    }
    let token = jws::parse(parts.token, TYP)?;
    let iss = token.payload.get("iss").and_then(|iss| iss.as_str());
    let iss = iss.ok_or(Malformed::Claim("iss"))?;
    let issuer = trust.issuer(iss).ok_or_else(|| Verdict::UnknownIssuer { iss: iss.to_owned() })?;
    let name = IssuerName::of(issuer);
    let keys = issuer.candidates(token.kid.as_deref());
    if keys.is_empty() {
        return Err(Verdict::WrongKey { issuer: name });
    }
    if !keys.into_iter().any(|key| token.signed_by(key)) {
        return Err(Verdict::BadSignature { issuer: name });
    }
    let claims = Claims::read(unpack(token.payload, &parts.disclosures)?)?;
    if issuer.vct.as_ref().is_some_and(|allowed| !allowed.contains(&claims.vct)) {
        return Err(Verdict::TypeNotAllowed { issuer: name, vct: claims.vct });
    }
    in_time(&claims, &name, clock)?;
    let status = status_answer(&claims, issuer, source, clock)?;
    Ok(Verdict::Valid(Box::new(Valid {
        issuer: name,
        vct: claims.vct,
        issued: claims.iat.map(instant).transpose()?,
        expires: claims.exp.map(instant).transpose()?,
        status,
        holder_key: match (claims.holder_key, parts.key_binding) {
            (_, Some(_)) => HolderKey::ProofNotChecked,
            (true, None) => HolderKey::Named,
            (false, None) => HolderKey::None,
        },
        claims: claims.rest,
    })))
}

fn in_time(claims: &Claims, issuer: &IssuerName, clock: Clock) -> Result<(), Verdict> {
    // The issuer's own order of events; a certificate from the future is as good as none.
    let from = claims.nbf.into_iter().chain(claims.iat).max();
    if let Some(from) = from.filter(|&from| from > clock.now.saturating_add(clock.leeway)) {
        return Err(Verdict::NotYetValid { issuer: issuer.clone(), from: instant(from)? });
    }
    if let Some(exp) = claims.exp.filter(|&exp| clock.now >= exp.saturating_add(clock.leeway)) {
        return Err(Verdict::Expired { issuer: issuer.clone(), at: instant(exp)? });
    }
    Ok(())
}

fn status_answer(
    claims: &Claims,
    issuer: &Issuer,
    source: StatusSource<'_>,
    clock: Clock,
) -> Result<StatusAnswer, Verdict> {
    let Some((idx, uri)) = &claims.status else { return Ok(StatusAnswer::NotOffered) };
    let name = || IssuerName::of(issuer);
    let unreachable = || Verdict::StatusUnreachable { issuer: name(), uri: uri.clone() };
    let brought = matches!(source, StatusSource::Given(_));
    let token = match source {
        StatusSource::Given(token) => token.to_owned(),
        StatusSource::Fetch(fetch) => fetch(uri).map_err(|_| unreachable())?,
        StatusSource::Unreachable => return Err(unreachable()),
    };
    let Clock { now, leeway } = clock;
    let invalid = |reason| Verdict::StatusListInvalid { issuer: name(), reason };
    let (status, iat) = Reading { issuer, uri, idx: *idx, now, leeway, brought }
        .status(token.trim())
        .map_err(invalid)?;
    match status {
        Status::Valid => Ok(StatusAnswer::Checked { list_signed: instant(iat)? }),
        Status::Invalid => Err(Verdict::Revoked { issuer: name() }),
        Status::Suspended => Err(Verdict::Suspended { issuer: name() }),
        Status::Other(value) => Err(invalid(StatusListProblem::UnknownValue(value))),
    }
}
