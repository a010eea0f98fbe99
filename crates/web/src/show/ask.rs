//! A situation question with its answer so far, as a field to fill in.

use onewindow_app::rules::{FactType, Value};
use onewindow_model::service::{OptionLabel, Question, Service};

use super::Show;
use super::answer::forms;
use crate::forms::{Choice, Choices, DateField, Field};
use crate::l10n::Words;

/// More answers than this are a list to choose from, not radios.
const MOST_RADIOS: usize = 12;

/// A question in the shape that its answer needs. The macro in `show/ask.html` shows it.
pub enum Ask {
    /// One line.
    Line(Field),
    /// Several lines.
    Lines(Field),
    /// One of many.
    List(Field),
    /// One of a few.
    Radios(Choices),
    /// A day.
    Day(DateField),
}

/// An answer as typed: one text, or the three fields of a date (year, month, day).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// The text.
    pub text: String,
    /// The parts of a date.
    pub parts: [String; 3],
}

impl Raw {
    /// Collects what came back under the name of a question; `typed` gives the value of a field.
    pub fn collect(name: &str, typed: impl Fn(&str) -> String) -> Raw {
        let part = |part: &str| typed(&format!("{name}-{part}"));
        Raw { text: typed(name), parts: ["year", "month", "day"].map(part) }
    }

    /// An answer that was read before.
    pub fn of(value: &Value) -> Raw {
        Raw::stored(&value.to_string())
    }

    /// An answer in its stored form; that of a date is ISO 8601.
    pub fn stored(text: &str) -> Raw {
        let mut pieces = text.splitn(3, '-').map(|piece| piece.trim_start_matches('0').to_owned());
        let mut next = || pieces.next().unwrap_or_default();
        Raw { text: text.to_owned(), parts: [next(), next(), next()] }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.parts.iter().all(String::is_empty)
    }
}

impl Show<'_> {
    /// A situation question with what was typed so far. Its fields are named after the fact.
    pub fn ask(
        &self,
        service: &Service,
        question: &Question,
        raw: &Raw,
        error: Option<String>,
    ) -> Ask {
        let mut field = Field::new(&question.fact, self.l.words(&question.question))
            .value(&raw.text)
            .error(error)
            .heading();
        field.hint = question.hint.as_ref().map(|hint| self.l.words(hint));
        field.suffix = question.unit.as_ref().map(|unit| {
            let mut words = self.l.words(unit);
            words.text = forms(&words.text).1.to_owned();
            words
        });
        match service.facts.get(&question.fact).map(|fact| &fact.kind) {
            Some(FactType::Boolean) => self.ask_yes_no(field),
            Some(FactType::Choice { .. }) => self.ask_one_of(&question.options, field),
            Some(FactType::Whole { .. }) => ask_number(field, "numeric"),
            Some(FactType::Decimal { .. }) => ask_number(field, "decimal"),
            Some(FactType::Date { .. }) => ask_day(field, raw),
            Some(FactType::Region) => self.ask_place(field),
            None => Ask::Line(field),
        }
    }

    /// The id of the element that a summary of problems links to.
    pub fn ask_id(&self, service: &Service, fact: &str) -> String {
        match service.facts.get(fact).map(|fact| &fact.kind) {
            Some(FactType::Date { .. }) => DateField::new(fact, "").first_id(self.l),
            _ => fact.to_owned(),
        }
    }

    /// Yes or no, side by side.
    pub fn ask_yes_no(&self, field: Field) -> Ask {
        let choices =
            vec![Choice::new("true", self.yes_no(true)), Choice::new("false", self.yes_no(false))];
        Ask::Radios(radios(field, choices).inline())
    }

    /// One of several: radios, or a list when there are many.
    pub fn ask_one_of(&self, options: &[OptionLabel], field: Field) -> Ask {
        if options.len() > MOST_RADIOS {
            let list = options.iter().map(|o| (o.id.clone(), self.l.words(&o.label)));
            return Ask::List(field.options(list.collect()));
        }
        let choices = options.iter().map(|option| {
            let mut choice = Choice::new(&option.id, self.l.words(&option.label));
            choice.hint = option.hint.as_ref().map(|hint| self.l.words(hint));
            choice
        });
        Ask::Radios(radios(field, choices.collect()))
    }

    /// A region, out of all but the top one, in the order of the tree. Each is named from the
    /// county down, so that what tells it apart is not cut off on a phone.
    pub fn ask_place(&self, field: Field) -> Ask {
        let tree = &self.current.files.regions;
        let below = tree.iter().filter(|region| region.parent.is_some());
        let mut rows: Vec<_> = below
            .map(|region| {
                let mut way: Vec<_> = tree.up(&region.id).collect();
                way.pop();
                way.reverse();
                let code = |r: &&onewindow_model::region::Region| {
                    r.code.clone().unwrap_or_else(|| r.id.clone())
                };
                let codes: Vec<_> = way.iter().map(code).collect();
                (codes, region.id.clone(), self.place(&region.id).text)
            })
            .collect();
        rows.sort();
        let list = rows.into_iter().map(|(_, id, name)| (id, Words::from(name)));
        Ask::List(field.options(list.collect()))
    }
}

/// A number, without a spinner that a wheel would turn.
pub fn ask_number(field: Field, inputmode: &'static str) -> Ask {
    Ask::Line(field.typing("text", inputmode, "").length(10, 0).exact())
}

/// A day in three fields.
pub fn ask_day(field: Field, raw: &Raw) -> Ask {
    let [year, month, day] = &raw.parts;
    let mut asked =
        DateField::new(field.name, field.label).typed(year, month, day).error(field.error);
    (asked.hint, asked.heading) = (field.hint, field.heading);
    Ask::Day(asked)
}

fn radios(field: Field, choices: Vec<Choice>) -> Choices {
    let mut asked =
        Choices::new(field.name, field.label, choices).chosen(&[&field.value]).error(field.error);
    (asked.hint, asked.heading) = (field.hint, field.heading);
    asked
}
