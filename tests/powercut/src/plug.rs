//! Putting a command under the shim.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// Which syncs the shim takes no notice of, as if the program did not make them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignore {
    /// Of files and directories.
    All,
    /// Of files.
    Files,
    /// Of directories.
    Directories,
}

/// A tree to watch and the image to keep of it.
#[derive(Clone, Debug)]
pub struct Plug {
    shim: PathBuf,
    root: PathBuf,
    image: PathBuf,
    ignore: Option<(Ignore, PathBuf)>,
    at_sync: Option<u64>,
}

impl Plug {
    /// Watches `root` with an image in `image`, an empty directory on the same file system. Both
    /// are created if missing. `None` where the shim does not work: other platforms than x86_64
    /// Linux with glibc.
    pub fn new(root: &Path, image: &Path) -> io::Result<Option<Plug>> {
        if !cfg!(all(target_os = "linux", target_env = "gnu", target_arch = "x86_64")) {
            return Ok(None);
        }
        fs::create_dir_all(root)?;
        fs::create_dir_all(image)?;
        let (root, image) = (root.canonicalize()?, image.canonicalize()?);
        Ok(Some(Plug { shim: shim()?, root, image, ignore: None, at_sync: None }))
    }

    /// Takes no notice of some syncs below `folder`, a path relative to the root.
    pub fn ignoring(mut self, ignore: Ignore, folder: &str) -> Plug {
        self.ignore = Some((ignore, PathBuf::from(folder)));
        self
    }

    /// Kills the program just before its sync of this number, from 1. Between two syncs the image
    /// stays the same, so all numbers together are every state that a disk can be left in which
    /// keeps nothing unsynced.
    pub fn at_sync(mut self, number: u64) -> Plug {
        self.at_sync = Some(number);
        self
    }

    /// Puts `command` under the shim.
    pub fn attach<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env("LD_PRELOAD", &self.shim)
            .env("ONEWINDOW_POWERCUT_ROOT", &self.root)
            .env("ONEWINDOW_POWERCUT_IMAGE", &self.image)
            .env("ONEWINDOW_POWERCUT_FULL", self.full_flag());
        if let Some(number) = self.at_sync {
            command.env("ONEWINDOW_POWERCUT_AT_SYNC", number.to_string());
        }
        if let Some((ignore, folder)) = &self.ignore {
            let what = match ignore {
                Ignore::All => "all",
                Ignore::Files => "files",
                Ignore::Directories => "dirs",
            };
            command.env("ONEWINDOW_POWERCUT_IGNORE", what);
            command.env("ONEWINDOW_POWERCUT_IGNORE_UNDER", folder);
        }
        command
    }

    /// Whether the program has come so far that its image is complete. Before that, which is before
    /// its `main`, there is nothing to rebuild.
    pub fn begun(&self) -> bool {
        self.image.join("root").exists()
    }

    /// While a file stands at this path, the watched tree is on a full disk.
    pub fn full_flag(&self) -> PathBuf {
        self.image.join("full")
    }
}

/// The shared object, which Cargo builds beside the tests of this package, or into the profile's
/// folder when asked for the shim itself.
fn shim() -> io::Result<PathBuf> {
    let this = env::current_exe()?;
    let name = "libonewindow_powercut_shim.so";
    let beside = this.ancestors().skip(1).take(2);
    let places = beside.flat_map(|folder| [folder.join(name), folder.join("deps").join(name)]);
    places.into_iter().find(|place| place.is_file()).ok_or_else(|| {
        io::Error::other(format!("{name} is missing: cargo build -p onewindow-powercut-shim"))
    })
}
