//! How far an import is: one line of a terminal, from the first second on.

use std::io::Write;
use std::time::Duration;

use onewindow_catalogue::import::Far;
use onewindow_model::clock::Clock;

use crate::system::SystemClock;

/// Nothing is told before; most imports are done by then.
const FIRST: Duration = Duration::from_secs(1);
/// How often the line changes.
const PAUSE: Duration = Duration::from_millis(200);
/// How wide the bar is, in characters.
const WIDTH: usize = 30;

/// A bar that grows in place.
pub struct Bar<'o> {
    out: &'o mut dyn Write,
    /// Quiet where nobody watches: a log full of bars helps nobody.
    watched: bool,
    next: Duration,
    shown: bool,
}

impl<'o> Bar<'o> {
    /// A bar on a terminal, or none.
    pub fn new(out: &'o mut dyn Write, watched: bool) -> Bar<'o> {
        Bar { out, watched, next: SystemClock.elapsed() + FIRST, shown: false }
    }

    /// Tells it, unless that was done just now.
    pub fn tell(&mut self, rows: usize, far: Far) {
        // The clock is asked now and then only: there are a hundred thousand rows.
        if !self.watched || !rows.is_multiple_of(64) {
            return;
        }
        let now = SystemClock.elapsed();
        if now < self.next {
            return;
        }
        self.next = now + PAUSE;
        self.shown = true;
        // Nobody reading is no reason to stop half-way.
        let _ = write!(self.out, "\r{}", line(rows, far));
        let _ = self.out.flush();
    }

    /// Takes the bar away.
    pub fn end(&mut self) {
        if self.shown {
            let _ = write!(self.out, "\r{:width$}\r", "", width = WIDTH + 40);
            let _ = self.out.flush();
        }
    }
}

fn line(rows: usize, far: Far) -> String {
    let done = far.bytes.saturating_mul(100).checked_div(far.of).unwrap_or_default().min(100);
    let filled = usize::try_from(done).unwrap_or_default() * WIDTH / 100;
    format!("[{}{}] {done:>3} %  {rows:>9} rows", "#".repeat(filled), ".".repeat(WIDTH - filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_shows_bytes_and_rows_and_only_where_somebody_watches() {
        let half = line(75_000, Far { bytes: 50, of: 100 });
        assert_eq!(half, format!("[{}{}]  50 %      75000 rows", "#".repeat(15), ".".repeat(15)));
        assert!(line(0, Far::default()).contains("  0 %"), "an empty file divides by nothing");
        for (watched, told) in [(true, true), (false, false)] {
            let mut out = Vec::new();
            let mut bar = Bar { out: &mut out, watched, next: Duration::ZERO, shown: false };
            bar.tell(64, Far { bytes: 1, of: 4 });
            bar.end();
            assert_eq!(!out.is_empty(), told);
        }
    }
}
