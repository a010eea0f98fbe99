//! The work list costs the same however many cases there are, on its first page and deep down.
//! `ONEWINDOW_SOAK=1` takes a million.

use std::process::Command;

use serde_json::Value;

#[test]
fn a_long_list_is_as_fast_as_a_short_one() {
    let soak = std::env::var_os("ONEWINDOW_SOAK").is_some();
    let (cases, seconds, least) = match soak {
        true => (["1000", "100000", "1000000"].as_slice(), "5", 0.9),
        // A moment on a machine that does other things too: only what grows with the list shows.
        false => (["50", "3000"].as_slice(), "0.5", 0.4),
    };
    let mut bench = Command::new(env!("CARGO_BIN_EXE_onewindow-bench"));
    bench.args(["run", "--json", "--databases", "sqlite", "--flows", "list", "--rounds", "2"]);
    bench.args(["--concurrency", "8", "--seconds", seconds, "--cases", &cases.join(",")]);
    let done = bench.output().expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let lines: Value = serde_json::from_slice(&done.stdout).expect("an array");
    let rate = |flow: &str, cases: &str| {
        let name = format!("{flow} of {cases} sqlite c=8");
        let line = lines.as_array().and_then(|all| all.iter().find(|line| line["flow"] == name));
        line.and_then(|line| line["ours"].as_f64()).unwrap_or_else(|| panic!("{name}: {lines:#}"))
    };
    for cases in cases {
        println!(
            "evidence: work list of {cases} cases: first page {:.0}/s, deep page {:.0}/s",
            rate("list", cases),
            rate("list-deep", cases)
        );
    }
    let short = rate("list", cases[0]);
    for more in &cases[1..] {
        for flow in ["list", "list-deep"] {
            let long = rate(flow, more);
            assert!(long > short * least, "{flow} of {more}: {long}/s, of {}: {short}/s", cases[0]);
        }
    }
}
