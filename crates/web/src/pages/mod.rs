//! Pages that every installation has.

mod accessibility;
#[cfg(test)]
mod gallery;
mod preferences;
mod privacy;
mod programs;

use axum::Router;
use axum::routing::{get, post};

use crate::page;

/// The routes of the standing pages.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route(page::ACCESSIBILITY, get(accessibility::accessibility))
        .route(page::PRIVACY, get(privacy::privacy))
        .route(programs::PROGRAMS, get(programs::programs))
        .route(page::PREFERENCES, post(preferences::set))
}
