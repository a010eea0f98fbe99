//! The demonstration: invented people, companies and officials that anyone may sign in as.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::ToSpan;
use onewindow_catalogue::demo::{Company, DemoData, Person, Staff};
use onewindow_model::actor::{Actor, Officer, Role};
use onewindow_model::id::{OfficerId, PersonId};
use onewindow_model::lang::Lang;
use onewindow_model::party::{Contacts, Identity};
use onewindow_model::reference::CaseNumber;
use onewindow_model::service::Audience;
use onewindow_model::service::steps::Assurance;
use onewindow_model::staffing::Change;
use onewindow_model::text::Text;
use onewindow_store::entities::officers::{self, OfficerRecord};
use onewindow_store::tx_job;

use crate::ctx::{App, Ctx};
use crate::error::{AppError, Result};
use crate::parties::Entrance;
use crate::staffing::{self, Wish};
use crate::{parties, staff};

/// Those of the walk in docs/guide/first-walk.md, in its order.
pub const WALK: [&str; 4] = ["lin-xiaoyu", "officer-jiang", "clerk-bai", "officer-fang"];

/// How long the mandate of the demonstration's auditor lasts.
const AUDIT_DAYS: i32 = 180;

/// Someone of the demonstration.
#[derive(Clone)]
pub struct Account {
    /// What the sign-in form sends.
    pub key: String,
    /// Their name.
    pub name: Text,
    /// What they want, or what they do.
    pub story: Text,
    /// In which list they stand.
    pub group: Group,
    /// As whom they act.
    pub actor: Actor,
}

/// In which list an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Natural persons.
    Person,
    /// Those who act for a company.
    Company,
    /// Officials.
    Staff,
}

/// Everyone of the demonstration.
#[derive(Clone, Default)]
pub struct Accounts(Vec<Account>);

impl Accounts {
    /// In the order of the file, people first.
    pub fn all(&self) -> &[Account] {
        &self.0
    }

    /// The account of that key.
    pub fn find(&self, key: &str) -> Option<&Account> {
        self.0.iter().find(|account| account.key == key)
    }
}

/// Puts everyone of the demonstration into the store, unless they are there already.
pub(crate) async fn seed(ctx: &Ctx, folder: &Path) -> Result<()> {
    let current = ctx.app.catalogue.current();
    let (data, _) = onewindow_catalogue::demo::load(folder, &current.files)
        .map_err(|why| AppError::Internal(why.to_string()))?;
    let mut accounts = Vec::new();
    let people = seed_people(ctx, &data, &mut accounts).await?;
    seed_companies(ctx, &data, &people, &mut accounts).await?;
    let mut named = Vec::new();
    for member in data.staff.iter().cloned().chain(missing_officers(ctx, &data)) {
        seed_officer(ctx, &member).await?;
        named.push((member.id, both(&member.name, &member.latin)));
    }
    accounts.extend(officials(ctx, &named).await?);
    accounts.sort_by_key(|account| account.group);
    publish(ctx, accounts);
    seed_audit(ctx).await
}

fn publish(ctx: &Ctx, accounts: Vec<Account>) {
    let mut known = ctx.app.demo.write().unwrap_or_else(PoisonError::into_inner);
    *known = Arc::new(Accounts(accounts));
}

/// Officials came, moved or went: whoever signs in as one of them is as they are now.
pub(crate) async fn refresh(ctx: &Ctx) -> Result<()> {
    let known = accounts(&ctx.app);
    let (staff, mut all): (Vec<_>, Vec<_>) =
        known.all().iter().cloned().partition(|account| account.group == Group::Staff);
    let named: Vec<_> = staff.into_iter().map(|account| (account.key, account.name)).collect();
    all.extend(officials(ctx, &named).await?);
    publish(ctx, all);
    Ok(())
}

/// The officials in service: those of the file in its order, then who came later.
async fn officials(ctx: &Ctx, named: &[(String, Text)]) -> Result<Vec<Account>> {
    let place = |login: &str| named.iter().position(|(known, _)| known == login);
    let mut all = staff::all(&ctx.app).await?;
    all.sort_by_key(|record| place(&record.login).unwrap_or(usize::MAX));
    let current = ctx.app.catalogue.current();
    let accounts = all.into_iter().map(|record| {
        let house = &record.officer.organisation;
        let story = current.authority(house).map(|authority| authority.name.clone());
        let name = place(&record.login).and_then(|at| named.get(at)).map(|(_, name)| name.clone());
        Account {
            story: story.unwrap_or_else(|| both(house, house)),
            name: name.unwrap_or_else(|| both(&record.name, &record.name)),
            group: Group::Staff,
            key: record.login,
            actor: Actor::Officer(record.officer),
        }
    });
    Ok(accounts.collect())
}

/// The auditor of the demonstration has a mandate from the first day, given as any other: by two
/// administrators of the organisation.
async fn seed_audit(ctx: &Ctx) -> Result<()> {
    let all = staff::all(&ctx.app).await?;
    let of = |role: Role| all.iter().map(|r| &r.officer).filter(move |officer| officer.is(role));
    for auditor in of(Role::Auditor) {
        let mut ours = of(Role::Administrator).filter(|a| a.organisation == auditor.organisation);
        let (Some(first), Some(second)) = (ours.next(), ours.next()) else { continue };
        let as_one =
            |officer: &Officer| Ctx { actor: Actor::Officer(officer.clone()), ..ctx.clone() };
        let given = staffing::grants(&as_one(first)).await?;
        if given.iter().any(|view| view.grant.officer == auditor.id) {
            continue;
        }
        let today = ctx.today();
        let until = today.saturating_add(AUDIT_DAYS.days());
        let change = Change::Audit { from: today, until };
        let wish = Wish { officer: Some(auditor.id), change, at_once: false };
        let why = "年度内部审计：办件时限与告知情况。";
        let id = staffing::propose(&as_one(first), wish, why).await?;
        staffing::agree(&as_one(second), id).await?;
    }
    Ok(())
}

async fn seed_people(
    ctx: &Ctx,
    data: &DemoData,
    accounts: &mut Vec<Account>,
) -> Result<BTreeMap<String, PersonId>> {
    let mut ids = BTreeMap::new();
    for person in &data.people {
        let id = register_person(ctx, person).await?;
        ids.insert(person.id.clone(), id);
        accounts.push(Account {
            key: person.id.clone(),
            name: both(&person.name, &person.latin),
            story: person.story.clone(),
            group: Group::Person,
            // Nothing is proved at a demonstration, so nothing may be wanting there.
            actor: Actor::Person { person: id, assurance: Assurance::High },
        });
    }
    for person in &data.people {
        let guardian = person.guardian.as_ref().and_then(|guardian| ids.get(guardian));
        if let (Some(ward), Some(guardian)) = (ids.get(&person.id), guardian) {
            parties::mandate(ctx, *ward, *guardian, "guardian").await?;
        }
    }
    Ok(ids)
}

/// How the people of the demonstration come in.
const DEMO: Entrance<'static> = Entrance::Demonstration;

async fn register_person(ctx: &Ctx, person: &Person) -> Result<PersonId> {
    let identity = Identity {
        name: person.name.clone(),
        number: person.number.clone(),
        born: Some(person.born),
    };
    let contacts = Contacts {
        phone: Some(person.phone.clone()),
        email: None,
        address: Some(person.address.clone()),
    };
    let local = format!("demo:{}", person.id);
    parties::register(ctx, Audience::NaturalPerson, &identity, &contacts, Some(&local), DEMO).await
}

async fn seed_companies(
    ctx: &Ctx,
    data: &DemoData,
    people: &BTreeMap<String, PersonId>,
    accounts: &mut [Account],
) -> Result<()> {
    for company in &data.companies {
        let id = register_company(ctx, company).await?;
        for agent in &company.represented_by {
            if let Some(person) = people.get(agent) {
                parties::mandate(ctx, id, *person, "legal-representative").await?;
            }
            if let Some(account) = accounts.iter_mut().find(|account| account.key == *agent) {
                account.group = Group::Company;
            }
        }
    }
    Ok(())
}

async fn register_company(ctx: &Ctx, company: &Company) -> Result<PersonId> {
    let identity =
        Identity { name: company.name.clone(), number: Some(company.number.clone()), born: None };
    let contacts = Contacts {
        phone: Some(company.phone.clone()),
        email: None,
        address: Some(company.address.clone()),
    };
    parties::register(ctx, Audience::LegalPerson, &identity, &contacts, None, DEMO).await
}

/// Authorities that came with an import have no officials in the file: each gets a case officer, so
/// that what is applied for can be decided.
fn missing_officers(ctx: &Ctx, data: &DemoData) -> Vec<Staff> {
    let current = ctx.app.catalogue.current();
    let staffed: BTreeSet<&str> = data.staff.iter().map(|s| s.organisation.as_str()).collect();
    let handling: BTreeSet<String> =
        current.services().map(|service| service.authority.clone()).collect();
    let lacking = handling.into_iter().filter(|id| !staffed.contains(id.as_str()));
    let officers = lacking.map(|authority| Staff {
        id: format!("{authority}-case-officer-1"),
        name: "经办人".to_owned(),
        latin: "Case officer".to_owned(),
        organisation: authority,
        office: String::new(),
        roles: vec!["case-officer".to_owned()],
    });
    officers.collect()
}

/// Puts an official into the register. Who is known there stays as they are: since the file was
/// read first they may have moved, or gone.
async fn seed_officer(ctx: &Ctx, member: &Staff) -> Result<()> {
    let login = member.id.clone();
    let read = tx_job!([login], |tx| officers::knows_login(tx, &login).await);
    if ctx.app.store.read("officers.knows_login", read).await? {
        return Ok(());
    }
    let officer = Officer {
        id: OfficerId::fresh(ctx.now, &*ctx.app.random),
        organisation: member.organisation.clone(),
        office: Some(member.office.clone()).filter(|office| !office.is_empty()),
        roles: member.roles.iter().filter_map(|name| name.parse().ok()).collect(),
        stands_in: Vec::new(),
    };
    let record = OfficerRecord {
        officer,
        login: member.id.clone(),
        name: member.name.clone(),
        since: ctx.now,
        reviewed_at: ctx.now,
        suspended_at: None,
    };
    staff::put(ctx, record).await
}

fn both(zh: &str, en: &str) -> Text {
    let mut text = Text::of(Lang::Zh.tag(), zh);
    text.insert(Lang::En.tag(), en);
    text
}

/// The accounts of the demonstration, for the sign-in page; nobody elsewhere.
pub fn accounts(app: &App) -> Arc<Accounts> {
    Arc::clone(&app.demo.read().unwrap_or_else(PoisonError::into_inner))
}

/// Whether anyone may be them here. Where people sign in at a provider, only officials are chosen.
pub fn can_be_chosen(app: &App, account: &Account) -> bool {
    account.group == Group::Staff || app.settings.sign_in.is_none()
}

/// A code that must be known to sign in, for a demonstration that others can reach. Each sign-in
/// uses it up; the next one is announced where the server was started.
pub struct OneTimeCode {
    current: Mutex<String>,
    announce: Box<dyn Fn(&str) + Send + Sync>,
}

impl OneTimeCode {
    /// Draws a first code and announces it.
    pub fn new(
        random: &dyn onewindow_model::clock::Random,
        announce: Box<dyn Fn(&str) + Send + Sync>,
    ) -> OneTimeCode {
        let code = OneTimeCode { current: Mutex::new(String::new()), announce };
        code.renew(random);
        code
    }

    fn renew(&self, random: &dyn onewindow_model::clock::Random) {
        let next = CaseNumber::draw(random).to_string();
        (self.announce)(&next);
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = next;
    }

    fn redeem(&self, typed: &str, random: &dyn onewindow_model::clock::Random) -> bool {
        let right = {
            let current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
            typed.parse::<CaseNumber>().is_ok_and(|typed| typed.to_string() == *current)
        };
        if right {
            self.renew(random);
        }
        right
    }
}

/// Whether the sign-in page must ask for the one-time code.
pub fn needs_code(app: &App) -> bool {
    app.settings.demo_code.is_some()
}

/// Uses the one-time code up; true when it was right, or none is asked for.
pub fn redeem_code(app: &App, typed: &str) -> bool {
    app.settings.demo_code.as_ref().is_none_or(|code| code.redeem(typed, app.random()))
}
