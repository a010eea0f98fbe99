use axum::extract::Path;
use onewindow_app::drafts::{self, Change};
use onewindow_model::service::Question;

use super::draft::Draft;
use super::field::MOST_TYPED;
use super::kept;
use super::question_page::{Asked, Came, From, after, show};
use super::stop::{Answer, Stop, go};
use super::walk::Spot;
use crate::audience::{Filler, Typing};
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::show::Raw;

/// `GET /apply/{draft}/situation/{fact}`: one question of the situation.
pub(super) async fn get(
    filler: Filler,
    Path((id, fact)): Path<(String, String)>,
    from: Came,
) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    if let Some(raw) = kept::take(&draft, &fact).await? {
        let secure = draft.page.site.secure;
        let known = Some(draft.page.t("apply-kept"));
        return kept::given(page(draft, &fact, &raw, None, known, &from.0), secure);
    }
    let raw = draft.view.content.answers.get(&fact).map(Raw::of).unwrap_or_default();
    page(draft, &fact, &raw, None, None, &from.0)
}

/// `POST /apply/{draft}/situation/{fact}`: saves the answer and goes on.
pub(super) async fn post(
    typing: Typing,
    Path((id, fact)): Path<(String, String)>,
    from: Came,
    form: StrictForm,
) -> Answer {
    let filler = match typing {
        Typing::In(filler) => *filler,
        Typing::Ended(ended) => return Ok(ended.keep(form).await),
    };
    let form = form.read(&FormSpec::new().one("do", 10).one(&fact, MOST_TYPED).date(&fact))?;
    let draft = Draft::open(filler, &id).await?;
    let raw = Raw::collect(&fact, |name| form.get(name).to_owned());
    let later = form.get("do") == "later";
    if later && raw.is_empty() {
        return go(draft.path(""));
    }
    let question = question(&draft, &fact)?;
    let value =
        match draft.show().read_answer(&draft.view.service, question, &raw, draft.ctx.today()) {
            Ok(value) => value,
            Err(error) => return page(draft, &fact, &raw, Some(error), None, &from.0),
        };
    let change = Change::Answer { fact: fact.clone(), value };
    drafts::change(&draft.ctx, draft.id(), change).await?;
    let draft = draft.again().await?;
    go(after(&draft, &Spot::Fact(fact), &from.0, later))
}

fn question<'d>(draft: &'d Draft, fact: &str) -> Result<&'d Question, Stop> {
    draft.view.service.question_for(fact).ok_or_else(|| WebError::not_found().into())
}

fn page(
    draft: Draft,
    fact: &str,
    raw: &Raw,
    error: Option<String>,
    known: Option<String>,
    from: &From,
) -> Answer {
    let service = &draft.view.service;
    let asked = Asked {
        spot: Spot::Fact(fact.to_owned()),
        ask: draft.show().ask(service, question(&draft, fact)?, raw, error.clone()),
        id: draft.show().ask_id(service, fact),
        error,
        known,
        optional: false,
        why: None,
    };
    Ok(show(draft, asked, from))
}
