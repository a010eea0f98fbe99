use onewindow_model::service::{Service, Special};

use crate::l10n::Words;
use crate::lists::Row;
use crate::show::{Prose, Show};

/// What kinds other than applying show: information, a public figure, one's own record, times.
#[derive(Default)]
pub struct SpecialView {
    /// Information.
    pub content: Option<Prose>,
    /// A public figure.
    pub table: Option<Figures>,
    /// What one's own record shows, and the register that holds it.
    pub record: Option<(Words, Vec<Words>)>,
    /// Times that can be booked, in words, and the offices with their pages.
    pub booking: Option<Times>,
}

/// When in words, and the offices with their pages.
type Times = (Vec<String>, Vec<(Words, String)>);

/// A public figure with its source.
pub struct Figures {
    /// Name and value.
    pub rows: Vec<Row>,
    /// Where they come from.
    pub source: Words,
    /// Their date.
    pub as_of: String,
}

impl SpecialView {
    /// The special part of a service's page.
    pub fn of(show: &Show<'_>, service: &Service) -> SpecialView {
        let mut view = SpecialView::default();
        match &service.special {
            Special::None => {}
            Special::Content(text) => view.content = Some(show.prose(text)),
            Special::PublicTable { rows, source, as_of } => {
                let rows =
                    rows.iter().map(|(name, value)| Row::new(show.l.words(name), value.as_str()));
                view.table = Some(Figures {
                    rows: rows.collect(),
                    source: show.l.words(source),
                    as_of: show.l.date(*as_of),
                });
            }
            Special::OwnRecord { register, fields } => {
                let known = show.current.files.registers.get(register);
                let name = |id: &String| {
                    let field =
                        known.and_then(|register| register.fields.iter().find(|f| f.id == *id));
                    field.map_or_else(|| id.as_str().into(), |field| show.l.words(&field.name))
                };
                view.record = Some((show.register(register), fields.iter().map(name).collect()));
            }
            Special::Booking(booking) => {
                let offices = booking.offices.iter();
                let offices =
                    offices.map(|id| (show.office(id), format!("/offices/{id}"))).collect();
                view.booking = Some((show.booking(booking), offices));
            }
        }
        view
    }
}
