//! Where something is: regions with what they lie in, and the offices to go to.

use onewindow_model::class::DataClass;
use onewindow_model::institution::Office;
use onewindow_model::region::Level;
use onewindow_model::service::Service;

use super::Show;
use crate::l10n::{Lang, Words};

impl<'a> Show<'a> {
    /// A region with what it lies in, from the county down: 青石区南浦街道星禾社区.
    pub fn place(&self, id: &str) -> Words {
        let up: Vec<_> = self.current.files.regions.up(id).collect();
        let names: Vec<&str> = up
            .iter()
            .enumerate()
            .filter(|(step, region)| *step == 0 || region.level >= Level::County)
            .map(|(_, region)| region.name.words(self.l.lang))
            .collect();
        match self.l.lang {
            _ if names.is_empty() => id.into(),
            Lang::Zh => names.into_iter().rev().collect::<String>().into(),
            Lang::En => names.join(", ").into(),
        }
    }

    /// The name of a class of data.
    pub fn class(&self, class: &DataClass) -> Words {
        let known = self.current.files.classes.get(class.as_str());
        known.map_or_else(|| class.as_str().into(), |info| self.l.words(&info.name))
    }

    /// The offices where a service can be had, the nearest to `place` first: those that serve the
    /// place, the smallest first, then the others.
    pub fn offices_for(&self, service: &Service, place: Option<&str>) -> Vec<&'a Office> {
        let files = &self.current.files;
        let near: Vec<&str> = place
            .map(|place| files.regions.up(place).map(|region| region.id.as_str()).collect())
            .unwrap_or_default();
        let mut offices: Vec<&Office> =
            files.offices.iter().filter(|office| self.takes_in(office, service)).collect();
        offices.sort_by_key(|office| near.iter().position(|id| *id == office.region).unwrap_or(99));
        offices
    }

    /// Whether an office takes a service in: one that it names, or any that applies in its region.
    pub fn takes_in(&self, office: &Office, service: &Service) -> bool {
        match &office.services {
            Some(named) => named.contains(&service.id),
            None => self.current.files.regions.up(&office.region).any(|up| up.id == service.region),
        }
    }
}
