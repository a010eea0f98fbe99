//! The sample catalogue, examined by the program itself.

use super::built;
use super::step::{Context, Outcome};
use crate::command;
use std::process::Command;

pub fn check(context: &Context) -> Outcome {
    let binary = match built::binary(context) {
        Ok(binary) => binary,
        Err(why) => return Outcome::Failed(why),
    };
    if !built::has_command(&binary, "catalogue") {
        return context.absent("the binary has no command `catalogue` yet");
    }
    let mut check = Command::new(&binary);
    check.args(["catalogue", "check", "catalogue"]).current_dir(&context.root);
    command::run(&mut check).into()
}
