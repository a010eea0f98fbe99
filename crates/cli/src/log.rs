//! The log, on standard error.

use std::io::stderr;

use tracing_subscriber::EnvFilter;

use crate::config::LogForm;

/// Begins to log; what the variable `ONEWINDOW_LOG` asks for goes before the configuration file.
pub fn begin(form: Option<LogForm>, filter: Option<&str>) {
    let filter = EnvFilter::try_from_env("ONEWINDOW_LOG")
        .or_else(|_| EnvFilter::try_new(filter.unwrap_or("info")))
        .unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    match form {
        Some(LogForm::Json) => lines.json().flatten_event(true).init(),
        Some(LogForm::Text) | None => lines.init(),
    }
}
