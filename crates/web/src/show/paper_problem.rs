use onewindow_app::DocumentProblem as Problem;

use super::Show;
use crate::l10n::{Args, L10n};

impl Show<'_> {
    /// Why a file was not taken and what to do, in a sentence.
    pub fn paper_problem(&self, problem: &Problem) -> String {
        self.l.paper_problem(problem)
    }
}

impl L10n {
    /// Why a file was not taken and what to do, in a sentence.
    pub fn paper_problem(&self, problem: &Problem) -> String {
        let key = format!("paper-{}", problem.code());
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let size = |bytes: usize| format!("{} MB", bytes / (1024 * 1024));
        match problem {
            Problem::FileTooLarge { limit, .. } | Problem::DocumentTooLarge { limit, .. } => {
                self.t1(&key, "limit", size(*limit))
            }
            Problem::PdfTooManyPages { limit, got } => {
                let args = Args::new().with("limit", number(*limit)).with("got", number(*got));
                self.ta(&key, &args)
            }
            Problem::TooManyPages { limit, .. } => self.t1(&key, "limit", number(*limit)),
            _ => self.t(&key),
        }
    }
}
