//! How long a service takes.

use jiff::civil::Date;
use onewindow_model::service::Service;
use onewindow_model::term::Term;

use super::Show;

impl Show<'_> {
    /// How long it takes, in a few words: on the spot, as promised, or as the law sets.
    pub fn working_time(&self, service: &Service) -> String {
        if service.times.immediate {
            return self.l.t("time-immediate");
        }
        let term = service.times.promised.known().or(service.times.statutory.known());
        term.map_or_else(|| self.l.t("not-in-source"), |term| self.term_or_same_day(*term))
    }

    /// A term; none at all is the same day.
    pub fn term_or_same_day(&self, term: Term) -> String {
        if term.days == 0 { self.l.t("time-same-day") } else { self.term(term) }
    }

    /// The day by which the office will have decided, had it accepted the application `today`.
    pub fn decided_by(&self, service: &Service, today: Date) -> Option<String> {
        let term = service.times.promised.known().or(service.times.statutory.known())?;
        (!service.times.immediate).then(|| self.due(self.current.files.calendar.due(today, *term)))
    }
}
