//! The provider's answer has come.

use std::sync::Arc;

use onewindow_model::actor::Actor;
use onewindow_model::id::PersonId;
use onewindow_oidc::{Attempt, Finish, Proven};
use onewindow_store::entities::sign_ins::{self, SignInRecord};
use onewindow_store::{End, tx_job};

use super::{Failed, SignIn, hash, redirect_uri, who};
use crate::ctx::App;
use crate::error::AppError;

/// What came with the person's browser.
pub struct Came<'a> {
    /// The secret of the browser, if it has one.
    pub browser: Option<&'a [u8; 32]>,
    /// The state that was given along.
    pub state: &'a str,
    /// The code, if they proved something.
    pub code: Option<&'a str>,
    /// The provider's name of what went wrong, if they did not.
    pub error: Option<&'a str>,
    /// Who says that the answer is theirs (RFC 9207).
    pub issuer: Option<&'a str>,
}

/// Somebody has proved who they are.
pub struct Done {
    /// They, with how sure that is.
    pub actor: Actor,
    /// Where it goes on.
    pub back_to: String,
}

/// Ends a sign-in: whatever comes of it, its state does not count a second time.
pub async fn finish(app: &Arc<App>, came: &Came<'_>) -> Result<Done, Failed> {
    let sign_in = app.settings.sign_in.as_ref().ok_or(Failed::NotOffered)?;
    let browser = came.browser.ok_or(Failed::Unknown)?;
    let state = Attempt::read_state(came.state).ok_or(Failed::Unknown)?;
    let begun = take(app, &state, browser).await?.ok_or(Failed::Unknown)?;
    let code = match (came.code, came.error) {
        (Some(code), None) => code,
        (_, error) => return Err(turned_back(error, begun)),
    };
    let attempt = Attempt::of(browser, &state);
    let proven = ask(app, sign_in, &attempt, code, came.issuer, &begun).await;
    let proven = proven.map_err(|error| Failed::at(error, &begun.back_to))?;
    let level = sign_in.level(proven.acr.as_deref());
    if let Some(needed) = begun.level.filter(|needed| level < *needed) {
        return Err(Failed::Level { needed, back_to: begun.back_to });
    }
    let person = who::find_or_register(app, sign_in, &proven, level).await?;
    same_person(begun.person, person)?;
    Ok(Done { actor: Actor::Person { person, assurance: level }, back_to: begun.back_to })
}

async fn take(
    app: &App,
    state: &[u8; 32],
    browser: &[u8; 32],
) -> Result<Option<SignInRecord>, Failed> {
    let (state, browser, now) = (hash(state), hash(browser), app.now());
    let write = tx_job!([state, browser], |tx| {
        let found = sign_ins::take(tx, &state, &browser, now).await?;
        Ok(End::<_, AppError>::Commit(found))
    });
    Ok(app.store.run_tx("sign_ins.finish", write).await?.value)
}

async fn ask(
    app: &App,
    sign_in: &SignIn,
    attempt: &Attempt,
    code: &str,
    issuer: Option<&str>,
    begun: &SignInRecord,
) -> Result<Proven, onewindow_oidc::OidcError> {
    let wanted: Vec<&str> = sign_in.claims.wanted().collect();
    let redirect = redirect_uri(app);
    let finish = Finish {
        code,
        issuer,
        attempt,
        redirect_uri: &redirect,
        anew: begun.level.is_some(),
        wanted: &wanted,
    };
    sign_in.provider.finish(&finish, app.now()).await
}

/// The provider sends the person back without having proved anything.
fn turned_back(error: Option<&str>, begun: SignInRecord) -> Failed {
    let back_to = begun.back_to;
    match (error, begun.level) {
        (Some("access_denied" | "interaction_required" | "login_required"), _) => {
            Failed::TurnedBack { back_to }
        }
        (Some("unmet_authentication_requirements"), Some(needed)) => {
            Failed::Level { needed, back_to }
        }
        (Some("temporarily_unavailable" | "server_error"), _) => Failed::Silent { back_to },
        (error, _) => {
            let error: String = error.unwrap_or_default().chars().take(60).collect();
            tracing::warn!(?error, "the identity provider refuses to sign people in");
            Failed::Unproved { back_to }
        }
    }
}

/// A step-up is for whoever is signed in; somebody else begins a session of their own.
fn same_person(expected: Option<PersonId>, came: PersonId) -> Result<(), Failed> {
    match expected.is_none_or(|expected| expected == came) {
        true => Ok(()),
        false => Err(Failed::OtherPerson),
    }
}
