use onewindow_model::service::situation::Situation;
use onewindow_model::service::{Kind, Service};

use crate::show::{Show, Trips};

/// For whom, cost, time and visits, side by side.
pub struct Glance {
    /// Name, value, and what explains it.
    pub rows: Vec<(String, String, Option<String>)>,
}

impl Glance {
    /// A service in a situation; empty for mere information.
    pub fn of(
        show: &Show<'_>,
        service: &Service,
        situation: &Situation<'_>,
        trips: &Trips,
    ) -> Glance {
        if service.kind == Kind::Inform {
            return Glance { rows: Vec::new() };
        }
        let l = show.l;
        let statutory = service.times.statutory.known().filter(|_| !service.times.immediate);
        let promised = service.times.promised.known();
        let law = statutory.filter(|term| promised.is_some_and(|promised| promised != *term));
        let time_note = law.map(|term| l.t1("glance-statutory", "term", show.term(*term)));
        let online = trips.fewest_online && !trips.none();
        let visits_note = match trips.officer_comes.is_empty() {
            false => Some(l.t("glance-officer-comes")),
            true if online => Some(l.t("glance-visits-online")),
            true => refuted_claim(show, service, trips),
        };
        Glance {
            rows: vec![
                (l.t("glance-cost"), show.cost(service, situation), None),
                (l.t("glance-time"), show.working_time(service), time_note),
                (l.t("glance-visits"), trips.words.clone(), visits_note),
            ],
        }
    }
}

/// What an imported source claims, where it is not what follows from the rest of it.
fn refuted_claim(show: &Show<'_>, service: &Service, trips: &Trips) -> Option<String> {
    service.source.as_ref()?;
    let (least, most) = trips.range?;
    let claimed = service.declared_visits.known().copied()?;
    let fits = (least..=most).contains(&u16::from(claimed));
    (!fits).then(|| show.l.t1("visits-claimed", "count", claimed))
}

/// For whom a service is, in words.
pub fn audience(show: &Show<'_>, service: &Service) -> String {
    match service.audience.known() {
        None => show.l.t("not-in-source"),
        Some(all) => {
            let names: Vec<_> = all.iter().map(|audience| show.l.audience(*audience)).collect();
            names.join(&show.l.t("list-and"))
        }
    }
}
