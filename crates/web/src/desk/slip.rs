//! The receipt slip (收件回执) of an application taken in at a window.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_app::slips;

use super::{DeskNav, places};
use crate::audience::Staff;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::{Show, qr_picture};

#[derive(Template)]
#[template(path = "desk/slip.html")]
struct SlipPage {
    page: Page,
    nav: DeskNav,
    number: String,
    claim: String,
    service: Words,
    rows: Vec<Row>,
    visits: Vec<Words>,
    booked: bool,
    base: String,
    qr: Option<String>,
}

pub(super) async fn show(staff: Staff, Path(draft): Path<String>) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let slip = slips::slip(&ctx, places::id(&draft)?).await;
    let slip = slip.map_err(|error| WebError::from(error).back(places::DESK))?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let mut rows = vec![
        Row::new(page.t("desk-slip-applicant"), slip.applicant.as_str()),
        Row::new(page.t("desk-slip-received"), page.l.time(slip.received_at, &current.zone)),
    ];
    if let Some(office) = &slip.office {
        rows.push(Row::new(page.t("desk-slip-office"), show.office(office)));
        let phone = current.office(office).and_then(|office| office.phone.clone());
        rows.extend(phone.map(|phone| Row::new(page.t("desk-slip-phone"), phone)));
    }
    if let Some(day) = slip.decide_by {
        rows.push(Row::new(page.t("desk-slip-by"), show.due(day)));
    }
    let booked = slip.appointment.is_some();
    if let Some(held) = &slip.appointment {
        rows.extend(show.appointment(held));
    }
    let case = (slip.channel, slip.received_at);
    let visits = show.visits_to_come(&slip.service, &slip.content, case);
    let nav = DeskNav::new(&page, &officer, "");
    let base = ctx.app.settings.base_url.clone();
    // The code stays off the picture: whoever films the slip must not be able to follow the case.
    let qr = qr_picture(&format!("{base}/track?number={}", slip.number), &page.t("desk-slip-qr"));
    let service = page.l.words(&slip.service.name);
    let (number, claim) = (slip.number.to_string(), slip.claim.to_string());
    let page = page.title("desk-slip-title");
    Ok(page.show(|page| SlipPage {
        page,
        nav,
        number,
        claim,
        service,
        rows,
        visits,
        booked,
        base,
        qr,
    }))
}
