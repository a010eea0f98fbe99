use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_model::service::{EvidenceSource, Service};

use super::card::Card;
use crate::audience::Public;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

#[derive(Template)]
#[template(path = "portal/life_event.html")]
struct LifeEventPage {
    page: Page,
    name: Words,
    summary: Words,
    cards: Vec<Card>,
}

/// `GET /life-events/{id}`: everything that belongs to one moment in life, in the order in which
/// one thing needs another.
pub(super) async fn life_event(
    public: Public,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let event = current.files.life_event(&id).ok_or_else(WebError::not_found)?;
    let show = Show::new(page.l, &current);
    let services: Vec<_> =
        current.services().filter(|service| service.life_events.contains(&id)).cloned().collect();
    let services = in_order(services);
    let cards = services.iter().map(|service| Card::of(&show, service, ctx.today())).collect();
    let (name, summary) = (page.l.words(&event.name), page.l.words(&event.summary));
    Ok(page.titled(&name.text).back("/").public().show(|page| LifeEventPage {
        page,
        name,
        summary,
        cards,
    }))
}

/// Services that issue a certificate before those that ask for it.
fn in_order(mut left: Vec<Arc<Service>>) -> Vec<Arc<Service>> {
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let free = left.iter().position(|service| !left.iter().any(|other| needs(service, other)));
        // A circle is the analyser's business: here it must only end.
        ordered.push(left.remove(free.unwrap_or(0)));
    }
    ordered
}

/// Whether a service asks for a certificate that the other issues.
fn needs(service: &Service, other: &Service) -> bool {
    let Some(made) = &other.outcome.certificate else { return false };
    let asked = service.evidence.items().iter();
    service.id != other.id
        && asked
            .into_iter()
            .any(|e| e.source == EvidenceSource::Certificate(made.certificate.clone()))
}
