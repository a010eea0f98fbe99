//! The page of a service: everything that can be said before anybody has said anything.

mod end;
mod head;
mod needs;
mod special;
mod way;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_app::rules::Answers;
use onewindow_model::service::situation::{Facts, Situation};

use self::end::End;
use self::head::Head;
use self::needs::Needs;
use self::special::SpecialView;
use self::way::Way;
use super::glance::Glance;
use crate::audience::Public;
use crate::errors::WebError;
use crate::page::Page;
use crate::show::{BasisGroup, Show};

#[derive(Template)]
#[template(path = "portal/service.html")]
struct ServicePage {
    page: Page,
    head: Head,
    glance: Glance,
    special: SpecialView,
    needs: Needs,
    way: Way,
    basis: Vec<BasisGroup>,
    end: End,
}

/// `GET /services/{id}`.
pub(super) async fn service(public: Public, Path(id): Path<String>) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let service = current.newest(&id).ok_or_else(WebError::not_found)?;
    let today = ctx.today();
    let title = service.name.words(page.l.lang).to_owned();
    let frame = page.titled(title).back("/services").public();
    Ok(frame.show_ready(&current, today, |page| {
        let show = Show::new(page.l, &current);
        let answers = Answers::new();
        let facts = Facts { answers: &answers, today, regions: &current.files.regions };
        let situation = Situation::of(&service, facts);
        let trips = show.trips(&service, &situation);
        ServicePage {
            head: Head::of(&show, &service),
            glance: Glance::of(&show, &service, &situation, &trips),
            special: SpecialView::of(&show, &service),
            needs: Needs::of(&show, &service, &situation, today),
            way: Way::of(&show, &service, &situation, trips, today),
            basis: show.legal_basis(&service.legal_basis),
            end: End::of(&show, &service),
            page,
        }
    }))
}
