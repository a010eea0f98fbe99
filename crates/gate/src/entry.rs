//! Access entries: who looked at whose data, when, why, and with what outcome.
//!
//! The canonical form and its vectors stand in `docs/spec/log.md`.

use jiff::Timestamp;
use onewindow_ledger::Leaf;
use onewindow_model::id::{CaseId, EntryId, PersonId};
use onewindow_model::purpose::{Action, Purpose};
use serde::{Deserialize, Serialize};

/// One look, write, disclosure or refusal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessEntry {
    /// Its id.
    pub id: EntryId,
    /// When, to the microsecond.
    pub at: Timestamp,
    /// Whose data.
    pub person: PersonId,
    /// What kind of actor: `person`, `slip`, `officer`, `system`, `stranger`.
    pub actor: String,
    /// The person themselves looked.
    pub own: bool,
    /// The organisation of the actor, if it is an official.
    pub organisation: Option<String>,
    /// In which role, or the job's name.
    pub role: Option<String>,
    /// The officer's pseudonym within this case.
    pub pseudonym: Option<String>,
    /// Within which case.
    pub case: Option<CaseId>,
    /// What was done.
    pub action: Action,
    /// For what.
    pub purpose: Purpose,
    /// On which basis, as [`Basis`](crate::Basis) is written.
    pub basis: String,
    /// Which classes.
    pub classes: Vec<String>,
    /// How many fields.
    pub fields: u16,
    /// With what outcome.
    pub outcome: Outcome,
    /// Under which policy.
    pub policy: String,
}

/// How a request ended.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome", content = "reason")]
pub enum Outcome {
    /// Allowed.
    Allow,
    /// Refused, for this reason.
    Deny(String),
}

/// An entry as it is stored: its leaf in the open, everything else sealed for its person.
#[derive(Clone)]
pub struct EntryRow {
    /// Its id.
    pub id: EntryId,
    /// Whose data.
    pub person: PersonId,
    /// The commitment that goes to the public log.
    pub leaf: Leaf,
    /// Sealed entry and nonce, under the person's key of class `access`.
    pub sealed: Vec<u8>,
}

/// What is sealed: the entry with the nonce that opens its leaf.
#[derive(Serialize, Deserialize)]
pub struct Recorded {
    /// The entry.
    pub entry: AccessEntry,
    /// 32 random bytes, in hexadecimal.
    pub nonce: String,
}

impl AccessEntry {
    /// Why it was refused, if it was.
    pub fn refused(&self) -> Option<&str> {
        match &self.outcome {
            Outcome::Allow => None,
            Outcome::Deny(reason) => Some(reason),
        }
    }

    /// The canonical form: one `name value` line each, in this order, `-` for what is not there.
    pub fn canonical(&self) -> Vec<u8> {
        fn or_dash<T: ToString>(value: &Option<T>) -> String {
            value.as_ref().map_or_else(|| "-".to_owned(), T::to_string)
        }
        let outcome = match &self.outcome {
            Outcome::Allow => "allow".to_owned(),
            Outcome::Deny(reason) => format!("deny {reason}"),
        };
        let lines = [
            ("entry", self.id.to_string()),
            ("at", self.at.as_microsecond().to_string()),
            ("person", self.person.to_string()),
            ("actor", self.actor.clone()),
            ("own", self.own.to_string()),
            ("organisation", or_dash(&self.organisation)),
            ("role", or_dash(&self.role)),
            ("pseudonym", or_dash(&self.pseudonym)),
            ("case", or_dash(&self.case)),
            ("action", self.action.to_string()),
            ("purpose", self.purpose.to_string()),
            ("basis", self.basis.clone()),
            ("classes", self.classes.join(",")),
            ("fields", self.fields.to_string()),
            ("outcome", outcome),
            ("policy", self.policy.clone()),
        ];
        let mut text = String::from("onewindow access entry v1\n");
        for (name, value) in lines {
            text.push_str(name);
            text.push(' ');
            text.extend(value.chars().map(|c| if c.is_control() { ' ' } else { c }));
            text.push('\n');
        }
        text.into_bytes()
    }
}
