//! The log, on standard error.

use std::io::stderr;

use tracing::{Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::{self, MakeWriter};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogForm;

/// Begins to log; what the variable `ONEWINDOW_LOG` asks for goes before the configuration file.
pub fn begin(form: Option<LogForm>, filter: Option<&str>) {
    let asked = std::env::var("ONEWINDOW_LOG").ok();
    let read = |text: Option<&str>| text.and_then(|text| targets(text).ok());
    let filter = read(asked.as_deref()).or_else(|| read(filter)).unwrap_or_else(ordinary);
    match form {
        Some(LogForm::Json) => json(filter, stderr).init(),
        Some(LogForm::Text) | None => {
            registry().with(fmt::layer().with_writer(stderr)).with(filter).init();
        }
    }
}

/// Reads levels and modules: `info,onewindow_web=debug`.
pub fn targets(text: &str) -> Result<Targets, String> {
    // An empty part would mean errors alone, and there are no spans to choose by.
    if text.contains('[') || text.split(',').any(|part| part.trim().is_empty()) {
        return Err("it is a list of LEVEL or MODULE=LEVEL".to_owned());
    }
    text.parse().map_err(|why: tracing_subscriber::filter::ParseError| why.to_string())
}

fn ordinary() -> Targets {
    Targets::new().with_default(Level::INFO)
}

/// One object a line, with the fields that docs/operate.md lists.
fn json<W>(filter: Targets, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = fmt::layer().json().flatten_event(true).with_current_span(false);
    registry().with(lines.with_span_list(false).with_writer(writer)).with(filter)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(octets)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_has_the_fields_of_the_guide() {
        let kept = Kept::default();
        let writer = kept.clone();
        let log = json(ordinary(), move || writer.clone());
        tracing::subscriber::with_default(log, || {
            tracing::info_span!("a span", secret = "not shown").in_scope(|| {
                tracing::warn!(number = "CASE-1", "a case was left as it is");
                tracing::debug!("not asked for");
            });
        });
        let written = kept.0.lock().unwrap().clone();
        let lines: Vec<serde_json::Value> = std::str::from_utf8(&written)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        let mut fields: Vec<&String> = line.as_object().unwrap().keys().collect();
        fields.sort();
        assert_eq!(fields, ["level", "message", "number", "target", "timestamp"]);
        assert_eq!((&line["level"], &line["number"]), (&"WARN".into(), &"CASE-1".into()));
        let guide = std::fs::read_to_string(
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/operate.md"),
        );
        let guide = guide.unwrap();
        for field in ["level", "message", "target", "timestamp"] {
            assert!(guide.contains(&format!("| `{field}` | ")), "{field}");
        }
    }
}
