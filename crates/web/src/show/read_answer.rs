//! Reading the answer to a situation question, and what to say when it does not do.

use jiff::civil::Date;
use onewindow_app::rules::{FactType, Today, Value, ValueError};
use onewindow_model::service::{Question, Service};

use super::Show;
use super::ask::Raw;
use crate::l10n::Args;

impl Show<'_> {
    /// Reads an answer that is given today, or says in words what is wrong with it.
    pub fn read_answer(
        &self,
        service: &Service,
        question: &Question,
        raw: &Raw,
        today: Date,
    ) -> Result<Value, String> {
        let Some(fact) = service.facts.get(&question.fact) else {
            return Err(self.l.t("ask-choose"));
        };
        let text = match &fact.kind {
            FactType::Date { .. } => day_text(raw),
            _ => raw.text.clone(),
        };
        let read = fact.read_on(&text, Today { date: today });
        let value = read.map_err(|error| self.value_problem(service, question, &error))?;
        match &value {
            Value::Region(id) if self.current.files.regions.get(id).is_none() => {
                Err(self.l.t("ask-place"))
            }
            _ => Ok(value),
        }
    }

    /// Why an answer was not taken, and what to type instead.
    pub fn value_problem(
        &self,
        service: &Service,
        question: &Question,
        error: &ValueError,
    ) -> String {
        let limit = |value: &Value| self.answer(service, &question.fact, value).text;
        match error {
            ValueError::Empty => self.nothing_given(service, question),
            ValueError::NotAWholeNumber { .. } => self.l.t("ask-whole"),
            ValueError::NotADecimal { .. } => self.l.t("ask-number"),
            ValueError::TooManyDigits { scale, .. } => match scale {
                0 => self.l.t("ask-whole"),
                _ => self.l.ta("ask-digits", &Args::new().with("digits", *scale)),
            },
            ValueError::NotADate { .. } | ValueError::NoSuchDay { .. } => self.l.t("ask-day"),
            ValueError::NotARegion { .. } => self.l.t("ask-place"),
            ValueError::BelowMinimum { minimum: minimum @ Value::Date(_), .. } => {
                self.l.t1("problem-too-early", "first", limit(minimum))
            }
            ValueError::AboveMaximum { maximum: maximum @ Value::Date(_), .. } => {
                self.l.t1("problem-too-late", "last", limit(maximum))
            }
            ValueError::BelowMinimum { minimum, .. } => {
                self.l.t1("ask-least", "least", limit(minimum))
            }
            ValueError::AboveMaximum { maximum, .. } => {
                self.l.t1("ask-most", "most", limit(maximum))
            }
            ValueError::TooLong { limit } => self.l.t1("ask-too-long", "most", *limit),
            _ => self.l.t("ask-choose"),
        }
    }

    fn nothing_given(&self, service: &Service, question: &Question) -> String {
        let key = match service.facts.get(&question.fact).map(|fact| &fact.kind) {
            Some(FactType::Whole { .. } | FactType::Decimal { .. }) => "ask-need-number",
            Some(FactType::Date { .. }) => "ask-need-day",
            Some(FactType::Region) => "ask-place",
            _ => "ask-choose",
        };
        self.l.t(key)
    }
}

/// A date as ISO 8601, from its three fields or as a whole. Nothing at all stays nothing.
fn day_text(raw: &Raw) -> String {
    let [year, month, day] = raw.parts.each_ref().map(|part| plain_digits(part.trim()));
    match (year.is_empty(), month.is_empty(), day.is_empty()) {
        (true, true, true) => raw.text.clone(),
        _ => format!("{year:0>4}-{month:0>2}-{day:0>2}"),
    }
}

/// Digits as an input method leaves them, made plain.
fn plain_digits(text: &str) -> String {
    let plain = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        _ => c,
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_comes_in_three_fields_or_whole() {
        let parts = |y: &str, m: &str, d: &str| Raw {
            text: String::new(),
            parts: [y, m, d].map(str::to_owned),
        };
        assert_eq!(day_text(&parts("2026", "1", "5")), "2026-01-05");
        assert_eq!(day_text(&parts("２０２６", " 12 ", "31")), "2026-12-31");
        assert_eq!(day_text(&parts("", "", "")), "");
        assert_eq!(day_text(&parts("2026", "", "")), "2026-00-00");
        let whole = Raw { text: "2026-01-05".into(), parts: Default::default() };
        assert_eq!(day_text(&whole), "2026-01-05");
    }
}
