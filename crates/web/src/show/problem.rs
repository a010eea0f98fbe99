//! What is wrong with an answer, and what to do, in words.

use jiff::civil::Date;
use onewindow_model::application::{Place, Problem, ProblemCode};
use onewindow_model::service::Service;

use super::Show;
use super::answer::plain;
use crate::l10n::Words;

impl Show<'_> {
    /// What is wrong and what to do, for the place beside the field.
    pub fn problem(&self, code: &ProblemCode) -> String {
        let l = self.l;
        let day = |text: &String| match text.parse::<Date>() {
            Ok(date) => l.date(date),
            Err(_) => text.clone(),
        };
        match code {
            ProblemCode::Missing => l.t("problem-missing"),
            ProblemCode::TooLong(most) => l.t1("problem-too-long", "most", *most),
            ProblemCode::NotWhole => l.t("problem-not-whole"),
            ProblemCode::NotDecimal(0) => l.t("problem-not-whole"),
            ProblemCode::NotDecimal(scale) => l.t1("problem-not-decimal", "scale", *scale),
            ProblemCode::TooSmall(least) => l.t1("problem-too-small", "least", plain(least)),
            ProblemCode::TooLarge(most) => l.t1("problem-too-large", "most", plain(most)),
            ProblemCode::NotDate => l.t("problem-not-date"),
            ProblemCode::TooEarly(first) => l.t1("problem-too-early", "first", day(first)),
            ProblemCode::TooLate(last) => l.t1("problem-too-late", "last", day(last)),
            ProblemCode::NotAnOption => l.t("problem-not-an-option"),
            ProblemCode::NotPhone => l.t("problem-not-phone"),
            ProblemCode::NotEmail => l.t("problem-not-email"),
            ProblemCode::NotIdNumber => l.t("problem-not-id-number"),
            ProblemCode::NotRegion => l.t("problem-not-region"),
            ProblemCode::BadCharacter => l.t("problem-bad-character"),
            ProblemCode::NotForThisApplicant => l.t("problem-not-for-this-applicant"),
            ProblemCode::NotQualified => l.t("problem-not-qualified"),
            ProblemCode::NotInForce => l.t("problem-not-in-force"),
            ProblemCode::NotConfirmed => l.t("problem-not-confirmed"),
            ProblemCode::NotAllowed => l.t("problem-not-allowed"),
            ProblemCode::SlotTaken => l.t("problem-slot-taken"),
        }
    }

    /// The same for a list away from the fields: it names the place.
    pub fn problem_at(&self, service: &Service, problem: &Problem) -> String {
        if let Place::Requirement(id) = &problem.place {
            let mut all = service.intake_conditions.iter().chain(&service.decision_conditions);
            if let Some(found) = all.find(|requirement| requirement.id == *id) {
                return self.l.words(&found.otherwise).text;
            }
        }
        let place = self.problem_place(service, &problem.place);
        let missing = problem.code == ProblemCode::Missing;
        let evidence = matches!(problem.place, Place::Evidence(_));
        let what = match (missing, evidence) {
            (true, true) => self.l.t("problem-paper-missing"),
            _ => self.problem(&problem.code),
        };
        if place.is_empty() {
            return what;
        }
        let place = place.text.trim_end_matches(['？', '?', '。', '.']).to_owned();
        let args = crate::l10n::Args::new().with("place", &place).with("what", &what);
        self.l.ta("problem-at", &args)
    }

    /// What people call the place of a problem; empty for the application as a whole.
    pub fn problem_place(&self, service: &Service, place: &Place) -> Words {
        match place {
            Place::Fact(fact) => self.question(service, fact),
            Place::Field(id) => service
                .field_named(id)
                .map_or_else(|| id.as_str().into(), |field| self.l.words(&field.label)),
            Place::Evidence(id) => service
                .evidence_named(id)
                .map_or_else(|| id.as_str().into(), |paper| self.l.words(&paper.name)),
            Place::Slot => self.l.t("booking-part").into(),
            Place::Requirement(_) | Place::Applicant | Place::Declaration => Words::default(),
        }
    }
}
