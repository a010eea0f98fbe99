//! A form that was sent while its author had to prove who they are: here it is again, to be sent.

use askama::Template;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::kept;

use super::kept::TARGET;
use super::sign_in::onward;
use crate::audience::Staff;
use crate::errors::WebError;
use crate::page::{DESK, Page, STAFF_RESUME};
use crate::session::kept_cookie;

#[derive(Template)]
#[template(path = "staff/resume.html")]
struct ResumePage {
    page: Page,
    action: String,
    typed: Vec<(String, String)>,
    shown: Vec<String>,
}

/// A value with a space or so many characters was typed, and not chosen.
const TYPED: usize = 40;

/// `GET /staff/resume`: what was typed, once, with the button that sends it.
pub(super) async fn show(staff: Staff) -> Result<Response, WebError> {
    let Staff { page, ctx, .. } = staff;
    let visit = page.visit().clone();
    let typed = match &visit.kept {
        Some(token) => kept::take(&ctx, *token.secret(), STAFF_RESUME).await?,
        None => None,
    };
    let Some(typed) = typed else { return Ok(Redirect::to(DESK).into_response()) };
    let (target, typed): (Vec<_>, Vec<_>) = typed.into_iter().partition(|(name, _)| name == TARGET);
    let action = onward(target.first().map_or("", |(_, path)| path));
    let words = |text: &str| text.contains(char::is_whitespace) || text.chars().count() >= TYPED;
    let chinese = |text: &str| !text.is_ascii();
    let shown = typed.iter().map(|(_, value)| value).filter(|text| words(text) || chinese(text));
    let shown = shown.cloned().collect();
    let page = page.title("staff-resume-title");
    let mut response = page.show(|page| ResumePage { page, action, typed, shown });
    // It has been given back: the browser need not hold its token any longer.
    if let Some(cookie) = kept_cookie(None, visit.site.secure) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}
