use onewindow_app::AppError;
use onewindow_app::cases::{self, Decision};
use onewindow_model::case::Verdict;
use onewindow_model::id::{CaseId, DocumentId};
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::failed::failed;
use super::super::given::{Done, Found, Paper};
use super::super::input::{At, Json, Nothing, Once};
use super::super::own::{CaseGiven, case_given};
use crate::audience::{Fresh, Staff};
use crate::errors::WebError;
use crate::l10n::L10n;
use crate::show::Show;

/// Why.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Why {
    /// The reasons, for the letter.
    #[schemars(length(min = 1, max = 4000))]
    reasons: String,
}

/// What is missing or wrong.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Missing {
    /// The materials, by their ids in the service.
    #[schemars(length(min = 1, max = 200), inner(length(min = 1, max = 100)))]
    evidence: Vec<String>,
    /// What is wrong with them, for the letter.
    #[schemars(length(min = 1, max = 4000))]
    reasons: String,
}

/// Granted or refused.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Which {
    /// 准予.
    Granted,
    /// 不予.
    Refused,
}

/// A decision.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Decided {
    verdict: Which,
    /// The reasons, for the letter.
    #[schemars(length(min = 1, max = 4000))]
    reasons: String,
}

/// `GET /api/v1/desk/cases/{case}`.
pub(in crate::api) async fn one(
    staff: Staff,
    At(id): At<CaseId>,
) -> Result<Found<CaseGiven>, WebError> {
    let file = cases::open(&staff.ctx, id).await?;
    let current = staff.ctx.app.catalogue.current();
    Ok(Found(case_given(&Show::new(staff.page.l, &current), &file)))
}

/// `GET /api/v1/desk/cases/{case}/papers/{document}`.
pub(in crate::api) async fn paper(
    staff: Staff,
    At((id, document)): At<(CaseId, DocumentId)>,
) -> Result<Paper, WebError> {
    let opened = cases::view_document(&staff.ctx, id, document).await?;
    Ok(Paper(opened, staff.page.t("account-file-name")))
}

/// A step that the address names completely.
macro_rules! plain_step {
    ($($(#[$doc:meta])* $name:ident = $step:expr;)*) => {$(
        $(#[$doc])*
        pub(in crate::api) async fn $name(
            staff: Staff,
            At(id): At<CaseId>,
            once: Once<Nothing>,
        ) -> Result<Done, WebError> {
            let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
            let doing = |Nothing| async move { over(page.l, $step(ctx, id).await) };
            once.done(ctx, doing).await
        }
    )*};
}

plain_step! {
    /// `POST /api/v1/desk/cases/{case}/take`.
    take = cases::assign;
    /// `POST /api/v1/desk/cases/{case}/release`.
    release = cases::release;
    /// `POST /api/v1/desk/cases/{case}/accept`.
    accept = cases::accept;
    /// `POST /api/v1/desk/cases/{case}/examine`.
    examine = cases::examine;
}

/// `POST /api/v1/desk/cases/{case}/refuse-intake`.
pub(in crate::api) async fn refuse_intake(
    Fresh(staff): Fresh,
    At(id): At<CaseId>,
    once: Once<Json<Why>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(why): Json<Why>| async move {
        over(page.l, cases::refuse_intake(ctx, id, why.reasons).await)
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/cases/{case}/ask-correction`.
pub(in crate::api) async fn ask_correction(
    staff: Staff,
    At(id): At<CaseId>,
    once: Once<Json<Missing>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(missing): Json<Missing>| async move {
        over(page.l, cases::ask_correction(ctx, id, missing.evidence, missing.reasons).await)
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/cases/{case}/decide`.
pub(in crate::api) async fn decide(
    Fresh(staff): Fresh,
    At(id): At<CaseId>,
    once: Once<Json<Decided>>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let ctx = &ctx;
    let doing = |Json(decided): Json<Decided>| async move {
        let verdict = match decided.verdict {
            Which::Granted => Verdict::Granted,
            Which::Refused => Verdict::Refused,
        };
        let decision = Decision { verdict, reasons: decided.reasons };
        over(page.l, cases::decide(ctx, id, decision).await)
    };
    once.done(ctx, doing).await
}

fn over(l: L10n, done: Result<(), AppError>) -> Result<Done, WebError> {
    done.map(|()| Done).map_err(|error| failed(l, "/reasons", error))
}
