//! Names of the fixed lists: kinds, channels, levels and the like.

use onewindow_model::region::Level;
use onewindow_model::service::{Audience, Channel, Delivery, FeeDue, Kind, Nature};
use serde::Serialize;

use crate::l10n::L10n;

impl L10n {
    /// 服务类型.
    pub fn kind(&self, kind: Kind) -> String {
        self.t(&format!("kind-{}", stored(&kind)))
    }

    /// What a service is in law.
    pub fn nature(&self, nature: Nature) -> String {
        self.t(&format!("nature-{}", stored(&nature)))
    }

    /// 服务对象.
    pub fn audience(&self, audience: Audience) -> String {
        self.t(&format!("audience-{}", stored(&audience)))
    }

    /// 办理形式.
    pub fn channel(&self, channel: Channel) -> String {
        self.t(&format!("channel-{}", stored(&channel)))
    }

    /// How an outcome reaches people.
    pub fn delivery(&self, delivery: Delivery) -> String {
        self.t(&format!("delivery-{}", stored(&delivery)))
    }

    /// By when a fee is paid.
    pub fn fee_due(&self, due: FeeDue) -> String {
        self.t(&format!("fee-due-{}", stored(&due)))
    }

    /// The level that exercises a service or of an office.
    pub fn level(&self, level: Level) -> String {
        self.t(&format!("level-{}", stored(&level)))
    }
}

/// The name of a value as it stands in files and addresses.
pub fn stored(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The value of a name that came in an address.
pub fn from_stored<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::Lang;

    #[test]
    fn every_value_has_a_name_in_both_languages() {
        for l in Lang::ALL.map(L10n::new) {
            use Channel::*;
            let mut names: Vec<String> =
                [Online, Window, Terminal, Assisted, Post].map(|c| l.channel(c)).to_vec();
            names.extend(Kind::ALL.map(|kind| l.kind(kind)));
            names.extend(
                [Nature::Licence, Nature::Benefit, Nature::Confirmation, Nature::Registration]
                    .map(|nature| l.nature(nature)),
            );
            names.extend(
                [Nature::Payment, Nature::Ruling, Nature::PublicService, Nature::Other]
                    .map(|nature| l.nature(nature)),
            );
            names.extend([Audience::NaturalPerson, Audience::LegalPerson].map(|a| l.audience(a)));
            names.extend(
                [Delivery::Electronic, Delivery::Post, Delivery::Collection].map(|d| l.delivery(d)),
            );
            names.extend(
                [FeeDue::WithApplication, FeeDue::BeforeDecision, FeeDue::BeforeDelivery]
                    .map(|d| l.fee_due(d)),
            );
            names.extend(
                [
                    Level::National,
                    Level::Province,
                    Level::City,
                    Level::County,
                    Level::Township,
                    Level::Village,
                ]
                .map(|level| l.level(level)),
            );
            assert!(names.iter().all(|name| !name.contains('⟦')), "{names:?}");
        }
        assert_eq!(from_stored::<Kind>("look-up"), Some(Kind::LookUp));
        assert_eq!(from_stored::<Kind>("nothing"), None);
    }
}
