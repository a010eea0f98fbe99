//! What to do where nothing is free.

use onewindow_app::bookings::Offer;

use super::Choosing;
use crate::l10n::{Args, Words};

/// What to do where an office has nothing free.
pub(super) struct Help {
    /// The office's telephone, its counter, in sentences.
    pub ways: Vec<String>,
    /// Other offices with something free: name, address of its page, its first free slot.
    pub others: Vec<(Words, String, String)>,
}

impl Help {
    /// For whoever finds nothing at an office.
    pub fn of(choosing: &Choosing, office: &str) -> Help {
        let (show, l) = (choosing.show(), choosing.page.l);
        let known = choosing.current.office(office);
        let name = show.office(office).text;
        let mut ways = Vec::new();
        if let Some(phone) = known.and_then(|known| known.phone.as_deref()) {
            let args = Args::new().with("office", &name).with("phone", phone);
            ways.push(l.ta("booking-none-call", &args));
        }
        if let Some(known) = known {
            let address = l.words(&known.address).text;
            let args = Args::new().with("office", &name).with("address", &address);
            ways.push(l.ta("booking-none-visit", &args));
        }
        ways.push(l.t("booking-none-later"));
        let offices = choosing.offer.booking.offices.iter().filter(|other| *other != office);
        let others = offices.filter_map(|other| {
            let first = first_free(&choosing.offer, other)?;
            Some((show.office(other), choosing.office_path(other, None), show.slot(&first)))
        });
        Help { ways, others: others.collect() }
    }
}

/// The first free slot of an office itself.
pub(super) fn first_free(offer: &Offer, office: &str) -> Option<onewindow_model::booking::Slot> {
    offer.next_free(office, 1).pop().filter(|slot| slot.office == office)
}
