use onewindow_model::institution::Office;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::given::Found;
use super::super::input::{Asked, At};
use crate::audience::Public;
use crate::errors::{Place, WebError};
use crate::portal::offices_near;
use crate::show::{Show, stored};

/// Which offices.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Where {
    /// A region by its id: the offices that serve it come first, the nearest at the top.
    #[schemars(length(min = 1, max = 100))]
    region: Option<String>,
}

/// Offices.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct Offices {
    items: Vec<Given>,
}

/// An office.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Office")]
pub(in crate::api) struct Given {
    id: String,
    name: String,
    /// Where it stands.
    region: String,
    level: String,
    /// The office above it.
    parent: Option<String>,
    address: String,
    /// When it is open.
    hours: String,
    phone: Option<String>,
    windows: Vec<String>,
    /// The services taken in there; null is all.
    services: Option<Vec<String>>,
}

/// `GET /api/v1/offices`.
pub(in crate::api) async fn list(
    public: Public,
    Asked(place): Asked<Where>,
) -> Result<Found<Offices>, WebError> {
    let current = public.ctx.app.catalogue.current();
    let show = Show::new(public.page.l, &current);
    let offices: Vec<&Office> = match &place.region {
        None => current.files.offices.iter().collect(),
        Some(region) if current.files.regions.get(region).is_some() => offices_near(&show, region),
        Some(_) => {
            let place = Place::Parameter("region".to_owned());
            return Err(WebError::unfit().at(place, "ask-place", &[]));
        }
    };
    Ok(Found(Offices { items: offices.into_iter().map(|one| given(&show, one)).collect() }))
}

/// `GET /api/v1/offices/{office}`.
pub(in crate::api) async fn one(
    public: Public,
    At(id): At<String>,
) -> Result<Found<Given>, WebError> {
    let current = public.ctx.app.catalogue.current();
    let show = Show::new(public.page.l, &current);
    let office = current.office(&id).ok_or_else(WebError::not_found)?;
    Ok(Found(given(&show, office)))
}

fn given(show: &Show<'_>, office: &Office) -> Given {
    let words = |text| show.l.words(text).text;
    Given {
        id: office.id.clone(),
        name: words(&office.name),
        region: office.region.clone(),
        level: stored(&office.level),
        parent: office.parent.clone(),
        address: words(&office.address),
        hours: words(&office.hours),
        phone: office.phone.clone(),
        windows: office.windows.iter().map(words).collect(),
        services: office.services.clone(),
    }
}
