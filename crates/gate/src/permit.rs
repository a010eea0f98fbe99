//! Decisions, tickets and permits.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use onewindow_ledger::{Leaf, Receipt};
use onewindow_model::actor::{Actor, Officer, Role};
use onewindow_model::class::DataClass;
use onewindow_model::clock::{Random, random_bytes};
use onewindow_model::id::{CaseId, EntryId, OfficerId, PersonId};
use onewindow_model::purpose::Purpose;

use crate::entry::{AccessEntry, EntryRow, Outcome, Recorded};
use crate::policy::{CaseBound, Denial, Policy};
use crate::request::{Basis, Request, Standing};
use crate::seal::{KeyRow, Location, SealError, Vault, hex};

/// How long a permit opens what it names; a page is rendered well within it.
const PERMIT_LIFETIME: SignedDuration = SignedDuration::from_secs(60);

/// Decides requests and makes the entries that go with the decisions.
#[derive(Clone)]
pub struct Gate {
    policy: Arc<dyn Policy>,
    vault: Arc<Vault>,
}

/// A decision that is not yet on record.
pub struct Look {
    /// The entry to be appended in the same transaction, whatever the outcome.
    pub entry: EntryRow,
    /// A ticket, or why not.
    pub outcome: Result<Ticket, Denial>,
}

/// An allowed look whose entry is not yet durable: worth nothing until it is redeemed.
#[derive(Clone)]
pub struct Ticket {
    leaf: Leaf,
    subject: PersonId,
    classes: Vec<DataClass>,
    until: Timestamp,
}

/// The right to open a person's data of certain classes, for a short time.
///
/// Nobody makes one by hand; but for its private fields this would do, as `forged` in the tests of
/// this file does:
///
/// ```compile_fail,E0451
/// # use onewindow_gate::Permit;
/// # use onewindow_model::id::PersonId;
/// # use jiff::Timestamp;
/// fn forged(subject: PersonId, until: Timestamp) -> Permit {
///     Permit { subject, classes: Vec::new(), until }
/// }
/// ```
///
/// ```
/// # use onewindow_gate::Permit;
/// # use onewindow_model::id::PersonId;
/// # use jiff::Timestamp;
/// fn passed_on(_: PersonId, _: Timestamp, permit: Permit) -> Permit {
///     permit
/// }
/// ```
pub struct Permit {
    subject: PersonId,
    classes: Vec<DataClass>,
    until: Timestamp,
}

/// Why a ticket or a permit did not serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PermitError {
    /// The receipt does not hold the ticket's entry.
    #[error("the access entry is not on record")]
    NotRecorded,
    /// Another person's data.
    #[error("the permit is for another person")]
    OtherPerson,
    /// A class that the permit does not name.
    #[error("the permit does not cover this class of data")]
    OtherClass,
    /// Its time has passed.
    #[error("the permit has expired")]
    Expired,
}

impl Gate {
    /// A gate with the built-in policy.
    pub fn new(vault: Arc<Vault>) -> Gate {
        Gate::with_policy(vault, Arc::new(CaseBound))
    }

    /// A gate with another policy.
    pub fn with_policy(vault: Arc<Vault>, policy: Arc<dyn Policy>) -> Gate {
        Gate { policy, vault }
    }

    /// Judges a request and makes its entry, sealed under the subject's key of class `access`.
    pub fn decide(
        &self,
        request: &Request<'_>,
        access_key: &KeyRow,
        now: Timestamp,
        random: &dyn Random,
    ) -> Result<Look, SealError> {
        let verdict = if request.basis() == Basis::None {
            Err(Denial::NoStanding)
        } else {
            self.policy.judge(request, now)
        };
        let entry = self.entry(request, verdict, now, random);
        let nonce = random_bytes::<32>(random);
        let leaf = Leaf::of(&nonce, &entry.canonical());
        let id = entry.id;
        let recorded = Recorded { entry, nonce: hex(&nonce) };
        let location = Location::new("access_entries", "sealed", id.to_string());
        let sealed = self.vault.seal(access_key, &location, &recorded, random)?;
        let outcome = verdict.map(|()| Ticket {
            leaf,
            subject: request.subject,
            classes: request.classes.to_vec(),
            until: now.saturating_add(PERMIT_LIFETIME).unwrap_or(now),
        });
        Ok(Look { entry: EntryRow { id, person: request.subject, leaf, sealed }, outcome })
    }

    /// What stands for an official in entries within a case, or outside of any.
    pub fn pseudonym(&self, officer: OfficerId, case: Option<CaseId>) -> String {
        self.vault.pseudonym(&format!("{officer}/{}", opt(case)))
    }

    /// What stands for the official; for a deputy also whom they stand in for.
    fn named(&self, officer: &Officer, request: &Request<'_>) -> String {
        let case = request.case();
        let own = self.pseudonym(officer.id, case);
        match in_place_of(officer, request) {
            Some(absent) => format!("{own} for {}", self.pseudonym(absent, case)),
            None => own,
        }
    }

    fn entry(
        &self,
        request: &Request<'_>,
        verdict: Result<(), Denial>,
        now: Timestamp,
        random: &dyn Random,
    ) -> AccessEntry {
        let case = request.case();
        let officer = request.actor.officer();
        let role = match request.actor {
            Actor::Officer(officer) => acting_role(officer, request).map(Role::to_string),
            Actor::System { job } => Some(job.clone()),
            _ => None,
        };
        AccessEntry {
            id: EntryId::fresh(now, random),
            at: now,
            person: request.subject,
            actor: actor_kind(request.actor).to_owned(),
            own: request.actor.person() == Some(request.subject),
            organisation: organisation(request.actor).map(str::to_owned),
            role,
            pseudonym: officer.map(|officer| self.named(officer, request)),
            case,
            action: request.action,
            purpose: request.purpose,
            basis: request.basis().to_string(),
            classes: request.classes.iter().map(ToString::to_string).collect(),
            fields: request.fields,
            outcome: match verdict {
                Ok(()) => Outcome::Allow,
                Err(denial) => Outcome::Deny(denial.as_str().to_owned()),
            },
            policy: self.policy.hash().to_owned(),
        }
    }
}

/// The roles that fit what is asked.
fn fitting(request: &Request<'_>) -> &'static [Role] {
    match (&request.standing, request.purpose) {
        (Standing::Procedure { step, .. }, _) => step.roles(),
        (Standing::Audit { .. }, _) => &[Role::Auditor],
        (_, Purpose::Intake | Purpose::Present) => &[Role::WindowClerk],
        (_, Purpose::HandleCase | Purpose::Deliver) => &[Role::CaseOfficer],
        (_, Purpose::Reassign) => &[Role::Supervisor, Role::Administrator],
        _ => &[],
    }
}

/// The role in which an official acts: one that fits, of those that they hold or of those for whom
/// they stand in; else the first that they hold.
fn acting_role<'a>(officer: &'a Officer, request: &Request<'_>) -> Option<&'a Role> {
    let fitting = fitting(request);
    let held = officer.roles.iter();
    let own = held.clone().find(|role| fitting.contains(role));
    let theirs = officer.stands_in.iter().flat_map(|absent| &absent.roles);
    own.or(theirs.clone().find(|role| fitting.contains(role))).or(held.clone().next())
}

/// The absent official in whose place an officer asks: the one who handles the case, or else the
/// first whose role it takes where the officer has none that fits.
fn in_place_of(officer: &Officer, request: &Request<'_>) -> Option<OfficerId> {
    if let Standing::Case(case) = &request.standing {
        return case.absent(officer);
    }
    // Any official may see what its holder shows; and nobody gives a case on in another's place.
    if matches!(request.standing, Standing::Presentation(_) | Standing::Handover { .. }) {
        return None;
    }
    let fitting = fitting(request);
    if fitting.iter().any(|role| officer.is(*role)) {
        return None;
    }
    let fits = |id| fitting.iter().any(|role| officer.stands_in_for(id, *role));
    officer.stands_in.iter().map(|absent| absent.id).find(|id| fits(*id))
}

fn opt<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// For whom somebody acts who acts for an authority.
fn organisation(actor: &Actor) -> Option<&str> {
    match actor {
        Actor::Officer(officer) => Some(&officer.organisation),
        Actor::Machine { organisation, .. } => Some(organisation),
        _ => None,
    }
}

fn actor_kind(actor: &Actor) -> &'static str {
    match actor {
        Actor::Stranger => "stranger",
        Actor::Person { .. } => "person",
        Actor::SlipHolder { .. } => "slip",
        Actor::Officer(_) => "officer",
        Actor::Machine { .. } => "machine",
        Actor::System { .. } => "system",
    }
}

impl Ticket {
    /// A permit, if the ticket's entry is in the receipt of a committed transaction.
    pub fn redeem(self, receipt: &Receipt) -> Result<Permit, PermitError> {
        if !receipt.contains(&self.leaf) {
            return Err(PermitError::NotRecorded);
        }
        Ok(Permit { subject: self.subject, classes: self.classes, until: self.until })
    }
}

impl Permit {
    /// Whether it opens this class of this person's data at this moment.
    pub fn covers(
        &self,
        person: PersonId,
        class: &DataClass,
        now: Timestamp,
    ) -> Result<(), PermitError> {
        if self.subject != person {
            return Err(PermitError::OtherPerson);
        }
        if !self.classes.contains(class) {
            return Err(PermitError::OtherClass);
        }
        if now > self.until {
            return Err(PermitError::Expired);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same as in the documentation of [`Permit`], where it must not compile: here, where the
    /// fields can be seen, it must.
    fn forged(subject: PersonId, until: Timestamp) -> Permit {
        Permit { subject, classes: Vec::new(), until }
    }

    #[test]
    fn a_permit_without_classes_covers_nothing() {
        let (now, person) = (Timestamp::UNIX_EPOCH, "00000000000000000000000000".parse().unwrap());
        let permit = forged(person, now);
        assert!(permit.covers(person, &DataClass::identity(), now).is_err());
    }
}
