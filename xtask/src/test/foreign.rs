//! Certificates verified by software that is not ours.

use super::built;
use super::step::{Context, Outcome};
use crate::command;
use std::process::Command;

pub fn verify(context: &Context) -> Outcome {
    let folder = context.root.join("tests/foreign");
    if !folder.join("run.sh").is_file() {
        return Outcome::Skipped("there is no tests/foreign/run.sh yet".to_owned());
    }
    let binary = match built::binary(context) {
        Ok(binary) => binary,
        Err(why) => return Outcome::Failed(why),
    };
    let mut script = Command::new("bash");
    script.arg("run.sh").current_dir(folder).env("ONEWINDOW_BIN", binary);
    command::run(&mut script).into()
}
