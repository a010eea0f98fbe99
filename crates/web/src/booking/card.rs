//! The appointment of a case on its pages.

use onewindow_app::cases::CaseFile;
use onewindow_app::{Ctx, bookings};
use onewindow_model::id::CaseId;

use crate::lists::Row;
use crate::show::Show;

/// The address of what can be done about a case's appointment.
pub(crate) fn path(case: CaseId, below: &str) -> String {
    format!("/account/cases/{case}/appointment{below}")
}

/// An appointment as its applicant sees it, with what can be done about it.
pub(crate) struct Card {
    /// When and where; empty when there is none.
    pub rows: Vec<Row>,
    /// Until when it can be changed, or why no more.
    pub limit: String,
    /// Where another time is chosen.
    pub choose: Option<String>,
    /// Where it is given back.
    pub cancel: Option<String>,
    /// The file for one's own calendar.
    pub file: Option<String>,
}

impl Card {
    /// The card of a case; none where nothing is to book.
    pub fn of(show: &Show<'_>, ctx: &Ctx, file: &CaseFile) -> Option<Card> {
        let booking = file.service.booking()?;
        let l = show.l;
        let path = |below: &str| path(file.case.id, below);
        let ended = file.case.stage.frees_appointment();
        let Some(held) = file.appointment() else {
            let choose = (!ended).then(|| path("/move"));
            let empty = Card {
                rows: Vec::new(),
                limit: l.t("booking-none"),
                choose,
                cancel: None,
                file: None,
            };
            return (!ended).then_some(empty);
        };
        let zone = &show.current.zone;
        let open = bookings::changeable(ctx, &file.service, held);
        let until = booking.change_until(&held.slot, zone);
        Some(Card {
            rows: show.appointment(held),
            limit: match open {
                true => l.t1("booking-until", "time", l.time(until, zone)),
                false => l.t("booking-too-late"),
            },
            choose: open.then(|| path("/move")),
            cancel: open.then(|| path("/cancel")),
            file: Some(path("/file")),
        })
    }
}
