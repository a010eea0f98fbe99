//! Filling in an application: one thing per page, saved after each, checked as a whole at the end.
//! The same pages serve a citizen at home and a clerk at a window.

mod ask;
mod check;
mod delete;
mod document;
mod done;
mod draft;
mod evidence;
mod evidence_post;
mod field;
mod kept;
mod new;
mod parties;
mod question;
mod question_page;
mod slot;
mod stop;
mod submit;
mod supplied;
mod tasks;
mod walk;

pub(crate) use draft::Whose;
pub(crate) use slot::day_or_again;
pub(crate) use stop::{Answer, Stop, go};

use crate::audience::Routes;

/// The pages that take no files.
pub fn routes() -> Routes {
    Routes::new()
        .get("/apply/new", new::get)
        .post("/apply/new", new::post)
        .get("/apply/{draft}", tasks::get)
        .get("/apply/{draft}/situation/{fact}", question::get)
        .post("/apply/{draft}/situation/{fact}", question::post)
        .get("/apply/{draft}/form/{field}", field::get)
        .post("/apply/{draft}/form/{field}", field::post)
        .get("/apply/{draft}/evidence/{evidence}", evidence::get)
        .get("/apply/{draft}/document/{document}", document::get)
        .get("/apply/{draft}/slot", slot::office)
        .post("/apply/{draft}/slot", slot::post_office)
        .get("/apply/{draft}/slot/{office}", slot::day)
        .post("/apply/{draft}/slot/{office}", slot::post_day)
        .get("/apply/{draft}/slot/{office}/{day}", slot::time)
        .post("/apply/{draft}/slot/{office}/{day}", slot::post_time)
        .get("/apply/{draft}/check", check::get)
        .get("/apply/{draft}/submit", submit::get)
        .post("/apply/{draft}/submit", submit::post)
        .get("/apply/{draft}/done", done::get)
        .get("/apply/{draft}/delete", delete::get)
        .post("/apply/{draft}/delete", delete::post)
}

/// The pages that take files.
pub fn upload_routes() -> Routes {
    Routes::new().post("/apply/{draft}/evidence/{evidence}", evidence_post::post)
}
