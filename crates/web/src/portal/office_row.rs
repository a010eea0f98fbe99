use onewindow_model::institution::Office;
use onewindow_model::service::Service;

use crate::l10n::Words;
use crate::show::Show;

/// An office in a list.
pub struct OfficeRow {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub name: Words,
    /// Where to go.
    pub address: Words,
    /// When it is open.
    pub hours: Words,
    /// Telephone.
    pub phone: Option<String>,
}

impl OfficeRow {
    /// An office.
    pub fn of(show: &Show<'_>, office: &Office) -> OfficeRow {
        OfficeRow {
            href: format!("/offices/{}", office.id),
            name: show.l.words(&office.name),
            address: show.l.words(&office.address),
            hours: show.l.words(&office.hours),
            phone: office.phone.clone(),
        }
    }

    /// The offices nearest to `place` that take a service in, at most `most`.
    pub fn nearest(
        show: &Show<'_>,
        service: &Service,
        place: Option<&str>,
        most: usize,
    ) -> Vec<OfficeRow> {
        let offices = show.offices_for(service, place).into_iter().take(most);
        offices.map(|office| OfficeRow::of(show, office)).collect()
    }
}
