//! All routes together, and the listener in front of them.

mod certificate;
#[cfg(test)]
mod crowd_test;
mod doors;
mod listen;
mod operations;
mod patient;
mod redirect;
#[cfg(test)]
mod slow_test;
mod tls;
#[cfg(test)]
mod tls_test;

pub use listen::{Limits, serve};
pub use operations::operations;
pub use redirect::redirect;
pub use tls::{Tls, TlsError};

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use onewindow_app::App;
use onewindow_model::clock::{Clock, Random};

use crate::audience::{AppState, RouteInfo, Routes};
use crate::session::AppSessions;
use crate::shell::Shell;
use crate::site::Site;
use crate::{account, api, apply, audit, desk, portal, staff};

/// What every installation's [`Site`] takes over from the platform.
pub fn site(app: &Arc<App>, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Site {
    let current = app.catalogue.current();
    let sessions = Arc::new(AppSessions(Arc::clone(app)));
    let region = current.files.region.name.clone();
    let mut site = Site::new(region, current.zone.clone(), clock, random, sessions);
    site.demo = app.settings.demo;
    let watched = Arc::clone(app);
    site.clock_held = Arc::new(move || watched.clock_held().is_some());
    site
}

/// The routes of the platform by how they must be guarded: pages, uploads, and where guessing
/// would pay.
fn routes() -> [Routes; 3] {
    let public = portal::routes().merge(api::routes());
    let own = apply::routes().merge(account::routes());
    let officials = desk::routes().merge(staff::routes()).merge(audit::routes());
    let pages = public.merge(own).merge(officials);
    let uploads = apply::upload_routes().merge(account::upload_routes());
    let uploads = uploads.merge(desk::upload_routes()).merge(portal::upload_routes());
    let uploads = uploads.merge(api::upload_routes());
    let sensitive = portal::sensitive_routes().merge(desk::sensitive_routes());
    [pages, uploads, sensitive.merge(api::sensitive_routes()).merge(staff::sensitive_routes())]
}

/// Every route with its audience, as the router has them.
pub fn table() -> Vec<RouteInfo> {
    routes().into_iter().flat_map(|routes| routes.split().1).collect()
}

/// The whole platform behind its edge.
pub fn router(app: Arc<App>, site: Arc<Site>) -> Router {
    let kept = |routes: Routes| {
        routes.split().0.layer(from_fn_with_state(Arc::clone(&app), staff::kept::keep))
    };
    let [pages, uploads, sensitive] = routes().map(kept);
    Shell::<AppState>::new(site)
        .pages(pages)
        .uploads(uploads)
        .sensitive(sensitive)
        .finish()
        .with_state(app)
}
