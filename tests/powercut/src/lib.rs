//! Power cuts, for tests: run a program under the shim, kill it at any moment, rebuild what a
//! disk would still hold, and look whether the program kept its promises.
//!
//! The shim (`onewindow-powercut-shim`) is preloaded into the program and keeps the durable image;
//! its crate documentation lists the variables. [`Plug`] sets them for a command, so that the
//! server binary can be put under it as well:
//!
//! ```no_run
//! # fn main() -> std::io::Result<()> {
//! use onewindow_powercut::{Plug, Unsynced, rebuild};
//! use std::{path::Path, process::Command};
//!
//! let (data, image) = (Path::new("/tmp/t/data"), Path::new("/tmp/t/image"));
//! let Some(plug) = Plug::new(data, image)? else { return Ok(()) }; // another platform
//! let mut server = Command::new("target/debug/onewindow");
//! let mut server = plug.attach(server.args(["serve", "--demo", "--data", "/tmp/t/data"])).spawn()?;
//! // … submit, remember what was acknowledged …
//! server.kill()?;
//! server.wait()?;
//! rebuild(image, Path::new("/tmp/t/after"), Unsynced::Lost)?;
//! # Ok(())
//! # }
//! ```
//!
//! By hand: `cargo build -p onewindow-powercut-shim`, then the server with
//! `LD_PRELOAD=target/debug/libonewindow_powercut_shim.so` and the variables.

mod check;
mod cut;
mod dice;
mod plug;
mod rebuild;
mod scratch;
mod submission;

pub use check::{Problem, check};
pub use cut::run_and_cut;
pub use dice::Dice;
pub use plug::{Ignore, Plug};
pub use rebuild::{Unsynced, rebuild};
pub use scratch::scratch;
pub use submission::{STEPS, Submission, open};
