//! Conditions in words: when a paper, fee or step is needed.

use jiff::civil::Date;
use onewindow_app::rules::Condition;
use onewindow_app::rules::check::Logic;
use onewindow_model::service::Service;

use super::Show;

impl Show<'_> {
    /// A condition as its questions with the answers that make it true.
    pub fn condition(&self, service: &Service, condition: &Condition, today: Date) -> String {
        self.logic(service, condition.logic(), today)
    }

    fn logic(&self, service: &Service, logic: &Logic, today: Date) -> String {
        let join = |parts: &[Logic], key: &str| {
            let parts: Vec<_> = parts.iter().map(|part| self.logic(service, part, today)).collect();
            parts.join(&self.l.t(key))
        };
        match logic {
            Logic::Constant(_) => String::new(),
            Logic::Atom(atom) => {
                self.asked(service, &atom.fact, &self.wanted(service, atom, today))
            }
            Logic::Derived(derived) => {
                let wanted = self.yes_no(derived.expected).text;
                self.asked(service, derived.derivation.id(), &wanted)
            }
            Logic::Not(inner) => {
                self.l.t1("condition-not", "what", self.logic(service, inner, today))
            }
            Logic::All(parts) => join(parts, "condition-and"),
            Logic::Any(parts) => join(parts, "condition-or"),
        }
    }

    /// A question with the answer that is wanted.
    fn asked(&self, service: &Service, fact: &str, answer: &str) -> String {
        let question = self.question(service, fact).text;
        let question = question.trim_end_matches(['？', '?']);
        let args = crate::l10n::Args::new().with("question", question).with("answer", answer);
        self.l.ta("condition-atom", &args)
    }
}
