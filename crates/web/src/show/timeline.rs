use onewindow_app::cases::{CaseFile, EventRecord};
use onewindow_model::case::{Acceptance, EventActor, EventKind, Stage, StageName};

use super::Show;

/// One moment of a case's way, past or to come.
pub struct Moment {
    /// What.
    pub title: String,
    /// When, or by when.
    pub when: String,
    /// Where or by whom, and anything else to say: a line for each.
    pub notes: Vec<String>,
    /// Past, now or to come.
    pub state: MomentState,
}

/// Where a moment lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentState {
    /// It has happened.
    Done,
    /// The case stands here.
    Now,
    /// It is to come.
    Ahead,
}

impl Moment {
    /// The class of its list entry.
    pub fn class(&self) -> &'static str {
        match self.state {
            MomentState::Done => "ow-timeline__done",
            MomentState::Now => "ow-timeline__now",
            MomentState::Ahead => "",
        }
    }

    /// Whether the case stands here.
    pub fn is_now(&self) -> bool {
        self.state == MomentState::Now
    }
}

impl Show<'_> {
    /// The name of a stage.
    pub fn stage(&self, stage: StageName) -> String {
        self.l.t(&format!("show-stage-{}", stage.as_str()))
    }

    /// The colour of a stage's tag.
    pub fn stage_colour(&self, stage: StageName) -> &'static str {
        match stage {
            StageName::Received => "teal",
            StageName::CorrectionAsked => "yellow",
            StageName::Accepted | StageName::Examined => "purple",
            StageName::Decided | StageName::Delivered => "green",
            StageName::IntakeRefused => "red",
            StageName::Withdrawn | StageName::Lapsed => "grey",
        }
    }

    /// Everything that happened to a case, and what comes next by when.
    pub fn timeline(&self, file: &CaseFile) -> Vec<Moment> {
        let mut moments = Vec::new();
        for event in &file.events {
            let place = event.place.as_deref();
            let (title, note) = self.event(file, event.kind, event.actor, place);
            let notes = [self.booked(file, event), Some(note)].into_iter().flatten();
            let notes = notes.filter(|note| !note.is_empty()).collect();
            let when = self.l.time(event.at, &self.current.zone);
            moments.push(Moment { title, when, notes, state: MomentState::Done });
        }
        let open = file.case.stage.is_open() && !matches!(file.case.stage, Stage::Decided { .. });
        if open {
            moments.push(self.next(file));
        }
        moments
    }

    /// The slot that an event took or gave back.
    fn booked(&self, file: &CaseFile, event: &EventRecord) -> Option<String> {
        let mut bookings = file.bookings.iter();
        let booking = match event.kind {
            EventKind::Booked | EventKind::BookingMoved => {
                bookings.find(|b| b.booked_at == event.at)
            }
            EventKind::BookingCancelled | EventKind::BookingFreed => {
                bookings.find(|b| b.ended_at == Some(event.at))
            }
            _ => None,
        };
        booking.map(|booking| self.slot_and_office(&booking.slot))
    }

    /// What an event is called, and by whom and where it was.
    fn event(
        &self,
        file: &CaseFile,
        kind: EventKind,
        actor: EventActor,
        place: Option<&str>,
    ) -> (String, String) {
        let how = file.case.stage.accepted().map(|accepted| accepted.how);
        let silent = how == Some(Acceptance::Silence);
        let key = format!("show-event-{kind}");
        let title = match kind {
            EventKind::Accepted if silent => self.l.t("show-event-accepted-by-silence"),
            _ if self.l.has(&key) => self.l.t(&key),
            other => other.to_string(),
        };
        let by = format!("show-by-{actor}");
        let by = if self.l.has(&by) { self.l.t(&by) } else { String::new() };
        let note = match place.map(|office| self.office(office).text) {
            Some(place) if !by.is_empty() => format!("{by}{}{place}", self.l.t("show-at")),
            Some(place) => place,
            None => by,
        };
        (title, note)
    }

    /// The step to come, with its last day.
    fn next(&self, file: &CaseFile) -> Moment {
        let stage = file.case.stage.name().as_str();
        let when = match file.case.stage.due() {
            Some(day) => self.l.t1("show-until", "date", self.due(day)),
            None => String::new(),
        };
        Moment {
            title: self.l.t(&format!("show-next-{stage}")),
            when,
            notes: vec![self.l.t(&format!("show-next-{stage}-note"))],
            state: MomentState::Now,
        }
    }
}
