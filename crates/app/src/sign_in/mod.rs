//! Sign-in of people at their identity provider, and step-up there.
//!
//! A sign-in under way is one row: the hash of its state, the hash of a secret that the browser holds,
//! and where it goes on. It is taken out when the provider's answer comes, so an answer counts once,
//! in the browser where it was begun. See docs/adr/0016-sign-in.md.

mod error;
mod finish;
pub(crate) mod level;
mod who;

use std::collections::BTreeMap;
use std::fmt;

use jiff::SignedDuration;
use onewindow_model::clock::random_bytes;
use onewindow_model::id::PersonId;
use onewindow_model::service::steps::Assurance;
pub use onewindow_oidc as oidc;
use onewindow_oidc::{Ask, Attempt, Provider};
use onewindow_store::entities::sign_ins::{self, SignInRecord};
use onewindow_store::{End, tx_job};
use ring::digest::{SHA256, digest};

use crate::ctx::App;
use crate::error::{AppError, Result};

pub use error::Failed;
pub use finish::{Came, Done, finish};
pub use level::lacks;

/// How long somebody may take at the provider.
pub const LASTS: SignedDuration = SignedDuration::from_mins(15);

/// Where the provider's answer comes to.
pub const REDIRECT: &str = "/sign-in/done";

/// Sign-in of people, as the operator set it up.
pub struct SignIn {
    /// The provider.
    pub provider: Provider,
    /// What its claims are called.
    pub claims: Claims,
    /// What its levels mean here, by their names there.
    pub levels: BTreeMap<String, Assurance>,
    /// Whether people who sign out here are led to sign out there too.
    pub sign_out: bool,
}

/// Names of claims.
#[derive(Clone, Debug)]
pub struct Claims {
    /// The identity number, where the provider gives it.
    pub number: Option<String>,
    /// The name.
    pub name: String,
    /// The date of birth.
    pub born: String,
    /// The credit code of a company that has an account of its own.
    pub credit_code: Option<String>,
}

/// A sign-in that begins.
pub struct Begin<'a> {
    /// The secret of the browser.
    pub browser: &'a [u8; 32],
    /// Where it goes on afterwards: a path of ours.
    pub back_to: &'a str,
    /// The level that is needed, when this one proves more than the last.
    pub level: Option<Assurance>,
    /// Who must prove it: nobody else may go on there.
    pub person: Option<PersonId>,
    /// The languages of the person.
    pub languages: &'a str,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sign-in at {}", self.provider.issuer())
    }
}

impl SignIn {
    /// The highest level that the provider can prove.
    fn highest(&self) -> Option<Assurance> {
        self.levels.values().max().copied()
    }

    /// The provider's names of levels that are at least this one, the lowest first.
    fn acr_values(&self, least: Assurance) -> Vec<String> {
        let mut enough: Vec<_> = self.levels.iter().filter(|(_, level)| **level >= least).collect();
        enough.sort_by_key(|(_, level)| **level);
        enough.into_iter().map(|(name, _)| name.clone()).collect()
    }

    /// What a level of the provider's means. One that nobody wrote down proves the least.
    fn level(&self, acr: Option<&str>) -> Assurance {
        acr.and_then(|acr| self.levels.get(acr)).copied().unwrap_or(Assurance::Low)
    }
}

/// Whether people can sign in here by themselves.
pub fn is_offered(app: &App) -> bool {
    app.settings.sign_in.is_some()
}

/// Whether this level can be proved online here.
pub fn can_reach(app: &App, level: Assurance) -> bool {
    let sign_in = app.settings.sign_in.as_ref();
    sign_in.and_then(|sign_in| sign_in.highest()).is_some_and(|highest| highest >= level)
}

/// Begins a sign-in, and gives the address where the person proves who they are.
pub async fn begin(app: &App, begin: Begin<'_>) -> std::result::Result<String, Failed> {
    let sign_in = app.settings.sign_in.as_ref().ok_or(Failed::NotOffered)?;
    if let Some(level) = begin.level.filter(|level| !can_reach(app, *level)) {
        return Err(Failed::Level { needed: level, back_to: begin.back_to.to_owned() });
    }
    let state: [u8; 32] = random_bytes(&*app.random);
    let attempt = Attempt::of(begin.browser, &state);
    let acr_values = begin.level.map(|level| sign_in.acr_values(level)).unwrap_or_default();
    let ask =
        Ask { acr_values: &acr_values, anew: begin.level.is_some(), languages: begin.languages };
    let redirect = redirect_uri(app);
    let now = app.now();
    // The network comes first: nothing is kept of a sign-in that cannot begin.
    let begun = sign_in.provider.begin(&attempt, &redirect, &ask, now).await;
    let address = begun.map_err(|error| Failed::at(error, begin.back_to))?;
    let record = SignInRecord {
        state_hash: hash(&state),
        browser: hash(begin.browser),
        back_to: begin.back_to.to_owned(),
        level: begin.level,
        person: begin.person,
        until: now.checked_add(LASTS).map_err(|e| AppError::Internal(e.to_string()))?,
    };
    let write = tx_job!([record], |tx| {
        sign_ins::sweep(tx, now).await?;
        sign_ins::insert(tx, &record).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    app.store.run_tx("sign_ins.begin", write).await.map_err(AppError::from)?;
    Ok(address)
}

/// Where somebody who signed out here signs out at the provider too, if it offers that.
pub async fn sign_out_address(app: &App, back_to: &str) -> Option<String> {
    let sign_in = app.settings.sign_in.as_ref().filter(|sign_in| sign_in.sign_out)?;
    let back_to = format!("{}{back_to}", app.settings.base_url);
    sign_in.provider.sign_out(&back_to, app.now()).await
}

/// Asks the provider who it is, so that an operator hears of a mistake before people do.
pub async fn check(app: &App) -> Result<()> {
    match &app.settings.sign_in {
        Some(sign_in) => {
            let checked = sign_in.provider.check(app.now()).await;
            checked.map_err(|error| AppError::Internal(error.to_string()))
        }
        None => Ok(()),
    }
}

fn redirect_uri(app: &App) -> String {
    format!("{}{REDIRECT}", app.settings.base_url)
}

fn hash(secret: &[u8; 32]) -> Vec<u8> {
    digest(&SHA256, secret).as_ref().to_vec()
}
