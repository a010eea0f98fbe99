use askama::Template;
use axum::response::Response;

use crate::page::Page;

#[derive(Template)]
#[template(path = "pages/accessibility.html")]
struct Accessibility {
    page: Page,
}

/// `GET /accessibility`: what works for whom, what is known not to, and where to turn.
pub(super) async fn accessibility(page: Page) -> Response {
    page.title("accessibility-title").public().show(|page| Accessibility { page })
}
