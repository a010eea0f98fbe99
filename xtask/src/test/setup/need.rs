//! The things outside the Rust toolchain that some steps need.

use super::npm;
use crate::command;
use crate::test::foreign;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One thing that a step needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Chromium,
    /// Without one, Chinese text is drawn as empty boxes and screenshots show nothing.
    CjkFont,
    Node,
    Npm,
    Venv,
    JourneyPackages,
    ForeignPackages,
    Postgres,
}

impl Need {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::CjkFont => "a font with Chinese characters",
            Self::Node => "Node.js 20 or newer",
            Self::Npm => "npm",
            Self::Venv => "Python's venv module",
            Self::JourneyPackages => "the Node packages of the journeys",
            Self::Postgres => "a PostgreSQL server, 15 or newer",
            Self::ForeignPackages => "the Node and Python packages of the foreign verifiers",
        }
    }

    /// The Debian package that brings it.
    pub fn package(&self) -> Option<&'static str> {
        match self {
            Self::Chromium => Some("chromium"),
            Self::CjkFont => Some("fonts-noto-cjk"),
            Self::Node => Some("nodejs"),
            Self::Npm => Some("npm"),
            Self::Venv => Some("python3-venv"),
            Self::Postgres => Some("postgresql"),
            Self::JourneyPackages | Self::ForeignPackages => None,
        }
    }

    /// The folder whose Node packages it is.
    pub fn folder(&self) -> Option<&'static str> {
        match self {
            Self::JourneyPackages => Some("tests/journeys"),
            _ => None,
        }
    }

    /// What a person can do about it.
    pub fn advice(&self) -> String {
        if *self == Self::ForeignPackages {
            return "run tests/foreign/run.sh, or `cargo xtask test --install`".to_owned();
        }
        if let Some(folder) = self.folder() {
            return format!("run `npm ci` in {folder}, or `cargo xtask test --install`");
        }
        let package = self.package().unwrap_or_default();
        let other = match self {
            Self::Postgres => "; or name the folder of its programs in ONEWINDOW_POSTGRES_BIN",
            Self::Chromium => "; or set CHROMIUM to the path of an installed one",
            Self::Node => " (Debian 13 has it; on 12 it is 18: take one from https://nodejs.org)",
            _ => "",
        };
        format!("on Debian: apt-get install {package}, or `cargo xtask test --install`{other}")
    }

    pub fn is_met(&self, root: &Path) -> bool {
        match self {
            Self::Chromium => chromium().is_some(),
            Self::CjkFont => has_chinese_font(),
            Self::Node => node_is_new_enough(),
            Self::Npm => command::find(&["npm"]).is_some(),
            Self::Venv => command::works("python3", &["-c", "import ensurepip, venv"]),
            Self::Postgres => onewindow_testbed::binaries().is_ok(),
            Self::ForeignPackages => foreign::is_installed(root),
            Self::JourneyPackages => {
                self.folder().is_none_or(|folder| npm::is_current(&root.join(folder)))
            }
        }
    }
}

/// The browser for the journeys: `CHROMIUM`, or the first known name on the path.
pub fn chromium() -> Option<PathBuf> {
    match std::env::var_os("CHROMIUM") {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => command::find(&["chromium", "chromium-browser", "google-chrome"]),
    }
}

fn has_chinese_font() -> bool {
    let debian = Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");
    // Where there is no fontconfig to ask, the system's own fonts have Chinese.
    let listed = command::output(Command::new("fc-list").arg(":lang=zh-cn"));
    debian.is_file() || listed.map_or(!cfg!(target_os = "linux"), |list| !list.trim().is_empty())
}

fn node_is_new_enough() -> bool {
    let version = command::output(Command::new("node").arg("--version")).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    major.parse::<u32>().is_ok_and(|major| major >= 20)
}
