//! What is told at the end: one line for each flow, database and number of clients.

use serde_json::{Value, json};

use crate::process::Turn;

/// One side of a comparison: its turns taken together.
#[derive(Clone, Debug, Default)]
pub struct Side {
    turns: Vec<Turn>,
}

impl Side {
    /// Adds a turn.
    pub fn add(&mut self, turn: Turn) {
        self.turns.push(turn);
    }

    fn sum(&self, of: impl Fn(&Turn) -> f64) -> f64 {
        self.turns.iter().map(of).sum()
    }

    /// Answers a second, over all turns.
    pub fn rate(&self) -> f64 {
        self.sum(|turn| turn.answers) / self.sum(|turn| turn.seconds).max(f64::EPSILON)
    }

    fn cpu_us(&self) -> f64 {
        self.sum(|turn| turn.cpu) * 1e6 / self.sum(|turn| turn.answers).max(1.0)
    }

    /// The middle one of the turns' values: one disturbed turn must not stand for all.
    fn middle(&self, of: impl Fn(&Turn) -> f64) -> f64 {
        let mut values: Vec<f64> = self.turns.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or_default()
    }
}

/// One comparison.
pub struct Line {
    pub flow: String,
    pub database: &'static str,
    pub clients: usize,
    pub ours: Side,
    pub limit: Side,
    /// Octets that the platform holds at the end of it.
    pub memory: u64,
}

impl Line {
    fn ratio(&self) -> f64 {
        self.ours.rate() / self.limit.rate().max(f64::EPSILON)
    }

    /// As the table shows it.
    pub fn row(&self) -> String {
        let Line { flow, database, clients, ours, limit, .. } = self;
        format!(
            "| {flow} | {database} | {clients} | {:.0} | {:.0} | {:.2} | {:.0} | {:.1} | {:.1} | {:.1} | {} |",
            ours.rate(),
            limit.rate(),
            self.ratio(),
            ours.cpu_us(),
            ours.middle(|turn| turn.p50) / 1e3,
            ours.middle(|turn| turn.p99) / 1e3,
            limit.middle(|turn| turn.p99) / 1e3,
            self.memory >> 20,
        )
    }

    fn value(&self) -> Value {
        let whole = |number: f64| json!(number.round());
        json!({
            "flow": format!("{} {} c={}", self.flow, self.database, self.clients),
            "ours": whole(self.ours.rate()),
            "limit": whole(self.limit.rate()),
            "unit": "requests/s",
            "ratio": (self.ratio() * 1e3).round() / 1e3,
            "cpu_us": whole(self.ours.cpu_us()),
            "limit_cpu_us": whole(self.limit.cpu_us()),
            "p50_us": whole(self.ours.middle(|turn| turn.p50)),
            "p99_us": whole(self.ours.middle(|turn| turn.p99)),
            "limit_p50_us": whole(self.limit.middle(|turn| turn.p50)),
            "limit_p99_us": whole(self.limit.middle(|turn| turn.p99)),
            "memory_bytes": self.memory,
        })
    }
}

/// The heading of the table.
pub const HEAD: &str = "\
| flow | database | clients | ours/s | limit/s | ratio | CPU µs | p50 ms | p99 ms | limit's p99 | MiB |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

/// All lines for a program.
pub fn array(lines: &[Line]) -> String {
    format!("{:#}", Value::Array(lines.iter().map(Line::value).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_taken_together() {
        let turn = |answers, p99| Turn { answers, seconds: 1.0, cpu: 0.1, p99, ..Turn::default() };
        let (mut ours, mut limit) = (Side::default(), Side::default());
        for (answers, p99) in [(100.0, 5.0), (300.0, 9_000.0), (200.0, 6.0)] {
            ours.add(turn(answers, p99));
            limit.add(turn(answers * 2.0, p99));
        }
        let (flow, memory) = ("submit".to_owned(), 1 << 20);
        let line = Line { flow, database: "sqlite", clients: 8, ours, limit, memory };
        let value = line.value();
        assert_eq!(value["flow"], "submit sqlite c=8");
        assert_eq!((&value["ours"], &value["ratio"]), (&json!(200.0), &json!(0.5)));
        assert_eq!((&value["p99_us"], &value["cpu_us"]), (&json!(6.0), &json!(500.0)));
    }
}
