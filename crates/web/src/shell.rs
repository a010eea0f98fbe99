//! The shell: routes on the inside, the edge around them.

use std::sync::Arc;

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::routing::MethodRouter;
use axum::{Router, response::IntoResponse};

use crate::edge::{Door, Edge};
use crate::errors::WebError;
use crate::site::Site;
use crate::{assets, pages};

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

    /// Everything behind the edge.
    pub fn finish(self) -> Router<S> {
        let edge = Arc::new(Edge::new(self.site));
        let behind = |door: Door, routes: Router<S>| {
            let edge = Arc::clone(&edge);
            let pass = move |request: Request, next: Next| {
                let edge = Arc::clone(&edge);
                async move { edge.pass(door, request, next).await }
            };
            routes.layer(from_fn(pass))
        };
        let nowhere = Router::new().fallback(async || WebError::not_found().into_response());
        behind(Door::Ordinary, self.pages)
            .merge(behind(Door::Upload, self.uploads))
            .merge(behind(Door::Sensitive, self.sensitive))
            .merge(behind(Door::Asset, assets::routes()))
            .merge(behind(Door::Nowhere, nowhere))
    }
}

#[cfg(test)]
#[path = "shell_testing.rs"]
pub(crate) mod testing;

#[cfg(test)]
#[path = "shell_test.rs"]
mod tests;
