//! One material: how it is supplied, and the ways to supply it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_app::registers::does_not_answer;
use onewindow_app::{certificates, drafts};
use onewindow_model::application::Supply;
use onewindow_model::id::DocumentId;
use onewindow_model::service::evidence::PaperForm;
use onewindow_model::service::situation::Need;
use onewindow_model::service::{Evidence, EvidenceSource};

use super::draft::{Draft, Whose};
use super::question_page::{Came, From, back};
use super::stop::Answer;
use super::supplied::supplied;
use super::walk::{Spot, Walk};
use crate::audience::Filler;
use crate::errors::WebError;
use crate::forms::{Field, FileField, Problem};
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::NeedCard;

/// What phones and desks offer to choose from; what comes is looked at all the same.
const ACCEPT: &str = "image/jpeg,image/png,application/pdf";

/// Further fields for pages that are photographed one by one.
const MORE_PAGES: usize = 5;

#[derive(Template)]
#[template(path = "apply/evidence.html")]
struct EvidencePage {
    page: Page,
    whose: Whose,
    need: NeedCard,
    state: Held,
    summary: String,
    record: Vec<Row>,
    download: Option<String>,
    upload: Option<FileField>,
    more: Vec<FileField>,
    bound: Option<Bound>,
    follow: Option<String>,
    commit: bool,
    shown: bool,
    code: Option<Field>,
    original: Option<String>,
    again: bool,
    /// What came of looking for it, where nothing did.
    found: &'static str,
    action: String,
    on: String,
}

/// A document of photographed pages, to which pages can be added and from which one can be taken.
struct Bound {
    /// The document that the forms are about.
    of: DocumentId,
    /// How many pages it has.
    pages: u32,
    /// For further pages.
    add: FileField,
}

/// How a material is held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Not at all.
    Nothing,
    /// The platform fetched it.
    Fetched,
    /// A file was handed in.
    File,
    /// Something stands in its place.
    Otherwise,
}

/// What went wrong with the last try.
#[derive(Default)]
pub(super) struct Trouble {
    /// With the files.
    pub files: Option<String>,
    /// With pages to be added.
    pub pages: Option<String>,
    /// With the code of a certificate that is shown.
    pub code: Option<(String, String)>,
}

/// `GET /apply/{draft}/evidence/{evidence}`: one material.
pub(super) async fn get(
    filler: Filler,
    Path((id, evidence)): Path<(String, String)>,
    from: Came,
) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    page(draft, &evidence, Trouble::default(), &from.0).await
}

/// The page, with what went wrong.
pub(super) async fn page(draft: Draft, id: &str, trouble: Trouble, from: &From) -> Answer {
    let service = draft.view.service.clone();
    let evidence = service.evidence_named(id).ok_or_else(WebError::not_found)?;
    let supply = draft.view.content.supplies.get(id).cloned();
    let record = record(&draft, supply.as_ref()).await?;
    Ok(shown(draft, evidence, supply, record, trouble, from))
}

fn shown(
    draft: Draft,
    evidence: &Evidence,
    supply: Option<Supply>,
    record: Vec<Row>,
    trouble: Trouble,
    from: &From,
) -> Response {
    let (show, l) = (draft.show(), draft.page.l);
    let walk = Walk::of(&draft);
    let spot = Spot::Evidence(evidence.id.clone());
    let state = match &supply {
        None => Held::Nothing,
        Some(Supply::Document { .. }) => Held::File,
        Some(Supply::Register { .. } | Supply::Certificate { .. }) => Held::Fetched,
        Some(_) => Held::Otherwise,
    };
    let need = show.need(&draft.view.service, evidence, Need::Needed, draft.ctx.today());
    let follow =
        evidence.may_follow.map(|term| l.t1("apply-follow-button", "term", show.term(term)));
    let file = supply.as_ref().and_then(Supply::document).filter(|_| state == Held::File);
    let bound = file.and_then(|of| {
        let held = draft.view.documents.iter().find(|held| held.id == of)?;
        let add = FileField::new("pages", l.t("apply-pages-add"), ACCEPT);
        let add = add.error(trouble.pages.clone()).multiple();
        Some(Bound { of, pages: held.pages, add })
    });
    let on = match walk.next_after(&spot).filter(|_| !from.check()) {
        Some(next) => draft.path(&next.path()),
        None => draft.path("/check"),
    };
    let code = matches!(evidence.source, EvidenceSource::Certificate(_)) && draft.clerk;
    let frame =
        EvidenceFrame { title: need.name.text.clone(), back: back(&draft, &walk, &spot, from) };
    let problems = trouble.problems();
    let made = EvidencePage {
        whose: draft.whose(),
        state,
        summary: supplied(&draft, &evidence.id),
        record,
        download: file.map(|document| draft.path(&format!("/document/{document}"))),
        upload: evidence.applicant_may_supply.then(|| upload(&draft, state, trouble.files)),
        bound,
        more: (2..=MORE_PAGES + 1).map(|n| more(&draft, n)).collect(),
        follow: follow.filter(|_| !matches!(supply, Some(Supply::Follows))),
        commit: evidence.commitment && !matches!(supply, Some(Supply::Commitment)),
        shown: draft.clerk
            && evidence.applicant_may_supply
            && !matches!(supply, Some(Supply::Shown)),
        code: code.then(|| code_field(&draft, trouble.code)),
        original: original(&draft, evidence),
        again: state == Held::Nothing && evidence.source != EvidenceSource::Applicant,
        found: match &evidence.source {
            EvidenceSource::Register(id) if does_not_answer(&draft.ctx.app, id) => {
                "apply-register-silent"
            }
            _ => "apply-nothing-found",
        },
        action: format!("{}{}", draft.path(&spot.path()), from.query()),
        on,
        need,
        page: draft.page,
    };
    let page = made.page.clone().titled(frame.title).back(frame.back).problems(problems);
    page.show(|page| EvidencePage { page, ..made })
}

struct EvidenceFrame {
    title: String,
    back: String,
}

impl Trouble {
    fn problems(&self) -> Vec<Problem> {
        let files = self.files.iter().map(|text| Problem::new("file", text));
        let pages = self.pages.iter().map(|text| Problem::new("pages", text));
        files
            .chain(pages)
            .chain(self.code.iter().map(|(_, text)| Problem::new("code", text)))
            .collect()
    }
}

fn upload(draft: &Draft, state: Held, error: Option<String>) -> FileField {
    let l = draft.page.l;
    let label = if state == Held::File { "apply-upload-again" } else { "apply-upload" };
    FileField::new("file", l.t(label), ACCEPT)
        .hint(l.t("apply-upload-hint"))
        .error(error)
        .multiple()
}

fn more(draft: &Draft, number: usize) -> FileField {
    let label = draft.page.l.t1("apply-upload-page", "number", number);
    FileField::new(format!("file-{number}"), label, ACCEPT)
}

fn code_field(draft: &Draft, trouble: Option<(String, String)>) -> Field {
    let (typed, error) = trouble.map_or_else(Default::default, |(typed, text)| (typed, Some(text)));
    Field::new("code", draft.page.l.t("apply-code"))
        .hint(draft.page.l.t("apply-code-hint"))
        .value(typed)
        .error(error)
        .length(20, 0)
        .exact()
}

/// What is to be done with the original, besides the copy.
fn original(draft: &Draft, evidence: &Evidence) -> Option<String> {
    let key = match evidence.form {
        _ if evidence.source != EvidenceSource::Applicant => return None,
        PaperForm::Copy => return None,
        PaperForm::OriginalShown => "apply-original-shown",
        PaperForm::OriginalKept => "apply-original-kept",
    };
    Some(draft.page.l.t(key))
}

/// What a register or a certificate says, as far as the draft holds it.
async fn record(draft: &Draft, supply: Option<&Supply>) -> Result<Vec<Row>, super::stop::Stop> {
    let open = |document: DocumentId| drafts::view_document(&draft.ctx, draft.id(), document);
    match supply {
        Some(Supply::Register { register, document }) => {
            let opened = open(*document).await?;
            Ok(draft.show().record(register, &opened.bytes).unwrap_or_default())
        }
        Some(Supply::Certificate { document, .. }) => {
            let opened = open(*document).await?;
            let compact = String::from_utf8_lossy(&opened.bytes).into_owned();
            let now = draft.ctx.now;
            let report = certificates::verify(&draft.ctx.app, &compact, now).await?.report;
            Ok(certificate_rows(draft, &report))
        }
        _ => Ok(Vec::new()),
    }
}

fn certificate_rows(draft: &Draft, report: &onewindow_app::credential::VerifyReport) -> Vec<Row> {
    let Ok(onewindow_app::credential::Verdict::Valid(valid)) = &report.outcome else {
        let words = report.wording(draft.page.l.lang.tag());
        return vec![Row::new(words.headline.clone(), Words::from(words.meaning.clone()))];
    };
    let kind = valid.vct.rsplit(':').next().unwrap_or_default();
    let claims = draft.show().claims(kind, &valid.claims);
    claims.into_iter().map(|claim| Row::new(claim.name, claim.value)).collect()
}
