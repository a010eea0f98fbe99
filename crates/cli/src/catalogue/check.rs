//! `onewindow catalogue check PATH [--format human|json]`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Nothing was found.
pub const CLEAN: u8 = 0;
/// Something was found.
pub const FINDINGS: u8 = 1;
/// The path is not there or is not a catalogue.
pub const UNREADABLE: u8 = 2;

/// What to check, and how to say it.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// A catalogue folder, or a service file inside one.
    pub path: PathBuf,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The line, a caret under the place, and what to do.
    Human,
    /// `{ "services": n, "findings": [...] }`.
    Json,
}

/// Checks, writes the result to `out` or the reason why not to `err`, and returns the exit code.
pub fn run(args: &CheckArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let loaded = match onewindow_catalogue::load(&args.path) {
        Ok(loaded) => loaded,
        Err(why) => {
            writeln!(err, "error: {why}")?;
            return Ok(UNREADABLE);
        }
    };
    match args.format {
        Format::Human => out.write_all(loaded.human().as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &loaded.report()).map_err(io::Error::other)?;
            writeln!(out)?;
        }
    }
    Ok(if loaded.findings.is_empty() { CLEAN } else { FINDINGS })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn check(path: &Path, format: Format) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = CheckArgs { path: path.to_owned(), format };
        let code = run(&args, &mut out, &mut err).unwrap();
        (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    fn sample() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue")
    }

    #[test]
    fn the_sample_is_clean_in_both_formats() {
        let (code, out, err) = check(&sample(), Format::Human);
        assert_eq!((code, err.as_str()), (CLEAN, ""), "{out}");
        let (_, out, _) = check(&sample(), Format::Json);
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert!(report["services"].as_u64().unwrap() >= 12);
        assert_eq!(report["findings"].as_array().unwrap().len(), 0);
    }

    #[test]
    fn what_is_no_catalogue_is_said_to_be_none() {
        let (code, out, err) = check(Path::new("/nowhere"), Format::Json);
        assert_eq!((code, out.as_str()), (UNREADABLE, ""));
        assert!(err.contains("does not exist"), "{err}");
        let (code, _, err) = check(&sample().join("schema"), Format::Human);
        assert_eq!(code, UNREADABLE);
        assert!(err.contains("`region.yaml`") && err.contains("missing"), "{err}");
        let (code, out, _) = check(&sample().join("services"), Format::Human);
        assert_eq!(code, CLEAN, "service files know the catalogue above them: {out}");
    }
}
