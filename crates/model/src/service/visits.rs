//! Visits are derived, never typed: each trip follows from something the file says.

use onewindow_rules::Condition;

use crate::known::Known;
use crate::service::situation::{Need, Situation};
use crate::service::{
    Channel, Delivery, Evidence, EvidenceSource, Presence, Service, Step, evidence::Obtain,
    evidence::PaperForm,
};

/// Trips to one place, with all the reasons that share them.
#[derive(Clone, Debug)]
pub struct Visit<'s> {
    /// How many trips.
    pub trips: u8,
    /// Why.
    pub reasons: Vec<VisitReason<'s>>,
}

/// Why a trip is needed.
#[derive(Clone, Copy, Debug)]
pub enum VisitReason<'s> {
    /// The chosen channel is a counter.
    HandIn,
    /// An original must be shown or left.
    Original(&'s Evidence),
    /// The identity cannot be checked from afar.
    IdentityCheck,
    /// A step needs the person there.
    Step(&'s Step),
    /// The outcome can only be collected.
    Collection,
    /// A paper that the network does not hold must be fetched elsewhere.
    Obtain(&'s Evidence, &'s Obtain),
}

impl<'s> VisitReason<'s> {
    /// In which situations it is one; in all where there is no condition.
    pub fn condition(&self) -> Option<&'s Condition> {
        match self {
            VisitReason::Original(evidence) | VisitReason::Obtain(evidence, _) => {
                evidence.needed_when.as_ref()
            }
            VisitReason::Step(step) => step.when.as_ref(),
            VisitReason::HandIn | VisitReason::IdentityCheck | VisitReason::Collection => None,
        }
    }

    fn is_needed(&self, situation: &Situation<'_>) -> bool {
        match self {
            VisitReason::Original(evidence) | VisitReason::Obtain(evidence, _) => {
                situation.needed_evidence().any(|needed| needed.id == evidence.id)
            }
            VisitReason::Step(step) => {
                let steps = &situation.steps;
                steps.iter().any(|(other, need)| other.id == step.id && *need == Need::Needed)
            }
            VisitReason::HandIn | VisitReason::IdentityCheck | VisitReason::Collection => true,
        }
    }
}

/// Every trip that a service can need on a channel, with complete papers and no lawful stop. A trip
/// is made when one of its reasons belongs to the situation.
///
/// Handing in, showing originals and the identity check happen at the same counter without waiting
/// and share one trip; inspections and collection come later and cost one each; fetching papers
/// elsewhere comes on top.
pub fn possible_visits(service: &Service, channel: Channel) -> Vec<Visit<'_>> {
    let mut counter = Vec::new();
    let mut visits = Vec::new();
    if matches!(channel, Channel::Window | Channel::Terminal | Channel::Assisted) {
        counter.push(VisitReason::HandIn);
    }
    for evidence in service.evidence.items() {
        if matches!(evidence.form, PaperForm::OriginalShown | PaperForm::OriginalKept)
            && evidence.source == EvidenceSource::Applicant
            && !(channel == Channel::Post && evidence.form == PaperForm::OriginalKept)
        {
            counter.push(VisitReason::Original(evidence));
        }
        if let (EvidenceSource::Applicant, Some(obtain)) = (&evidence.source, &evidence.obtain)
            && obtain.visits > 0
        {
            let reasons = vec![VisitReason::Obtain(evidence, obtain)];
            visits.push(Visit { trips: obtain.visits, reasons });
        }
    }
    if !service.identity_check.remote {
        counter.push(VisitReason::IdentityCheck);
    }
    if !counter.is_empty() {
        visits.insert(0, Visit { trips: 1, reasons: counter });
    }
    let present = service.steps.iter().filter(|s| s.presence == Presence::ApplicantAtOffice);
    visits.extend(present.map(|step| Visit { trips: 1, reasons: vec![VisitReason::Step(step)] }));
    if let Known::Known(delivery) = &service.outcome.delivery
        && !delivery.is_empty()
        && delivery.iter().all(|way| *way == Delivery::Collection)
        && !service.times.immediate
    {
        visits.push(Visit { trips: 1, reasons: vec![VisitReason::Collection] });
    }
    visits
}

/// The trips of one situation on one channel, each with the reasons that there are in it.
pub fn visits_needed<'s>(
    service: &'s Service,
    situation: &Situation<'s>,
    channel: Channel,
) -> Vec<Visit<'s>> {
    let mut visits = possible_visits(service, channel);
    for visit in &mut visits {
        visit.reasons.retain(|reason| reason.is_needed(situation));
    }
    visits.retain(|visit| !visit.reasons.is_empty());
    visits
}
