//! Conditions in words: when a paper, fee or step is needed.

use jiff::civil::Date;
use onewindow_app::rules::Condition;
use onewindow_app::rules::check::{Atom, Logic};
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
            Logic::Atom(atom) => self.atom(service, atom, today),
            Logic::Not(inner) => {
                self.l.t1("condition-not", "what", self.logic(service, inner, today))
            }
            Logic::All(parts) => join(parts, "condition-and"),
            Logic::Any(parts) => join(parts, "condition-or"),
        }
    }

    fn atom(&self, service: &Service, atom: &Atom, today: Date) -> String {
        let question = self.question(service, &atom.fact).text;
        let question = question.trim_end_matches(['？', '?']);
        let answer = self.wanted(service, atom, today);
        let args = crate::l10n::Args::new().with("question", question).with("answer", &answer);
        self.l.ta("condition-atom", &args)
    }
}
