//! The open cases of an official, and to whom they are given. Numbers and stages, nothing personal.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::cases::Listed;
use onewindow_app::staffing::{self, Receiver};
use onewindow_model::id::{CaseId, OfficerId};
use serde::Deserialize;

use super::{MOST_SENT, problem, reasons};
use crate::audience::{Fresh, Staff};
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::{Field, Filled, FormSpec, Problem, StrictForm};
use crate::l10n::Words;
use crate::lists::Table;
use crate::page::Page;
use crate::show::Show;

/// All of them.
const ALL: &str = "all";

/// Back to the list.
const LIST: &str = "list";

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    officer: String,
}

#[derive(Template)]
#[template(path = "desk/staff/cases.html")]
struct CasesPage {
    page: Page,
    nav: DeskNav,
    name: String,
    officer: String,
    cases: Table,
    give: Option<(Field, Field, Field)>,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    page(staff, places::id(&asked.officer)?, None, Vec::new()).await
}

pub(in crate::desk) async fn give(
    Fresh(staff): Fresh,
    form: StrictForm,
) -> Result<Response, WebError> {
    let spec = FormSpec::new().one("officer", 40).one("case", 40).one("to", 40);
    let form = form.read(&spec.one("reasons", MOST_SENT))?;
    let from: OfficerId = places::id(form.get("officer"))?;
    let to = match form.get("to") {
        LIST => Some(Receiver::List),
        other => other.parse().ok().map(Receiver::Officer),
    };
    let which = Which::read(form.get("case"));
    let (Some(to), Some(which)) = (to, &which) else {
        let mut problems = Vec::new();
        if which.is_none() {
            problems.push(Problem::new("case", staff.page.t("staff-problem-case")));
        }
        if to.is_none() {
            problems.push(Problem::new("to", staff.page.t("staff-problem-to")));
        }
        return page(staff, from, Some(&form), problems).await;
    };
    let why = form.get("reasons");
    let done = match which {
        Which::All => staffing::reassign_all(&staff.ctx, from, to, why).await.map(|_| ()),
        Which::One(case) => staffing::reassign(&staff.ctx, *case, to, why).await,
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=given", places::STAFF)).into_response()),
        Err(AppError::Refusal(_)) => {
            let problem = Problem::new("case", staff.page.t("staff-problem-faster"));
            page(staff, from, Some(&form), vec![problem]).await
        }
        Err(error) => {
            let problem = problem(&staff.page, error, "reasons")?;
            page(staff, from, Some(&form), vec![problem]).await
        }
    }
}

enum Which {
    All,
    One(CaseId),
}

impl Which {
    fn read(text: &str) -> Option<Which> {
        match text {
            ALL => Some(Which::All),
            id => id.parse().ok().map(Which::One),
        }
    }
}

async fn page(
    staff: Staff,
    from: OfficerId,
    form: Option<&Filled>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let back = |error| WebError::from(error).back(places::DESK);
    let open = staffing::handled(&ctx, from).await.map_err(back)?;
    let receivers = staffing::receivers(&ctx).await.map_err(back)?;
    let all = staffing::officials(&ctx).await.map_err(back)?;
    let name = all.into_iter().find(|one| one.record.officer.id == from);
    let name = name.ok_or_else(WebError::not_found)?.record.name;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let cases = listed(&show, page.t("staff-cases-title"), &open);
    let typed = |name: &str| form.map(|form| form.get(name).to_owned()).unwrap_or_default();
    let which = open.iter().map(|case| (case.id.to_string(), Words::from(case.number.to_string())));
    let which =
        std::iter::once((ALL.to_owned(), Words::from(page.t("staff-cases-all")))).chain(which);
    let others = receivers.iter().filter(|one| one.officer.id != from);
    let others = others.map(|one| (one.officer.id.to_string(), Words::from(one.name.clone())));
    let to =
        std::iter::once((LIST.to_owned(), Words::from(page.t("staff-cases-list")))).chain(others);
    let fields = (
        Field::new("case", page.t("staff-cases-which"))
            .options(which.collect())
            .value(typed("case"))
            .error(Problem::of(&problems, "case")),
        Field::new("to", page.t("staff-cases-to"))
            .options(to.collect())
            .value(typed("to"))
            .error(Problem::of(&problems, "to")),
        reasons(&page, "reasons", "staff-why", "staff-cases-why-hint", &typed("reasons"))
            .error(Problem::of(&problems, "reasons")),
    );
    let give = (!open.is_empty()).then_some(fields);
    let nav = DeskNav::new(&page, &officer, places::STAFF);
    let page = page.title("staff-cases-title").back_to(places::STAFF, "staff-back");
    let page = page.problems(problems).wide();
    let officer = from.to_string();
    Ok(page.show(|page| CasesPage { page, nav, name, officer, cases, give }))
}

/// Cases as a table: number, service, stage, deadline.
pub(crate) fn listed(show: &Show<'_>, caption: String, open: &[Listed]) -> Table {
    let l = show.l;
    let rows = open.iter().map(|case| {
        let due = case.due.map(|day| l.date_and_weekday(day)).unwrap_or_default();
        let due = match case.late {
            true => format!("{due} · {}", l.t("desk-late")),
            false => due,
        };
        vec![
            case.number.to_string().into(),
            l.words(&case.service.name).into(),
            show.stage(case.stage).into(),
            due.into(),
        ]
    });
    let heads = ["desk-number", "desk-service", "desk-stage", "desk-due"];
    Table { caption, heads: heads.map(|key| l.t(key)).to_vec(), rows: rows.collect() }
}
