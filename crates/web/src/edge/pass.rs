use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::Next;
use axum::response::Response;

use super::{
    FORM_LIMIT, ORDINARY_TIME, RateLimit, Turns, UPLOAD_LIMIT, UPLOAD_TIME, allow_hosts, client,
    limit_body, limit_rate, limit_time, one_at_a_time, same_origin, security_headers, visit,
};
use crate::site::Site;
use crate::{errors, metrics, session};

/// How a route is guarded.
#[derive(Clone, Copy)]
pub(crate) enum Door {
    /// Style sheets and images: not counted, and nobody's.
    Asset,
    /// Pages, forms and the API.
    Ordinary,
    /// Routes that take files: larger bodies, more time, one at a time.
    Upload,
    /// Where guessing would pay: a stricter rate.
    Sensitive,
    /// No such route.
    Nowhere,
}

/// What the edge remembers between requests.
pub(crate) struct Edge {
    site: Arc<Site>,
    ordinary: RateLimit,
    strict: RateLimit,
    turns: Turns,
}

impl Edge {
    pub(crate) fn new(site: Arc<Site>) -> Edge {
        let ordinary = RateLimit::new(site.rates.ordinary);
        let strict = RateLimit::new(site.rates.sensitive);
        Edge { site, ordinary, strict, turns: Turns::default() }
    }

    /// What every answer goes through, errors of the edge itself included.
    pub(crate) async fn pass(&self, door: Door, request: Request, next: Next) -> Response {
        let site = &self.site;
        let known = async |request| self.known(door, request, next).await;
        let caught = async |request| errors::catch_panics(request, known).await;
        let rendered = async |request| errors::render(request, caught).await;
        let visited = async |request| visit(site, request, rendered).await;
        let headed = async |request| security_headers(site, request, visited).await;
        metrics::count(site, request, headed).await
    }

    /// Whoever asks comes from somewhere, and asks for us.
    async fn known(&self, door: Door, request: Request, next: Next) -> Response {
        let site = &self.site;
        let guarded = async |request| -> Response {
            match door {
                Door::Asset => next.run(request).await,
                // Behind a pointer, or the compiler has one type to lay out for all of the edge.
                door => Box::pin(self.guarded(door, request, next)).await,
            }
        };
        let ours = async |request| allow_hosts(site, request, guarded).await;
        client(site, request, ours).await
    }

    /// A person or program within their rate, and no other site's forms.
    async fn guarded(&self, door: Door, mut request: Request, next: Next) -> Response {
        // The limits of a door count; axum's own would cut uploads at 2 MB.
        DefaultBodyLimit::disable().apply(&mut request);
        let entered = async |request| Box::pin(self.enter(door, request, next)).await;
        let same = async |request| same_origin(&self.site, request, entered).await;
        let loaded = async |request| session::load(request, same).await;
        limit_rate(&self.ordinary, request, loaded).await
    }

    async fn enter(&self, door: Door, request: Request, next: Next) -> Response {
        let handler = async |request| next.run(request).await;
        match door {
            Door::Asset | Door::Nowhere => handler(request).await,
            Door::Ordinary => small(request, handler).await,
            Door::Sensitive => {
                let small = async |request| small(request, handler).await;
                limit_rate(&self.strict, request, small).await
            }
            Door::Upload => {
                let bounded = async |request| limit_body(UPLOAD_LIMIT, request, handler).await;
                let turn = async |request| one_at_a_time(&self.turns, request, bounded).await;
                limit_time(UPLOAD_TIME, request, turn).await
            }
        }
    }
}

async fn small(request: Request, next: impl super::Inner) -> Response {
    let bounded = async |request| limit_body(FORM_LIMIT, request, next).await;
    limit_time(ORDINARY_TIME, request, bounded).await
}
