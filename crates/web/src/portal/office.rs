use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use super::card::Card;
use crate::audience::Public;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::Show;

#[derive(Template)]
#[template(path = "portal/office.html")]
struct OfficePage {
    page: Page,
    name: Words,
    rows: Vec<Row>,
    windows: Vec<Words>,
    cards: Vec<Card>,
    above: Option<(Words, String)>,
    below: Vec<(Words, String)>,
}

/// `GET /offices/{id}`: where it is, when it is open, and what can be done there.
pub(super) async fn office(public: Public, Path(id): Path<String>) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let office = current.office(&id).ok_or_else(WebError::not_found)?;
    let show = Show::new(page.l, &current);
    let l = page.l;
    let mut rows = vec![
        Row::new(l.t("office-address"), l.words(&office.address)),
        Row::new(l.t("office-hours"), l.words(&office.hours)),
    ];
    rows.extend(office.phone.as_ref().map(|phone| Row::new(l.t("office-phone"), phone.as_str())));
    rows.push(Row::new(l.t("office-serves"), show.place(&office.region)));
    let link = |id: &str| (show.office(id), format!("/offices/{id}"));
    let below = current.files.offices.iter().filter(|other| other.parent.as_deref() == Some(&id));
    let below = below.map(|other| link(&other.id)).collect();
    let services = current.services().filter(|service| show.takes_in(office, service));
    let cards = services.map(|service| Card::of(&show, service, ctx.today())).collect();
    let name = l.words(&office.name);
    Ok(page.titled(&name.text).back("/offices").public().show(|page| OfficePage {
        page,
        rows,
        windows: office.windows.iter().map(|window| l.words(window)).collect(),
        cards,
        above: office.parent.as_deref().map(link),
        below,
        name,
    }))
}
