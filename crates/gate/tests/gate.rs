//! What the gate promises: no entry, no permit; no permit, no data.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "gate/absent.rs"]
mod absent;
#[path = "gate/certificate.rs"]
mod certificate;
#[path = "gate/machine.rs"]
mod machine;
#[path = "gate/staffing.rs"]
mod staffing;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use onewindow_gate::seal::{KeyFileError, MasterKey};
use onewindow_gate::{
    CaseFacts, Denial, Gate, KeyRow, Location, PermitError, Personal, Request, SealError, Standing,
    Vault,
};
use onewindow_ledger::Receipt;
use onewindow_model::actor::{Actor, Officer, Role};
use onewindow_model::class::DataClass;
use onewindow_model::clock::Random;
use onewindow_model::id::{CaseId, OfficerId, PersonId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::ServiceRef;
use onewindow_model::service::steps::Assurance;

struct Counter(std::sync::Mutex<u64>);

impl Random for Counter {
    fn fill(&self, buffer: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for byte in buffer {
            *state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            *byte = (*state >> 33) as u8;
        }
    }
}

struct World {
    random: Counter,
    vault: Arc<Vault>,
    gate: Gate,
    now: Timestamp,
    person: PersonId,
    officer: OfficerId,
    case: CaseFacts,
}

fn world() -> World {
    let random = Counter(std::sync::Mutex::new(7));
    let now: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    let vault = Arc::new(Vault::new(&MasterKey::from_bytes([9; 32])));
    let person = PersonId::fresh(now, &random);
    let officer = OfficerId::fresh(now, &random);
    let case = CaseFacts {
        id: CaseId::fresh(now, &random),
        applicant: person,
        filed_by: person,
        authority: "market".into(),
        assignee: Some(officer),
        open: true,
        service: ServiceRef { id: "small-food".into(), version: 1 },
        classes: vec![DataClass::identity(), DataClass::contact(), DataClass::new("business")],
        asked: Vec::new(),
        books: false,
        slip_ended: false,
    };
    let gate = Gate::new(Arc::clone(&vault));
    World { random, vault, gate, now, person, officer, case }
}

impl World {
    fn key(&self, class: &DataClass) -> KeyRow {
        self.vault.new_key(self.person, class.clone(), &self.random).unwrap()
    }

    fn officer(&self) -> Actor {
        Actor::Officer(Officer {
            id: self.officer,
            organisation: "market".into(),
            office: None,
            roles: vec![Role::CaseOfficer],
            stands_in: Vec::new(),
        })
    }

    fn ask(
        &self,
        actor: &Actor,
        case: &CaseFacts,
        purpose: Purpose,
        classes: &[DataClass],
    ) -> onewindow_gate::Look {
        let request = Request {
            actor,
            action: Action::Read,
            purpose,
            subject: self.person,
            standing: Standing::Case(case),
            classes,
            fields: 1,
        };
        let key = self.key(&DataClass::access());
        self.gate.decide(&request, &key, self.now, &self.random).unwrap()
    }
}

#[test]
fn a_ticket_is_worth_nothing_until_its_entry_is_durable() {
    let world = world();
    let actor = world.officer();
    let look = world.ask(&actor, &world.case, Purpose::HandleCase, &[DataClass::identity()]);
    let ticket = look.outcome.unwrap();
    let other = world.ask(&actor, &world.case, Purpose::HandleCase, &[DataClass::identity()]);
    let foreign = Receipt::after_commit(vec![other.entry.leaf]);
    assert_eq!(ticket.clone().redeem(&foreign).err(), Some(PermitError::NotRecorded));
    assert_eq!(
        ticket.clone().redeem(&Receipt::after_commit(vec![])).err(),
        Some(PermitError::NotRecorded)
    );
    assert!(ticket.redeem(&Receipt::after_commit(vec![look.entry.leaf])).is_ok());
}

#[test]
fn a_permit_opens_what_it_names_where_it_stands_and_not_for_long() {
    let world = world();
    let class = DataClass::identity();
    let key = world.key(&class);
    let at = Location::new("persons", "identity", "1");
    let name = "林晓屿".to_owned();
    let sealed = world.vault.seal(&key, &at, &name, &world.random).unwrap();
    assert!(!sealed.windows(6).any(|part| part == &name.as_bytes()[..6]));
    let look =
        world.ask(&world.officer(), &world.case, Purpose::HandleCase, std::slice::from_ref(&class));
    let receipt = Receipt::after_commit(vec![look.entry.leaf]);
    let permit = look.outcome.unwrap().redeem(&receipt).unwrap();
    let value = |location: &Location, class: &DataClass, bytes: &[u8]| {
        Personal::<String>::sealed(world.person, class.clone(), location.clone(), bytes.to_vec())
    };
    let open = |personal: &Personal<String>, now| world.vault.open(&key, personal, &permit, now);
    assert_eq!(open(&value(&at, &class, &sealed), world.now), Ok(name));

    let elsewhere = Location::new("persons", "identity", "2");
    assert_eq!(open(&value(&elsewhere, &class, &sealed), world.now), Err(SealError::Broken));
    let contact = DataClass::contact();
    assert_eq!(
        open(&value(&at, &contact, &sealed), world.now),
        Err(SealError::Permit(PermitError::OtherClass))
    );
    let later = world.now.checked_add(SignedDuration::from_secs(61)).unwrap();
    assert_eq!(
        open(&value(&at, &class, &sealed), later),
        Err(SealError::Permit(PermitError::Expired))
    );
    for place in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        assert_eq!(
            open(&value(&at, &class, &changed), world.now),
            Err(SealError::Broken),
            "byte {place}"
        );
    }
    for length in 0..sealed.len() {
        let cut = value(&at, &class, &sealed[..length]);
        assert_eq!(open(&cut, world.now), Err(SealError::Broken));
    }
}

#[test]
fn whoever_has_no_open_case_of_theirs_is_refused_and_the_refusal_is_an_entry() {
    let world = world();
    let classes = [DataClass::identity()];
    let refusal = |actor: &Actor, case: &CaseFacts, purpose, classes: &[DataClass]| {
        let look = world.ask(actor, case, purpose, classes);
        assert_eq!(look.entry.person, world.person);
        look.outcome.err()
    };
    let me = world.officer();
    let work = Purpose::HandleCase;
    assert_eq!(refusal(&me, &world.case, work, &classes), None);
    let free = CaseFacts { assignee: None, ..world.case.clone() };
    assert_eq!(refusal(&me, &free, work, &classes), Some(Denial::NotAssigned));
    let closed = CaseFacts { open: false, ..world.case.clone() };
    assert_eq!(refusal(&me, &closed, work, &classes), Some(Denial::CaseClosed));
    let theirs = CaseFacts { authority: "tax".into(), ..world.case.clone() };
    assert_eq!(refusal(&me, &theirs, work, &classes), Some(Denial::OtherAuthority));
    let other =
        CaseFacts { applicant: PersonId::fresh(world.now, &world.random), ..world.case.clone() };
    assert_eq!(refusal(&me, &other, work, &classes), Some(Denial::OtherPerson));
    let health = [DataClass::new("health")];
    assert_eq!(refusal(&me, &world.case, work, &health), Some(Denial::ClassNotInService));
    assert_eq!(refusal(&me, &world.case, Purpose::Own, &classes), Some(Denial::WrongPurpose));
    assert_eq!(refusal(&Actor::Stranger, &world.case, work, &classes), Some(Denial::NoStanding));
    let slip = Actor::SlipHolder { case: CaseId::fresh(world.now, &world.random) };
    assert_eq!(refusal(&slip, &world.case, Purpose::Follow, &classes), Some(Denial::NoStanding));
}

#[test]
fn a_key_file_is_made_once_kept_private_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys/master.key");
    let random = Counter(std::sync::Mutex::new(1));
    assert!(matches!(MasterKey::load(&path, None), Err(KeyFileError::Io { .. })));
    let made = Vault::new(&MasterKey::load(&path, Some(&random)).unwrap());
    let read = Vault::new(&MasterKey::load(&path, Some(&random)).unwrap());
    assert_eq!(made.lookup("person", "1"), read.lookup("person", "1"));
    assert_ne!(made.lookup("person", "1"), read.lookup("claim", "1"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(MasterKey::load(&path, None), Err(KeyFileError::Open(_))));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    std::fs::write(&path, "no key").unwrap();
    assert!(matches!(MasterKey::load(&path, None), Err(KeyFileError::Content(_))));
}

#[test]
fn a_slip_shown_at_a_window_opens_an_open_case_to_clerks_alone() {
    let mut world = world();
    let clerk = |roles: &[Role]| {
        Actor::Officer(Officer {
            id: world.officer,
            organisation: "another-centre".into(),
            office: None,
            roles: roles.to_vec(),
            stands_in: Vec::new(),
        })
    };
    let (clerk, officer) = (clerk(&[Role::WindowClerk]), clerk(&[Role::CaseOfficer]));
    let person = Actor::Person { person: world.person, assurance: Assurance::High };
    let outcome = |world: &World, actor: &Actor, purpose, class: &str| {
        let classes = [DataClass::new(class)];
        let request = Request {
            actor,
            action: Action::Read,
            purpose,
            subject: world.person,
            standing: Standing::Slip(&world.case),
            classes: &classes,
            fields: 1,
        };
        let key = world.key(&DataClass::access());
        let look = world.gate.decide(&request, &key, world.now, &world.random).unwrap();
        look.outcome.map(|_| ())
    };
    assert_eq!(outcome(&world, &clerk, Purpose::Intake, "identity"), Ok(()));
    assert_eq!(outcome(&world, &officer, Purpose::Intake, "identity"), Err(Denial::WrongRole));
    assert_eq!(outcome(&world, &person, Purpose::Own, "identity"), Err(Denial::NoStanding));
    let foreign = outcome(&world, &clerk, Purpose::Intake, "not-collected");
    assert_eq!(foreign, Err(Denial::ClassNotInService));
    let other = outcome(&world, &clerk, Purpose::HandleCase, "identity");
    assert_eq!(other, Err(Denial::WrongPurpose));
    world.case.open = false;
    assert_eq!(outcome(&world, &clerk, Purpose::Intake, "identity"), Err(Denial::CaseClosed));
}

#[test]
fn a_slip_hands_in_what_was_asked_for_and_opens_nothing_else() {
    let mut world = world();
    let slip = Actor::SlipHolder { case: world.case.id };
    let outcome = |world: &World, action, purpose, classes: &[DataClass]| {
        let request = Request {
            actor: &slip,
            action,
            purpose,
            subject: world.person,
            standing: Standing::Case(&world.case),
            classes,
            fields: 1,
        };
        let key = world.key(&DataClass::access());
        let look = world.gate.decide(&request, &key, world.now, &world.random).unwrap();
        look.outcome.map(|_| ())
    };
    let (timeline, identity) = ([DataClass::situation()], [DataClass::identity()]);
    let paper = [DataClass::situation(), DataClass::new("business")];
    let (read, write) = (Action::Read, Action::Write);
    assert_eq!(outcome(&world, read, Purpose::Follow, &timeline), Ok(()));
    let name = outcome(&world, read, Purpose::Follow, &identity);
    assert_eq!(name, Err(Denial::ClassNotInService), "the slip may have been found");
    assert_eq!(outcome(&world, read, Purpose::Supply, &timeline), Err(Denial::WrongPurpose));

    let supply =
        |world: &World, classes: &[DataClass]| outcome(world, write, Purpose::Supply, classes);
    assert_eq!(supply(&world, &paper), Err(Denial::NothingAsked));
    world.case.asked = vec![DataClass::new("business")];
    assert_eq!(supply(&world, &paper), Ok(()));
    assert_eq!(supply(&world, &identity), Err(Denial::ClassNotInService), "not asked for");
    assert_eq!(outcome(&world, write, Purpose::Follow, &paper), Err(Denial::WrongPurpose));
    assert_eq!(outcome(&world, Action::Restrict, Purpose::Supply, &paper), Err(Denial::NoStanding));

    world.case.books = true;
    assert_eq!(outcome(&world, write, Purpose::Follow, &timeline), Ok(()), "the appointment");
    let more = outcome(&world, write, Purpose::Follow, &identity);
    assert_eq!(more, Err(Denial::ClassNotInService));

    world.case.slip_ended = true;
    assert_eq!(outcome(&world, read, Purpose::Follow, &timeline), Err(Denial::SlipEnded));
    assert_eq!(supply(&world, &paper), Err(Denial::SlipEnded));
    assert_eq!(outcome(&world, write, Purpose::Follow, &timeline), Err(Denial::SlipEnded));
}
