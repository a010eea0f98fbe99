//! Things of the model in words and rows, for whoever puts them on a page: one noun per file.

mod answer;
mod ask;
mod booking;
mod claims;
mod clock;
mod condition;
mod file;
mod finding;
mod law;
mod link;
mod money;
mod names;
mod need;
mod paper_problem;
mod papers;
mod place;
mod problem;
mod prose;
mod qr;
mod read_answer;
mod record;
mod test;
mod timeline;
mod to_come;
mod trips;
mod value;
mod working_time;

use onewindow_app::catalogue::Current;

pub use ask::{Ask, Raw, ask_day, ask_number};
pub use claims::{Claim, grouped};
pub use file::download;
pub use finding::{AtomRow, FindingRow};
pub use law::BasisGroup;
pub use link::query;
pub use names::{from_stored, stored};
pub use need::NeedCard;
pub use papers::PaperRow;
pub use prose::{Block, Prose};
pub use qr::qr_picture;
pub use timeline::{Moment, MomentState};
pub use trips::Trips;

use crate::l10n::{L10n, Words};

/// What things are shown with: the reader's language and the catalogue as it is now.
#[derive(Clone, Copy)]
pub struct Show<'a> {
    /// The language.
    pub l: L10n,
    /// The catalogue.
    pub current: &'a Current,
}

impl<'a> Show<'a> {
    /// Shows in this language, with this catalogue.
    pub fn new(l: L10n, current: &'a Current) -> Show<'a> {
        Show { l, current }
    }

    /// The name of an authority; its id where the catalogue does not know it.
    pub fn authority(&self, id: &str) -> Words {
        self.current.authority(id).map_or_else(|| id.into(), |found| self.l.words(&found.name))
    }

    /// The name of an office; its id where the catalogue does not know it.
    pub fn office(&self, id: &str) -> Words {
        self.current.office(id).map_or_else(|| id.into(), |found| self.l.words(&found.name))
    }

    /// The name of a region; its id where the catalogue does not know it.
    pub fn region(&self, id: &str) -> Words {
        let found = self.current.files.regions.get(id);
        found.map_or_else(|| id.into(), |region| self.l.words(&region.name))
    }

    /// The name of a register; its id where the catalogue does not know it.
    pub fn register(&self, id: &str) -> Words {
        let found = self.current.files.registers.get(id);
        found.map_or_else(|| id.into(), |register| self.l.words(&register.name))
    }

    /// The name of a certificate's type; its id where the catalogue does not know it.
    pub fn certificate_type(&self, id: &str) -> Words {
        let found = self.current.certificate_type(id);
        found.map_or_else(|| id.into(), |kind| self.l.words(&kind.name))
    }

    /// Yes or no.
    pub fn yes_no(&self, yes: bool) -> Words {
        self.l.t(if yes { "show-yes" } else { "show-no" }).into()
    }
}
