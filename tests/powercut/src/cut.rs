//! Running a program until it is killed.

use std::{
    io::{self, BufRead, BufReader},
    os::unix::process::ExitStatusExt,
    process::{Command, Stdio},
    time::Duration,
};

use crate::Plug;

/// Runs `command` under the plug, kills it `pause` after `enough` said so, which is asked at the
/// start with an empty line and then with each line that the program prints, and gives all lines.
/// A program that ends in any other way than by SIGKILL is an error.
pub fn run_and_cut(
    plug: &Plug,
    command: &mut Command,
    mut enough: impl FnMut(&str) -> bool,
    pause: Duration,
) -> io::Result<Vec<String>> {
    let mut child = plug.attach(command.stdout(Stdio::piped())).spawn()?;
    let output = child.stdout.take().ok_or_else(|| io::Error::other("no output to read"))?;
    let mut output = BufReader::new(output);
    let mut lines = Vec::new();
    let mut listen = |enough: &mut dyn FnMut(&str) -> bool| {
        let mut line = String::new();
        while output.read_line(&mut line)? > 0 {
            // The last line may be cut off: then nobody has read the acknowledgement.
            let Some(whole) = line.strip_suffix('\n') else { return Ok(()) };
            lines.push(whole.to_owned());
            if enough(whole) {
                return Ok(());
            }
            line.clear();
        }
        io::Result::Ok(())
    };
    while !plug.begun() {
        if let Some(status) = child.try_wait()? {
            return Err(io::Error::other(format!("the program did not start: {status}")));
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    if !enough("") {
        listen(&mut enough)?;
    }
    std::thread::sleep(pause);
    child.kill()?;
    listen(&mut |_| false)?;
    match child.wait()? {
        status if status.signal() == Some(9) => Ok(lines),
        status => Err(io::Error::other(format!("the program ended by itself: {status}"))),
    }
}
