//! Evidence (申请材料): what must be shown, where it comes from, and whether it may follow.

use onewindow_rules::Condition;
use serde::{Deserialize, Serialize};

use crate::class::DataClass;
use crate::service::law::Provision;
use crate::term::Term;
use crate::text::Text;

/// One material of a service.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Its id within the service.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Exactly which paper, how fresh, from whom.
    pub description: Option<Text>,
    /// How sensitive it is.
    pub class: DataClass,
    /// Needed only when this holds.
    pub needed_when: Option<Condition>,
    /// Where it comes from.
    pub source: EvidenceSource,
    /// Whether the applicant may hand it in when the network holds nothing.
    pub applicant_may_supply: bool,
    /// As what it is wanted.
    pub form: PaperForm,
    /// How many.
    pub copies: u8,
    /// 容缺受理: may follow within this time after acceptance.
    pub may_follow: Option<Term>,
    /// 告知承诺: a declaration is accepted in its place.
    pub commitment: bool,
    /// Where the applicant gets it, when that costs a trip.
    pub obtain: Option<Obtain>,
    /// The rule that asks for it.
    pub legal_basis: Option<Provision>,
}

/// Where evidence comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceSource {
    /// The applicant hands it in.
    Applicant,
    /// A register of the network holds it.
    Register(String),
    /// A certificate that this network issues, by its type.
    Certificate(String),
}

/// As what a paper is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperForm {
    /// 复印件或照片.
    Copy,
    /// 原件核验: shown and taken home again.
    OriginalShown,
    /// 原件收取.
    OriginalKept,
}

/// Where the applicant gets a paper that the network neither holds nor issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obtain {
    /// What place it is.
    pub name: Text,
    /// An office of this catalogue, if it is one.
    pub office: Option<String>,
    /// Trips that getting it costs.
    pub visits: u8,
}
