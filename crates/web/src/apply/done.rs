use askama::Template;
use axum::extract::Path;
use onewindow_app::{cases, slips};
use onewindow_model::case::Stage;

use super::draft::{Draft, Whose};
use super::stop::{Answer, go};
use crate::audience::Filler;
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;

#[derive(Template)]
#[template(path = "apply/done.html")]
struct Done {
    page: Page,
    whose: Whose,
    number: String,
    decide_by: Option<String>,
    term: Option<String>,
    follows: bool,
    follow: String,
    appointment: Vec<Row>,
    visits: Vec<Words>,
}

/// `GET /apply/{draft}/done`: the number, what happens next and by when.
pub(super) async fn get(filler: Filler, Path(id): Path<String>) -> Answer {
    let draft = Draft::open_any(filler, &id).await?;
    let Some(case) = draft.view.draft.case else { return go(draft.path("")) };
    let show = draft.show();
    let service = &draft.view.service;
    let (number, due, follows, follow, held, visits) = if draft.clerk {
        let slip = slips::slip(&draft.ctx, draft.id()).await?;
        let follow = format!("/desk/slip/{}", draft.id());
        let case = (slip.channel, slip.received_at);
        let visits = show.visits_to_come(service, &slip.content, case);
        (slip.number, slip.decide_by, false, follow, slip.appointment, visits)
    } else {
        let file = cases::open_own(&draft.ctx, case).await?;
        let received = matches!(file.case.stage, Stage::Received { .. });
        let due = file.case.stage.due().filter(|_| received);
        let supplies = file.content.supplies.values();
        let follows = supplies.into_iter().any(|supply| !supply.is_at_hand());
        let held = file.appointment().cloned();
        let came = (file.case.channel, file.case.received_at);
        let visits = show.visits_to_come(service, &file.content, came);
        (file.case.number, due, follows, format!("/account/cases/{case}"), held, visits)
    };
    let times = &service.times;
    let term = times.promised.known().or(times.statutory.known()).map(|term| show.term(*term));
    let decide_by = due.map(|day| show.due(day));
    let appointment = held.map_or_else(Vec::new, |held| show.appointment(&held));
    let whose = draft.whose();
    let number = number.to_string();
    Ok(draft.page.title("apply-done-title").show(|page| Done {
        page,
        whose,
        number,
        decide_by,
        term,
        follows,
        follow,
        appointment,
        visits,
    }))
}
