//! Figures for those who run the node: how many, how long, how full. Labels are routes, never paths: a
//! path names a case.

use std::fmt::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::response::Response;
use onewindow_app::App;
use onewindow_app::readiness::{Figures, figures};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::edge::Inner;
use crate::site::Site;

/// Upper limits of the histogram, in seconds.
const STEPS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: String,
    status: u16,
}

/// What is counted while the server runs.
#[derive(Clone)]
pub struct Metrics {
    answered: Family<Answered, Histogram>,
    open: Gauge,
    refused: Counter,
}

impl Default for Metrics {
    fn default() -> Metrics {
        let histogram: fn() -> Histogram = || Histogram::new(STEPS);
        Metrics {
            answered: Family::new_with_constructor(histogram),
            open: Gauge::default(),
            refused: Counter::default(),
        }
    }
}

impl Metrics {
    /// A connection was closed at once: its address held enough of them.
    pub(crate) fn refused(&self) {
        self.refused.inc();
    }

    #[cfg(test)]
    pub(crate) fn refusals(&self) -> u64 {
        self.refused.get()
    }

    /// A connection; it counts as open until the result is dropped.
    pub(crate) fn open(&self) -> impl Drop + use<> {
        self.open.inc();
        Open(self.open.clone())
    }

    fn answered(&self, answered: Answered, took: Duration) {
        self.answered.get_or_create(&answered).observe(took.as_secs_f64());
    }

    /// Everything, in the OpenMetrics text format.
    pub async fn text(&self, app: &Arc<App>) -> Result<String, fmt::Error> {
        self.encoded(&figures(app).await)
    }

    fn encoded(&self, figures: &Figures) -> Result<String, fmt::Error> {
        let mut registry = Registry::with_prefix("onewindow");
        let help = "Answers by route, method and status, and the time each took";
        registry.register_with_unit("http_answers", help, Unit::Seconds, self.answered.clone());
        registry.register("http_connections", "Connections that are open", self.open.clone());
        let help = "Connections closed at once, their address holding enough of them";
        registry.register("http_connections_refused", help, self.refused.clone());
        platform(&mut registry, figures);
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }
}

/// The figures of the platform, as they are at this moment.
fn platform(registry: &mut Registry, figures: &Figures) {
    let mut gauge = |name: &str, help: &str, value: u64| {
        let gauge = Gauge::<i64>::default();
        gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        registry.register(name, help, gauge);
    };
    let store = &figures.store;
    let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    gauge("store_queue", "Writes that wait", wide(store.queued));
    gauge(
        "store_queue_limit",
        "Writes that may wait before 503; on PostgreSQL writes and reads, running ones included",
        wide(store.queue_limit),
    );
    let writes = u64::from(store.writes);
    gauge("store_writes", "0 when the writer has ended and the node must be started again", writes);
    if let Some(files) = store.files {
        gauge(
            "store_database_bytes",
            "Size of the database file; not on PostgreSQL",
            files.database_bytes,
        );
        gauge("store_log_bytes", "Size of the write-ahead log; not on PostgreSQL", files.log_bytes);
    }
    if let Some(free) = figures.disk_free {
        gauge("data_free_bytes", "Free space where data is kept", free);
    }
    gauge(
        "jobs_pause_seconds",
        "Time since the last round of background jobs",
        figures.since_round,
    );
    let held = u64::from(figures.clock_held);
    gauge("clock_held", "1 when deadlines are not counted since the clock jumped", held);
    if let Some(waiting) = figures.outbox {
        gauge("outbox_due", "Jobs of the outbox that are due", waiting);
    }
    let mut counter = |name: &str, help: &str, value: u64| {
        let counter = Counter::<u64>::default();
        counter.inc_by(value);
        registry.register(name, help, counter);
    };
    counter("store_commits", "Transactions committed", store.commits);
    counter("store_jobs", "Writes in those transactions", store.jobs);
    counter("store_repeats", "Transactions run again because they met another", store.repeats);
    counter("jobs_rounds", "Rounds of background jobs", figures.rounds);
    counter("jobs_failures", "Rounds in which something failed", figures.failures);
}

/// `docs/metrics.md`: every figure that there can be, as it is registered.
pub fn reference() -> Result<String, fmt::Error> {
    let metrics = Metrics::default();
    // What was never counted is not written.
    let answered = Answered { route: String::new(), method: String::new(), status: 200 };
    metrics.answered(answered, Duration::ZERO);
    let text = metrics.encoded(&Figures::every_one())?;
    let mut document = HEAD.to_owned();
    let mut kinds = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    for line in text.lines().filter_map(|line| line.strip_prefix("# HELP ")) {
        let (name, help) = line.split_once(' ').unwrap_or((line, ""));
        let kind = kinds.next().and_then(|kind| kind.rsplit(' ').next()).unwrap_or_default();
        // As they are asked for: OpenMetrics gives the samples of a counter this ending.
        let ending = if kind == "counter" { "_total" } else { "" };
        let help = help.trim_end_matches('.');
        writeln!(document, "| `{name}{ending}` | {kind} | {help} |")?;
    }
    Ok(document)
}

const HEAD: &str = "\
# Figures

Every figure of `/metrics` on the second listener, written by `onewindow config metrics`. The form is
OpenMetrics, which Prometheus reads. Nothing in it names anybody: `route` is the pattern of a route, never
a path, and labels are nothing but `route`, `method` and `status`. [operate.md](operate.md) says which to
watch.

| name | kind | what it is |
|---|---|---|
";

struct Open(Gauge);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Counts.
pub(crate) async fn count(site: &Site, request: Request, next: impl Inner) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let method = request.method().as_str().to_owned();
    let start = site.clock.elapsed();
    let response = next(request).await;
    let took = site.clock.elapsed().saturating_sub(start);
    let route = route.unwrap_or_else(|| "none".to_owned());
    let answered = Answered { route, method: known(method), status: response.status().as_u16() };
    site.metrics.answered(answered, took);
    response
}

/// Any word can stand as a method; each would be a row of its own for ever.
fn known(method: String) -> String {
    match method.as_str() {
        "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "OPTIONS" | "PATCH" => method,
        _ => "other".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_what_is_registered() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/metrics.md");
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        let written = reference().unwrap();
        assert!(written.matches("\n| `onewindow_").count() > 15, "{written}");
        assert!(kept == written, "run: onewindow config metrics > docs/metrics.md\n{written}");
    }
}
