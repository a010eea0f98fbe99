//! Rounds that follow one another, each on what the cut before left over.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use onewindow_powercut::{Dice, Plug, Unsynced, rebuild, run_and_cut, scratch};

use crate::aftermath::{Problem, check};
use crate::machine;
use crate::said::Said;

/// Names the data folder for the program.
pub const DATA: &str = "ONEWINDOW_POWERCUT_DATA";
/// Names the catalogue folder for the program.
pub const CATALOGUE: &str = "ONEWINDOW_POWERCUT_CATALOGUE";

/// A node through several cuts, and what it has said.
pub struct Bench {
    folder: tempfile::TempDir,
    round: usize,
    /// Acknowledged since the beginning.
    pub said: Vec<Said>,
    /// The node's key as it was announced.
    pub issuer: Option<String>,
    /// The chance of this bench.
    pub dice: Dice,
}

impl Bench {
    /// A node that was never started. It has a catalogue of its own, so that nobody's edits come
    /// in between two starts.
    pub fn new(seed: u64) -> Bench {
        let folder = scratch().unwrap();
        copy(&machine::catalogue(), &folder.path().join("catalogue"));
        Bench { folder, round: 0, said: Vec::new(), issuer: None, dice: Dice::new(seed) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The disk of this round. The data folder is one below it: its own name has to last too.
    fn disk(&self) -> PathBuf {
        self.path(&format!("disk-{}", self.round))
    }

    fn image(&self) -> PathBuf {
        self.path(&format!("image-{}", self.round))
    }

    /// The plug of this round, where the shim works.
    pub fn plug(&self) -> Option<Plug> {
        let plug = Plug::new(&self.disk(), &self.image()).unwrap();
        if plug.is_none() {
            println!("skipped: the shim needs x86_64 Linux with glibc");
        }
        plug
    }

    /// One run that is cut `pause` after `enough` applications, and what is broken afterwards.
    pub async fn round(
        &mut self,
        plug: &Plug,
        enough: usize,
        pause: Duration,
        unsynced: Unsynced,
    ) -> Vec<Problem> {
        self.run(plug, enough, pause);
        let problems = self.look(unsynced).await;
        self.next(unsynced);
        problems
    }

    /// Runs the program until it is killed, and remembers what it said.
    pub fn run(&mut self, plug: &Plug, enough: usize, pause: Duration) {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "applicants_until_the_cut", "--nocapture"]);
        command.env(DATA, self.disk().join("node")).env(CATALOGUE, self.path("catalogue"));
        let mut acknowledged = 0;
        let enough = |line: &str| {
            acknowledged += usize::from(Said::read(line).is_some());
            acknowledged >= enough
        };
        let lines = run_and_cut(plug, &mut command, enough, pause).unwrap();
        for line in &lines {
            self.said.extend(Said::read(line));
            if let Some(issuer) = line.strip_prefix("issuer ") {
                let known = self.issuer.get_or_insert_with(|| issuer.to_owned());
                assert_eq!(known, issuer, "the node changed its key");
            }
        }
    }

    /// Whether the program had made that file, synced or not.
    pub fn holds(&self, path: &str) -> bool {
        self.disk().join(path).exists()
    }

    /// What is broken on the disk that this round's cut leaves. May be asked several times: it
    /// opens a copy, for opening repairs, and the next round shall start unrepaired.
    pub async fn look(&self, unsynced: Unsynced) -> Vec<Problem> {
        let copy = self.path("copy");
        rebuild(&self.image(), &copy, unsynced).unwrap();
        let catalogue = self.path("catalogue");
        let data = copy.join("node");
        let problems = check(&data, &catalogue, self.issuer.as_deref(), &self.said).await;
        fs::remove_dir_all(copy).unwrap();
        problems
    }

    /// Puts the disk that this round's cut leaves in place for the next.
    fn next(&mut self, unsynced: Unsynced) {
        let (disk, image) = (self.disk(), self.image());
        self.round += 1;
        rebuild(&image, &self.disk(), unsynced).unwrap();
        fs::remove_dir_all(disk).unwrap();
        fs::remove_dir_all(image).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}
