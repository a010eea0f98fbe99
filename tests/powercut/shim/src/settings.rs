//! What the environment asks for, read once.

use std::{
    env,
    os::fd::RawFd,
    path::{Path, PathBuf},
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

pub(crate) struct Settings {
    pub(crate) root: PathBuf,
    pub(crate) image: PathBuf,
    pub(crate) full: Option<PathBuf>,
    ignore_files: bool,
    ignore_directories: bool,
    ignore_under: PathBuf,
    dies_at: Option<u64>,
}

impl Settings {
    /// The settings, or `None` where nothing is watched.
    pub(crate) fn get() -> Option<&'static Settings> {
        static SETTINGS: OnceLock<Option<Settings>> = OnceLock::new();
        SETTINGS.get_or_init(Settings::read).as_ref()
    }

    fn read() -> Option<Settings> {
        let path = |name: &str| env::var_os(name).map(PathBuf::from);
        let root = path("ONEWINDOW_POWERCUT_ROOT")?;
        // Open files are compared by the path that the kernel reports, which has no links in it.
        let root = root.canonicalize().unwrap_or_else(|error| {
            give_up(&format!("ONEWINDOW_POWERCUT_ROOT {}: {error}", root.display()))
        });
        let image = path("ONEWINDOW_POWERCUT_IMAGE")
            .unwrap_or_else(|| give_up("ONEWINDOW_POWERCUT_IMAGE is not set"));
        let ignore = env::var("ONEWINDOW_POWERCUT_IGNORE").unwrap_or_default();
        if !["", "all", "files", "dirs"].contains(&ignore.as_str()) {
            give_up("ONEWINDOW_POWERCUT_IGNORE is none of all, files, dirs");
        }
        Some(Settings {
            ignore_files: ignore == "all" || ignore == "files",
            ignore_directories: ignore == "all" || ignore == "dirs",
            ignore_under: root.join(path("ONEWINDOW_POWERCUT_IGNORE_UNDER").unwrap_or_default()),
            full: path("ONEWINDOW_POWERCUT_FULL"),
            dies_at: env::var("ONEWINDOW_POWERCUT_AT_SYNC").ok().map(|number| {
                number.parse().unwrap_or_else(|_| {
                    give_up("ONEWINDOW_POWERCUT_AT_SYNC is no number");
                })
            }),
            root,
            image,
        })
    }

    pub(crate) fn ignores(&self, path: &Path, directory: bool) -> bool {
        let kind = if directory { self.ignore_directories } else { self.ignore_files };
        kind && path.starts_with(&self.ignore_under)
    }

    /// Counts a sync, and says whether the cut comes just before it.
    pub(crate) fn dies_now(&self) -> bool {
        static SYNCS: AtomicU64 = AtomicU64::new(0);
        let number = SYNCS.fetch_add(1, Ordering::SeqCst).saturating_add(1);
        self.dies_at == Some(number)
    }

    /// The path behind `fd` if it lies in the watched tree.
    pub(crate) fn watched(&self, fd: RawFd) -> Option<PathBuf> {
        let path = std::fs::read_link(format!("/proc/self/fd/{fd}")).ok()?;
        path.starts_with(&self.root).then_some(path)
    }
}

/// A test bed that went on without its image would report a safety that nobody checked.
pub(crate) fn give_up(why: &str) -> ! {
    eprintln!("powercut shim: {why}");
    std::process::abort()
}

/// Ends the process as a cut does: nothing runs any more, not even a destructor.
pub(crate) fn die() -> ! {
    // SAFETY: neither call takes memory.
    unsafe { libc::kill(libc::getpid(), libc::SIGKILL) };
    loop {
        std::thread::park();
    }
}
