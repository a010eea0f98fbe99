use askama::Template;
use axum::response::Response;
use onewindow_model::institution::Office;
use onewindow_model::region::Level;

use super::office_row::OfficeRow;
use super::params::Params;
use crate::audience::Public;
use crate::forms::Field;
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

#[derive(Template)]
#[template(path = "portal/offices.html")]
struct Offices {
    page: Page,
    filter: Field,
    chosen: Option<Words>,
    groups: Vec<Group>,
}

/// Offices under one heading; those near a chosen place need none.
type Group = (Option<Words>, Vec<OfficeRow>);

/// `GET /offices`: where to go in person, by city, or nearest first.
pub(super) async fn offices(public: Public, params: Params) -> Response {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let regions = &current.files.regions;
    let chosen = regions.get(params.get("region"));
    let groups = match chosen {
        Some(place) => vec![(None, near(&show, &place.id))],
        None => by_city(&show),
    };
    let mut all: Vec<_> = regions.iter().collect();
    all.sort_by_key(|region| region.code.as_deref().unwrap_or(&region.id));
    let options = all.iter().map(|region| (region.id.clone(), show.place(&region.id))).collect();
    let filter = Field::new("region", page.t("offices-region"))
        .options(options)
        .value(chosen.map(|region| region.id.clone()).unwrap_or_default());
    let chosen = chosen.map(|region| show.place(&region.id));
    page.title("offices-title").back("/").public().show(|page| Offices {
        page,
        filter,
        chosen,
        groups,
    })
}

fn near(show: &Show<'_>, place: &str) -> Vec<OfficeRow> {
    offices_near(show, place).into_iter().map(|office| OfficeRow::of(show, office)).collect()
}

/// The offices that serve a place, the nearest first, then those that lie in it.
pub(crate) fn offices_near<'a>(show: &Show<'a>, place: &str) -> Vec<&'a Office> {
    let regions = &show.current.files.regions;
    let up: Vec<&str> = regions.up(place).map(|region| region.id.as_str()).collect();
    let distance = |office: &&Office| -> Option<usize> {
        let within = || regions.up(&office.region).any(|region| region.id == place);
        let above = up.iter().position(|id| *id == office.region);
        above.or_else(|| within().then_some(up.len()))
    };
    let mut offices: Vec<_> = show.current.files.offices.iter().collect();
    offices.retain(|office| distance(office).is_some());
    offices.sort_by_key(|office| distance(office));
    offices
}

fn by_city(show: &Show<'_>) -> Vec<Group> {
    let regions = &show.current.files.regions;
    let mut groups: Vec<(&str, Vec<OfficeRow>)> = Vec::new();
    for office in &show.current.files.offices {
        let city = regions.up(&office.region).find(|up| up.level <= Level::City);
        let group = city.map_or(office.region.as_str(), |city| city.id.as_str());
        let row = OfficeRow::of(show, office);
        match groups.iter_mut().find(|(id, _)| *id == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group, vec![row])),
        }
    }
    groups.into_iter().map(|(id, rows)| (Some(show.region(id)), rows)).collect()
}
