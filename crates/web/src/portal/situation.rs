//! The answers to situation questions, carried in the address: public, and stored nowhere.

use jiff::civil::Date;
use onewindow_app::catalogue::Current;
use onewindow_app::rules::{Answers, Today, Value, asked_answers};
use onewindow_model::service::situation::{Facts, Situation};
use onewindow_model::service::{Question, Service};

use super::params::Params;
use crate::show::query;

/// Which question a form answers. Names of facts have no hyphen, so this is none of them.
pub const THIS: &str = "this-question";
/// Which question is to be asked again.
pub const CHANGE: &str = "change-question";
/// Whether questions go on although the answers rule the service out.
pub const GO_ON: &str = "go-on";

/// A service, somebody's answers, and the day.
#[derive(Clone)]
pub struct Given<'a> {
    /// The catalogue.
    pub current: &'a Current,
    /// The service.
    pub service: &'a Service,
    /// The answers that are sound and belong to a question that is asked.
    pub answers: Answers,
    /// The day of evaluation.
    pub today: Date,
}

impl<'a> Given<'a> {
    /// Reads the answers in an address. What is not sound counts as not given and is asked again.
    pub fn read(
        current: &'a Current,
        service: &'a Service,
        today: Date,
        params: &Params,
    ) -> Given<'a> {
        let mut answers = Answers::new();
        for (name, typed) in params.iter() {
            let Some(Ok(value)) =
                service.facts.get(name).map(|fact| fact.read_on(typed, Today { date: today }))
            else {
                continue;
            };
            let there = match &value {
                Value::Region(id) => current.files.regions.get(id).is_some(),
                _ => true,
            };
            if there {
                answers.insert(name, value);
            }
        }
        let mut given = Given { current, service, answers, today };
        given.prune();
        given
    }

    /// Adds or replaces an answer; those to questions that it makes pointless go.
    pub fn answer(&mut self, fact: &str, value: Value) {
        self.answers.insert(fact, value);
        self.prune();
    }

    fn prune(&mut self) {
        let today = Today { date: self.today };
        let regions = &self.current.files.regions;
        self.answers = asked_answers(&self.service.asking(), &self.answers, today, regions);
    }

    /// What the service needs in this situation.
    pub fn situation(&self) -> Situation<'a> {
        let facts = Facts {
            answers: &self.answers,
            today: self.today,
            regions: &self.current.files.regions,
        };
        Situation::of(self.service, facts)
    }

    /// The question that still matters.
    pub fn next(&self) -> Option<&'a Question> {
        self.service.next_question(&self.answers, self.today, &self.current.files.regions)
    }

    /// The answers in the order of the questions.
    pub fn in_order(&self) -> impl Iterator<Item = (&'a Question, &Value)> {
        let questions = self.service.questions.iter();
        questions.filter_map(|question| Some((question, self.answers.get(&question.fact)?)))
    }

    /// Names and values for an address or for hidden fields, `but` for one fact.
    pub fn pairs(&self, but: Option<&str>) -> Vec<(String, String)> {
        let kept = self.in_order().filter(|(question, _)| Some(question.fact.as_str()) != but);
        kept.map(|(question, value)| (question.fact.clone(), value.to_string())).collect()
    }

    /// The address of a page of this service that takes the answers along, with further values.
    pub fn href(&self, page: &str, more: &[(&str, &str)]) -> String {
        let pairs = self.pairs(None);
        let all = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let query = query(all.chain(more.iter().copied()));
        format!("/services/{}/{page}{query}", self.service.id)
    }

    /// Where the form goes that takes the answers along into an application.
    pub fn begin(&self) -> String {
        format!("/services/{}/begin", self.service.id)
    }

    /// The region that the answers name, to find offices near it.
    pub fn place(&self) -> Option<&str> {
        self.answers.iter().find_map(|(_, value)| match value {
            Value::Region(id) => Some(id.as_str()),
            _ => None,
        })
    }
}
