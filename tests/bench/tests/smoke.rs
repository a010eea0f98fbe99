//! The bench itself works: every flow, ours and its limit, answered as wanted, for a moment.

use std::process::Command;

use serde_json::Value;

#[test]
fn every_flow_is_measured_beside_its_limit() {
    let mut bench = Command::new(env!("CARGO_BIN_EXE_onewindow-bench"));
    bench.args(["run", "--json", "--databases", "sqlite", "--seconds", "0.3", "--rounds", "1"]);
    let done = bench.args(["--concurrency", "4", "--cases", "50"]).output().expect("it runs");
    let words = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{words}");
    let lines: Value = serde_json::from_slice(&done.stdout).expect("an array");
    let flows = lines.as_array().expect("an array");
    for flow in ["submit", "status", "page", "list", "decide"] {
        let begins = |line: &&Value| line["flow"].as_str().is_some_and(|f| f.starts_with(flow));
        let named: Vec<&Value> = flows.iter().filter(begins).collect();
        assert!(!named.is_empty(), "{flow}: {lines:#}");
        for line in named {
            for figure in ["ours", "limit", "ratio", "p50_us", "p99_us", "memory_bytes"] {
                assert!(line[figure].as_f64().is_some_and(|n| n > 0.0), "{figure}: {line:#}");
            }
            assert_eq!(line["unit"], "requests/s");
            assert!(line["cpu_us"].is_number(), "{line:#}");
        }
    }
}
