use onewindow_app::Ctx;
use onewindow_app::drafts::{self, Change};
use onewindow_model::application::Supply;
use onewindow_model::id::DraftId;
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::catalogue::{Given, SlotGiven};
use super::super::failed::failed;
use super::super::given::Done;
use super::super::input::{At, Body};
use crate::audience::Filler;
use crate::errors::{Place, WebError};
use crate::l10n::L10n;
use crate::show::{Raw, Show};

/// An answer about the situation.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Answer {
    value: Given,
}

/// A value of the form.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Value {
    /// As typed: it is kept even when it is not right yet.
    #[schemars(length(max = 4000))]
    value: String,
}

/// How a material is supplied without a file.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Way {
    /// 告知承诺: the applicant declares it.
    Commitment,
    /// 容缺受理: it follows within the material's own time.
    Follows,
    /// The original was shown to the clerk at the window; only they can say so.
    Shown,
}

/// How a material is supplied.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Supplied {
    by: Way,
}

/// `PUT /api/v1/drafts/{draft}/answers/{fact}`.
pub(in crate::api) async fn answer(
    filler: Filler,
    At((id, fact)): At<(DraftId, String)>,
    Body(sent): Body<Answer>,
) -> Result<Done, WebError> {
    let Filler { page, ctx, .. } = filler;
    let view = drafts::open(&ctx, id).await?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let question = view.service.question_for(&fact).ok_or_else(WebError::not_found)?;
    let read =
        show.read_answer(&view.service, question, &Raw::stored(&sent.value.text()), ctx.today());
    let place = Place::Pointer("/value".to_owned());
    let value = read.map_err(|words| WebError::unfit().said_at(place, &words))?;
    change(page.l, &ctx, id, Change::Answer { fact, value }).await
}

/// `PUT /api/v1/drafts/{draft}/values/{field}`.
pub(in crate::api) async fn value(
    filler: Filler,
    At((id, field)): At<(DraftId, String)>,
    Body(sent): Body<Value>,
) -> Result<Done, WebError> {
    let view = drafts::open(&filler.ctx, id).await?;
    view.service.field_named(&field).ok_or_else(WebError::not_found)?;
    let change_to = Change::Value { field, typed: sent.value };
    change(filler.page.l, &filler.ctx, id, change_to).await
}

/// `PUT /api/v1/drafts/{draft}/supplies/{evidence}`.
pub(in crate::api) async fn supply(
    filler: Filler,
    At((id, evidence)): At<(DraftId, String)>,
    Body(sent): Body<Supplied>,
) -> Result<Done, WebError> {
    let supply = match sent.by {
        Way::Commitment => Supply::Commitment,
        Way::Follows => Supply::Follows,
        Way::Shown => Supply::Shown,
    };
    let change_to = Change::Supply { evidence, supply: Some(supply) };
    change(filler.page.l, &filler.ctx, id, change_to).await
}

/// `DELETE /api/v1/drafts/{draft}/supplies/{evidence}`.
pub(in crate::api) async fn take_out(
    filler: Filler,
    At((id, evidence)): At<(DraftId, String)>,
) -> Result<Done, WebError> {
    drafts::detach(&filler.ctx, id, &evidence).await?;
    Ok(Done)
}

/// `PUT /api/v1/drafts/{draft}/slot`.
pub(in crate::api) async fn slot(
    filler: Filler,
    At(id): At<DraftId>,
    Body(sent): Body<SlotGiven>,
) -> Result<Done, WebError> {
    let slot = sent.read()?;
    if drafts::open(&filler.ctx, id).await?.service.booking().is_none() {
        return Err(WebError::unfit().detail("api-no-booking", &[]));
    }
    change(filler.page.l, &filler.ctx, id, Change::Slot(slot)).await
}

async fn change(l: L10n, ctx: &Ctx, id: DraftId, to: Change) -> Result<Done, WebError> {
    drafts::change(ctx, id, to).await.map_err(|error| failed(l, "/value", error))?;
    Ok(Done)
}
