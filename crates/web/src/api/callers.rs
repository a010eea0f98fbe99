//! What an operation says of whom it is for.

use super::sketch::{Part, Sketch};
use crate::audience::{
    Audience, Auditor, Citizen, Filler, Fresh, Holder, Public, Staff, WorkMachine,
};

impl Part for Public {
    fn draw(_: &mut Sketch) {}
}

macro_rules! signed_in {
    ($($audience:ty),*) => {$(
        impl Part for $audience {
            fn draw(sketch: &mut Sketch) {
                sketch.secured("session", &[]);
            }
        }
    )*};
}

signed_in!(Citizen, Filler, Holder, Staff, Fresh, Auditor);

impl Part for WorkMachine {
    fn draw(sketch: &mut Sketch) {
        let scope = WorkMachine::SCOPE.map(|scope| scope.as_str());
        sketch.secured("agency", scope.as_slice());
    }
}
