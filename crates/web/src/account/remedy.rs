//! How a decision can be contested, and until when.

use jiff::Timestamp;
use onewindow_model::service::Remedy;
use onewindow_model::term::Term;

use crate::l10n::Args;
use crate::show::Show;

/// Every way to contest a decision made at a moment, each with its last day.
pub(super) fn remedies(show: &Show<'_>, remedy: &Remedy, decided: Timestamp) -> Vec<String> {
    let day = show.current.zone.to_datetime(decided).date();
    let until = |term: Term| show.due(show.current.files.calendar.due(day, term));
    let l = show.l;
    let mut ways = Vec::new();
    if let Some(term) = remedy.internal.known() {
        let args = Args::new().with("term", show.term_of_law(*term)).with("date", until(*term));
        ways.push(l.ta("account-remedy-internal", &args));
    }
    if let Some(review) = remedy.review.known() {
        let args = Args::new()
            .with("authority", show.authority(&review.authority).text)
            .with("term", show.term_of_law(review.within))
            .with("date", until(review.within));
        ways.push(l.ta("account-remedy-review", &args));
    }
    if let Some(court) = remedy.court.known() {
        let last = show.due(show.current.files.calendar.due_in_months(day, court.months));
        let args = Args::new()
            .with("court", court.name.words(l.lang))
            .with("term", l.t1("valid-months", "months", court.months))
            .with("date", last);
        ways.push(l.ta("account-remedy-court", &args));
    }
    ways
}
