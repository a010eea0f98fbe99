//! The form of a proposal: what each kind of change asks, and what it reads back.

use jiff::civil::{Date, date};
use onewindow_app::Ctx;
use onewindow_app::staffing::{self, Wish};
use onewindow_model::actor::Role;
use onewindow_model::id::OfficerId;
use onewindow_model::staffing::{Change, ChangeName, Post};

use super::{MOST_SENT, reasons};
use crate::errors::WebError;
use crate::forms::{Choice, Choices, DateField, Field, Filled, FormSpec, Problem};
use crate::l10n::Words;
use crate::page::Page;
use crate::show::{Ask, Show};

/// Every field of the form, whatever the kind.
pub(super) fn spec() -> FormSpec {
    let plain = ["kind", "officer", "deputy", "organisation", "office", "urgent"];
    let spec = plain.into_iter().fold(FormSpec::new(), |spec, name| spec.one(name, 100));
    spec.one("login", 100)
        .one("name", 200)
        .many("roles", Role::ALL.len(), 40)
        .date("from")
        .date("until")
        .one("reasons", MOST_SENT)
}

/// What the form asks, in order. The last is why.
pub(super) struct Asks {
    pub fields: Vec<Ask>,
    pub roles: Option<Choices>,
    pub urgent: Option<Choices>,
    pub reasons: Field,
}

/// What was typed, one way or the other.
pub(super) struct Typed<'a> {
    pub form: Option<&'a Filled>,
    pub officer: &'a str,
}

impl Typed<'_> {
    fn get(&self, name: &str) -> String {
        let typed = self.form.map(|form| form.get(name).to_owned());
        typed.unwrap_or_else(|| {
            if name == "officer" { self.officer.to_owned() } else { String::new() }
        })
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.form.map(|form| form.all(name).map(str::to_owned).collect()).unwrap_or_default()
    }
}

/// The fields of one kind of change.
pub(super) async fn asks(
    page: &Page,
    ctx: &Ctx,
    kind: ChangeName,
    typed: &Typed<'_>,
    problems: &[Problem],
) -> Result<Asks, WebError> {
    let colleagues = colleagues(ctx, kind).await?;
    let form = Form { page, typed, problems };
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let mut fields = Vec::new();
    match kind {
        ChangeName::Join => {
            fields.push(form.line("name", "staff-name"));
            fields.push(form.line("login", "staff-login"));
        }
        ChangeName::Audit => fields.push(form.list("officer", "staff-auditor", colleagues.clone())),
        ChangeName::Deputy => {
            fields.push(form.list("officer", "staff-absent", colleagues.clone()));
            fields.push(form.list("deputy", "staff-deputy", colleagues.clone()));
        }
        _ => fields.push(form.list("officer", "staff-official", colleagues.clone())),
    }
    if kind == ChangeName::Move {
        let houses = current.files.authorities.iter();
        let houses = houses.map(|(id, house)| (id.clone(), page.l.words(&house.name)));
        let mut field = form.field("organisation", "staff-organisation").options(houses.collect());
        if field.value.is_empty() {
            field = field
                .value(ctx.actor.officer().map_or("", |officer| officer.organisation.as_str()));
        }
        fields.push(Ask::List(field));
    }
    let post = matches!(kind, ChangeName::Join | ChangeName::Move);
    if post {
        let offices = current.files.offices.iter();
        let offices = offices.map(|office| (office.id.clone(), show.office(&office.id)));
        fields.push(form.list("office", "staff-office", offices.collect()));
    }
    if !matches!(kind, ChangeName::Join | ChangeName::Restore | ChangeName::Passkey) {
        fields.push(form.day("from", "staff-from", ctx.today()));
    }
    if matches!(kind, ChangeName::Deputy | ChangeName::Audit) {
        fields.push(form.day("until", "staff-until", ctx.today()));
    }
    let why = reasons(page, "reasons", "staff-why", "staff-why-hint", &typed.get("reasons"));
    Ok(Asks {
        fields,
        roles: post.then(|| form.roles()),
        urgent: (kind == ChangeName::Leave).then(|| form.urgent()),
        reasons: why.error(Problem::of(problems, "reasons")),
    })
}

/// Whom a change of that kind can be about.
async fn colleagues(ctx: &Ctx, kind: ChangeName) -> Result<Vec<(String, Words)>, WebError> {
    let named = |id: OfficerId, name: &str, login: &str| {
        (id.to_string(), Words::from(format!("{name} ({login})")))
    };
    if kind == ChangeName::Audit {
        let auditors = staffing::auditors(ctx).await?;
        return Ok(auditors.iter().map(|a| named(a.officer.id, &a.name, &a.login)).collect());
    }
    let me = ctx.actor.officer().map(|officer| officer.id);
    let all = staffing::officials(ctx).await?;
    let all = all.into_iter().filter(|one| kind != ChangeName::Restore || one.review.suspends());
    let others = all.filter(|one| Some(one.record.officer.id) != me);
    Ok(others.map(|o| named(o.record.officer.id, &o.record.name, &o.record.login)).collect())
}

struct Form<'a> {
    page: &'a Page,
    typed: &'a Typed<'a>,
    problems: &'a [Problem],
}

impl Form<'_> {
    fn field(&self, name: &str, key: &str) -> Field {
        let field = Field::new(name, self.page.t(key)).value(self.typed.get(name));
        let hint = match name {
            "login" => Some("staff-login-hint"),
            "officer" if key == "staff-auditor" => Some("staff-auditor-hint"),
            _ => None,
        };
        let field = match hint {
            Some(hint) => field.hint(self.page.t(hint)),
            None => field,
        };
        field.error(Problem::of(self.problems, name))
    }

    fn line(&self, name: &str, key: &str) -> Ask {
        Ask::Line(self.field(name, key).length(30, 100))
    }

    fn list(&self, name: &str, key: &str, options: Vec<(String, Words)>) -> Ask {
        Ask::List(self.field(name, key).options(options))
    }

    fn day(&self, name: &str, key: &str, today: Date) -> Ask {
        let part = |part: &str| self.typed.get(&format!("{name}-{part}"));
        let typed = match self.typed.form {
            None if name == "from" => {
                [today.year().to_string(), today.month().to_string(), today.day().to_string()]
            }
            _ => [part("year"), part("month"), part("day")],
        };
        let [year, month, day] = &typed;
        let field = DateField::new(name, self.page.t(key)).typed(year, month, day);
        let id = field.first_id(self.page.l);
        Ask::Day(field.error(Problem::of(self.problems, &id)))
    }

    fn roles(&self) -> Choices {
        let choices = Role::ALL.into_iter().map(|role| {
            Choice::new(role.as_str(), self.page.t(&format!("looked-role-{role}")))
                .hint(self.page.t(&format!("staff-role-{role}")))
        });
        Choices::new("roles", self.page.t("staff-roles"), choices.collect())
            .chosen(&self.typed.all("roles"))
            .error(Problem::of(self.problems, "roles"))
    }

    fn urgent(&self) -> Choices {
        let hint = self.page.t("staff-urgent-hint");
        let choice = Choice::new("yes", self.page.t("staff-urgent-yes")).hint(hint);
        Choices::new("urgent", self.page.t("staff-urgent"), vec![choice])
            .chosen(&[self.typed.get("urgent")])
            .error(Problem::of(self.problems, "urgent"))
    }
}

/// Reads what was typed. What is missing is said beside its field.
pub(super) fn read(page: &Page, kind: ChangeName, form: &Filled) -> Result<Wish, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut missing = |name: &str, key: &str| problems.push(Problem::new(name, page.t(key)));
    let officer: Option<OfficerId> = form.get("officer").parse().ok();
    if kind != ChangeName::Join && officer.is_none() {
        missing("officer", "staff-problem-official");
    }
    let mut asked_day = |name: &str| {
        let id = DateField::new(name, "").first_id(page.l);
        day(form, name).unwrap_or_else(|| {
            missing(&id, "staff-problem-day");
            Date::MIN
        })
    };
    let change = match kind {
        ChangeName::Join => {
            let (login, name) = (form.get("login").to_owned(), form.get("name").to_owned());
            Change::Join { login, name, post: post(form, None) }
        }
        ChangeName::Move => {
            let post = post(form, Some(form.get("organisation")));
            Change::Move { post, from: asked_day("from") }
        }
        ChangeName::Leave => Change::Leave { from: asked_day("from") },
        ChangeName::Deputy => {
            let (from, until) = (asked_day("from"), asked_day("until"));
            match form.get("deputy").parse() {
                Ok(deputy) => Change::Deputy { deputy, from, until },
                Err(_) => {
                    missing("deputy", "staff-problem-official");
                    Change::Restore
                }
            }
        }
        ChangeName::Restore => Change::Restore,
        ChangeName::Passkey => Change::Passkey,
        ChangeName::Audit => Change::Audit { from: asked_day("from"), until: asked_day("until") },
    };
    let at_once = form.get("urgent") == "yes";
    if problems.is_empty() { Ok(Wish { officer, change, at_once }) } else { Err(problems) }
}

fn post(form: &Filled, organisation: Option<&str>) -> Post {
    Post {
        organisation: organisation.unwrap_or_default().to_owned(),
        office: Some(form.get("office").to_owned()).filter(|office| !office.is_empty()),
        roles: form.all("roles").filter_map(|role| role.parse().ok()).collect(),
    }
}

fn day(form: &Filled, name: &str) -> Option<Date> {
    let part = |part: &str| form.get(&format!("{name}-{part}")).parse::<i16>().ok();
    let small = |key: &str| part(key).and_then(|value| i8::try_from(value).ok());
    Date::new(part("year")?, small("month")?, small("day")?)
        .ok()
        .filter(|day| *day > date(2000, 1, 1))
}
