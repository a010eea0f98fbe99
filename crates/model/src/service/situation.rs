//! One person's situation: what a service needs of them, computed from their answers.

use jiff::civil::Date;
use onewindow_rules::{Answers, Condition, RegionTree, Today, Trace, Truth, asked_answers};

use crate::service::visits::{Visit, visits_needed};
use crate::service::{Channel, Evidence, Fee, Field, Question, Requirement, Service, Step};

/// What a condition is evaluated against.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The answers so far.
    pub answers: &'a Answers,
    /// The day that `today` means.
    pub today: Date,
    /// The tree of regions.
    pub regions: &'a dyn RegionTree,
}

/// Whether something belongs to a situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It does.
    Needed,
    /// It hangs on a question that has no answer yet.
    Depends,
    /// It does not.
    NotNeeded,
}

/// The result of one requirement.
#[derive(Clone, Debug)]
pub struct Finding<'s> {
    /// The requirement.
    pub requirement: &'s Requirement,
    /// Whether it holds.
    pub truth: Truth,
    /// Each comparison with the answer that decided it.
    pub trace: Trace,
}

/// A service seen from one situation.
pub struct Situation<'s> {
    /// 受理条件.
    pub intake: Vec<Finding<'s>>,
    /// 准予条件.
    pub decision: Vec<Finding<'s>>,
    /// The questions that belong to it.
    pub questions: Vec<&'s Question>,
    /// Materials that are, or may be, needed.
    pub evidence: Vec<(&'s Evidence, Need)>,
    /// Form fields that are, or may be, asked.
    pub fields: Vec<(&'s Field, Need)>,
    /// Steps that are, or may be, taken.
    pub steps: Vec<(&'s Step, Need)>,
    /// Fees that are, or may be, charged.
    pub fees: Vec<(&'s Fee, Need)>,
}

impl Facts<'_> {
    /// Whether an optional condition holds; none always does.
    pub fn need(&self, condition: Option<&Condition>) -> Need {
        match condition.map(|condition| self.truth(condition)) {
            None | Some(Truth::True) => Need::Needed,
            Some(Truth::Unknown) => Need::Depends,
            Some(Truth::False) => Need::NotNeeded,
        }
    }

    /// Whether a condition holds.
    pub fn truth(&self, condition: &Condition) -> Truth {
        condition.evaluate(self.answers, Today { date: self.today }, self.regions)
    }

    fn finding<'s>(&self, requirement: &'s Requirement) -> Finding<'s> {
        let today = Today { date: self.today };
        let trace = requirement.when.trace(self.answers, today, self.regions);
        Finding { requirement, truth: trace.result, trace }
    }
}

impl<'s> Situation<'s> {
    /// Evaluates every condition of a service once.
    pub fn of(service: &'s Service, facts: Facts<'_>) -> Situation<'s> {
        fn keep<T>(items: &[T], need: impl Fn(&T) -> Need) -> Vec<(&T, Need)> {
            let all = items.iter().map(|item| (item, need(item)));
            all.filter(|(_, need)| *need != Need::NotNeeded).collect()
        }
        // An answer to a question that is no longer asked must not count.
        let asked = asked_answers(
            &service.asking(),
            facts.answers,
            Today { date: facts.today },
            facts.regions,
        );
        let facts = Facts { answers: &asked, ..facts };
        let asked = |question: &Question| facts.need(question.ask_when.as_ref());
        Situation {
            intake: service.intake_conditions.iter().map(|r| facts.finding(r)).collect(),
            decision: service.decision_conditions.iter().map(|r| facts.finding(r)).collect(),
            questions: keep(&service.questions, asked).into_iter().map(|(q, _)| q).collect(),
            evidence: keep(service.evidence.items(), |e| facts.need(e.needed_when.as_ref())),
            fields: keep(&service.form, |f| facts.need(f.when.as_ref())),
            steps: keep(&service.steps, |s| facts.need(s.when.as_ref())),
            fees: keep(service.cost.items(), |f| facts.need(f.when.as_ref())),
        }
    }

    /// Everything that is known to fail, intake first.
    pub fn failing(&self) -> impl Iterator<Item = &Finding<'s>> {
        self.intake.iter().chain(&self.decision).filter(|f| f.truth == Truth::False)
    }

    /// True when a requirement for intake is known to fail.
    pub fn intake_fails(&self) -> bool {
        self.intake.iter().any(|finding| finding.truth == Truth::False)
    }

    /// Materials that are surely needed.
    pub fn needed_evidence(&self) -> impl Iterator<Item = &'s Evidence> + '_ {
        self.evidence.iter().filter(|(_, need)| *need == Need::Needed).map(|(e, _)| *e)
    }

    /// Fields that are surely asked.
    pub fn asked_fields(&self) -> impl Iterator<Item = &'s Field> + '_ {
        self.fields.iter().filter(|(_, need)| *need == Need::Needed).map(|(f, _)| *f)
    }

    /// The sum of the fees surely charged, in hundredths.
    pub fn cents(&self) -> u64 {
        self.fees.iter().filter(|(_, n)| *n == Need::Needed).map(|(fee, _)| fee.cents).sum()
    }

    /// The trips that the situation needs on a channel, each with its reason.
    pub fn visits(&self, service: &'s Service, channel: Channel) -> Vec<Visit<'s>> {
        visits_needed(service, self, channel)
    }

    /// The channel that needs the fewest trips, and those trips; none when no channel is named.
    pub fn best_channel(&self, service: &'s Service) -> Option<(Channel, Vec<Visit<'s>>)> {
        let channels = service.channels.known()?;
        let trips = channels.iter().map(|channel| (*channel, self.visits(service, *channel)));
        trips.min_by_key(|(channel, visits)| {
            (visits.iter().map(|v| u16::from(v.trips)).sum::<u16>(), *channel)
        })
    }
}
