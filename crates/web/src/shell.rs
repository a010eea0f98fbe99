//! The shell: routes on the inside, the edge around them.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::MethodRouter;
use axum::{Router, response::IntoResponse};

use crate::edge::{self, RateLimit};
use crate::errors::{self, WebError};
use crate::session;
use crate::site::Site;
use crate::{assets, metrics, pages};

/// Collects routes by how they must be guarded, and puts the edge around them.
///
/// ```ignore
/// let app = Shell::new(site).pages(portal::routes()).sensitive(sign_in::routes()).finish();
/// ```
pub struct Shell<S> {
    site: Arc<Site>,
    pages: Router<S>,
    uploads: Router<S>,
    sensitive: Router<S>,
}

impl<S: Clone + Send + Sync + 'static> Shell<S> {
    /// A shell that holds only what every installation has: assets and standing pages.
    pub fn new(site: Arc<Site>) -> Self {
        Self { site, pages: pages::routes(), uploads: Router::new(), sensitive: Router::new() }
    }

    /// Adds pages, forms and the API.
    pub fn pages(mut self, routes: Router<S>) -> Self {
        self.pages = self.pages.merge(routes);
        self
    }

    /// Adds one page or form.
    pub fn page(mut self, path: &str, handler: MethodRouter<S>) -> Self {
        self.pages = self.pages.route(path, handler);
        self
    }

    /// Adds routes that take files: larger bodies, more time.
    pub fn uploads(mut self, routes: Router<S>) -> Self {
        self.uploads = self.uploads.merge(routes);
        self
    }

    /// Adds routes where guessing would pay (sign-in, claim codes, verifying): a stricter rate.
    pub fn sensitive(mut self, routes: Router<S>) -> Self {
        self.sensitive = self.sensitive.merge(routes);
        self
    }

    /// Everything behind the edge. Layers are listed from the inside out: the last one added
    /// sees a request first.
    pub fn finish(self) -> Router<S> {
        let site = self.site;
        let ordinary = RateLimit::new(site.rates.ordinary);
        let strict = RateLimit::new(site.rates.sensitive);
        let small = |routes: Router<S>| {
            routes
                .layer(from_fn_with_state(edge::FORM_LIMIT, edge::limit_body))
                .layer(from_fn_with_state(edge::ORDINARY_TIME, edge::limit_time))
        };
        let uploads = self
            .uploads
            .layer(from_fn_with_state(edge::UPLOAD_LIMIT, edge::limit_body))
            .layer(from_fn_with_state(edge::Turns::default(), edge::one_at_a_time))
            .layer(from_fn_with_state(edge::UPLOAD_TIME, edge::limit_time));
        let sensitive = small(self.sensitive).layer(from_fn_with_state(strict, edge::limit_rate));
        small(self.pages)
            .merge(uploads)
            .merge(sensitive)
            .fallback(async || WebError::not_found().into_response())
            // The limits above count; axum's own would cut uploads at 2 MB.
            .layer(DefaultBodyLimit::disable())
            .layer(from_fn_with_state(site.clone(), edge::same_origin))
            .layer(from_fn(session::load))
            .layer(from_fn_with_state(ordinary, edge::limit_rate))
            .merge(assets::routes())
            .layer(from_fn_with_state(site.clone(), edge::allow_hosts))
            .layer(from_fn_with_state(site.clone(), edge::client))
            .layer(errors::catch_panics())
            .layer(from_fn(errors::render))
            .layer(from_fn_with_state(site.clone(), edge::visit))
            .layer(from_fn_with_state(site.clone(), edge::security_headers))
            .layer(from_fn_with_state(site, metrics::count))
    }
}

#[cfg(test)]
#[path = "shell_testing.rs"]
pub(crate) mod testing;

#[cfg(test)]
#[path = "shell_test.rs"]
mod tests;
