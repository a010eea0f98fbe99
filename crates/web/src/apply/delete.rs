use askama::Template;
use axum::extract::Path;
use onewindow_app::drafts;

use super::draft::{Draft, Whose};
use super::stop::{Answer, go};
use crate::audience::Filler;
use crate::forms::{FormSpec, StrictForm};
use crate::page::Page;

#[derive(Template)]
#[template(path = "apply/delete.html")]
struct Delete {
    page: Page,
    whose: Whose,
    action: String,
    keep: String,
}

/// `GET /apply/{draft}/delete`: asks whether it is meant.
pub(super) async fn get(filler: Filler, Path(id): Path<String>) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    let (whose, action, keep) = (draft.whose(), draft.path("/delete"), draft.path(""));
    let frame = draft.page.title("apply-delete-title").back(&keep);
    Ok(frame.show(|page| Delete { page, whose, action, keep }))
}

/// `POST /apply/{draft}/delete`: throws the draft away.
pub(super) async fn post(filler: Filler, Path(id): Path<String>, form: StrictForm) -> Answer {
    form.read(&FormSpec::new())?;
    let draft = Draft::open(filler, &id).await?;
    drafts::delete(&draft.ctx, draft.id()).await?;
    go(if draft.clerk { crate::page::DESK } else { crate::page::ACCOUNT })
}
