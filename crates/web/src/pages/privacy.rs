use askama::Template;
use axum::response::Response;

use crate::page::Page;

#[derive(Template)]
#[template(path = "pages/privacy.html")]
struct Privacy {
    page: Page,
}

/// `GET /privacy`: what is taken from people, who sees it, and how they find out.
pub(super) async fn privacy(page: Page) -> Response {
    page.title("privacy-title").public().show(|page| Privacy { page })
}
