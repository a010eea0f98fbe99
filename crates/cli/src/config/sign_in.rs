//! `sign_in` and `outgoing`: the identity provider, and whom this node may ask.

use std::collections::BTreeMap;
use std::path::PathBuf;

use onewindow_app::outgoing::Allow;
use onewindow_catalogue::reader::Fields;
use onewindow_catalogue::yaml::Node;
use onewindow_model::service::steps::Assurance;

use super::keys;
use super::read::{MOST, Reading};

/// The identity provider of people.
#[derive(Debug)]
pub struct SignIn {
    pub issuer: String,
    pub client_id: String,
    pub client_secret_file: Option<PathBuf>,
    pub scopes: Vec<String>,
    pub number: Option<String>,
    pub name: String,
    pub born: String,
    pub credit_code: Option<String>,
    pub levels: BTreeMap<String, Assurance>,
    pub sign_out: bool,
}

/// Whom this node may ask.
#[derive(Debug, Default)]
pub struct Outgoing {
    /// As they are written.
    pub allow: Vec<String>,
    /// Those that stand at a private address.
    pub private: Vec<String>,
    pub roots: Option<PathBuf>,
}

impl Reading<'_, '_> {
    pub(super) fn sign_in(&mut self, f: &Fields<'_>) -> Option<SignIn> {
        let issuer = self.at(f, &keys::SIGN_IN_ISSUER, Self::issuer);
        let client_id = self.at(f, &keys::SIGN_IN_CLIENT_ID, Self::word);
        let scopes = self.at(f, &keys::SIGN_IN_SCOPES, Self::scopes);
        let levels = self.levels(f);
        let mut word = |key| self.at(f, key, Self::word);
        let number = word(&keys::SIGN_IN_NUMBER);
        let name = word(&keys::SIGN_IN_NAME).unwrap_or_else(|| "name".to_owned());
        let born = word(&keys::SIGN_IN_BORN).unwrap_or_else(|| "birthdate".to_owned());
        let credit_code = word(&keys::SIGN_IN_CREDIT_CODE);
        let sign_out = self.at(f, &keys::SIGN_IN_SIGN_OUT, |this, node| this.r.boolean(node));
        Some(SignIn {
            issuer: issuer?,
            client_id: client_id?,
            client_secret_file: self.at(f, &keys::SIGN_IN_SECRET_FILE, Self::path),
            scopes: scopes.unwrap_or_else(|| vec!["openid".to_owned(), "profile".to_owned()]),
            number,
            name,
            born,
            credit_code,
            levels: levels?,
            sign_out: sign_out.unwrap_or(true),
        })
    }

    pub(super) fn outgoing(&mut self, f: &Fields<'_>) -> Option<Outgoing> {
        Some(Outgoing {
            allow: self.at(f, &keys::OUTGOING_ALLOW, Self::allowed).unwrap_or_default(),
            private: self.at(f, &keys::OUTGOING_PRIVATE, Self::allowed).unwrap_or_default(),
            roots: self.at(f, &keys::OUTGOING_ROOTS, Self::path),
        })
    }

    /// By TLS; without it only for a provider on this machine, as in a trial.
    fn issuer(&mut self, node: &Node) -> Option<String> {
        let issuer = self.url(node)?;
        let host = issuer.strip_prefix("http://").map(|rest| {
            let authority = rest.split('/').next().unwrap_or_default();
            authority.rsplit_once(':').map_or(authority, |(host, _)| host)
        });
        if host.is_none_or(|host| matches!(host, "127.0.0.1" | "[::1]" | "localhost")) {
            return Some(issuer);
        }
        let message = format!("`{issuer}` would be asked without TLS, and anybody could answer");
        self.r.error("plain-issuer", node, message, "write it with https://");
        None
    }

    fn word(&mut self, node: &Node) -> Option<String> {
        self.r.string(node, MOST).filter(|word| !word.is_empty())
    }

    fn words(&mut self, node: &Node) -> Option<Vec<String>> {
        self.r.list(node, |r, node| {
            let word = r.string(node, MOST)?;
            if word.is_empty() || word.contains(char::is_whitespace) {
                let message = format!("`{word}` is not one word");
                r.error(
                    "bad-name",
                    node,
                    message,
                    "write each as a line of its own, without spaces",
                );
                return None;
            }
            Some(word)
        })
    }

    fn scopes(&mut self, node: &Node) -> Option<Vec<String>> {
        let scopes = self.words(node)?;
        if !scopes.iter().any(|scope| scope == "openid") {
            let message = "without `openid` the provider says nothing of who signs in".to_owned();
            self.r.error("no-openid", node, message, "add `openid` to the list");
        }
        Some(scopes)
    }

    /// What the provider's levels mean here.
    fn levels(&mut self, f: &Fields<'_>) -> Option<BTreeMap<String, Assurance>> {
        let lists = [
            (&keys::SIGN_IN_ACR_LOW, Assurance::Low),
            (&keys::SIGN_IN_ACR_SUBSTANTIAL, Assurance::Substantial),
            (&keys::SIGN_IN_ACR_HIGH, Assurance::High),
        ];
        let mut levels = BTreeMap::new();
        for (key, level) in lists {
            for name in self.at(f, key, Self::words).unwrap_or_default() {
                if levels.insert(name.clone(), level).is_some_and(|other| other != level) {
                    let message = format!("`{name}` is in two lists of `acr`");
                    self.r.error("two-levels", f.node, message, "leave it where it belongs");
                }
            }
        }
        if levels.is_empty() {
            let message = "no value of `acr` is said to prove anything".to_owned();
            let help = "say which prove what, as in `acr_substantial: [urn:example:two-factors]`";
            self.r.error("no-levels", f.node, message, help);
            return None;
        }
        Some(levels)
    }

    fn allowed(&mut self, node: &Node) -> Option<Vec<String>> {
        self.r.list(node, |r, node| {
            let host = r.string(node, MOST)?;
            match Allow::host(&host) {
                Ok(_) => Some(host),
                Err(why) => {
                    r.error(
                        "bad-host",
                        node,
                        why.to_string(),
                        "write login.example.gov or 10.0.0.7:8443",
                    );
                    None
                }
            }
        })
    }
}
