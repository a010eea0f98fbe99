use axum::extract::Path;
use onewindow_app::drafts::{self, Change};
use onewindow_app::error::Invalid;
use onewindow_app::{AppError, DocumentProblem, certificates};
use onewindow_model::application::Supply;
use onewindow_model::id::DocumentId;
use onewindow_model::reference::ClaimCode;

use super::draft::Draft;
use super::evidence::{Trouble, page};
use super::question_page::{Came, after};
use super::stop::{Answer, Stop, go};
use super::walk::Spot;
use crate::audience::Filler;
use crate::errors::WebError;
use crate::forms::{FormSpec, UploadForm, UploadedFile};

/// `POST /apply/{draft}/evidence/{evidence}`: takes files in, or what is done in their place.
pub(super) async fn post(
    filler: Filler,
    Path((id, evidence)): Path<(String, String)>,
    from: Came,
    form: UploadForm,
) -> Answer {
    let spec = FormSpec::new().one("do", 20).one("code", 60).one("then", 10);
    let (form, files) = form.read(&spec.one("of", 40).one("page", 4))?;
    let draft = Draft::open(filler, &id).await?;
    let named = draft.view.service.evidence_named(&evidence).ok_or_else(WebError::not_found)?;
    let (may_follow, commitment) = (named.may_follow.is_some(), named.commitment);
    let may_show = draft.clerk && named.applicant_may_supply;
    let tried = match form.get("do") {
        "follow" if may_follow => supply(&draft, &evidence, Some(Supply::Follows)).await,
        "commit" if commitment => supply(&draft, &evidence, Some(Supply::Commitment)).await,
        "shown" if may_show => supply(&draft, &evidence, Some(Supply::Shown)).await,
        "remove" => supply(&draft, &evidence, None).await,
        "again" => drafts::look_again(&draft.ctx, draft.id()).await.map_err(Stop::from).map(Ok),
        "add" => add(&draft, &evidence, form.get("of"), files).await,
        "drop" => take_out(&draft, &evidence, form.get("of"), form.get("page")).await,
        "code" => present(&draft, &evidence, form.get("code")).await,
        _ => attach(&draft, &evidence, files).await,
    };
    if let Err(trouble) = tried? {
        return page(draft, &evidence, trouble, &from.0).await;
    }
    let stay = matches!(form.get("do"), "remove" | "again" | "code" | "add" | "drop");
    let stay = stay || form.get("then") == "more";
    let spot = Spot::Evidence(evidence);
    let here = format!("{}{}", draft.path(&spot.path()), from.query());
    if stay {
        return go(here);
    }
    let draft = draft.again().await?;
    go(after(&draft, &spot, &from.0, form.get("do") == "later"))
}

type Tried = Result<Result<(), Trouble>, Stop>;

async fn supply(draft: &Draft, evidence: &str, supply: Option<Supply>) -> Tried {
    let change = Change::Supply { evidence: evidence.to_owned(), supply };
    drafts::change(&draft.ctx, draft.id(), change).await?;
    Ok(Ok(()))
}

/// The files of all fields, in the order in which they stand on the page.
async fn attach(draft: &Draft, evidence: &str, files: Vec<UploadedFile>) -> Tried {
    let files: Vec<_> = files.into_iter().map(|file| file.bytes).collect();
    let trouble = |text: String| Trouble { files: Some(text), ..Trouble::default() };
    if files.is_empty() {
        return Ok(Err(trouble(draft.page.t("problem-no-file"))));
    }
    match drafts::attach(&draft.ctx, draft.id(), evidence, files).await {
        Ok(()) => Ok(Ok(())),
        Err(AppError::Document(problem)) => Ok(Err(trouble(draft.show().paper_problem(&problem)))),
        Err(other) => Err(other.into()),
    }
}

/// Puts further files after the last page of the document.
async fn add(draft: &Draft, evidence: &str, of: &str, files: Vec<UploadedFile>) -> Tried {
    let files: Vec<_> = files.into_iter().map(|file| file.bytes).collect();
    let trouble = |text: String| Trouble { pages: Some(text), ..Trouble::default() };
    if files.is_empty() {
        return Ok(Err(trouble(draft.page.t("problem-no-file"))));
    }
    match drafts::add_pages(&draft.ctx, draft.id(), evidence, document(of)?, files).await {
        Ok(()) => Ok(Ok(())),
        Err(AppError::Document(DocumentProblem::Mixed)) => {
            Ok(Err(trouble(draft.page.t("apply-pages-mixed"))))
        }
        Err(AppError::Document(problem)) => Ok(Err(trouble(draft.show().paper_problem(&problem)))),
        Err(other) => Err(other.into()),
    }
}

/// Takes one page out; a second click finds another document there and takes nothing.
async fn take_out(draft: &Draft, evidence: &str, of: &str, page: &str) -> Tried {
    let Some(page) = page.parse::<usize>().ok().and_then(|page| page.checked_sub(1)) else {
        return Err(WebError::bad_request().into());
    };
    drafts::drop_page(&draft.ctx, draft.id(), evidence, document(of)?, page).await?;
    Ok(Ok(()))
}

fn document(of: &str) -> Result<DocumentId, Stop> {
    of.parse().map_err(|_| WebError::bad_request().into())
}

/// At a window: takes over the certificate that the person shows by its code.
async fn present(draft: &Draft, evidence: &str, typed: &str) -> Tried {
    let trouble = |key: &str| Trouble {
        code: Some((typed.to_owned(), draft.page.t(key))),
        ..Trouble::default()
    };
    if !draft.clerk {
        return Err(WebError::not_found().into());
    }
    let Ok(code) = typed.parse::<ClaimCode>() else {
        return Ok(Err(trouble("problem-code-form")));
    };
    match certificates::supply_presented(&draft.ctx, draft.id(), evidence, &code).await {
        Ok(()) => Ok(Ok(())),
        Err(AppError::Invalid(Invalid::Code)) => Ok(Err(trouble("problem-code"))),
        Err(other) => Err(other.into()),
    }
}
