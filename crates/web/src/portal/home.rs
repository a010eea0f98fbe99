use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use onewindow_app::catalogue::Current;
use onewindow_model::service::{Kind, Service};

use crate::audience::Public;
use crate::l10n::{Lang, Words};
use crate::page::Page;
use crate::show::{Show, query, stored};

#[derive(Template)]
#[template(path = "portal/home.html")]
struct Home {
    page: Page,
    examples: Vec<(Words, String)>,
    events: Vec<Event>,
    kinds: Vec<(String, String)>,
    count: usize,
}

struct Event {
    href: String,
    name: Words,
    summary: Words,
}

/// Examples of what people type, below the search box.
const EXAMPLES: usize = 6;

/// `GET /`: search, everyday examples, life events, and where else to turn.
pub(super) async fn home(public: Public) -> Response {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let examples = examples(&current, page.l.lang);
    let events = current.files.life_events.iter().map(|event| Event {
        href: format!("/life-events/{}", event.id),
        name: show.l.words(&event.name),
        summary: show.l.words(&event.summary),
    });
    let events = events.collect();
    let kinds = kinds(&current, page.l);
    let count = current.services().count();
    page.title("home-title").wide().public().show(|page| Home {
        page,
        examples,
        events,
        kinds,
        count,
    })
}

/// One everyday word for each life event, from the service that needs the most explaining.
pub(super) fn examples(current: &Current, lang: Lang) -> Vec<(Words, String)> {
    let hardest = |event: &str| -> Option<&Arc<Service>> {
        let services = current.services().filter(|s| s.life_events.iter().any(|e| e == event));
        services.max_by_key(|service| service.questions.len())
    };
    let mut words: Vec<&String> = Vec::new();
    for event in &current.files.life_events {
        let keyword =
            hardest(&event.id).and_then(|service| service.keywords.get(lang.tag())?.first());
        words.extend(keyword.filter(|keyword| !words.contains(keyword)));
    }
    words.truncate(EXAMPLES);
    let link = |word: &String| format!("/services{}", query([("q", word.as_str())]));
    words.into_iter().map(|word| (Words::from(word.as_str()), link(word))).collect()
}

/// The kinds that there are services of.
fn kinds(current: &Current, l: crate::l10n::L10n) -> Vec<(String, String)> {
    let there = Kind::ALL.into_iter().filter(|kind| current.services().any(|s| s.kind == *kind));
    let link = |kind| format!("/services{}", query([("kind", stored(&kind).as_str())]));
    there.map(|kind| (l.kind(kind), link(kind))).collect()
}
