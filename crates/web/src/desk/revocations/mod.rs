//! Revoking a certificate: proposed by one officer, in force by a second, judged by a third when
//! its holder appeals. One certificate at a time; no page takes a list.

mod judge;
mod list;
mod look;
mod propose;

use onewindow_model::reasons::Reasons;

use super::places;
use crate::audience::Routes;
use crate::forms::{Field, Problem};
use crate::page::Page;

/// What a browser may send as reasons: a line break is two characters on the way.
const MOST_SENT: usize = 2 * Reasons::LONGEST as usize;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(places::REVOCATIONS, list::show)
        .get(places::REVOCATION_NEW, propose::show)
        .post(places::REVOCATION_NEW, propose::send)
        .get(places::REVOCATION, look::show)
        .post(places::COUNTERSIGN, judge::countersign)
        .post(places::DECLINE, judge::decline)
        .post(places::JUDGE, judge::judge)
}

/// A field for reasons, with what was typed.
fn reasons(page: &Page, name: &str, label: &str, hint: &str, typed: &str) -> Field {
    Field::new(name, page.t(label)).hint(page.t(hint)).length(0, Reasons::LONGEST).value(typed)
}

/// That reasons are missing or too long, if they are.
fn no_reasons(page: &Page, name: &str, typed: &str) -> Option<Problem> {
    Reasons::parse(typed).is_err().then(|| reasons_problem(page, name))
}

fn reasons_problem(page: &Page, name: &str) -> Problem {
    Problem::new(name, page.t1("desk-problem-reasons", "most", Reasons::LONGEST))
}
