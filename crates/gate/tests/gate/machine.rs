//! A program of an agency looks at nobody, whatever it stands on and says that it wants.

use onewindow_gate::{Denial, Request, Standing};
use onewindow_model::actor::Actor;
use onewindow_model::class::DataClass;
use onewindow_model::id::ClientId;
use onewindow_model::purpose::{Action, Purpose};

use crate::{World, world};

fn standings(world: &World) -> Vec<Standing<'_>> {
    vec![
        Standing::None,
        Standing::Oneself,
        Standing::Mandate { agent: world.person, principal: world.person },
        Standing::Case(&world.case),
        Standing::Slip(&world.case),
        Standing::Draft {
            applicant: world.person,
            owner: None,
            clerk: Some(world.officer),
            open: true,
            service: &world.case.service,
            classes: &world.case.classes,
        },
    ]
}

#[test]
fn whatever_a_program_asks_is_refused_and_on_record_for_its_authority() {
    let world = world();
    let client = ClientId::fresh(world.now, &world.random);
    let actor = Actor::Machine { client, organisation: world.case.authority.clone() };
    let key = world.key(&DataClass::access());
    let mut tried = 0;
    for purpose in Purpose::ALL {
        for action in Action::ALL {
            for standing in standings(&world) {
                let none = matches!(standing, Standing::None);
                let request = Request {
                    actor: &actor,
                    action,
                    purpose,
                    subject: world.person,
                    standing,
                    classes: &[],
                    fields: 0,
                };
                let look = world.gate.decide(&request, &key, world.now, &world.random).unwrap();
                let expected = if none { Denial::NoStanding } else { Denial::WrongRole };
                assert_eq!(look.outcome.err(), Some(expected), "{action} {purpose}");
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 360);
}
