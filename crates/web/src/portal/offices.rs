use askama::Template;
use axum::response::Response;
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
    groups: Vec<(Words, Vec<OfficeRow>)>,
}

/// `GET /offices`: where to go in person, by city, or all that serve one place.
pub(super) async fn offices(public: Public, params: Params) -> Response {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let regions = &current.files.regions;
    let chosen = regions.get(params.get("region"));
    let serves = |region: &str| match chosen {
        None => true,
        Some(chosen) => {
            regions.up(&chosen.id).any(|up| up.id == region)
                || regions.up(region).any(|up| up.id == chosen.id)
        }
    };
    let mut groups: Vec<(String, Vec<OfficeRow>)> = Vec::new();
    for office in current.files.offices.iter().filter(|office| serves(&office.region)) {
        let city = regions.up(&office.region).find(|up| up.level <= Level::City);
        let group = city.map_or(&office.region, |city| &city.id);
        let row = OfficeRow::of(&show, office);
        match groups.iter_mut().find(|(id, _)| id == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group.clone(), vec![row])),
        }
    }
    let mut all: Vec<_> = regions.iter().collect();
    all.sort_by_key(|region| region.code.as_deref().unwrap_or(&region.id));
    let options = all.iter().map(|region| (region.id.clone(), show.place(&region.id))).collect();
    let filter = Field::new("region", page.t("offices-region"))
        .options(options)
        .value(chosen.map(|region| region.id.clone()).unwrap_or_default());
    let groups = groups.into_iter().map(|(id, rows)| (show.region(&id), rows)).collect();
    let chosen = chosen.map(|region| show.place(&region.id));
    page.title("offices-title").back("/").public().show(|page| Offices {
        page,
        filter,
        chosen,
        groups,
    })
}
