use askama::Template;
use axum::response::Response;
use onewindow_app::cases::{self, CaseFile};
use onewindow_model::case::{Stage, Verdict};

use super::params::Params;
use crate::account::just_done;
use crate::audience::SlipHolder;
use crate::booking::Card;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::{Moment, Show};

#[derive(Template)]
#[template(path = "portal/track_case.html")]
struct TrackCase {
    page: Page,
    number: String,
    service: Words,
    stage: String,
    colour: &'static str,
    rows: Vec<Row>,
    asked: Vec<Words>,
    answer: Option<String>,
    reasons: Vec<String>,
    verdict: Option<String>,
    visits: Vec<Words>,
    appointment: Option<Card>,
    moments: Vec<Moment>,
    service_href: String,
}

/// `GET /track/case`: the one timeline of a case, for whoever holds its slip. No name is shown:
/// the slip may have been found.
pub(super) async fn case(holder: SlipHolder, params: Params) -> Result<Response, WebError> {
    let SlipHolder { page, ctx, case } = holder;
    let file = cases::follow(&ctx, case).await?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let stage = file.case.stage.name();
    let verdict = file.case.stage.verdict().map(|verdict| match verdict {
        Verdict::Granted => page.t("track-granted"),
        Verdict::Refused => page.t("track-refused"),
    });
    let mut rows = vec![
        Row::new(page.t("track-service"), page.l.words(&file.service.name)),
        Row::new(page.t("track-authority"), show.authority(&file.case.authority)),
        Row::new(page.t("track-received"), page.time(file.case.received_at)),
    ];
    if let Some(last) = file.case.slip_until(&current.zone) {
        rows.push(Row::new(page.t("track-slip-until"), show.due(last)));
    }
    let answer = match &file.case.stage {
        Stage::CorrectionAsked { answer_by, .. } => Some(show.due(*answer_by)),
        _ => None,
    };
    let done = just_done(params.get("done")).map(|key| page.t(key));
    Ok(page.title("track-case-title").done(done).show(|page| TrackCase {
        number: file.case.number.to_string(),
        service: page.l.words(&file.service.name),
        stage: show.stage(stage),
        colour: show.stage_colour(stage),
        rows,
        asked: asked(&show, &file),
        answer,
        reasons: reasons(&file),
        verdict,
        visits: show.visits_ahead(&file),
        appointment: Card::of(&show, &ctx, &file),
        moments: show.timeline(&file),
        service_href: format!("/services/{}", file.service.id),
        page,
    }))
}

/// The papers of the one-time notice, while it is open.
fn asked(show: &Show<'_>, file: &CaseFile) -> Vec<Words> {
    let Stage::CorrectionAsked { evidence, .. } = &file.case.stage else { return Vec::new() };
    let named = evidence.iter().filter_map(|id| file.service.evidence_named(id));
    named.map(|evidence| show.l.words(&evidence.name)).collect()
}

/// What the office wrote with its latest decision.
fn reasons(file: &CaseFile) -> Vec<String> {
    let latest = file.decisions.last().map(|decision| decision.body.reasons.trim());
    latest
        .filter(|text| !text.is_empty())
        .into_iter()
        .flat_map(str::lines)
        .map(str::to_owned)
        .collect()
}
