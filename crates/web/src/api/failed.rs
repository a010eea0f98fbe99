//! What a use case could not do, for programs: the places are those of the request.

use onewindow_app::AppError;
use onewindow_app::error::Invalid;
use onewindow_model::application::{Place as Of, Problem};
use onewindow_model::service::Service;

use crate::errors::{Place, WebError};
use crate::l10n::L10n;
use crate::show::Show;

/// An error of a use case. `at` is where in the request the words stand that it may complain of.
pub(super) fn failed(l: L10n, at: &str, error: AppError) -> WebError {
    let place = Place::Pointer(at.to_owned());
    match error {
        AppError::Invalid(invalid) => WebError::unfit().at(place, invalid_key(invalid), &[]),
        AppError::Document(problem) => {
            let words = l.paper_problem(&problem);
            WebError::unfit().said_at(place, &words)
        }
        AppError::Papers(papers) => papers.iter().fold(WebError::unfit(), |error, (_, problem)| {
            error.said_at(place.clone(), &l.paper_problem(problem))
        }),
        other => other.into(),
    }
}

fn invalid_key(invalid: Invalid) -> &'static str {
    match invalid {
        Invalid::Reasons => "api-invalid-reasons",
        Invalid::Ground => "api-invalid-ground",
        Invalid::Name => "desk-problem-name",
        Invalid::NameMismatch => "desk-problem-name-mismatch",
        Invalid::Number => "api-invalid-number",
        Invalid::NoApplications => "api-invalid-no-applications",
        Invalid::Verdict => "desk-verdict-blocked",
        Invalid::Answer => "api-invalid-answer",
        Invalid::Settled => "api-invalid-settled",
        Invalid::Code => "api-invalid-code",
    }
}

/// Everything that is wrong with an application, each at its place in the draft.
pub(super) fn problems(show: &Show<'_>, service: &Service, found: &[Problem]) -> WebError {
    found.iter().fold(WebError::unfit(), |error, problem| {
        let place = Place::Pointer(pointer(&problem.place));
        match problem.place {
            Of::Declaration => error.at(place, "problem-not-declared", &[]),
            _ => error.said_at(place, &show.problem_at(service, problem)),
        }
    })
}

/// Where in a draft a problem lies.
pub(super) fn pointer(place: &Of) -> String {
    let below =
        |part: &str, id: &str| format!("/{part}/{}", id.replace('~', "~0").replace('/', "~1"));
    match place {
        Of::Fact(id) => below("answers", id),
        Of::Field(id) => below("values", id),
        Of::Evidence(id) => below("supplies", id),
        Of::Slot => "/slot".to_owned(),
        Of::Requirement(id) => below("requirements", id),
        Of::Applicant => "/applicant".to_owned(),
        Of::Declaration => "/declared".to_owned(),
    }
}
