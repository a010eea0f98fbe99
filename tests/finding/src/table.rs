//! What is printed.

use std::collections::BTreeSet;

use crate::measure::Measured;

const ENGINES: [&str; 3] = ["ours", "FTS5", "substring"];

/// What the platform did not put first, or found where nothing fits.
pub fn misses(measured: &[Measured<'_>]) {
    for one in measured.iter().filter(|one| one.engine == "ours") {
        let missed = match one.unanswerable() {
            true => one.sure && !one.found.is_empty(),
            false => one.recall_at_5() < 1.0 || one.reciprocal_rank() < 1.0,
        };
        if missed {
            let query = one.query;
            let first: Vec<_> = one.found.iter().take(5).map(String::as_str).collect();
            println!(
                "{} {} {:?}: {:.2} {:.2}\n    wanted {}\n    found {}",
                query.group,
                query.kind,
                query.text,
                one.recall_at_5(),
                one.reciprocal_rank(),
                query.best.join(" "),
                first.join(" "),
            );
        }
    }
}

/// Recall among the first five and mean reciprocal rank, by catalogue and kind.
pub fn print(measured: &[Measured<'_>]) {
    println!("| queries | number | ours | | FTS5 | | substring | |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    println!("| | | recall@5 | MRR | recall@5 | MRR | recall@5 | MRR |");
    let groups: BTreeSet<String> = measured.iter().map(|one| catalogue(one)).collect();
    for group in groups {
        row(&group, measured, |one| catalogue(one) == group);
    }
    let kinds: BTreeSet<&str> = measured.iter().map(|one| one.query.kind.as_str()).collect();
    for kind in kinds {
        row(kind, measured, |one| one.query.kind == kind);
    }
    row("**all**", measured, |_| true);
    println!("\n| of {} queries that nothing answers | ours | FTS5 | substring |", {
        measured.iter().filter(|one| one.unanswerable()).count() / ENGINES.len()
    });
    println!("|---|---:|---:|---:|");
    let silent = ENGINES.map(|engine| {
        let asked = measured.iter().filter(|one| one.engine == engine && one.unanswerable());
        asked.filter(|one| one.found.is_empty() || !one.sure).count().to_string()
    });
    println!("| said that nothing fits | {} |", silent.join(" | "));
    let doubted = ENGINES.map(|engine| {
        let asked: Vec<_> =
            measured.iter().filter(|one| one.engine == engine && !one.unanswerable()).collect();
        let unsure = asked.iter().filter(|one| one.found.is_empty() || !one.sure).count();
        format!("{unsure} of {}", asked.len())
    });
    println!("| the same of one that something answers | {} |", doubted.join(" | "));
    let slow = ENGINES.map(|engine| {
        let mut took: Vec<_> =
            measured.iter().filter(|one| one.engine == engine).map(|one| one.took).collect();
        took.sort();
        let worst = took.get(took.len() * 99 / 100).copied().unwrap_or_default();
        format!("{} µs", worst.as_micros())
    });
    println!("| 99 of 100 within | {} |", slow.join(" | "));
}

fn catalogue(one: &Measured<'_>) -> String {
    format!("{}, {}", one.query.group, one.query.lang.tag())
}

fn row(name: &str, measured: &[Measured<'_>], of: impl Fn(&Measured<'_>) -> bool) {
    let mut cells = Vec::new();
    let mut number = 0;
    for engine in ENGINES {
        let asked: Vec<_> = measured
            .iter()
            .filter(|one| one.engine == engine && !one.unanswerable() && of(one))
            .collect();
        number = asked.len();
        let mean = |sum: f64| sum / f64::from(u32::try_from(asked.len()).unwrap_or(1));
        cells.push(format!("{:.2}", mean(asked.iter().map(|one| one.recall_at_5()).sum())));
        cells.push(format!("{:.2}", mean(asked.iter().map(|one| one.reciprocal_rank()).sum())));
    }
    if number > 0 {
        println!("| {name} | {number} | {} |", cells.join(" | "));
    }
}
