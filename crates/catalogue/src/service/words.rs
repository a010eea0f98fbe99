//! Words for kinds, natures, audiences and channels.

use onewindow_model::service::{Audience, Channel, Kind, Nature};

pub(super) const KINDS: &[(&str, Kind)] = &[
    ("apply", Kind::Apply),
    ("look-up", Kind::LookUp),
    ("book", Kind::Book),
    ("pay", Kind::Pay),
    ("consult", Kind::Consult),
    ("report", Kind::Report),
    ("inform", Kind::Inform),
];

pub(super) const NATURES: &[(&str, Nature)] = &[
    ("licence", Nature::Licence),
    ("benefit", Nature::Benefit),
    ("confirmation", Nature::Confirmation),
    ("registration", Nature::Registration),
    ("payment", Nature::Payment),
    ("ruling", Nature::Ruling),
    ("public-service", Nature::PublicService),
    ("other", Nature::Other),
];

pub(super) const AUDIENCES: &[(&str, Audience)] =
    &[("natural-person", Audience::NaturalPerson), ("legal-person", Audience::LegalPerson)];

pub(crate) const CHANNELS: &[(&str, Channel)] = &[
    ("online", Channel::Online),
    ("window", Channel::Window),
    ("terminal", Channel::Terminal),
    ("assisted", Channel::Assisted),
    ("post", Channel::Post),
];

/// The word that a file uses for a value.
pub(super) fn word<T: PartialEq>(words: &'static [(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, known)| known == value).map_or("", |(word, _)| *word)
}
