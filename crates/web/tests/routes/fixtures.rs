//! One person's draft, cases, papers, certificate and revocation, and the routes that name them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use axum::Router;
use jiff::SignedDuration;
use onewindow_app::audits::{Audit, LARGEST};
use onewindow_app::cases::{self, Decision};
use onewindow_app::clients::{self, Clients, New};
use onewindow_app::intake::{self, Visitor};
use onewindow_app::parties::Party;
use onewindow_app::sessions::{self, Session};
use onewindow_app::testing::World;
use onewindow_app::{Ctx, applications, bookings, drafts, jobs, revocations};
use onewindow_model::actor::{Actor, Role, Scope};
use onewindow_model::case::Verdict;
use onewindow_model::id::{CaseId, ClientId, DraftId, DrawId, GrantId, PersonId};
use onewindow_model::service::Audience;
use onewindow_model::sign_in::Method;
use onewindow_web::edge::{Rate, RatePlan};
use onewindow_web::server;
use onewindow_web::session::SessionToken;

use crate::browser::Browser;

/// Whose data the routes are tried with.
pub const OWNER: &str = "lin-xiaoyu";
const SERVICE: &str = "small-food-business";
const AUDITOR: &str = "auditor-tan";
const BOOKED: &str = "marriage-appointment";

pub struct Fixtures {
    pub world: World,
    pub router: Router,
    owner: PersonId,
    officer: Actor,
    names: Vec<(&'static str, String)>,
    number: String,
    secrets: Vec<String>,
    tokens: AtomicU8,
}

impl Fixtures {
    pub async fn new() -> Fixtures {
        Fixtures::on(World::new().await).await
    }

    /// The same at an address with a name, where officials can have passkeys.
    pub async fn named(base_url: &str) -> Fixtures {
        Fixtures::on(World::named(base_url).await).await
    }

    async fn on(world: World) -> Fixtures {
        let mut site = server::site(&world.app, world.clock.clone(), world.random.clone());
        let plenty = Rate { burst: 100_000, pause: Duration::from_millis(1) };
        site.rates = RatePlan { ordinary: plenty, sensitive: plenty };
        let router = server::router(Arc::clone(&world.app), Arc::new(site));
        let own = world.acting(OWNER);
        let owner = own.actor.person().unwrap();
        let current = world.app.catalogue.current();
        let authority = current.newest(SERVICE).unwrap().authority.clone();
        let officer = world.official(&authority, Role::CaseOfficer, 0);

        let granted = granted(&world, &officer).await;
        let certificate = cases::open_own(&own, granted).await.unwrap().certificate.unwrap();
        let kind = onewindow_app::certificates::open_own(&own, certificate).await.unwrap();
        let rules = &current.certificate_type(&kind.record.kind).unwrap().revocation_rules;
        let rule = rules.first().unwrap().id.clone();
        let revocation = revocations::propose(&officer, certificate, &rule, "依据").await.unwrap();
        let case = world.submitted(OWNER, SERVICE).await;
        cases::assign(&officer, case).await.unwrap();
        let (mandate, draw) = drawn(&world).await;
        let draft = world.filled(&own, SERVICE).await;
        let view = drafts::open(&own, draft).await.unwrap();
        let paper = view.documents.first().unwrap();
        let file = cases::open_own(&own, case).await.unwrap();
        let filed = file.documents.first().unwrap();
        let question = view.service.questions.first().unwrap().fact.clone();
        let field = view.service.form.first().unwrap().id.clone();
        let wedding = world.filled(&own, BOOKED).await;
        let (booked, office, day) = booked(&world, &own).await;
        let appointment = "/account/cases/{case}/appointment";
        let moved = "/api/v1/cases/{case}/appointment";
        let drafted = "/api/v1/drafts/{draft}/papers/{document}";
        let names = vec![
            (moved, moved.replace("{case}", &booked.to_string())),
            (drafted, format!("/api/v1/drafts/{draft}/papers/{}", paper.id)),
            ("/api/v1/drafts/{draft}/slot", format!("/api/v1/drafts/{wedding}/slot")),
            ("/apply/{draft}/slot", format!("/apply/{wedding}/slot")),
            (appointment, appointment.replace("{case}", &booked.to_string())),
            ("{office}", office),
            ("{day}", day),
            ("/apply/{draft}/document/{document}", format!("/apply/{draft}/document/{}", paper.id)),
            ("{draft}", draft.to_string()),
            ("{case}", case.to_string()),
            ("{document}", filed.id.to_string()),
            ("{certificate}", certificate.to_string()),
            ("{revocation}", revocation.to_string()),
            ("{mandate}", mandate.to_string()),
            ("{grant}", mandate.to_string()),
            ("{officer}", officer.actor.officer().unwrap().id.to_string()),
            ("{draw}", draw.to_string()),
            ("{fact}", question),
            ("{field}", field),
            ("{evidence}", paper.evidence.clone()),
            ("{service}", SERVICE.to_owned()),
            ("{passkey}", "0".repeat(16)),
        ];
        Fixtures {
            router,
            owner,
            officer: officer.actor.clone(),
            names,
            number: file.case.number.to_string(),
            secrets: secrets(&view.applicant),
            tokens: AtomicU8::new(1),
            world,
        }
    }

    /// A route with the owner's own ids in it.
    pub fn path(&self, route: &str) -> String {
        let mut path = route.to_owned();
        for (name, value) in &self.names {
            path = path.replace(name, value);
        }
        if route.starts_with("/desk/intake") {
            path = path.replace("{id}", SERVICE);
        }
        assert!(!path.contains('{'), "{route}: say in `names` what stands there");
        path
    }

    /// What the form of a route must say before anything else is asked.
    pub fn filled_in(&self, route: &str) -> Option<String> {
        let step = route.strip_prefix("/desk/cases/{case}/")?;
        let number = &self.number;
        match step {
            "release" => Some(format!("number={number}")),
            "refuse-intake" => Some(format!("number={number}&refusal=r")),
            "decide" => Some(format!("number={number}&verdict=refused&reasons=r")),
            _ => None,
        }
    }

    /// Nothing that identifies the owner may be in a refusal.
    pub fn assert_silent(&self, body: &str, route: &str) {
        for secret in &self.secrets {
            assert!(!body.contains(secret.as_str()), "{route} gives the owner away");
        }
    }

    /// Entries about the owner.
    pub async fn entries(&self) -> usize {
        self.world.entries_about(self.owner).await
    }

    /// Entries about anybody, and lists.
    pub async fn all_entries(&self) -> i64 {
        self.world.entries().await
    }

    /// The authority that handles the owner's case.
    pub fn authority(&self) -> String {
        self.officer.officer().unwrap().organisation.clone()
    }

    /// The number of the owner's case.
    pub fn number(&self) -> String {
        self.number.clone()
    }

    /// A program of an authority, with a token.
    pub async fn machine(&self, organisation: &str) -> Browser {
        Browser::machine(&self.router, &self.token(organisation, vec![Scope::Work]).await)
    }

    /// A token of a program that may do this.
    pub async fn token(&self, organisation: &str, scopes: Vec<Scope>) -> String {
        let (client, secret) = self.client(organisation, scopes).await;
        let issued = clients::issue(&self.world.app, &client.to_string(), &secret, None).await;
        issued.unwrap().ok().unwrap().token
    }

    /// A program that is let in for a day, with its secret.
    pub async fn client(&self, organisation: &str, scopes: Vec<Scope>) -> (ClientId, String) {
        let now = self.world.app.now();
        let new = New {
            name: "a program".to_owned(),
            organisation: organisation.to_owned(),
            scopes,
            until: now + SignedDuration::from_hours(24),
            by: "a test".to_owned(),
        };
        let clients = Clients::of(&self.world.app);
        clients.add(new, now, &*self.world.random).await.unwrap()
    }

    pub async fn signed_in_as(&self, key: &str) -> Browser {
        self.browser(self.world.acting(key).actor).await
    }

    pub async fn handling_officer(&self) -> Browser {
        self.browser(self.officer.clone()).await
    }

    /// A window clerk.
    pub async fn clerk(&self) -> Browser {
        self.browser(self.world.clerk().actor).await
    }

    /// The officer of the owner's case.
    pub fn officer(&self) -> Actor {
        self.officer.clone()
    }

    /// An administrator of the authority that handles the owner's case.
    pub async fn administrator(&self) -> Browser {
        let ctx = self.world.official(&self.authority(), Role::Administrator, 0);
        self.browser(ctx.actor).await
    }

    /// An official who audits.
    pub async fn auditor(&self) -> Browser {
        self.browser(self.world.acting(AUDITOR).actor).await
    }

    pub fn stranger(&self) -> Browser {
        Browser::stranger(&self.router)
    }

    /// A window clerk who took an application in for somebody, with the draft that it was.
    pub async fn clerk_with(&self, service: &str) -> (Browser, DraftId) {
        let clerk = self.world.clerk();
        let visitor = Visitor {
            kind: Audience::NaturalPerson,
            name: "马守田".to_owned(),
            number: None,
            phone: None,
        };
        let draft = intake::start(&clerk, service, visitor).await.unwrap();
        let current = self.world.app.catalogue.current();
        let answers = current.newest(service).unwrap().examples[0].answers.clone();
        drafts::answer_all(&clerk, draft, answers).await.unwrap();
        self.world.fill(&clerk, draft).await;
        applications::submit(&clerk, draft, true).await.unwrap();
        (self.browser(clerk.actor.clone()).await, draft)
    }

    /// Whoever holds the slip of the owner's case.
    pub async fn slip_holder(&self) -> Browser {
        let case = self.path("{case}").parse().unwrap();
        self.browser(Actor::SlipHolder { case }).await
    }

    /// An official who holds every role, of an authority that has nothing to do with the owner.
    pub async fn official_elsewhere(&self) -> Browser {
        let elsewhere = self.world.official("chengzhou-housing", Role::CaseOfficer, 0);
        self.browser(elsewhere.actor).await
    }

    async fn browser(&self, actor: Actor) -> Browser {
        self.browser_by(actor, Method::Demonstration).await
    }

    /// The browser of somebody who has just proved who they are, by a method.
    pub async fn browser_by(&self, actor: Actor, method: Method) -> Browser {
        let number = self.tokens.fetch_add(1, Ordering::SeqCst);
        let token = format!("{number:02x}").repeat(32);
        let hash = *SessionToken::parse(&token).unwrap().hash().as_bytes();
        let now = self.world.app.now();
        let session = Session::begun(actor, method, now);
        sessions::put(&self.world.app, None, hash, session).await.unwrap();
        Browser::with_session(&self.router, &token)
    }
}

/// The mandate of the demonstration's auditor, and a sample that holds every case of the owner.
async fn drawn(world: &World) -> (GrantId, DrawId) {
    let audit = Audit::admit(world.acting(AUDITOR)).await.unwrap();
    let mandate = audit.mandates().first().unwrap().id;
    (mandate, audit.draw(mandate, LARGEST, "抽查").await.unwrap())
}

/// What identifies somebody.
fn secrets(party: &Party) -> Vec<String> {
    let (identity, contacts) = (&party.identity, &party.contacts);
    let number = identity.number.as_ref().map(|number| number.number().to_owned());
    let found =
        [Some(identity.name.clone()), number, contacts.phone.clone(), contacts.address.clone()];
    found.into_iter().flatten().collect()
}

/// A case with an appointment that can still be moved, its office and its day.
async fn booked(world: &World, own: &Ctx) -> (CaseId, String, String) {
    let draft = world.filled(own, BOOKED).await;
    let offer = bookings::offer(own, BOOKED).await.unwrap();
    let slot = offer.next_free("", 60).pop().unwrap();
    let (office, day) = (slot.office.clone(), slot.day.to_string());
    drafts::change(own, draft, drafts::Change::Slot(slot)).await.unwrap();
    let receipt = applications::submit(own, draft, true).await.unwrap();
    (receipt.case, office, day)
}

async fn granted(world: &World, officer: &Ctx) -> CaseId {
    let case = world.submitted(OWNER, SERVICE).await;
    cases::assign(officer, case).await.unwrap();
    cases::accept(officer, case).await.unwrap();
    cases::examine(officer, case).await.unwrap();
    let decision = Decision { verdict: Verdict::Granted, reasons: "符合条件".to_owned() };
    cases::decide(officer, case, decision).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    case
}
