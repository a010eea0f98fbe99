//! Sign-in at an identity provider: the relying party's side of OpenID Connect Core 1.0.
//!
//! Authorisation code with PKCE (RFC 7636) and nonce, discovery, keys that rotate, and an ID token of
//! which everything is checked before anything is believed. Tokens are read with `jsonwebtoken`,
//! signatures are checked by ring, requests go through `outgoing`, and the time is a parameter. See
//! docs/adr/0016-sign-in.md.
//!
//! Nothing here knows persons or sessions: what comes out is [`Proven`], what the provider said of
//! whom.

mod attempt;
mod error;
mod exchange;
mod id_token;
mod metadata;
mod proven;
mod provider;
mod signature;
mod url;

pub use attempt::Attempt;
pub use error::{OidcError, TokenFault};
pub use proven::Proven;
pub use provider::{Ask, Finish, Provider};

/// The client as it is registered at the provider.
pub struct Client {
    /// The address by which the provider is known: it stands in its tokens, letter by letter.
    pub issuer: String,
    /// The name of this installation at the provider.
    pub id: String,
    /// What the two of them share; none for a public client, which PKCE alone protects.
    pub secret: Option<ClientSecret>,
    /// What is asked for, such as `openid profile`.
    pub scopes: Vec<String>,
}

/// A client's secret: never printed.
pub struct ClientSecret(String);

impl ClientSecret {
    /// Takes it as read from its file.
    pub fn new(text: String) -> ClientSecret {
        ClientSecret(text)
    }
}
