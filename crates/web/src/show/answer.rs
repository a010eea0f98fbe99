use onewindow_app::rules::Value;
use onewindow_model::service::Service;

use super::Show;
use crate::l10n::{Lang, Words};

impl Show<'_> {
    /// The wording of a situation question, or of what a derived fact says; its id where the version
    /// has neither.
    pub fn question(&self, service: &Service, fact: &str) -> Words {
        let asked = service.question_for(fact).map(|question| &question.question);
        let derived = service.derived_named(fact).map(|derived| &derived.question);
        asked.or(derived).map_or_else(|| fact.into(), |question| self.l.words(question))
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

    /// A number with what it counts: "18 square metres", without the zeros that a constant of a rule
    /// is written with ("18.0").
    pub(super) fn counted(&self, service: &Service, fact: &str, number: &str) -> Words {
        let unit = service.question_for(fact).and_then(|question| question.unit.as_ref());
        match unit {
            None => plain(number).into(),
            Some(unit) => {
                let between = if self.l.lang == Lang::Zh { "" } else { " " };
                let (one, others) = forms(unit.words(self.l.lang));
                let number = plain(number);
                let unit = if number == "1" { one } else { others };
                format!("{number}{between}{unit}").into()
            }
        }
    }
}

/// What one of a thing is called, and several: "person|people".
pub(super) fn forms(unit: &str) -> (&str, &str) {
    unit.split_once('|').unwrap_or((unit, unit))
}

/// A number without the zeros at its end that only say how exactly it is kept.
pub(super) fn plain(number: &str) -> &str {
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.'),
        false => number,
    }
}

#[cfg(test)]
mod tests {
    use super::{forms, plain};

    #[test]
    fn one_may_be_called_otherwise_than_several() {
        assert_eq!(forms("person|people"), ("person", "people"));
        assert_eq!(forms("元"), ("元", "元"));
    }

    #[test]
    fn only_digits_after_the_point_fall_away() {
        for (kept, read) in [("18.0", "18"), ("18.50", "18.5"), ("2400.00", "2400"), ("100", "100")]
        {
            assert_eq!(plain(kept), read);
        }
    }
}
