//! From what the provider says of somebody to a party here.

use std::sync::Arc;

use onewindow_model::actor::Actor;
use onewindow_model::id::PersonId;
use onewindow_model::party::{Contacts, Identifier, Identity};
use onewindow_model::service::Audience;
use onewindow_model::service::steps::Assurance;
use onewindow_oidc::Proven;

use super::{Claims, Failed, SignIn};
use crate::ctx::App;
use crate::parties::{self, Entrance};

/// The longest name that is taken.
const LONGEST: usize = 200;

impl Claims {
    /// All that are looked for.
    pub(super) fn wanted(&self) -> impl Iterator<Item = &str> {
        let optional = [&self.number, &self.credit_code];
        // What only companies have is asked for when nothing says that it is a person.
        let first = optional.into_iter().find_map(Option::as_deref);
        first.into_iter().chain([self.name.as_str()])
    }
}

/// The party that the provider speaks of, made at the first sign-in. What it says anew of the name or
/// the day of birth is taken over into the record, with an entry.
pub(super) async fn find_or_register(
    app: &Arc<App>,
    sign_in: &SignIn,
    proven: &Proven,
    assurance: Assurance,
) -> Result<PersonId, Failed> {
    let (kind, identity) = identity(&sign_in.claims, proven)?;
    // The number says who it is. Without one the account does: a keyed hash of issuer and subject.
    let account = format!("account at {}\n{}", sign_in.provider.issuer(), proven.subject);
    let stranger = app.ctx(Actor::Stranger);
    let entrance = Entrance::SignIn { assurance };
    let none = Contacts::default();
    let registered =
        parties::register(&stranger, kind, &identity, &none, Some(&account), entrance).await?;
    let own = app.ctx(Actor::Person { person: registered, assurance });
    parties::bring_up_to_date(&own, registered, &identity).await?;
    Ok(registered)
}

fn identity(claims: &Claims, proven: &Proven) -> Result<(Audience, Identity), Failed> {
    let text = |name: &Option<String>| name.as_deref().and_then(|name| proven.text(name));
    let name = proven.text(&claims.name).ok_or(Failed::Nameless)?;
    if name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(Failed::Nameless);
    }
    let name = name.to_owned();
    if let Some(code) = text(&claims.credit_code) {
        // Both numbers are somebody of a company, who is not the company.
        if text(&claims.number).is_some() {
            return Err(Failed::Nameless);
        }
        let number = read(code, Audience::LegalPerson)?;
        return Ok((Audience::LegalPerson, Identity { name, number: Some(number), born: None }));
    }
    let number = text(&claims.number).map(|number| read(number, Audience::NaturalPerson));
    let identity = Identity { name, number: number.transpose()?, born: proven.date(&claims.born) };
    Ok((Audience::NaturalPerson, identity))
}

fn read(number: &str, of: Audience) -> Result<Identifier, Failed> {
    let number = Identifier::parse(number).ok().filter(|number| number.audience() == of);
    number.ok_or(Failed::Nameless)
}
