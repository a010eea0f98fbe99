//! What a provider says of itself (OpenID Connect Discovery 1.0).

use serde::Deserialize;

use crate::error::OidcError;
use crate::url::usable;

/// The part of the document that is used.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Metadata {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub jwks_uri: String,
    pub userinfo_endpoint: Option<String>,
    pub end_session_endpoint: Option<String>,
    #[serde(default)]
    pub token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    pub code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl Metadata {
    /// Reads the document of this issuer.
    pub fn read(body: &[u8], issuer: &str) -> Result<Metadata, OidcError> {
        let rubbish = |why: &str| OidcError::rubbish("description of itself", why);
        let read: Metadata =
            serde_json::from_slice(body).map_err(|error| rubbish(&error.to_string()))?;
        if read.issuer != issuer {
            return Err(rubbish("it names another issuer"));
        }
        let plain = issuer.starts_with("http://");
        let all = [
            Some(&read.authorization_endpoint),
            Some(&read.token_endpoint),
            Some(&read.jwks_uri),
            read.userinfo_endpoint.as_ref(),
            read.end_session_endpoint.as_ref(),
        ];
        if !all.into_iter().flatten().all(|address| usable(address, plain)) {
            return Err(rubbish("an address in it is not one by TLS"));
        }
        let pkce = read.code_challenge_methods_supported.as_ref();
        match pkce.is_none_or(|methods| methods.iter().any(|method| method == "S256")) {
            true => Ok(read),
            false => Err(rubbish("it does not take PKCE with S256")),
        }
    }

    /// Whether the client's secret goes into the form in place of the header.
    pub fn secret_in_form(&self) -> bool {
        let methods = self.token_endpoint_auth_methods_supported.as_ref();
        methods.is_some_and(|methods| {
            let takes = |name: &str| methods.iter().any(|method| method == name);
            takes("client_secret_post") && !takes("client_secret_basic")
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(change: impl FnOnce(&mut Value)) -> Result<Metadata, OidcError> {
        let mut document = json!({
            "issuer": "https://p.example",
            "authorization_endpoint": "https://p.example/auth",
            "token_endpoint": "https://p.example/token",
            "jwks_uri": "https://p.example/jwks",
        });
        change(&mut document);
        Metadata::read(document.to_string().as_bytes(), "https://p.example")
    }

    #[test]
    fn a_provider_describes_itself_and_nobody_else() {
        assert!(read(|_| ()).is_ok());
        assert!(read(|d| d["issuer"] = json!("https://p.example/")).is_err());
        assert!(read(|d| d["token_endpoint"] = json!("http://p.example/token")).is_err());
        assert!(read(|d| d["end_session_endpoint"] = json!("javascript:alert(1)")).is_err());
        assert!(read(|d| d["jwks_uri"] = json!(7)).is_err());
        assert!(read(|d| d["code_challenge_methods_supported"] = json!(["plain"])).is_err());
        assert!(Metadata::read(b"<html>", "https://p.example").is_err());
    }

    #[test]
    fn the_secret_goes_where_the_provider_takes_it() {
        let told = |methods: Value| {
            read(|d| d["token_endpoint_auth_methods_supported"] = methods).unwrap().secret_in_form()
        };
        assert!(!read(|_| ()).unwrap().secret_in_form(), "the header is the default");
        assert!(!told(json!(["client_secret_post", "client_secret_basic"])));
        assert!(told(json!(["client_secret_post"])));
    }
}
