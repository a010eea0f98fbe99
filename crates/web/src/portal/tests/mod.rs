//! The public pages as anyone reads them, on the sample catalogue.

mod finding;
mod programs;
mod questions;
mod ready;
mod record;
mod slip;
mod verifying;
mod visits;

use std::sync::Arc;

use axum::Router;
use onewindow_app::testing::World;

use crate::edge::{Rate, RatePlan};
use crate::shell::testing::{Answer, get_with};

struct Site {
    world: World,
    router: Router,
}

const FOOD: &str = "/services/small-food-business";
const ANSWERS: &str = "place=xinghe&operator=individual&area_m2=18.5&workers=2&premises=rented\
    &smoke=false&cold_dishes=false&raw_food=false&online_orders=true&licence_revoked=false";

async fn site() -> Site {
    let world = World::new().await;
    let mut site = crate::server::site(&world.app, world.clock.clone(), world.random.clone());
    let plenty = Rate { burst: 10_000, pause: std::time::Duration::from_millis(1) };
    site.rates = RatePlan { ordinary: plenty, sensitive: plenty };
    let router = crate::server::router(Arc::clone(&world.app), Arc::new(site));
    Site { world, router }
}

impl Site {
    async fn get(&self, path: &str, lang: &str) -> Answer {
        get_with(&self.router, path, &[("cookie", &format!("ow-lang={lang}"))]).await
    }
}
