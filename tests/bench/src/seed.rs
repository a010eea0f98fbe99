//! What is there before anything is measured: persons, drafts ready to be sent, cases, sessions,
//! and the requests of every flow.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use onewindow_app::drafts::{self, Change};
use onewindow_app::rules::{Answers, Value};
use onewindow_app::sessions::{self, Session};
use onewindow_app::testing::{many, one_page_pdf};
use onewindow_app::{App, Ctx, applications, cases, demo};
use onewindow_model::actor::{Actor, Role};
use onewindow_model::application::Supply;
use onewindow_model::clock::random_bytes;
use onewindow_model::id::{CaseId, DraftId, PersonId};
use onewindow_model::service::steps::Assurance;
use onewindow_model::sign_in::Method;
use onewindow_web::forms::FormSecret;
use onewindow_web::session::{SessionToken, session_cookie};

use crate::requests::{get, post, write};

/// What is applied for: two facts of a choice, a length, a yes or no; three fields of two classes; a
/// photo that may follow; a certificate at the end.
pub const SERVICE: &str = "street-stall-permit";

/// How much there is.
pub struct Amounts {
    pub people: usize,
    /// Drafts ready to be submitted.
    pub drafts: usize,
    /// Cases ready to be decided.
    pub examined: usize,
    /// Cases in the work list.
    pub cases: usize,
}

/// Fills the platform and writes the requests of every flow into `folder`.
pub async fn seed(
    app: &Arc<App>,
    host: &str,
    folder: &Path,
    amounts: &Amounts,
) -> Result<(), String> {
    let applicant = account(app, |actor| actor.person().is_some())?;
    let service = app.catalogue.current().newest(SERVICE).ok_or("the service is missing")?;
    let officer = account(app, |actor| {
        let officer = actor.officer();
        officer.is_some_and(|o| o.organisation == service.authority && o.is(Role::CaseOfficer))
    })?;
    let me = app.ctx(applicant);
    let desk = app.ctx(officer);
    let system = app.ctx(Actor::System { job: "bench".to_owned() });
    let people = many::people(&system, &service, amounts.people).await;
    let like = filled(&me, Photo::Follows).await?;
    let drafts = many::drafts(&me, like, &people, amounts.drafts).await;
    let received = applications::submit(&me, like, true).await.map_err(told)?.case;
    cases::assign(&desk, received).await.map_err(told)?;
    let listed = many::cases(&desk, received, &people, amounts.cases).await;
    let whole = grantable(&me, &desk).await?;
    let examined = many::cases(&desk, whole, &people, amounts.examined).await;

    let mut signed_in = HashMap::new();
    for person in &people {
        let actor = Actor::Person { person: *person, assurance: Assurance::Substantial };
        signed_in.insert(*person, sign_in(app, actor).await?);
    }
    let officer = sign_in(app, desk.actor.clone()).await?;
    let whose = |person: &PersonId| signed_in.get(person).ok_or("somebody is not signed in");

    let mut submit = Vec::with_capacity(drafts.len());
    for (draft, person) in &drafts {
        submit.push(submission(host, *draft, whose(person)?));
    }
    // People do not send in the order in which they began.
    shuffle(app, &mut submit);
    let mut status = Vec::new();
    for (case, _, person) in listed.iter().take(2_000) {
        status.push(get(host, &format!("/account/cases/{case}"), &whose(person)?.cookie));
    }
    let mut decide = Vec::with_capacity(examined.len());
    for (case, number, _) in &examined {
        let token = &officer.form_token;
        let fields = format!(
            "form-token={token}&number={number}&verdict=granted&reasons=%E6%9D%90%E6%96%99%E9%BD%90%E5%85%A8"
        );
        decide.push(post(host, &format!("/desk/cases/{case}/decide"), &officer.cookie, &fields));
    }
    shuffle(app, &mut decide);
    let visitor = format!("ow-visit={}", "5a".repeat(32));
    let page = vec![get(host, &format!("/services/{SERVICE}"), &visitor)];
    let list = vec![get(host, "/desk", &officer.cookie)];
    let deep = deep_pages(&desk, host, &officer.cookie, &listed).await?;
    let flows = [
        ("submit", submit),
        ("status", status),
        ("page", page),
        ("list", list),
        ("list-deep", deep),
        ("decide", decide),
    ];
    for (name, requests) in flows {
        write(&folder.join(format!("{name}.json")), &requests)?;
    }
    Ok(())
}

fn account(app: &App, fits: impl Fn(&Actor) -> bool) -> Result<Actor, String> {
    let accounts = demo::accounts(app);
    let found = accounts.all().iter().find(|account| fits(&account.actor));
    Ok(found.ok_or("nobody of the demonstration fits")?.actor.clone())
}

/// A case that can be granted: examined, and with nothing still to follow.
async fn grantable(me: &Ctx, desk: &Ctx) -> Result<CaseId, String> {
    let draft = filled(me, Photo::Attached).await?;
    let case = applications::submit(me, draft, true).await.map_err(told)?.case;
    cases::assign(desk, case).await.map_err(told)?;
    cases::accept(desk, case).await.map_err(told)?;
    cases::examine(desk, case).await.map_err(told)?;
    Ok(case)
}

/// What becomes of the one paper that is asked for.
enum Photo {
    Follows,
    Attached,
}

/// One application, filled in step by step as a person does it.
async fn filled(me: &Ctx, photo: Photo) -> Result<DraftId, String> {
    let person = me.actor.person().ok_or("nobody applies")?;
    let draft = drafts::start(me, SERVICE, person, Answers::new()).await.map_err(told)?.id;
    let answers = [
        ("site", Value::Choice("riverside".to_owned())),
        ("goods", Value::Choice("produce".to_owned())),
        ("stall_metres", Value::Decimal { units: 20, scale: 1 }),
        ("needs_power", Value::Bool(true)),
    ];
    for (fact, value) in answers {
        let change = Change::Answer { fact: fact.to_owned(), value };
        drafts::change(me, draft, change).await.map_err(told)?;
    }
    let start = me.today().tomorrow().map_err(|error| error.to_string())?.to_string();
    for (field, typed) in [("goods_detail", "烤红薯、糖炒栗子".to_owned()), ("start_date", start)]
    {
        let change = Change::Value { field: field.to_owned(), typed };
        drafts::change(me, draft, change).await.map_err(told)?;
    }
    let evidence = "stall_photo".to_owned();
    match photo {
        Photo::Follows => {
            let change = Change::Supply { evidence, supply: Some(Supply::Follows) };
            drafts::change(me, draft, change).await.map_err(told)?;
        }
        Photo::Attached => {
            let files = vec![one_page_pdf("stall")];
            drafts::attach(me, draft, &evidence, files).await.map_err(told)?;
        }
    }
    Ok(draft)
}

/// Somebody's session, and what their forms carry.
struct SignedIn {
    cookie: String,
    form_token: String,
}

async fn sign_in(app: &Arc<App>, actor: Actor) -> Result<SignedIn, String> {
    let token = SessionToken::new(app.random());
    let session = Session::begun(actor, Method::Demonstration, app.now());
    sessions::put(app, None, *token.hash().as_bytes(), session).await.map_err(told)?;
    let set = session_cookie(&token, false).ok_or("no cookie")?;
    let set = set.to_str().map_err(|error| error.to_string())?;
    let cookie = set.split(';').next().unwrap_or_default().to_owned();
    Ok(SignedIn { cookie, form_token: FormSecret::of(&token).token() })
}

fn submission(host: &str, draft: DraftId, by: &SignedIn) -> String {
    let fields = format!("form-token={}&declared=yes", by.form_token);
    post(host, &format!("/apply/{draft}/submit"), &by.cookie, &fields)
}

/// A page of the work list nine tenths of the way down.
async fn deep_pages(
    desk: &Ctx,
    host: &str,
    cookie: &str,
    listed: &[many::Copied],
) -> Result<Vec<String>, String> {
    let first = cases::work(desk, None).await.map_err(told)?;
    let due = first.items.first().and_then(|item| item.due).ok_or("the work list is empty")?;
    let mut ids: Vec<CaseId> = listed.iter().map(|(id, _, _)| *id).collect();
    ids.sort_unstable_by_key(ToString::to_string);
    let id = ids.get(ids.len() * 9 / 10).ok_or("there are no cases")?;
    Ok(vec![get(host, &format!("/desk?after={due}~{id}"), cookie)])
}

/// Any order is as likely as any other (Fisher and Yates).
fn shuffle(app: &App, requests: &mut [String]) {
    for last in (1..requests.len()).rev() {
        let drawn = u64::from_be_bytes(random_bytes::<8>(app.random()));
        let most = u64::try_from(last).unwrap_or(u64::MAX);
        let other = usize::try_from(drawn % (most + 1)).unwrap_or_default();
        requests.swap(last, other);
    }
}

fn told(error: onewindow_app::AppError) -> String {
    format!("{error:?}")
}
