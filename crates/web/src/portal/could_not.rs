use askama::Template;
use axum::response::Response;
use onewindow_model::institution::Office;
use onewindow_model::lang::Lang;

use super::office_row::OfficeRow;
use super::params::Params;
use crate::audience::Public;
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::Show;

#[derive(Template)]
#[template(path = "portal/could_not.html")]
struct CouldNot {
    page: Page,
    about: Option<About>,
    offices: Vec<OfficeRow>,
}

/// Whom to turn to about one service.
struct About {
    service: Words,
    href: String,
    rows: Vec<Row>,
}

/// `GET /could-not`: 办不成事反映窗口, above the office that did not help. `?service=` adds who
/// answers for that service.
pub(super) async fn could_not(public: Public, params: Params) -> Response {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let about = current.newest(params.get("service")).map(|service| {
        let authority = current.authority(&service.authority);
        let above = authority.and_then(|authority| current.authority(authority.parent.as_deref()?));
        let rows = authority.into_iter().chain(above).map(|authority| {
            Row::new(page.l.words(&authority.name), authority.phone.clone().unwrap_or_default())
        });
        About {
            service: page.l.words(&service.name),
            href: format!("/services/{}", service.id),
            rows: rows.collect(),
        }
    });
    let offices = current.files.offices.iter().filter(|office| has_window(office));
    let offices = offices.map(|office| OfficeRow::of(&show, office)).collect();
    page.title("could-not-title").back("/").public().show(|page| CouldNot { page, about, offices })
}

/// Offices name the window as the national notice on it does.
fn has_window(office: &Office) -> bool {
    office.windows.iter().any(|window| window.words(Lang::Zh).contains("办不成事"))
}
