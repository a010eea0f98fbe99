//! The claims of a certificate whose signature was found good.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::malformed::Malformed;

/// Read claims. Times are Unix seconds.
pub(crate) struct Claims {
    pub(crate) vct: String,
    pub(crate) iat: Option<i64>,
    pub(crate) nbf: Option<i64>,
    pub(crate) exp: Option<i64>,
    pub(crate) status: Option<(u64, String)>,
    pub(crate) holder_key: bool,
    /// What the certificate is about: everything that is not the format's own.
    pub(crate) rest: Map<String, Value>,
}

impl Claims {
    /// Takes the format's own claims out of the payload.
    pub(crate) fn read(mut payload: Map<String, Value>) -> Result<Self, Malformed> {
        payload.remove("iss");
        payload.remove("vct#integrity");
        let vct = match payload.remove("vct") {
            Some(Value::String(vct)) if !vct.is_empty() => vct,
            _ => return Err(Malformed::Claim("vct")),
        };
        let mut seconds = |name: &'static str| match payload.remove(name) {
            None => Ok(None),
            Some(value) => {
                let seconds = value.as_i64().ok_or(Malformed::Claim(name))?;
                Timestamp::from_second(seconds).map_err(|_| Malformed::Claim(name))?;
                Ok(Some(seconds))
            }
        };
        let (iat, nbf, exp) = (seconds("iat")?, seconds("nbf")?, seconds("exp")?);
        let status = payload.remove("status").map(|value| status(&value)).transpose()?;
        if exp.is_none() && status.is_none() {
            return Err(Malformed::Endless);
        }
        let holder_key = match payload.remove("cnf") {
            None => false,
            Some(Value::Object(_)) => true,
            Some(_) => return Err(Malformed::Claim("cnf")),
        };
        Ok(Claims { vct, iat, nbf, exp, status, holder_key, rest: payload })
    }
}

/// A status that is not a status list cannot be checked, and so is not passed over either.
fn status(value: &Value) -> Result<(u64, String), Malformed> {
    let list = value.get("status_list").ok_or(Malformed::Claim("status"))?;
    let idx = list.get("idx").and_then(Value::as_u64).ok_or(Malformed::Claim("status"))?;
    let uri = list.get("uri").and_then(Value::as_str).ok_or(Malformed::Claim("status"))?;
    Ok((idx, uri.to_owned()))
}

/// Seconds as an instant.
pub(crate) fn instant(seconds: i64) -> Result<Timestamp, Malformed> {
    Timestamp::from_second(seconds).map_err(|_| Malformed::Claim("iat"))
}
