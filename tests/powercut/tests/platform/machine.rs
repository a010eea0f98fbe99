//! The platform on this machine: its clock, its randomness, and how it is opened.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use jiff::Timestamp;
use onewindow_app::App;
use onewindow_app::start::{Place, Start, StartError, start};
use onewindow_model::clock::{Clock, Random};
use ring::rand::{SecureRandom, SystemRandom};

/// What the system's clock says.
#[expect(clippy::disallowed_methods, reason = "the platform runs on the real time here")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The system's clock, which never gives one microsecond twice: so a moment names a request.
#[derive(Default)]
struct SystemClock(AtomicI64);

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let now = now().as_microsecond();
        let last = self.0.fetch_max(now, Ordering::SeqCst);
        let next = if now > last { now } else { self.0.fetch_add(1, Ordering::SeqCst) + 1 };
        Timestamp::from_microsecond(next).unwrap()
    }

    fn elapsed(&self) -> std::time::Duration {
        self.now().duration_since(Timestamp::UNIX_EPOCH).unsigned_abs()
    }
}

/// The system's generator.
struct SystemSource(SystemRandom);

impl Random for SystemSource {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.fill(buffer).unwrap();
    }
}

/// Opens the platform of the demonstration in `data`. The lock stands as long as the file.
pub async fn open(data: &Path, catalogue: &Path) -> Result<(Arc<App>, File), StartError> {
    let options = Start {
        place: Place { data: data.to_owned(), database: None },
        catalogue: catalogue.to_owned(),
        base_url: "http://127.0.0.1:8080".to_owned(),
        demo: true,
        demo_code: None,
        sign_in: None,
        clock_is_right: false,
    };
    let random = SystemSource(SystemRandom::new());
    start(&options, Arc::new(SystemClock::default()), Arc::new(random)).await
}

/// The sample catalogue of the workspace.
pub fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue")
}
