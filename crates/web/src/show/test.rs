use jiff::civil::Date;
use onewindow_app::rules::check::{Atom, DateTest, Numbers, Test};
use onewindow_app::rules::syntax::Comparison;
use onewindow_model::application::value::unscale;
use onewindow_model::service::Service;

use super::Show;

impl Show<'_> {
    /// What a comparison of a rule wants of the answer, in words: "at most 50 m²".
    pub(super) fn wanted(&self, service: &Service, atom: &Atom, today: Date) -> String {
        let fact = &atom.fact;
        match &atom.test {
            Test::Boolean { expected } => self.yes_no(*expected).text,
            Test::Choice { any_of } => {
                self.any(any_of.iter().map(|id| self.option(service, fact, id).text))
            }
            Test::Region { any_of } => {
                let names = self.any(any_of.iter().map(|id| self.region(id).text));
                self.l.t1("show-within", "places", &names)
            }
            Test::Whole(numbers) => {
                self.numbers(numbers, |n| self.counted(service, fact, &n.to_string()).text)
            }
            Test::Decimal { scale, numbers } => {
                self.numbers(numbers, |n| self.counted(service, fact, &unscale(n, *scale)).text)
            }
            Test::Date(DateTest::AnyOf(days)) => self.any(days.iter().map(|day| self.l.date(*day))),
            Test::Date(DateTest::Compare { op, bound }) => {
                let key = match op {
                    Comparison::Equal => "show-day-equal",
                    Comparison::NotEqual => "show-day-other",
                    Comparison::Less => "show-day-before",
                    Comparison::LessOrEqual => "show-day-until",
                    Comparison::Greater => "show-day-after",
                    Comparison::GreaterOrEqual => "show-day-from",
                };
                self.l.t1(key, "date", self.l.date(bound.resolve(today)))
            }
        }
    }

    fn numbers(&self, numbers: &Numbers, say: impl Fn(i64) -> String) -> String {
        match numbers {
            Numbers::AnyOf(list) => self.any(list.iter().map(|number| say(*number))),
            Numbers::Compare { op, bound } => {
                let key = match op {
                    Comparison::Equal => "show-number-equal",
                    Comparison::NotEqual => "show-number-other",
                    Comparison::Less => "show-number-less",
                    Comparison::LessOrEqual => "show-number-most",
                    Comparison::Greater => "show-number-more",
                    Comparison::GreaterOrEqual => "show-number-least",
                };
                self.l.t1(key, "number", say(*bound))
            }
        }
    }

    /// One of several, as each language lists them.
    fn any(&self, words: impl Iterator<Item = String>) -> String {
        words.collect::<Vec<_>>().join(&self.l.t("show-or"))
    }
}
