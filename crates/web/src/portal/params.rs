use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;

use crate::errors::WebError;

/// More than any page of ours puts into an address.
const MOST: usize = 120;

/// The names and values of a query string. What a page does not know, it ignores: an address may
/// have been shared by a newer version, or lengthened by a chat app.
pub struct Params(Vec<(String, String)>);

impl Params {
    /// The first value of that name, trimmed; empty if it did not come.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// Everything that came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let query = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        let Query(mut pairs) = query.map_err(|_| WebError::bad_request())?;
        pairs.truncate(MOST);
        Ok(Params(pairs))
    }
}

impl From<&[(String, String)]> for Params {
    fn from(pairs: &[(String, String)]) -> Params {
        Params(pairs.to_vec())
    }
}

#[cfg(test)]
impl From<&[(&str, &str)]> for Params {
    fn from(pairs: &[(&str, &str)]) -> Params {
        Params(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    }
}
