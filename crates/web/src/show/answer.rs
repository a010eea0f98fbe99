use onewindow_app::rules::Value;
use onewindow_model::service::Service;

use super::Show;
use crate::l10n::Words;

impl Show<'_> {
    /// The wording of a situation question; its id where the version does not ask it.
    pub fn question(&self, service: &Service, fact: &str) -> Words {
        let found = service.question_for(fact);
        found.map_or_else(|| fact.into(), |question| self.l.words(&question.question))
    }

    /// An answer to a situation question, as people read it.
    pub fn answer(&self, service: &Service, fact: &str, value: &Value) -> Words {
        match value {
            Value::Bool(yes) => self.yes_no(*yes),
            Value::Choice(id) => self.option(service, fact, id),
            Value::Whole(_) | Value::Decimal { .. } => {
                self.counted(service, fact, &value.to_string())
            }
            Value::Date(date) => self.l.date(*date).into(),
            Value::Region(id) => self.region(id),
        }
    }

    /// An answer kept as text in its canonical form, such as in a trace.
    pub fn answer_text(&self, service: &Service, fact: &str, text: &str) -> Words {
        match service.facts.read([(fact, text)]) {
            Ok(answers) => answers
                .get(fact)
                .map_or_else(|| text.into(), |value| self.answer(service, fact, value)),
            Err(_) => text.into(),
        }
    }

    /// The label of an option of a situation question.
    pub(super) fn option(&self, service: &Service, fact: &str, id: &str) -> Words {
        let question = service.question_for(fact);
        let option = question.and_then(|q| q.options.iter().find(|option| option.id == id));
        option.map_or_else(|| id.into(), |option| self.l.words(&option.label))
    }

    /// A number with what it counts.
    pub(super) fn counted(&self, service: &Service, fact: &str, number: &str) -> Words {
        let unit = service.question_for(fact).and_then(|question| question.unit.as_ref());
        match unit {
            None => number.into(),
            Some(unit) => format!("{number} {}", unit.words(self.l.lang)).into(),
        }
    }
}
