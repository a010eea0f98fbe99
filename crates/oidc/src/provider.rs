//! The provider, as far as it is known at this moment.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::JwkSet;
use onewindow_outgoing::Outgoing;

use crate::error::{OidcError, TokenFault};
use crate::exchange;
use crate::id_token::{self, Expected};
use crate::metadata::Metadata;
use crate::proven::Proven;
use crate::url::with_query;
use crate::{Attempt, Client, signature};

/// What the provider says of itself and its keys is asked for anew after this long.
const AGE: SignedDuration = SignedDuration::from_mins(10);

/// A provider that is silent is believed to be as it was, but not for longer than this.
const OLDEST: SignedDuration = SignedDuration::from_hours(24);

/// Keys are asked for because of an unknown one at most this often.
const PAUSE: SignedDuration = SignedDuration::from_secs(30);

/// An identity provider, and this installation as its client.
pub struct Provider {
    client: Client,
    outgoing: Outgoing,
    known: RwLock<Option<Arc<Known>>>,
}

struct Known {
    metadata: Metadata,
    keys: JwkSet,
    since: Timestamp,
}

/// What a sign-in asks for.
#[derive(Default)]
pub struct Ask<'a> {
    /// Levels in the provider's terms, the one liked best first.
    pub acr_values: &'a [String],
    /// The person is to prove anew who they are, and not just to be known still.
    pub anew: bool,
    /// The languages of the person, the one liked best first.
    pub languages: &'a str,
}

/// What came back from the provider, with what it must fit.
pub struct Finish<'a> {
    /// The code.
    pub code: &'a str,
    /// Who says they give it, if the answer says so (RFC 9207).
    pub issuer: Option<&'a str>,
    /// The attempt that it belongs to.
    pub attempt: &'a Attempt,
    /// Where the answer came to.
    pub redirect_uri: &'a str,
    /// Whether the person was to prove anew who they are.
    pub anew: bool,
    /// The claims that are wanted; where the token lacks one, the provider is asked about the person.
    pub wanted: &'a [&'a str],
}

/// How old a proof may be that was asked for anew, in seconds.
const ANEW: u32 = 60;

impl Provider {
    /// A provider that is asked through this way out.
    pub fn new(client: Client, outgoing: Outgoing) -> Provider {
        signature::install();
        Provider { client, outgoing, known: RwLock::new(None) }
    }

    /// The name by which it is known.
    pub fn issuer(&self) -> &str {
        &self.client.issuer
    }

    /// Where the person goes to prove who they are.
    pub async fn begin(
        &self,
        attempt: &Attempt,
        redirect_uri: &str,
        ask: &Ask<'_>,
        now: Timestamp,
    ) -> Result<String, OidcError> {
        let known = self.known(now).await?;
        let (scope, acr) = (self.client.scopes.join(" "), ask.acr_values.join(" "));
        let (challenge, max_age) = (attempt.challenge(), ANEW.to_string());
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", &*self.client.id),
            ("redirect_uri", redirect_uri),
            ("scope", &*scope),
            ("state", &*attempt.state),
            ("nonce", &*attempt.nonce),
            ("code_challenge", &*challenge),
            ("code_challenge_method", "S256"),
        ];
        if !acr.is_empty() {
            pairs.push(("acr_values", &acr));
        }
        if ask.anew {
            pairs.extend([("prompt", "login"), ("max_age", &*max_age)]);
        }
        if !ask.languages.is_empty() {
            pairs.push(("ui_locales", ask.languages));
        }
        Ok(with_query(&known.metadata.authorization_endpoint, pairs))
    }

    /// Gives the code for what the provider says of the person.
    pub async fn finish(&self, came: &Finish<'_>, now: Timestamp) -> Result<Proven, OidcError> {
        let known = self.known(now).await?;
        let named = known.metadata.authorization_response_iss_parameter_supported;
        match came.issuer {
            Some(issuer) if issuer != self.client.issuer => Err(TokenFault::Issuer)?,
            None if named => Err(TokenFault::Issuer)?,
            _ => {}
        }
        let tokens = exchange::tokens(
            &self.outgoing,
            &known.metadata,
            &self.client,
            came.attempt,
            came.code,
            came.redirect_uri,
        )
        .await?;
        let expected = Expected {
            issuer: &self.client.issuer,
            client: &self.client.id,
            nonce: &came.attempt.nonce,
            max_age: came.anew.then_some(ANEW),
            now,
        };
        let read = match id_token::read(&tokens.id_token, &known.keys, &expected) {
            // Its key may be newer than what we know.
            Err(TokenFault::Key | TokenFault::Signature) => {
                let keys = self.newer_keys(&known, now).await?;
                id_token::read(&tokens.id_token, &keys.keys, &expected)
            }
            read => read,
        };
        let mut proven = read?;
        let lacking = came.wanted.iter().any(|name| !proven.has(name));
        if let (true, Some(address), Some(token)) =
            (lacking, &known.metadata.userinfo_endpoint, &tokens.access_token)
        {
            let told = exchange::userinfo(&self.outgoing, address, token).await?;
            if told.get("sub").and_then(|sub| sub.as_str()) != Some(proven.subject.as_str()) {
                Err(TokenFault::Subject)?;
            }
            for (name, value) in told {
                // What was signed stands.
                proven.claims.entry(name).or_insert(value);
            }
        }
        Ok(proven)
    }

    /// Where the person goes to end their session at the provider too, if that is offered.
    pub async fn sign_out(&self, back_to: &str, now: Timestamp) -> Option<String> {
        let known = self.known(now).await.ok()?;
        let address = known.metadata.end_session_endpoint.as_ref()?;
        let pairs = [("client_id", &*self.client.id), ("post_logout_redirect_uri", back_to)];
        Some(with_query(address, pairs))
    }

    /// Asks the provider who it is, and says whether that does.
    pub async fn check(&self, now: Timestamp) -> Result<(), OidcError> {
        self.ask(now).await.map(|_| ())
    }

    async fn known(&self, now: Timestamp) -> Result<Arc<Known>, OidcError> {
        let before = self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        let age = before.as_ref().map(|known| now.duration_since(known.since).abs());
        match (before, age) {
            (Some(known), Some(age)) if age < AGE => Ok(known),
            (Some(known), Some(age)) if age < OLDEST => match self.ask(now).await {
                Ok(known) => Ok(known),
                Err(error) => {
                    tracing::warn!(%error, "the identity provider is taken to be as it was");
                    Ok(known)
                }
            },
            _ => self.ask(now).await,
        }
    }

    async fn ask(&self, now: Timestamp) -> Result<Arc<Known>, OidcError> {
        let metadata = exchange::metadata(&self.outgoing, &self.client.issuer).await?;
        let keys = exchange::keys(&self.outgoing, &metadata).await?;
        Ok(self.keep(Known { metadata, keys, since: now }))
    }

    async fn newer_keys(
        &self,
        known: &Arc<Known>,
        now: Timestamp,
    ) -> Result<Arc<Known>, OidcError> {
        if now.duration_since(known.since).abs() < PAUSE {
            return Ok(Arc::clone(known));
        }
        let keys = exchange::keys(&self.outgoing, &known.metadata).await?;
        Ok(self.keep(Known { metadata: known.metadata.clone(), keys, since: now }))
    }

    fn keep(&self, known: Known) -> Arc<Known> {
        let known = Arc::new(known);
        let mut place = self.known.write().unwrap_or_else(PoisonError::into_inner);
        *place = Some(Arc::clone(&known));
        known
    }
}
