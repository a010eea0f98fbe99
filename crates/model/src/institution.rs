//! Authorities, offices, registers, certificate types and life events of a catalogue.

use std::collections::BTreeMap;

use crate::class::DataClass;
use crate::names::names;
use crate::party::{Identifier, same_name};
use crate::region::Level;
use crate::service::law::Provision;
use crate::text::Text;

names! {
    /// What an import can bring beside services.
    pub enum SharedKind {
        /// A region.
        Region = "region",
        /// An authority.
        Authority = "authority",
    }
}

/// 实施主体: who answers for services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Its id in this catalogue.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Unified social credit code, 18 characters.
    pub code: Option<String>,
    /// Where it is competent.
    pub region: String,
    /// Telephone.
    pub phone: Option<String>,
    /// The authority that reviews its decisions.
    pub parent: Option<String>,
}

/// 政务服务中心: where services can be had in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its id in this catalogue.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Where it stands.
    pub region: String,
    /// Its level.
    pub level: Level,
    /// The office above it.
    pub parent: Option<String>,
    /// Where to go.
    pub address: Text,
    /// When it is open.
    pub hours: Text,
    /// Telephone.
    pub phone: Option<String>,
    /// Its windows.
    pub windows: Vec<Text>,
    /// The services taken in there; none named is all.
    pub services: Option<Vec<String>>,
}

/// A register that a connector reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// Its id in this catalogue.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The authority that keeps it.
    pub holder: String,
    /// By whose number it is asked.
    pub keyed_by: KeyedBy,
    /// For each kind of number that finds a record, the field that names whose number it is.
    pub named_in: BTreeMap<KeyedBy, String>,
    /// Whether this register says who a number belongs to (权威数据源).
    pub identifies: bool,
    /// What it holds.
    pub fields: Vec<DataItem>,
}

impl Register {
    /// Whether a record found by `number` is about the party of that `name`. Several owners stand
    /// in one field, separated by 、 or a semicolon. Without a field for the name it is not.
    pub fn is_about(
        &self,
        record: &BTreeMap<String, String>,
        number: &Identifier,
        name: &str,
    ) -> bool {
        self.name_in(record, number)
            .is_some_and(|names| names.split(['、', ';', '；']).any(|one| same_name(one, name)))
    }

    /// The name that a record gives to whose `number` found it.
    pub fn name_in<'r>(
        &self,
        record: &'r BTreeMap<String, String>,
        number: &Identifier,
    ) -> Option<&'r str> {
        let field = self.named_in.get(&KeyedBy::of(number))?;
        record.get(field).map(String::as_str)
    }
}

/// By whose number a register is asked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum KeyedBy {
    /// Identity number.
    Person,
    /// Unified social credit code.
    Organisation,
}

impl KeyedBy {
    /// The kind of a number.
    pub fn of(number: &Identifier) -> KeyedBy {
        match number {
            Identifier::Citizen(_) => KeyedBy::Person,
            Identifier::Organisation(_) => KeyedBy::Organisation,
        }
    }
}

/// One item of a register or certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataItem {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// How sensitive it is.
    pub class: DataClass,
}

/// A type of certificate (电子证照类型) that this network issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateType {
    /// Its id; the last part of its `vct`.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What stands on it.
    pub fields: Vec<DataItem>,
    /// For how many months one is valid unless the service says otherwise; none is without limit.
    pub valid_months: Option<u16>,
    /// The only grounds on which it can be revoked.
    pub revocation_rules: Vec<RevocationRule>,
}

/// A ground on which a certificate can be revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationRule {
    /// Its id.
    pub id: String,
    /// The law that says so.
    pub basis: Provision,
    /// When it applies, in plain words.
    pub when: Text,
    /// What must be on record before it may be used.
    pub needs: Text,
    /// The authority that reviews a revocation under this rule (行政复议机关).
    pub reviewed_by: String,
}

/// 一件事: a moment in life that needs services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeEvent {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// In a sentence.
    pub summary: Text,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_about_who_it_names() {
        let register = Register {
            id: "property".to_owned(),
            name: Text::default(),
            holder: String::new(),
            keyed_by: KeyedBy::Person,
            named_in: BTreeMap::from([(KeyedBy::Person, "owner".to_owned())]),
            identifies: false,
            fields: Vec::new(),
        };
        let record = BTreeMap::from([("owner".to_owned(), "沈若岚、罗 平原".to_owned())]);
        let person = Identifier::Citizen("99010219881103046X".to_owned());
        assert!(register.is_about(&record, &person, "罗平原"));
        assert!(!register.is_about(&record, &person, "罗平"));
        assert!(!register.is_about(&BTreeMap::new(), &person, ""), "without a name it is nobody's");
        let company = Identifier::Organisation("99990100MA9X01014U".to_owned());
        assert!(!register.is_about(&record, &company, "沈若岚"), "not found by such a number");
    }
}
