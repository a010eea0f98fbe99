use onewindow_model::service::{Channel, Kind, Service, Special};

use crate::l10n::Words;
use crate::portal::glance::audience;
use crate::portal::own_record::OWN_RECORD;
use crate::show::{Show, query};

/// The top of the page: what it is, for whom, and how to begin.
pub struct Head {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// In a few sentences.
    pub summary: Option<Words>,
    /// What sort of thing it is, in words.
    pub tags: Vec<String>,
    /// For whom it is.
    pub audience: String,
    /// Who answers for it.
    pub authority: Words,
    /// How many situation questions there can be.
    pub questions: usize,
    /// Where they begin.
    pub questions_href: String,
    /// What everybody needs, where there are no questions.
    pub checklist_href: String,
    /// Where the form begins, if one can apply online.
    pub apply: Option<String>,
    /// Where one's own record is shown, after signing in.
    pub record: Option<String>,
    /// Whether there is an application at all.
    pub applications: bool,
    /// Whether it is mere information.
    pub inform: bool,
    /// Where an imported service comes from.
    pub source: Option<SourceView>,
}

/// Where an imported service comes from.
pub struct SourceView {
    /// The source.
    pub name: Words,
    /// Its licence as far as known.
    pub licence: Words,
    /// Its state.
    pub as_of: Option<String>,
}

impl Head {
    /// The head of a service's page.
    pub fn of(show: &Show<'_>, service: &Service) -> Head {
        let l = show.l;
        let online = service.channels.known().is_none_or(|all| all.contains(&Channel::Online));
        let applications = service.takes_applications();
        let record = format!("{OWN_RECORD}{}", query([("service", service.id.as_str())]));
        let own_record = matches!(service.special, Special::OwnRecord { .. });
        let apply = format!("/apply/new{}", query([("service", service.id.as_str())]));
        let source = service.source.as_ref().map(|source| SourceView {
            name: l.words(&source.name),
            licence: super::end::in_source(service, &source.licence),
            as_of: source.as_of.map(|day| l.date(day)),
        });
        Head {
            id: service.id.clone(),
            name: l.words(&service.name),
            summary: service.summary.known().map(|text| l.words(text)),
            tags: vec![l.kind(service.kind), l.nature(service.nature)],
            audience: audience(show, service),
            authority: show.authority(&service.authority),
            questions: service.questions.len(),
            questions_href: format!("/services/{}/questions", service.id),
            checklist_href: format!("/services/{}/checklist", service.id),
            apply: (applications && online).then_some(apply),
            record: own_record.then_some(record),
            applications,
            inform: service.kind == Kind::Inform,
            source,
        }
    }
}
