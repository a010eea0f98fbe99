//! Certificates of somebody else's: a revocation, and one that its holder shows.

use jiff::SignedDuration;
use onewindow_gate::entry::Recorded;
use onewindow_gate::{
    AccessEntry, Denial, EntryRow, KeyRow, Location, Outcome, Personal, PresentationFacts,
    ProcedureFacts, ProcedureStep, Request, Standing,
};
use onewindow_ledger::Receipt;
use onewindow_model::actor::{Actor, Officer, Role};
use onewindow_model::class::DataClass;
use onewindow_model::id::PersonId;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::steps::Assurance;

use super::{World, world};

impl World {
    pub(super) fn official(&self, organisation: &str, roles: &[Role]) -> Actor {
        Actor::Officer(Officer {
            id: self.officer,
            organisation: organisation.to_owned(),
            office: None,
            roles: roles.to_vec(),
            stands_in: Vec::new(),
        })
    }

    /// How a request about the person ends, with the entry that it leaves.
    pub(super) fn judged(
        &self,
        actor: &Actor,
        action: Action,
        purpose: Purpose,
        standing: Standing<'_>,
    ) -> (Result<(), Denial>, AccessEntry) {
        let classes = [DataClass::identity()];
        let (subject, fields) = (self.person, 1);
        let request =
            Request { actor, action, purpose, subject, standing, classes: &classes, fields };
        let key = self.key(&DataClass::access());
        let look = self.gate.decide(&request, &key, self.now, &self.random).unwrap();
        let recorded = self.recorded(&key, &look.entry);
        (look.outcome.map(|_| ()), recorded)
    }

    /// What was put on record, opened as its person opens it.
    pub(super) fn recorded(&self, key: &KeyRow, row: &EntryRow) -> AccessEntry {
        let me = Actor::Person { person: self.person, assurance: Assurance::High };
        let class = DataClass::access();
        let request = Request {
            actor: &me,
            action: Action::Read,
            purpose: Purpose::Own,
            subject: self.person,
            standing: Standing::Oneself,
            classes: std::slice::from_ref(&class),
            fields: 1,
        };
        let look = self.gate.decide(&request, key, self.now, &self.random).unwrap();
        let receipt = Receipt::after_commit(vec![look.entry.leaf]);
        let permit = look.outcome.unwrap().redeem(&receipt).unwrap();
        let at = Location::new("access_entries", "sealed", row.id.to_string());
        let sealed = Personal::<Recorded>::sealed(self.person, class, at, row.sealed.clone());
        self.vault.open(key, &sealed, &permit, self.now).unwrap().entry
    }
}

#[test]
fn a_step_of_a_revocation_has_its_role_and_nobody_takes_two() {
    use ProcedureStep::{Judge, Look, Propose, Sign};
    let world = world();
    let facts = ProcedureFacts {
        holder: world.person,
        kind: "food-permit".into(),
        rule: Some("unsafe-food".into()),
        organisations: vec!["market".into(), "government".into()],
        open: true,
        acted: Vec::new(),
    };
    let outcome = |actor: &Actor, facts: &ProcedureFacts, step| {
        let action = if step == Look { Action::Read } else { Action::Restrict };
        let standing = Standing::Procedure { facts, step };
        world.judged(actor, action, Purpose::Revoke, standing)
    };
    let table = [
        (Role::CaseOfficer, [(Look, true), (Propose, true), (Sign, false), (Judge, false)]),
        (Role::Reviewer, [(Look, true), (Propose, false), (Sign, true), (Judge, true)]),
        (Role::WindowClerk, [(Look, false), (Propose, false), (Sign, false), (Judge, false)]),
        (Role::Supervisor, [(Look, false), (Propose, false), (Sign, false), (Judge, false)]),
        (Role::Administrator, [(Look, false), (Propose, false), (Sign, false), (Judge, false)]),
        (Role::Auditor, [(Look, false), (Propose, false), (Sign, false), (Judge, false)]),
    ];
    for (role, steps) in table {
        for (step, may) in steps {
            let (ended, entry) = outcome(&world.official("government", &[role]), &facts, step);
            assert_eq!(
                ended,
                if may { Ok(()) } else { Err(Denial::WrongRole) },
                "{role:?} {step:?}"
            );
            assert_eq!(entry.basis, "revocation:food-permit/unsafe-food");
            let (ended, _) = outcome(&world.official("tax", &[role]), &facts, step);
            assert_eq!(ended, Err(Denial::OtherAuthority), "{role:?} {step:?}");
        }
    }
    let both = world.official("market", &[Role::CaseOfficer, Role::Reviewer]);
    let (_, entry) = outcome(&both, &facts, Sign);
    assert_eq!(entry.role.as_deref(), Some("reviewer"), "the role in which they act");
    let (_, entry) = outcome(&both, &facts, Propose);
    assert_eq!(entry.role.as_deref(), Some("case-officer"));

    let acted = ProcedureFacts { acted: vec![world.officer], ..facts.clone() };
    for step in [Propose, Sign, Judge] {
        assert_eq!(outcome(&both, &acted, step).0, Err(Denial::ActedBefore), "{step:?}");
    }
    assert_eq!(outcome(&both, &acted, Look).0, Ok(()));
    let over = ProcedureFacts { open: false, ..facts.clone() };
    for step in [Look, Propose, Sign, Judge] {
        assert_eq!(outcome(&both, &over, step).0, Err(Denial::CaseClosed), "{step:?}");
    }
    let mine = ProcedureFacts { open: false, ..acted };
    assert_eq!(outcome(&both, &mine, Look).0, Ok(()), "who had a part sees what became of it");
    assert_eq!(outcome(&both, &mine, Sign).0, Err(Denial::CaseClosed));
    let other = PersonId::fresh(world.now, &world.random);
    let theirs = ProcedureFacts { holder: other, ..facts.clone() };
    assert_eq!(outcome(&both, &theirs, Look).0, Err(Denial::OtherPerson));
    let standing = Standing::Procedure { facts: &facts, step: Look };
    let changed = world.judged(&both, Action::Restrict, Purpose::Revoke, standing);
    assert_eq!(changed.0, Err(Denial::WrongPurpose), "looking changes nothing");
    let person = Actor::Person { person: world.person, assurance: Assurance::High };
    assert_eq!(outcome(&person, &facts, Look).0, Err(Denial::NoStanding));
}

#[test]
fn a_shown_certificate_is_seen_once_while_its_holder_lets_it_be_seen() {
    let world = world();
    let clerk = world.official("another-centre", &[Role::WindowClerk]);
    let facts = PresentationFacts { holder: world.person, ends_at: world.now, taken: false };
    let outcome = |actor: &Actor, facts: &PresentationFacts, action, purpose| {
        world.judged(actor, action, purpose, Standing::Presentation(facts))
    };
    let look = |facts: &PresentationFacts| outcome(&clerk, facts, Action::Read, Purpose::Present);
    let (ended, entry) = look(&facts);
    assert_eq!((ended, entry.basis.as_str()), (Ok(()), "consent"));
    let taken = PresentationFacts { taken: true, ..facts };
    let (ended, entry) = look(&taken);
    assert_eq!(ended, Err(Denial::ConsentEnded));
    assert!(entry.outcome == Outcome::Deny("consent-ended".to_owned()));
    let late = world.now.checked_sub(SignedDuration::from_micros(1)).unwrap();
    assert_eq!(look(&PresentationFacts { ends_at: late, ..facts }).0, Err(Denial::ConsentEnded));
    let other = PersonId::fresh(world.now, &world.random);
    let theirs = PresentationFacts { holder: other, ..facts };
    assert_eq!(look(&theirs).0, Err(Denial::OtherPerson));
    let revoke = outcome(&clerk, &facts, Action::Read, Purpose::Revoke).0;
    assert_eq!(revoke, Err(Denial::WrongPurpose), "shown for one purpose");
    let write = outcome(&clerk, &facts, Action::Write, Purpose::Present).0;
    assert_eq!(write, Err(Denial::WrongPurpose));
    let person = Actor::Person { person: world.person, assurance: Assurance::High };
    let own = outcome(&person, &facts, Action::Read, Purpose::Present).0;
    assert_eq!(own, Err(Denial::NoStanding));
}
