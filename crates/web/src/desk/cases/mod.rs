//! One case: everything its officer needs to decide, on one page, and each step as a form.

mod actions;
mod document;
mod hand;
mod look;
mod step;
mod view;

use crate::audience::Routes;
use crate::desk::places;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(places::CASE, look::show)
        .get(places::DOCUMENT, document::show)
        .post(places::TAKE, hand::take)
        .post(places::RELEASE, hand::release)
        .post(places::ACCEPT, hand::accept)
        .post(places::REFUSE, step::refuse_intake)
        .post(places::CORRECT, step::ask_correction)
        .post(places::EXAMINE, hand::examine)
        .post(places::DECIDE, step::decide)
}
