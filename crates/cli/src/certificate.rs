//! `onewindow certificate verify FILE --trust FILE [--status FILE]`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::Timestamp;

/// Largest certificate or trust file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// Largest status list that is read: one of a large issuer is longer than any certificate.
const LARGEST_LIST: u64 = 2 << 20;

/// A file cannot be read.
const UNREADABLE: u8 = 2;

/// `onewindow certificate`.
#[derive(Args, Debug)]
pub struct CertificateArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CertificateCommand,
}

/// What to do with a certificate.
#[derive(Subcommand, Debug)]
pub enum CertificateCommand {
    /// Verify a certificate offline, by a trust file and a status list that you got elsewhere.
    ///
    /// Exits with 0 when it is valid; every other answer has a code of its own (10 to 21, see
    /// docs/spec/certificate.md); 2 when a file cannot be read.
    Verify(VerifyArgs),
}

/// What to verify, and by what.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// The certificate as downloaded.
    pub file: PathBuf,
    /// The issuers that you trust; a node publishes its own at /trust.json.
    #[arg(long, value_name = "FILE")]
    pub trust: PathBuf,
    /// The status list named in the certificate, as downloaded. Without it a certificate that has
    /// a status is answered with status-unreachable.
    #[arg(long, value_name = "FILE")]
    pub status: Option<PathBuf>,
    /// Write the answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Verifies, writes the answer to `out` or the reason why not to `err`, and gives the exit code.
pub fn verify(
    args: &VerifyArgs,
    now: Timestamp,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let list = args.status.as_deref().map(|path| read(path, LARGEST_LIST)).transpose();
    let texts = (read(&args.file, LARGEST), read(&args.trust, LARGEST), list);
    let (certificate, trust, status) = match texts {
        (Ok(certificate), Ok(trust), Ok(status)) => (certificate, trust, status),
        (Err(why), _, _) | (_, Err(why), _) | (_, _, Err(why)) => {
            writeln!(err, "error: {why}")?;
            return Ok(UNREADABLE);
        }
    };
    let report = onewindow_credential::cli_verify(&certificate, &trust, status.as_deref(), now);
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &report.to_json()).map_err(io::Error::other)?;
        writeln!(out)?;
        return Ok(report.code());
    }
    writeln!(out, "{}", report.id())?;
    for tag in ["en", "zh-CN"] {
        let wording = report.wording(tag);
        writeln!(out, "\n{}\n{}\n{}", wording.headline, wording.meaning, wording.action)?;
    }
    if let Some(claims) = report.claims() {
        writeln!(out)?;
        for (name, value) in claims {
            match value.as_str() {
                Some(text) => writeln!(out, "  {name}: {text}")?,
                None => writeln!(out, "  {name}: {value}")?,
            }
        }
    }
    Ok(report.code())
}

fn read(path: &Path, most: u64) -> Result<String, String> {
    let shown = path.display();
    let size =
        std::fs::metadata(path).map_err(|error| format!("cannot read `{shown}`: {error}"))?;
    if size.len() > most {
        return Err(format!("`{shown}` is larger than {} MiB, which no such file is", most >> 20));
    }
    std::fs::read_to_string(path).map_err(|error| format!("cannot read `{shown}`: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_status_list_is_read_and_what_no_such_file_can_be_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, length: usize| {
            let path = folder.path().join(name);
            std::fs::write(&path, "a".repeat(length)).unwrap();
            path
        };
        let args = |status: PathBuf| VerifyArgs {
            file: write("certificate", 10),
            trust: write("trust.json", 10),
            status: Some(status),
            json: false,
        };
        let run = |args: &VerifyArgs| {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let code = verify(args, Timestamp::UNIX_EPOCH, &mut out, &mut err).unwrap();
            (code, String::from_utf8(err).unwrap())
        };
        let (code, why) = run(&args(write("list", 2 << 20)));
        assert!(code > UNREADABLE, "it was looked into: {code} {why}");
        let (code, why) = run(&args(write("longer", (2 << 20) + 1)));
        assert_eq!(code, UNREADABLE);
        assert!(why.contains("larger than 2 MiB"), "{why}");
        let (code, why) = run(&args(folder.path().join("gone")));
        assert_eq!(code, UNREADABLE);
        assert!(why.contains("gone"), "{why}");
    }
}
