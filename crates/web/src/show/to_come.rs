//! What is still to be done in a case, by whoever: the visits its applicant must make, and what the
//! officer closes the examination on.

use jiff::Timestamp;
use onewindow_app::cases::CaseFile;
use onewindow_model::application::DraftContent;
use onewindow_model::case::Stage;
use onewindow_model::service::situation::{Facts, Need, Situation};
use onewindow_model::service::steps::StepStage;
use onewindow_model::service::visits::VisitReason;
use onewindow_model::service::{Channel, FieldType, Presence, Service, Step};

use super::Show;
use crate::l10n::{Args, Words};

impl Show<'_> {
    /// The visits that its applicant must still make once a case is in: derived, each with the place
    /// that they chose. A visit that is an appointment is shown as one, and not here.
    pub fn visits_to_come(
        &self,
        service: &Service,
        content: &DraftContent,
        (channel, received_at): (Channel, Timestamp),
    ) -> Vec<Words> {
        let situation = self.situation(service, content, received_at);
        let visits = situation.visits(service, channel);
        let reasons = visits.iter().flat_map(|visit| &visit.reasons);
        let to_come = reasons.filter_map(|reason| match reason {
            VisitReason::Step(_) if service.booking().is_some() => None,
            VisitReason::Step(step) => Some(self.step_to_come(service, step, content)),
            VisitReason::Collection => Some(self.l.t("to-come-collect").into()),
            VisitReason::Original(_) | VisitReason::IdentityCheck if channel == Channel::Online => {
                let what = self.visit_reason(reason).text;
                Some(self.l.t1("to-come-counter", "what", what).into())
            }
            // Done at the window already, or before anything was applied for.
            _ => None,
        });
        to_come.collect()
    }

    /// The same as long as the examination lasts.
    pub fn visits_ahead(&self, file: &CaseFile) -> Vec<Words> {
        let case = &file.case;
        match case.stage {
            Stage::Received { .. } | Stage::CorrectionAsked { .. } | Stage::Accepted(_) => {
                let came = (case.channel, case.received_at);
                self.visits_to_come(&file.service, &file.content, came)
            }
            _ => Vec::new(),
        }
    }

    fn step_to_come(&self, service: &Service, step: &Step, content: &DraftContent) -> Words {
        let name = step.name.words(self.l.lang);
        let field = step.place.as_deref().and_then(|id| service.field_named(id));
        let place = field.and_then(|field| {
            let FieldType::Choice(options) = &field.kind else { return None };
            let chosen = content.values.get(&field.id)?;
            options.iter().find(|option| option.id == *chosen)
        });
        let Some(place) = place else {
            // Whoever follows a case by its slip is not shown the form, and has the place on paper.
            let unseen = field.is_some() && content.values.is_empty();
            let key = if unseen { "to-come-step-slip" } else { "to-come-step" };
            return self.l.t1(key, "step", name).into();
        };
        let label = place.label.words(self.l.lang);
        let hint = place.hint.as_ref().map_or("", |hint| hint.words(self.l.lang));
        let args = Args::new().with("step", name).with("place", label).with("hint", hint);
        let key = if hint.is_empty() { "to-come-step-at" } else { "to-come-step-at-how" };
        self.l.ta(key, &args).into()
    }

    /// What the service has done before the examination is closed, with who must be there.
    pub fn to_examine(
        &self,
        service: &Service,
        content: &DraftContent,
        received_at: Timestamp,
    ) -> Vec<String> {
        let situation = self.situation(service, content, received_at);
        let stages = [StepStage::Examine, StepStage::Inspect, StepStage::Hearing];
        let steps = situation
            .steps
            .iter()
            .filter(|(step, need)| *need != Need::NotNeeded && stages.contains(&step.stage));
        let told = steps.map(|(step, _)| {
            let key = match step.presence {
                Presence::None => "desk-step-office",
                Presence::ApplicantAtOffice => "desk-step-applicant-comes",
                Presence::OfficerComes => "desk-step-officer-goes",
            };
            self.l.t1(key, "step", step.name.words(self.l.lang))
        });
        told.collect()
    }

    fn situation<'s>(
        &self,
        service: &'s Service,
        content: &DraftContent,
        received_at: Timestamp,
    ) -> Situation<'s> {
        let today = self.current.zone.to_datetime(received_at).date();
        let regions = &self.current.files.regions;
        Situation::of(service, Facts { answers: &content.answers, today, regions })
    }
}
