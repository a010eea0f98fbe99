//! Talking with the provider: its documents, and a code for tokens.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::JwkSet;
use onewindow_outgoing::{Outgoing, Request, Response};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::OidcError;
use crate::metadata::Metadata;
use crate::url::encoded;
use crate::{Attempt, Client};

/// What the provider gives for a code.
#[derive(Deserialize)]
pub(crate) struct Tokens {
    pub id_token: String,
    pub access_token: Option<String>,
}

#[derive(Deserialize)]
struct Refusal {
    error: String,
}

/// The provider's description of itself.
pub(crate) async fn metadata(outgoing: &Outgoing, issuer: &str) -> Result<Metadata, OidcError> {
    let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let body = get(outgoing, &address, None, "description of itself").await?;
    Metadata::read(&body, issuer)
}

/// The provider's keys.
pub(crate) async fn keys(outgoing: &Outgoing, metadata: &Metadata) -> Result<JwkSet, OidcError> {
    let body = get(outgoing, &metadata.jwks_uri, None, "keys").await?;
    serde_json::from_slice(&body).map_err(|error| OidcError::rubbish("keys", error))
}

/// What the provider says of the bearer of an access token, about this subject.
pub(crate) async fn userinfo(
    outgoing: &Outgoing,
    address: &str,
    token: &str,
) -> Result<Map<String, Value>, OidcError> {
    let body = get(outgoing, address, Some(token), "answer about the person").await?;
    let read = serde_json::from_slice(&body);
    read.map_err(|_| OidcError::rubbish("answer about the person", "it is no JSON object"))
}

async fn get(
    outgoing: &Outgoing,
    address: &str,
    bearer: Option<&str>,
    what: &'static str,
) -> Result<Vec<u8>, OidcError> {
    let mut request = Request::get(address).header("accept", "application/json");
    if let Some(token) = bearer {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let request = request.body(Vec::new()).map_err(|error| OidcError::rubbish(what, error))?;
    let answer = outgoing.send(request).await?;
    match answer.status().as_u16() {
        200 => Ok(answer.into_body()),
        status => Err(OidcError::rubbish(what, format!("it answers {status}"))),
    }
}

/// Gives the code, and gets the tokens.
pub(crate) async fn tokens(
    outgoing: &Outgoing,
    metadata: &Metadata,
    client: &Client,
    attempt: &Attempt,
    code: &str,
    redirect_uri: &str,
) -> Result<Tokens, OidcError> {
    const WHAT: &str = "tokens";
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect_uri),
        ("code_verifier", &*attempt.verifier),
    ];
    let mut request = Request::post(&metadata.token_endpoint)
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded");
    match &client.secret {
        Some(secret) if !metadata.secret_in_form() => {
            request = request.header("authorization", basic(&client.id, &secret.0));
        }
        Some(secret) => form.extend([("client_id", &*client.id), ("client_secret", &*secret.0)]),
        None => form.push(("client_id", &*client.id)),
    }
    let request = request.body(encoded(form).into_bytes());
    let answer = outgoing.send(request.map_err(|e| OidcError::rubbish(WHAT, e))?).await?;
    read_tokens(&answer)
}

fn read_tokens(answer: &Response<Vec<u8>>) -> Result<Tokens, OidcError> {
    const WHAT: &str = "tokens";
    let status = answer.status().as_u16();
    if status == 200 {
        // What is wrong with it is not repeated: a token could stand in it.
        let read = serde_json::from_slice(answer.body());
        return read.map_err(|_| OidcError::rubbish(WHAT, "there is no ID token in its answer"));
    }
    match serde_json::from_slice::<Refusal>(answer.body()) {
        Ok(refusal) if refusal.error == "invalid_grant" => Err(OidcError::Code(refusal.error)),
        Ok(refusal) => {
            let error: String =
                refusal.error.chars().take(60).filter(|c| c.is_ascii_graphic()).collect();
            Err(OidcError::rubbish(WHAT, format!("it answers {status} {error}")))
        }
        Err(_) => Err(OidcError::rubbish(WHAT, format!("it answers {status}"))),
    }
}

/// RFC 6749, section 2.3.1: both are encoded as in forms first.
fn basic(id: &str, secret: &str) -> String {
    let form = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", form(id), form(secret))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_secret_are_encoded_before_they_are_joined() {
        assert_eq!(basic("a:b", "c d"), format!("Basic {}", STANDARD.encode("a%3Ab:c+d")));
    }

    #[test]
    fn a_code_that_is_not_taken_is_told_from_an_answer_that_makes_no_sense() {
        let answer = |status: u16, body: &str| {
            let answer = Response::builder().status(status).body(body.as_bytes().to_vec());
            read_tokens(&answer.unwrap()).err()
        };
        assert!(answer(200, r#"{"id_token":"a","token_type":"Bearer"}"#).is_none());
        let old = answer(400, r#"{"error":"invalid_grant"}"#);
        assert!(matches!(old, Some(OidcError::Code(_))), "{old:?}");
        for (status, body) in
            [(200, "{}"), (200, "<html>"), (401, r#"{"error":"invalid_client"}"#), (500, "")]
        {
            let rubbish = answer(status, body);
            assert!(matches!(rubbish, Some(OidcError::Rubbish { .. })), "{body}: {rubbish:?}");
        }
    }
}
