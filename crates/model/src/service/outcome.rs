//! What comes out of a service, and how it can be contested.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::known::Known;
use crate::service::form::PersonItem;
use crate::term::Term;
use crate::text::Text;

/// 办理结果.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What people get.
    pub name: Text,
    /// The certificate that is issued, if any.
    pub certificate: Option<CertificateOutcome>,
    /// How it reaches people.
    pub delivery: Known<Vec<Delivery>>,
}

/// How a certificate is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateOutcome {
    /// Its type, an id of the catalogue's certificate types.
    pub certificate: String,
    /// Where each of its fields comes from.
    pub fields: BTreeMap<String, FieldSource>,
    /// For how many months it is valid; none is without limit.
    pub valid_months: Option<u16>,
}

/// Where a certificate's field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldSource {
    /// The holder's own record.
    Person(PersonItem),
    /// An answer of the form.
    Form(String),
    /// The answer to a situation question.
    Fact(String),
}

/// How an outcome reaches people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// 电子证照.
    Electronic,
    /// 邮寄送达.
    Post,
    /// 窗口领取.
    Collection,
}

/// 救济渠道.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// 内部复核: another officer of the same office.
    pub internal: Known<Term>,
    /// 行政复议: another authority.
    pub review: Known<Review>,
    /// 行政诉讼: a court.
    pub court: Known<Court>,
}

/// 行政复议.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The authority that reviews.
    pub authority: String,
    /// Within which time it must be asked.
    pub within: Term,
}

/// 行政诉讼.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Court {
    /// The court.
    pub name: Text,
    /// Within how many months of the decision (Administrative Litigation Law art. 46: six).
    pub months: u16,
}
