//! The public pages: finding a service, understanding what it needs, checking a certificate,
//! following a case with a slip. Nothing personal is behind them but the slip's own case.

mod begin;
mod card;
mod checklist;
mod could_not;
mod glance;
mod health;
mod home;
mod life_event;
mod office;
mod office_row;
mod offices;
mod own_record;
pub(crate) mod params;
mod provider;
mod questions;
pub(crate) mod search;
mod service;
mod sign_in;
mod sign_out;
mod situation;
mod track;
mod track_case;
mod track_papers;
mod trust;
mod verify;

#[cfg(test)]
mod tests;

pub(crate) use offices::offices_near;
pub(crate) use track::CASE;
pub(crate) use track_papers::PAPERS;

use crate::audience::Routes;
use crate::page;

/// Pages that are read.
pub fn routes() -> Routes {
    Routes::new()
        .get(page::HOME, home::home)
        .get("/services", search::search)
        .get("/services/{id}", service::service)
        .get("/services/{id}/questions", questions::questions)
        .get("/services/{id}/checklist", checklist::checklist)
        .post("/services/{id}/begin", begin::begin)
        .get(own_record::OWN_RECORD, own_record::record)
        .get("/offices", offices::offices)
        .get("/offices/{id}", office::office)
        .get("/life-events/{id}", life_event::life_event)
        .get(page::VERIFY, verify::form)
        .get("/track", track::form)
        .get(track::CASE, track_case::case)
        .get(track_papers::PAPERS, track_papers::get)
        .get(page::COULD_NOT, could_not::could_not)
        .get(page::SIGN_IN, sign_in::form)
        .get(page::PROVE, provider::prove)
        .post("/sign-out", sign_out::leave)
        .get(page::SIGN_OUT_EVERYWHERE, sign_out::ask)
        .post(page::SIGN_OUT_EVERYWHERE, sign_out::everywhere)
        .get(page::SIGNED_OUT, sign_out::signed_out)
        .get("/trust.json", trust::trust)
        .get("/.well-known/jwt-vc-issuer", trust::metadata)
        .get("/status-lists/{number}", trust::status_list)
        .get("/healthz", health::health)
}

/// The pages that take files.
pub fn upload_routes() -> Routes {
    Routes::new().post(track_papers::PAPERS, track_papers::post)
}

/// Forms where guessing would pay.
pub fn sensitive_routes() -> Routes {
    Routes::new()
        .post(page::VERIFY, verify::check)
        .post("/track", track::follow)
        .post(page::SIGN_IN, sign_in::become_one)
        .get(page::SIGN_IN_START, provider::begin)
        .get(onewindow_app::sign_in::REDIRECT, provider::done)
}
