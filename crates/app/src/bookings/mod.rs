//! Appointments: what is free, taking a place with an application, moving it, giving it back.

mod change;
mod list;
mod offer;

pub use change::{cancel, changeable, rebook};
pub use list::{DueItem, DuePage, at_office};
pub use offer::{DayOffer, Offer, TimeOffer, offer};
pub use onewindow_store::entities::bookings::{BookingRecord, DueKey};

pub(crate) use change::{Change, Wish, apply, held};
pub(crate) use offer::{not_offered, wish};
