//! `cargo xtask tidy`: what the compiler does not see, tested on the tree as text.

mod absence;
mod dead_files;
mod exceptions;
mod finding;
mod functions;
mod imports;
mod lengths;
mod locales;
mod lockfiles;
mod rooms;
mod scan;
mod templates;
mod tree;
mod words;

use crate::workspace;
use exceptions::Exceptions;
use finding::Finding;
use std::path::Path;
use tree::Tree;

/// The command: prints what it found.
pub fn command(arguments: &[String]) -> Result<bool, String> {
    if let Some(extra) = arguments.first() {
        return Err(format!("`tidy` takes no arguments, but got `{extra}`"));
    }
    match check(&workspace::root()) {
        Ok(()) => Ok(true),
        Err(message) => {
            println!("{message}");
            Ok(false)
        }
    }
}

/// The same as a step of the whole check.
pub fn check(root: &Path) -> Result<(), String> {
    let tree = Tree::read(root)?;
    let mut findings = imports::check(&imports::read(root)?);
    findings.extend(absence::check(&tree));
    findings.extend(lengths::check(&tree));
    findings.extend(words::check(&tree));
    findings.extend(lockfiles::check(&tree));
    findings.extend(dead_files::check(&tree));
    findings.extend(templates::check(&tree));
    findings.extend(locales::check(&tree));
    let exceptions = Exceptions::read(&tree)?;
    let excepted = exceptions.len();
    let findings: Vec<Finding> = exceptions.apply(findings);
    for finding in &findings {
        println!("{finding}");
    }
    let files = tree.files.len();
    println!("{files} files read, {} findings, {excepted} exceptions listed", findings.len());
    if findings.is_empty() { Ok(()) } else { Err(format!("{} findings", findings.len())) }
}
