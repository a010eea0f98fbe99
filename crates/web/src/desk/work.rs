//! The work list: cases of the officer's authority by deadline, nothing personal.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use onewindow_app::cases::{self, WorkItem, WorkKey};
use onewindow_model::actor::Role;
use onewindow_model::id::CaseId;
use onewindow_model::reference::CaseNumber;
use onewindow_model::staffing::Review;
use serde::Deserialize;

use super::DeskNav;
use super::places;
use crate::audience::Staff;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Where the page starts: the last day and case of the one before.
    after: Option<String>,
    /// What was just done, and to which case.
    done: Option<String>,
    number: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/work.html")]
struct WorkList {
    page: Page,
    nav: DeskNav,
    notice: Option<(String, String)>,
    decides: bool,
    lines: Vec<Line>,
    first: bool,
    next: Option<String>,
}

struct Line {
    number: String,
    service: Words,
    stage: String,
    colour: &'static str,
    due: String,
    late: bool,
    soon: bool,
    whose: String,
    open: Option<String>,
    take: Option<String>,
}

pub(super) async fn show(staff: Staff, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let after = asked.after.as_deref().map(work_key).transpose()?;
    let first = after.is_none();
    let decides = officer.acts_as(Role::CaseOfficer);
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let (lines, next) = match decides {
        false => (Vec::new(), None),
        true => {
            let found = cases::work(&ctx, after).await?;
            let lines = found.items.iter().map(|item| line(&show, item, ctx.today()));
            let next =
                found.next.map(|key| format!("{}?after={}~{}", places::DESK, key.due, key.id));
            (lines.collect(), next)
        }
    };
    let review = onewindow_app::staff::own_review(&ctx).await?;
    let notice = match review {
        Review::Fresh { .. } | Review::Due { .. } => None,
        Review::Overdue { .. } => Some("staff-notice-overdue"),
        Review::Suspended { .. } => Some("staff-notice-suspended"),
    };
    let notice = notice.map(|key| (page.t(key), super::staff::review(page.l, review).0));
    let nav = DeskNav::new(&page, &officer, places::DESK);
    let done = done(&page, &asked);
    let title = if decides { "desk-work-title" } else { "desk-title" };
    let page = page.title(title).done(done).wide();
    Ok(page.show(|page| WorkList { page, nav, notice, decides, lines, first, next }))
}

fn line(show: &Show<'_>, item: &WorkItem, today: Date) -> Line {
    let l = show.l;
    let place = item.id;
    let due = item.due.map(|day| l.date_and_weekday(day)).unwrap_or_default();
    let days = item.due.and_then(|day| today.until(day).ok()).map(|span| span.get_days());
    Line {
        number: item.number.to_string(),
        service: l.words(&item.service.name),
        stage: show.stage(item.stage),
        colour: show.stage_colour(item.stage),
        due,
        late: item.late,
        soon: !item.late && days.is_some_and(|days| days <= 1),
        whose: l.t(match (item.mine, item.in_place, item.free) {
            (true, ..) => "desk-mine",
            (_, true, _) => "desk-in-place",
            (.., true) => "desk-free",
            _ => "desk-theirs",
        }),
        open: (item.mine || item.in_place).then(|| places::case(place)),
        take: item.free.then(|| format!("{}/take", places::case(place))),
    }
}

/// Reads `DAY~CASE`, as the link to the next page says it.
fn work_key(text: &str) -> Result<WorkKey, WebError> {
    let read = || {
        let (due, id) = text.split_once('~')?;
        let day: Date = due.parse().ok()?;
        let id: CaseId = id.parse().ok()?;
        Some(WorkKey { due: day.to_string(), id: id.to_string() })
    };
    read().ok_or_else(WebError::not_found)
}

/// What the page says was just done; only words and numbers of ours.
fn done(page: &Page, asked: &Asked) -> Option<String> {
    let key = match asked.done.as_deref()? {
        "granted" => "desk-done-granted",
        "refused" => "desk-done-refused",
        "intake-refused" => "desk-done-intake-refused",
        "released" => "desk-done-released",
        _ => return None,
    };
    let number: CaseNumber = asked.number.as_deref()?.parse().ok()?;
    Some(page.t1(key, "number", number.to_string()))
}
