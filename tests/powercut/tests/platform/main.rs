//! The whole platform with real applications, killed at any moment: whoever was given a number
//! finds their case, its content, its paper and the entry about it. And the same check fails when
//! the syncs are taken away, so that it is known to notice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod aftermath;
mod applicants;
mod bench;
mod machine;
mod said;

use std::time::Duration;

use aftermath::Problem;
use bench::{Bench, CATALOGUE, DATA};
use onewindow_powercut::{Ignore, Unsynced};

/// The program that gets killed; as a test, it does nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn applicants_until_the_cut() {
    let (Some(data), Some(catalogue)) = (std::env::var_os(DATA), std::env::var_os(CATALOGUE))
    else {
        return;
    };
    let ended = applicants::apply_without_end(data.as_ref(), catalogue.as_ref()).await;
    panic!("{:?}", ended.map_err(|why| why.to_string()));
}

fn soak() -> bool {
    std::env::var_os("ONEWINDOW_SOAK").is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_application_survives() {
    let (chains, rounds) = if soak() { (60, 6) } else { (1, 4) };
    let (mut cuts, mut kept) = (0, 0);
    for seed in 0..chains {
        let mut bench = Bench::new(seed);
        for round in 0..rounds {
            let Some(plug) = bench.plug() else { return };
            // With none, the cut falls into the start itself.
            let enough = match bench.dice.below(4) {
                0 => 0,
                _ => usize::try_from(bench.dice.below(30)).unwrap() + 1,
            };
            let longest = if enough == 0 { 1_500_000 } else { 60_000 };
            let pause = Duration::from_micros(bench.dice.below(longest));
            let unsynced = match round % 2 {
                0 => Unsynced::Lost,
                _ => Unsynced::SomePages(bench.dice.roll()),
            };
            let problems = bench.round(&plug, enough, pause, unsynced).await;
            assert_eq!(problems, [], "seed {seed}, round {round}, {unsynced:?}");
            cuts += 1;
        }
        kept += bench.said.len();
    }
    println!(
        "evidence: {cuts} power cuts of the platform, {kept} acknowledged applications, 0 lost"
    );
}

/// The first sync of a first start after which the key file is there: those of the database come
/// before it, and those of the people of the demonstration after.
fn first_with_keys() -> Option<u64> {
    let (mut without, mut with) = (0, 128);
    while with - without > 1 {
        let number = (without + with) / 2;
        let mut bench = Bench::new(3_000 + number);
        let plug = bench.plug()?;
        bench.run(&plug.at_sync(number), 3, Duration::ZERO);
        match bench.holds("node/keys/master.key") {
            true => with = number,
            false => without = number,
        }
    }
    Some(with)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_during_the_first_start_leaves_a_node_that_starts() {
    let numbers = if soak() {
        1..=2_000
    } else {
        // In the quick run, those around the keys.
        let Some(keys) = first_with_keys() else { return };
        keys.saturating_sub(6)..=keys + 5
    };
    let (mut cuts, mut keys) = (0, 0);
    for number in numbers {
        let mut bench = Bench::new(1_000 + number);
        let Some(plug) = bench.plug() else { return };
        bench.run(&plug.at_sync(number), 3, Duration::ZERO);
        keys += usize::from(bench.holds("node/keys/master.key"));
        let pages = Unsynced::SomePages(number);
        let looks = if soak() { vec![Unsynced::Lost, pages] } else { vec![Unsynced::Lost] };
        for unsynced in looks {
            let problems = bench.look(unsynced).await;
            assert_eq!(problems, [], "cut at sync {number}, {unsynced:?}");
            cuts += 1;
        }
        if bench.said.len() >= 3 {
            break;
        }
    }
    assert!(keys > 0 && keys < cuts, "the cuts no longer lie around the keys: {keys} of {cuts}");
    println!("evidence: {cuts} power cuts of the first start, one at each sync, each node started");
}

/// A bench after one honest round, so that what fails next fails for the syncs that are taken away.
async fn started(seed: u64) -> Option<Bench> {
    let mut bench = Bench::new(seed);
    let plug = bench.plug()?;
    assert_eq!(bench.round(&plug, 3, Duration::ZERO, Unsynced::Lost).await, []);
    Some(bench)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_any_sync_the_check_fails() {
    let Some(mut bench) = started(2_001).await else { return };
    let plug = bench.plug().unwrap().ignoring(Ignore::All, "");
    let problems = bench.round(&plug, 6, Duration::ZERO, Unsynced::Lost).await;
    let lost = problems.iter().filter(|problem| matches!(problem, Problem::CaseLost(_)));
    assert!(lost.count() >= 6, "{problems:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_syncs_of_directories_the_check_fails() {
    let mut bench = Bench::new(2_002);
    let Some(plug) = bench.plug() else { return };
    let plug = plug.ignoring(Ignore::Directories, "");
    let problems = bench.round(&plug, 3, Duration::ZERO, Unsynced::Lost).await;
    let lost = problems.iter().filter(|problem| matches!(problem, Problem::CaseLost(_)));
    assert!(lost.count() >= 3, "{problems:?}");
    assert!(problems.contains(&Problem::OtherIssuer), "{problems:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_syncs_of_the_uploads_the_check_fails() {
    let Some(mut bench) = started(2_003).await else { return };
    let plug = bench.plug().unwrap().ignoring(Ignore::All, "node/uploads");
    let problems = bench.round(&plug, 6, Duration::ZERO, Unsynced::Lost).await;
    let (lost, other): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|problem| matches!(problem, Problem::DocumentLost(..)));
    assert!(lost.len() >= 6, "{lost:?}");
    // Whoever looks at the node before it starts is told as well, and of nothing else.
    assert!(
        matches!(other.as_slice(), [Problem::Unsound(why)] if why.contains("missing")),
        "{other:?}"
    );
}
