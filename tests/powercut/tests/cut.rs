//! A real process, killed at any moment: what it acknowledged is found again. And the same check
//! fails when the syncs are taken away, so that it is known to notice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use onewindow_powercut::{
    Dice, Ignore, Plug, Problem, Unsynced, check, rebuild, run_and_cut, scratch,
};

/// Runs the submitter in `data` from number `first` on, cuts it off up to 30 ms after `enough`, and
/// gives all numbers acknowledged.
fn run_and_kill(
    plug: &Plug,
    data: &Path,
    first: i64,
    enough: impl FnMut(&str) -> bool,
    dice: &mut Dice,
) -> Vec<i64> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_submitter"));
    command.arg(data).arg(first.to_string());
    let pause = Duration::from_micros(dice.below(30_000));
    let lines = run_and_cut(plug, &mut command, enough, pause).unwrap();
    lines.iter().filter_map(|line| line.parse().ok()).collect()
}

/// Enough after `wanted` lines; with none, the cut may fall into the start itself.
fn lines(wanted: usize) -> impl FnMut(&str) -> bool {
    let mut seen = 0;
    move |_| {
        seen += 1;
        seen > wanted
    }
}

/// A place where rounds follow one another, each on what the cut before left over.
struct Bench {
    folder: tempfile::TempDir,
    round: usize,
    acknowledged: Vec<i64>,
    dice: Dice,
}

impl Bench {
    fn new(seed: u64) -> Bench {
        Bench {
            folder: scratch().unwrap(),
            round: 0,
            acknowledged: Vec::new(),
            dice: Dice::new(seed),
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join(format!("data-{}", self.round))
    }

    fn plug(&self) -> Option<Plug> {
        let image = self.folder.path().join(format!("image-{}", self.round));
        let plug = Plug::new(&self.data(), &image).unwrap();
        if plug.is_none() {
            println!("skipped: the shim needs x86_64 Linux with glibc");
        }
        plug
    }

    /// One run, one cut, and what is broken afterwards.
    async fn round(
        &mut self,
        plug: &Plug,
        enough: impl FnMut(&str) -> bool,
        unsynced: Unsynced,
    ) -> Vec<Problem> {
        // Numbers of one round never meet those of another, acknowledged or not.
        let first = i64::try_from(self.round).unwrap() * 1_000_000 + 1;
        let data = self.data();
        let new = run_and_kill(plug, &data, first, enough, &mut self.dice);
        self.acknowledged.extend(new);
        let image = self.folder.path().join(format!("image-{}", self.round));
        self.round += 1;
        rebuild(&image, &self.data(), unsynced).unwrap();
        std::fs::remove_dir_all(data).unwrap();
        std::fs::remove_dir_all(image).unwrap();
        // The check opens a copy: opening repairs, and the next round shall start unrepaired.
        let copy = self.folder.path().join("copy");
        assert!(
            Command::new("cp").arg("-r").arg(self.data()).arg(&copy).status().unwrap().success()
        );
        let problems = check(&copy, &self.acknowledged).await;
        std::fs::remove_dir_all(copy).unwrap();
        problems
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_submission_survives() {
    let rounds: u64 = if std::env::var_os("ONEWINDOW_SOAK").is_some() { 1_800 } else { 12 };
    let (mut kept, mut cuts) = (0, 0);
    // A fresh directory every six rounds: the first start is worth many cuts too.
    for seed in 0..rounds.div_ceil(6) {
        let mut bench = Bench::new(seed);
        for round in 0..6 {
            let Some(plug) = bench.plug() else { return };
            let wanted = match bench.dice.below(3) {
                0 => 0,
                _ => usize::try_from(bench.dice.below(120)).unwrap(),
            };
            let unsynced = match round % 2 {
                0 => Unsynced::Lost,
                _ => Unsynced::SomePages(bench.dice.roll()),
            };
            let problems = bench.round(&plug, lines(wanted), unsynced).await;
            assert_eq!(problems, [], "seed {seed}, round {round}, {unsynced:?}");
            cuts += 1;
        }
        kept += bench.acknowledged.len();
    }
    println!("evidence: {cuts} power cuts, {kept} acknowledged submissions, 0 lost");
}

/// A bench after one honest round, so that database and folders stand durably and what fails next
/// fails for the syncs that are taken away.
async fn started(seed: u64) -> Option<Bench> {
    let mut bench = Bench::new(seed);
    let plug = bench.plug()?;
    assert_eq!(bench.round(&plug, lines(20), Unsynced::Lost).await, []);
    Some(bench)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_any_sync_the_check_fails() {
    let Some(mut bench) = started(101).await else { return };
    let plug = bench.plug().unwrap().ignoring(Ignore::All, "");
    let problems = bench.round(&plug, lines(20), Unsynced::Lost).await;
    assert!(problems.iter().filter(|p| matches!(p, Problem::RowLost(_))).count() >= 20);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_syncs_of_directories_the_check_fails() {
    let mut bench = Bench::new(102);
    let Some(plug) = bench.plug() else { return };
    let problems =
        bench.round(&plug.ignoring(Ignore::Directories, ""), lines(20), Unsynced::Lost).await;
    assert!(problems.iter().any(|p| matches!(p, Problem::RowLost(_))), "{problems:?}");

    let Some(mut bench) = started(103).await else { return };
    let plug = bench.plug().unwrap().ignoring(Ignore::Directories, "");
    let problems = bench.round(&plug, lines(20), Unsynced::Lost).await;
    assert!(problems.iter().any(|p| matches!(p, Problem::UploadLost(_))), "{problems:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_syncs_of_the_uploads_the_check_fails() {
    for (seed, ignore) in [(104, Ignore::All), (105, Ignore::Files), (106, Ignore::Directories)] {
        let Some(mut bench) = started(seed).await else { return };
        let plug = bench.plug().unwrap().ignoring(ignore, "uploads");
        let problems = bench.round(&plug, lines(20), Unsynced::Lost).await;
        assert!(problems.len() >= 20, "{ignore:?}: {problems:?}");
        let only = problems.iter().all(|p| matches!(p, Problem::UploadLost(_)));
        assert!(only, "{ignore:?}: the database was synced: {problems:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_fills_up_and_empties_again_costs_nothing_acknowledged() {
    let mut bench = Bench::new(107);
    let Some(plug) = bench.plug() else { return };
    let flag = plug.full_flag();
    let (mut uploads, mut rows, mut fitted) = (0, 0, 0);
    let turns = |line: &str| {
        match line {
            "full: upload" => uploads += 1,
            "full: row" => rows += 1,
            _ => fitted += 1,
        }
        match (flag.exists(), (uploads + rows) % 8, fitted % 20) {
            (true, 0, _) => std::fs::remove_file(&flag).unwrap(),
            (false, _, 0) => std::fs::write(&flag, "").unwrap(),
            _ => {}
        }
        fitted >= 400 && (uploads >= 40 && rows >= 10 || fitted > 5_000)
    };
    let problems = bench.round(&plug, turns, Unsynced::Lost).await;
    assert_eq!(problems, []);
    assert!(uploads >= 40 && rows >= 10, "the disk was never full: {uploads} {rows}");
    println!("{uploads} uploads and {rows} rows did not fit, {fitted} submissions did");
}
