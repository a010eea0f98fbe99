//! Licences and bans over the whole dependency graph, as `cargo metadata` tells it.

mod graph;
mod spdx;

use crate::workspace;
use graph::{Graph, Package};
use std::path::Path;

/// Licences that any crate may have.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Licences that only the named crates may have: file-wise copyleft, used unchanged.
const ALLOWED_BY_NAME: &[(&str, &str)] = &[
    ("crypto-glue", "MPL-2.0"),
    ("webauthn-attestation-ca", "MPL-2.0"),
    ("webauthn-rs", "MPL-2.0"),
    ("webauthn-rs-core", "MPL-2.0"),
    ("webauthn-rs-proto", "MPL-2.0"),
];

/// Crates that must not come in by any way, and why.
const BANNED: &[(&str, &str)] = &[
    ("aws-lc-rs", "ring is the only provider of cryptography"),
    ("aws-lc-sys", "ring is the only provider of cryptography"),
    ("openssl", "ring is the only provider of cryptography"),
    ("openssl-sys", "ring is the only provider of cryptography"),
    ("native-tls", "it brings the system's OpenSSL"),
    ("sqlx", "it brings a second SQLite; the write seam is ours"),
    ("evalexpr", "AGPL"),
];

/// Checks every package of the graph and prints how many the binary needs.
pub fn check(root: &Path) -> Result<(), String> {
    let graph = Graph::read(&workspace::metadata(root, &[])?);
    let problems: Vec<String> = graph.packages.iter().flat_map(problems).collect();
    for problem in &problems {
        println!("{problem}");
    }
    println!("{} crates in the lock, licences of all read", graph.packages.len());
    if let Some(host) = host(root) {
        let here = Graph::read(&workspace::metadata(root, &["--filter-platform", &host])?);
        let count = here.needed_by("onewindow");
        println!("{count} crates are compiled for the binary `onewindow` on {host}");
    }
    if problems.is_empty() { Ok(()) } else { Err(format!("{} findings", problems.len())) }
}

fn problems(package: &Package) -> Vec<String> {
    let Package { name, version, licence } = package;
    let banned = BANNED
        .iter()
        .filter(|(banned, _)| banned == name)
        .map(|(_, why)| format!("{name} {version}: banned: {why}"));
    let allowed = |id: &str| {
        ALLOWED.contains(&id) || ALLOWED_BY_NAME.iter().any(|(c, l)| c == name && *l == id)
    };
    let refused = match spdx::permits(licence, &allowed) {
        Ok(true) => None,
        Ok(false) => Some(format!("{name} {version}: licence `{licence}` is not on the list")),
        Err(why) => Some(format!("{name} {version}: licence `{licence}`: {why}")),
    };
    banned.chain(refused).collect()
}

fn host(root: &Path) -> Option<String> {
    let mut rustc = std::process::Command::new("rustc");
    let text = crate::command::output(rustc.arg("-vV").current_dir(root)).ok()?;
    text.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, licence: &str) -> Package {
        Package { name: name.into(), version: "1.0.0".into(), licence: licence.into() }
    }

    #[test]
    fn a_banned_crate_is_named_with_the_reason() {
        let found = problems(&package("openssl-sys", "MIT"));
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("ring is the only provider"));
    }

    #[test]
    fn strong_copyleft_is_refused_unless_another_choice_is_offered() {
        assert_eq!(problems(&package("a", "AGPL-3.0-only")).len(), 1);
        assert_eq!(problems(&package("a", "MIT AND GPL-3.0-or-later")).len(), 1);
        assert!(problems(&package("a", "GPL-2.0 OR MIT")).is_empty());
        assert_eq!(problems(&package("a", "")).len(), 1);
    }
}
