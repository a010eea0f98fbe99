use jiff::civil::Date;
use onewindow_app::rules::Answers;
use onewindow_model::service::situation::{Facts, Situation};
use onewindow_model::service::{Kind, Service};

use crate::l10n::Words;
use crate::show::Show;

/// A service in a list.
pub struct Card {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: Words,
    /// In a few sentences; an imported source may have none.
    pub summary: Option<Words>,
    /// Who answers for it.
    pub authority: Words,
    /// What people come to do.
    pub kind: String,
    /// Time, cost and visits in a few words, where they mean something.
    pub glance: Vec<String>,
}

impl Card {
    /// The card of a service, before any question is answered.
    pub fn of(show: &Show<'_>, service: &Service, today: Date) -> Card {
        Card {
            href: format!("/services/{}", service.id),
            name: show.l.words(&service.name),
            summary: service.summary.known().map(|text| show.l.words(text)),
            authority: show.authority(&service.authority),
            kind: show.l.kind(service.kind),
            glance: glance(show, service, today),
        }
    }
}

fn glance(show: &Show<'_>, service: &Service, today: Date) -> Vec<String> {
    if service.kind == Kind::Inform {
        return Vec::new();
    }
    let answers = Answers::new();
    let regions = &show.current.files.regions;
    let situation = Situation::of(service, Facts { answers: &answers, today, regions });
    let mut words = Vec::new();
    let times = &service.times;
    if times.immediate || !times.promised.is_silent() || !times.statutory.is_silent() {
        words.push(show.working_time(service));
    }
    if !service.cost.is_silent() {
        words.push(show.cost(service, &situation));
    }
    let trips = show.trips(service, &situation);
    if trips.range.is_some() || !service.declared_visits.is_silent() {
        words.push(trips.words);
    }
    words
}
