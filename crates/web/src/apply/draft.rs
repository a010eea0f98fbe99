use std::sync::Arc;

use onewindow_app::Ctx;
use onewindow_app::catalogue::Current;
use onewindow_app::drafts::{self, DraftView};
use onewindow_model::application::{Place, Problem};
use onewindow_model::id::DraftId;
use onewindow_model::service::situation::Situation;

use super::stop::Stop;
use crate::audience::Filler;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

/// A draft that is being filled in, opened for whoever may.
pub(super) struct Draft {
    /// The frame of the page.
    pub page: Page,
    /// Who acts.
    pub ctx: Ctx,
    /// Whether a clerk fills it in.
    pub clerk: bool,
    /// The catalogue, the same for the whole request.
    pub current: Arc<Current>,
    /// What it holds.
    pub view: DraftView,
}

/// Why the answers do not qualify.
pub(super) struct Refusal {
    /// The reason that the service gives.
    pub reason: Words,
    /// The questions that it hangs on, with their pages.
    pub questions: Vec<(Words, String)>,
}

/// Whose application it is, above every page where that is not plainly the reader.
#[derive(Clone)]
pub(crate) struct Whose {
    /// The name of the service.
    pub service: Words,
    /// The applicant, named to whoever fills in for them.
    pub applicant: Option<String>,
    /// Whether a clerk fills it in.
    pub clerk: bool,
}

impl Draft {
    /// Opens it; one that was submitted leads to its receipt.
    pub async fn open(filler: Filler, id: &str) -> Result<Draft, Stop> {
        let draft = Draft::open_any(filler, id).await?;
        match draft.view.draft.case {
            Some(_) => Err(Stop::Go(draft.path("/done"))),
            None => Ok(draft),
        }
    }

    /// Opens it, submitted or not.
    pub async fn open_any(filler: Filler, id: &str) -> Result<Draft, Stop> {
        let id: DraftId = id.parse().map_err(|_| WebError::not_found())?;
        let Filler { page, ctx, clerk } = filler;
        let view = drafts::open(&ctx, id).await?;
        let current = ctx.app.catalogue.current();
        Ok(Draft { page, ctx, clerk, current, view })
    }

    /// The same after a change.
    pub async fn again(self) -> Result<Draft, Stop> {
        let view = drafts::open(&self.ctx, self.view.draft.id).await?;
        Ok(Draft { view, ..self })
    }

    /// The draft's id.
    pub fn id(&self) -> DraftId {
        self.view.draft.id
    }

    /// A path below the draft's own.
    pub fn path(&self, below: &str) -> String {
        format!("/apply/{}{below}", self.id())
    }

    /// Words for things of the catalogue.
    pub fn show(&self) -> Show<'_> {
        Show::new(self.page.l, &self.current)
    }

    /// What the service needs as far as answered.
    pub fn situation(&self) -> Situation<'_> {
        Situation::of(&self.view.service, self.view.facts(&self.ctx, &self.current))
    }

    /// Whether the reader fills in about themselves.
    pub fn own(&self) -> bool {
        self.view.draft.owner == Some(self.view.draft.applicant)
    }

    /// Whose application it is.
    pub fn whose(&self) -> Whose {
        let name = self.view.applicant.identity.name.clone();
        Whose {
            service: self.page.l.words(&self.view.service.name),
            applicant: (!self.own()).then_some(name),
            clerk: self.clerk,
        }
    }

    /// Why the answers do not qualify, each reason with the questions that it hangs on.
    pub fn refusals(&self, problems: &[Problem]) -> Vec<Refusal> {
        let show = self.show();
        let service = &self.view.service;
        let about =
            |problem: &&Problem| matches!(problem.place, Place::Requirement(_) | Place::Applicant);
        let told = problems.iter().filter(about).map(|problem| {
            let rule = match &problem.place {
                Place::Requirement(id) => {
                    service.intake_conditions.iter().find(|rule| rule.id == *id)
                }
                _ => None,
            };
            let facts = rule.map(|rule| rule.when.facts()).unwrap_or_default();
            let questions = facts.into_iter().map(|fact| {
                let path = format!("{}?from=check", self.path(&format!("/situation/{fact}")));
                (show.question(service, fact), path)
            });
            Refusal {
                reason: show.problem_at(service, problem).into(),
                questions: questions.collect(),
            }
        });
        told.collect()
    }

    /// Whether the value of a field is still what the platform filled in.
    pub fn is_prefilled(&self, field: &str) -> bool {
        let content = &self.view.content;
        content
            .prefilled
            .get(field)
            .is_some_and(|known| !known.is_empty() && content.values.get(field) == Some(known))
    }
}
