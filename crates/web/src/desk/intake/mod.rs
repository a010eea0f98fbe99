//! Taking in an application at a window: first for what, then for whom.

mod choose;
mod visitor;

use super::places;
use crate::audience::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(places::INTAKE, choose::show)
        .get(places::INTAKE_SERVICE, visitor::show)
        .post(places::INTAKE_SERVICE, visitor::start)
}
