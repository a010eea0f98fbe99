//! How far it is: a line a second, from the first second on.

use std::io::Write;
use std::time::Duration;

use onewindow_app::backup::Told;
use onewindow_model::clock::Clock;

use crate::system::SystemClock;

const PAUSE: Duration = Duration::from_secs(1);

/// Tells how far it is.
pub struct Progress<'o> {
    out: &'o mut dyn Write,
    last: Duration,
}

impl<'o> Progress<'o> {
    /// Nothing is told within the first second.
    pub fn new(out: &'o mut dyn Write) -> Progress<'o> {
        Progress { out, last: SystemClock.elapsed() }
    }

    /// Tells it, unless that was done just now.
    pub fn tell(&mut self, told: Told<'_>) {
        let now = SystemClock.elapsed();
        if now.saturating_sub(self.last) < PAUSE {
            return;
        }
        self.last = now;
        // Nobody reading is no reason to stop half-way.
        let _ = match told {
            Told::Rows { table, rows } => writeln!(self.out, "         {table:18} {rows:>10} rows"),
            Told::Uploads { done } => writeln!(self.out, "         {:18} {done:>10}", "uploads"),
        };
        let _ = self.out.flush();
    }
}
