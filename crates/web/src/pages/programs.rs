use askama::Template;
use axum::response::Response;

use crate::page::Page;

#[derive(Template)]
#[template(path = "pages/programs.html")]
struct Programs {
    page: Page,
}

/// Where the interface for programs is explained.
pub(super) const PROGRAMS: &str = "/api";

/// `GET /api`: how programs ask, for those who write them.
pub(super) async fn programs(page: Page) -> Response {
    page.title("programs-title").public().show(|page| Programs { page })
}
