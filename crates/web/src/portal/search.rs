use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use onewindow_app::catalogue::Current;
use onewindow_model::service::{Audience, Kind, Service};

use super::card::Card;
use super::params::Params;
use crate::audience::Public;
use crate::forms::Field;
use crate::l10n::{L10n, Words};
use crate::lists::Pages;
use crate::page::Page;
use crate::show::{Show, from_stored, query, stored};

#[derive(Template)]
#[template(path = "portal/search.html")]
struct Search {
    page: Page,
    typed: Field,
    filters: Vec<Field>,
    filtered: bool,
    total: usize,
    /// Whether what was found answers the query, or only comes close.
    sure: bool,
    cards: Vec<Card>,
    meant: Option<(String, String)>,
    examples: Vec<(Words, String)>,
    pages: Pages,
}

/// What somebody looks for.
struct Wanted {
    q: String,
    event: Option<String>,
    audience: Option<Audience>,
    kind: Option<Kind>,
    region: Option<String>,
    page: usize,
}

const PER_PAGE: usize = 20;
/// The longest query that is looked at, in characters.
pub(crate) const LONGEST_QUERY: usize = 200;

impl Wanted {
    fn read(params: &Params, current: &Current) -> Wanted {
        let event = params.get("event");
        let region = params.get("region");
        Wanted {
            q: params.get("q").chars().take(LONGEST_QUERY).collect(),
            event: current.files.life_event(event).map(|event| event.id.clone()),
            audience: from_stored(params.get("audience")),
            kind: from_stored(params.get("kind")),
            region: current.files.regions.get(region).map(|region| region.id.clone()),
            page: params.get("page").parse().unwrap_or(1),
        }
    }

    fn filtered(&self) -> bool {
        self.event.is_some()
            || self.audience.is_some()
            || self.kind.is_some()
            || self.region.is_some()
    }

    fn fits(&self, service: &Service, current: &Current) -> bool {
        let event = |event: &String| service.life_events.contains(event);
        let audience = |wanted| service.audience.known().is_none_or(|all| all.contains(&wanted));
        let region =
            |id: &String| current.files.regions.up(id).any(|above| above.id == service.region);
        self.event.as_ref().is_none_or(event)
            && self.audience.is_none_or(audience)
            && self.kind.is_none_or(|kind| service.kind == kind)
            && self.region.as_ref().is_none_or(region)
    }

    fn query(&self, q: &str) -> String {
        let audience = self.audience.map(|audience| stored(&audience)).unwrap_or_default();
        let kind = self.kind.map(|kind| stored(&kind)).unwrap_or_default();
        let pairs = [
            ("q", q),
            ("event", self.event.as_deref().unwrap_or_default()),
            ("audience", &audience),
            ("kind", &kind),
            ("region", self.region.as_deref().unwrap_or_default()),
        ];
        query(pairs.into_iter().filter(|(_, value)| !value.is_empty()))
    }
}

/// `GET /services`: what people type finds services; filters narrow them down.
pub(super) async fn search(public: Public, params: Params) -> Response {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let wanted = Wanted::read(&params, &current);
    let Found { services: found, sure, meant } = Found::of(&current, &wanted, page.l);
    let mut base = wanted.query(&wanted.q);
    base.push_str(if base.is_empty() { "?page=" } else { "&page=" });
    let pages = Pages::new(wanted.page, found.len(), PER_PAGE, format!("/services{base}"));
    let show = Show::new(page.l, &current);
    let cards = page_of(&show, &found, &pages, ctx.today());
    let meant = meant.map(|words| {
        let link = format!("/services{}", wanted.query(&words));
        (words, link)
    });
    let examples = super::home::examples(&current, page.l.lang);
    let title = match wanted.q.is_empty() {
        true => page.t("search-title-all"),
        false => page.t1("search-title", "query", &wanted.q),
    };
    page.titled(title).back("/").public().show(|page| Search {
        typed: Field::new("q", page.t("search-label")).value(&wanted.q).length(0, 200),
        filters: filters(&show, &wanted),
        filtered: wanted.filtered(),
        total: found.len(),
        sure,
        cards,
        meant,
        examples,
        pages,
        page,
    })
}

/// All services that fit, best first.
struct Found {
    services: Vec<Arc<Service>>,
    sure: bool,
    meant: Option<String>,
}

impl Found {
    fn of(current: &Current, wanted: &Wanted, l: L10n) -> Found {
        let fits = |service: &Arc<Service>| wanted.fits(service, current);
        if wanted.q.is_empty() {
            let services = current.services().filter(|service| fits(service)).cloned();
            return Found { services: services.collect(), sure: true, meant: None };
        }
        let results = current.search(&wanted.q, l.lang, 0, usize::MAX);
        let found = results.hits.iter().filter_map(|hit| current.newest(&hit.id)).filter(fits);
        Found { services: found.collect(), sure: results.sure, meant: results.did_you_mean }
    }
}

fn page_of(show: &Show<'_>, found: &[Arc<Service>], pages: &Pages, today: Date) -> Vec<Card> {
    let start = (pages.current - 1) * PER_PAGE;
    found.iter().skip(start).take(PER_PAGE).map(|service| Card::of(show, service, today)).collect()
}

fn filters(show: &Show<'_>, wanted: &Wanted) -> Vec<Field> {
    let l = show.l;
    let audiences = [Audience::NaturalPerson, Audience::LegalPerson];
    let events = show.current.files.life_events.iter();
    let mut regions: Vec<_> = show.current.files.regions.iter().collect();
    regions.sort_by_key(|region| region.code.as_deref().unwrap_or(&region.id));
    vec![
        Field::new("audience", l.t("search-audience"))
            .options(audiences.map(|a| (stored(&a), l.audience(a).into())).to_vec())
            .value(wanted.audience.map(|audience| stored(&audience)).unwrap_or_default()),
        Field::new("kind", l.t("search-kind"))
            .options(Kind::ALL.map(|kind| (stored(&kind), l.kind(kind).into())).to_vec())
            .value(wanted.kind.map(|kind| stored(&kind)).unwrap_or_default()),
        Field::new("event", l.t("search-event"))
            .options(events.map(|event| (event.id.clone(), l.words(&event.name))).collect())
            .value(wanted.event.clone().unwrap_or_default()),
        Field::new("region", l.t("search-region"))
            .options(regions.iter().map(|r| (r.id.clone(), show.place(&r.id))).collect())
            .value(wanted.region.clone().unwrap_or_default()),
    ]
}
