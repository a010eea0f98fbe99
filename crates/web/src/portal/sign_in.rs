use askama::Template;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::Ctx;
use onewindow_app::demo::{self, Account, Group};
use onewindow_app::sign_in::is_offered;
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::Method;

use super::params::Params;
use super::provider;
use crate::audience::Public;
use crate::errors::{Unsaved, WebError, encoded};
use crate::forms::{Field, FormSpec, Problem, StrictForm};
use crate::l10n::{L10n, Words};
use crate::page::{ACCOUNT, DESK, HOME, LocalPath, Page, STAFF_SIGN_IN};
use crate::session::sign_in;
use crate::show::stored;

#[derive(Template)]
#[template(path = "portal/sign_in.html")]
struct SignIn {
    page: Page,
    back_to: String,
    code: Option<Field>,
    walk: Vec<Person>,
    groups: Vec<(String, String, Vec<Person>)>,
    /// The way to the identity provider, where there is one.
    provider: Option<String>,
    typed: Option<String>,
}

/// Someone of the demonstration, to be chosen.
struct Person {
    key: String,
    name: Words,
    story: Words,
    role: String,
}

/// `GET /sign-in`: in a demonstration, lists of whom one can be; elsewhere says that nothing is set
/// up. `?return=` is where it goes on.
pub(super) async fn form(public: Public, params: Params) -> Response {
    let Public { page, ctx } = public;
    if !page.site.demo && is_staff(params.get("return")) {
        let (back_to, typed) = (encoded(params.get("return")), encoded(params.get("typed")));
        let to = format!("{STAFF_SIGN_IN}?return={back_to}&typed={typed}");
        return Redirect::to(&to).into_response();
    }
    let typed = [Unsaved::Kept, Unsaved::Lost, Unsaved::Files].map(Unsaved::as_str);
    let typed = typed.into_iter().find(|known| *known == params.get("typed"));
    let typed = typed.map(|typed| page.t(&format!("sign-in-typed-{typed}")));
    form_page(page, &ctx, params.get("return"), typed, Vec::new())
}

/// Officials have a way in of their own.
fn is_staff(back_to: &str) -> bool {
    [DESK, "/staff"].iter().any(|start| back_to.starts_with(start))
}

fn form_page(
    page: Page,
    ctx: &Ctx,
    back_to: &str,
    typed: Option<String>,
    problems: Vec<Problem>,
) -> Response {
    let back_to = LocalPath::parse(back_to);
    let back_to = back_to.map(|path| path.as_str().to_owned()).unwrap_or_default();
    let accounts = demo::accounts(&ctx.app);
    let mut order = [Group::Person, Group::Company, Group::Staff];
    if back_to.starts_with(DESK) {
        order.rotate_right(1);
    }
    let can_be = |account: &&Account| demo::can_be_chosen(&ctx.app, account);
    let walk = demo::WALK.iter().filter_map(|key| accounts.find(key)).filter(can_be);
    let walk = walk.map(|account| person(page.l, account)).collect();
    let all: Vec<&Account> = accounts.all().iter().filter(can_be).collect();
    let groups = order.into_iter().map(|group| list(page.l, &all, group));
    let groups = groups.filter(|(_, _, people)| !people.is_empty()).collect();
    let code = demo::needs_code(&ctx.app).then(|| {
        Field::new("code", page.t("sign-in-code"))
            .hint(page.t("sign-in-code-hint"))
            .error(Problem::of(&problems, "code"))
            .typing("text", "", "one-time-code")
            .length(20, 40)
            .exact()
    });
    let goes_on = if back_to.is_empty() { ACCOUNT } else { &back_to };
    let provider = is_offered(&ctx.app).then(|| provider::start(goes_on, None));
    page.title("sign-in-title").back(HOME).problems(problems).show(|page| SignIn {
        page,
        provider,
        back_to,
        code,
        walk,
        groups,
        typed,
    })
}

fn list(l: L10n, accounts: &[&Account], group: Group) -> (String, String, Vec<Person>) {
    let name = match group {
        Group::Person => "person",
        Group::Company => "company",
        Group::Staff => "staff",
    };
    let rest = accounts.iter().filter(|account| !demo::WALK.contains(&account.key.as_str()));
    let people = rest.filter(|account| account.group == group).map(|account| person(l, account));
    (l.t(&format!("sign-in-{name}")), l.t(&format!("sign-in-{name}-hint")), people.collect())
}

fn person(l: L10n, account: &Account) -> Person {
    let roles = account.actor.officer().map_or(&[][..], |officer| &officer.roles);
    let roles = roles.iter().map(|role| l.t(&format!("looked-role-{}", stored(role))));
    Person {
        key: account.key.clone(),
        name: l.words(&account.name),
        story: l.words(&account.story),
        role: roles.collect::<Vec<_>>().join(&l.t("list-and")),
    }
}

/// `POST /sign-in`: becomes one of the demonstration.
pub(super) async fn become_one(public: Public, form: StrictForm) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let spec = FormSpec::new().one("account", 80).one("return", 2_000).one("code", 60);
    let form = form.read(&spec)?;
    let accounts = demo::accounts(&ctx.app);
    let account = accounts.find(form.get("account"));
    let account = account.filter(|account| demo::can_be_chosen(&ctx.app, account));
    let account = account.ok_or_else(WebError::not_found)?;
    if !demo::redeem_code(&ctx.app, form.get("code")) {
        let problem = Problem::new("code", page.t("sign-in-code-wrong"));
        return Ok(form_page(page, &ctx, form.get("return"), None, vec![problem]));
    }
    let cookie = sign_in(page.visit(), account.actor.clone(), Method::Demonstration).await?;
    let mut response = Redirect::to(&onward(&account.actor, form.get("return"))).into_response();
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

/// Back to where the reader came from, unless that is none of theirs.
pub(super) fn onward(actor: &Actor, back_to: &str) -> String {
    let start = if actor.officer().is_some() { DESK } else { ACCOUNT };
    let other = if actor.officer().is_some() { ACCOUNT } else { DESK };
    match LocalPath::parse(back_to) {
        Some(path) if !path.as_str().starts_with(other) => path.as_str().to_owned(),
        _ => start.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use onewindow_model::actor::Officer;
    use onewindow_model::id::OfficerId;

    use super::*;

    #[test]
    fn nobody_is_sent_where_they_cannot_go() {
        let id: OfficerId = "0".repeat(26).parse().unwrap();
        let officer = Officer {
            id,
            organisation: "a".into(),
            office: None,
            roles: Vec::new(),
            stands_in: Vec::new(),
        };
        let officer = Actor::Officer(officer);
        assert_eq!(onward(&officer, "/desk/cases/1"), "/desk/cases/1");
        assert_eq!(onward(&officer, "/account"), "/desk");
        assert_eq!(onward(&officer, "//evil.example"), "/desk");
        assert_eq!(onward(&Actor::Stranger, "/desk"), "/account");
        assert_eq!(onward(&Actor::Stranger, "/apply/new?service=a"), "/apply/new?service=a");
    }
}
