//! Legal bases: four different things, never under one label.

use crate::known::Known;
use crate::text::Text;

/// One provision of law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// The law's name.
    pub law: Text,
    /// The article.
    pub article: Text,
    /// Where it can be read.
    pub url: Option<String>,
}

/// The legal bases of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalBasis {
    /// 设定依据: creates the service.
    pub establishes: Known<Vec<Provision>>,
    /// 实施依据: how it is exercised.
    pub exercises: Known<Vec<Provision>>,
    /// 收费依据: allows a fee.
    pub charges: Known<Vec<Provision>>,
    /// 处理依据: allows personal data to be used.
    pub processing: Known<Vec<Provision>>,
}
