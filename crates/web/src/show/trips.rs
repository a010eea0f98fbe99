//! Visits, derived and with their reasons; never a number that somebody typed.

use onewindow_model::service::evidence::{EvidenceSource, PaperForm};
use onewindow_model::service::situation::{Need, Situation};
use onewindow_model::service::visits::{Visit, VisitReason};
use onewindow_model::service::{Channel, Presence, Service};

use super::Show;
use crate::l10n::{Args, Words};

/// The visits of a situation.
pub struct Trips {
    /// The fewest, and the most while questions are open; `None` where the channels are unknown.
    pub range: Option<(u16, u16)>,
    /// In a few words: none, once, 0 to 2.
    pub words: String,
    /// The way in that needs the fewest.
    pub channel: Option<Channel>,
    /// Each trip to be made for certain, with its reasons.
    pub sure: Vec<Vec<Words>>,
    /// Each trip that hangs on an open question, with its reasons.
    pub maybe: Vec<Vec<Words>>,
    /// Whether these are the visits of who applies online, and a counter can be chosen instead.
    pub fewest_online: bool,
    /// The most in any situation, where that is proved and this may be such a one: the file of a
    /// service of one's own is not loaded with a number that the rest of it refutes.
    pub proved: Option<u8>,
    /// Whether a certificate of another service is asked for, whose own visits are not counted.
    pub certificate_first: bool,
    /// Steps for which an officer comes instead.
    pub officer_comes: Vec<Words>,
}

impl Trips {
    /// Whether nobody has to come for anything.
    pub fn none(&self) -> bool {
        self.range == Some((0, 0))
    }
}

fn certificate_first(service: &Service) -> bool {
    service.evidence.items().iter().any(|one| matches!(one.source, EvidenceSource::Certificate(_)))
}

impl Show<'_> {
    /// The visits on the best channel.
    pub fn trips(&self, service: &Service, situation: &Situation<'_>) -> Trips {
        let worst = at_worst(situation);
        let Some((channel, sure)) = situation.best_channel(service) else {
            return self.as_declared(service, situation);
        };
        let all = worst.visits(service, channel);
        let (least, most) = (count(&sure), count(&all));
        let known: Vec<Vec<Words>> = sure.iter().map(|visit| self.reasons(visit)).collect();
        let maybe = all.iter().map(|visit| self.reasons(visit));
        Trips {
            range: Some((least, most)),
            words: self.visit_count(least, most),
            channel: Some(channel),
            fewest_online: channel == Channel::Online && has_counter(service),
            proved: proved(service).filter(|count| u16::from(*count) == most),
            certificate_first: certificate_first(service),
            maybe: maybe.filter(|reasons| !known.contains(reasons)).collect(),
            sure: known,
            officer_comes: self.officer_comes(situation),
        }
    }

    /// The visits on one channel, in a few words.
    pub fn trips_by(
        &self,
        service: &Service,
        situation: &Situation<'_>,
        channel: Channel,
    ) -> String {
        let worst = at_worst(situation);
        self.visit_count(
            count(&situation.visits(service, channel)),
            count(&worst.visits(service, channel)),
        )
    }

    /// What the source claims, where it does not say how one can apply.
    fn as_declared(&self, service: &Service, situation: &Situation<'_>) -> Trips {
        let words = match service.declared_visits.known() {
            Some(claimed) => self.l.t1("visits-as-stated", "count", *claimed),
            None => self.l.t("not-in-source"),
        };
        Trips {
            range: None,
            words,
            channel: None,
            fewest_online: false,
            proved: None,
            certificate_first: certificate_first(service),
            sure: Vec::new(),
            maybe: Vec::new(),
            officer_comes: self.officer_comes(situation),
        }
    }

    /// How many visits, in a few words.
    pub fn visit_count(&self, least: u16, most: u16) -> String {
        match (least, most) {
            (0, 0) => self.l.t("visits-none"),
            (least, most) if least == most => self.l.t1("visits-count", "count", least),
            (0, most) => self.l.t1("visits-up-to", "most", most),
            (least, most) => {
                self.l.ta("visits-between", &Args::new().with("least", least).with("most", most))
            }
        }
    }

    fn reasons(&self, visit: &Visit<'_>) -> Vec<Words> {
        visit.reasons.iter().map(|reason| self.visit_reason(reason)).collect()
    }

    /// Why one must come.
    pub fn visit_reason(&self, reason: &VisitReason<'_>) -> Words {
        let text = match reason {
            VisitReason::HandIn => self.l.t("visit-hand-in"),
            VisitReason::IdentityCheck => self.l.t("visit-identity"),
            VisitReason::Collection => self.l.t("visit-collect"),
            VisitReason::Original(evidence) => {
                let key = match evidence.form {
                    PaperForm::OriginalKept => "visit-leave-original",
                    _ => "visit-show-original",
                };
                self.l.t1(key, "paper", evidence.name.words(self.l.lang))
            }
            VisitReason::Step(step) => {
                self.l.t1("visit-step", "step", step.name.words(self.l.lang))
            }
            VisitReason::Obtain(evidence, obtain) => {
                let args = Args::new()
                    .with("paper", evidence.name.words(self.l.lang))
                    .with("place", obtain.name.words(self.l.lang));
                self.l.ta("visit-obtain", &args)
            }
        };
        text.into()
    }

    fn officer_comes(&self, situation: &Situation<'_>) -> Vec<Words> {
        let steps = situation.steps.iter().filter(|(step, need)| {
            step.presence == Presence::OfficerComes && *need != Need::NotNeeded
        });
        steps.map(|(step, _)| self.l.words(&step.name)).collect()
    }
}

fn has_counter(service: &Service) -> bool {
    let counters = [Channel::Window, Channel::Terminal, Channel::Assisted];
    service.channels.items().iter().any(|channel| counters.contains(channel))
}

fn proved(service: &Service) -> Option<u8> {
    let own = service.source.is_none() && service.takes_applications();
    service.declared_visits.known().copied().filter(|_| own)
}

fn count(visits: &[Visit<'_>]) -> u16 {
    visits.iter().map(|visit| u16::from(visit.trips)).sum()
}

/// The same situation with everything that is still open counted as needed.
fn at_worst<'s>(situation: &Situation<'s>) -> Situation<'s> {
    fn all<T: Copy>(items: &[(T, Need)]) -> Vec<(T, Need)> {
        items.iter().map(|(item, _)| (*item, Need::Needed)).collect()
    }
    Situation {
        intake: situation.intake.clone(),
        decision: situation.decision.clone(),
        questions: situation.questions.clone(),
        evidence: all(&situation.evidence),
        fields: all(&situation.fields),
        steps: all(&situation.steps),
        fees: all(&situation.fees),
    }
}
