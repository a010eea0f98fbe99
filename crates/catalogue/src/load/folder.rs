//! A catalogue's folder.

use std::path::Path;
use std::sync::Arc;

use super::files::{missing, target, text, yaml_files};
use super::{Loaded, Unreadable};
use crate::catalogue::Catalogue;
use crate::finding::Finding;
use crate::service::read_service;
use crate::shared::{FILES, Shared};
use crate::source::SourceFile;
use crate::{demo, records, yaml};

/// Reads a catalogue folder, or one service file inside one with the shared files above it.
pub fn load(path: &Path) -> Result<Loaded, Unreadable> {
    let target = target(path)?;
    let folder = &target.folder;
    let lacking = missing(folder);
    if !lacking.is_empty() {
        return Err(Unreadable::NotACatalogue { path: folder.clone(), missing: lacking });
    }
    let mut findings = Vec::new();
    let shared = shared(folder, &mut findings)?;
    let whole = target.only.is_none();
    // The shared files are the business of a check of the whole.
    if !whole {
        findings.clear();
    }
    let mut catalogue = Catalogue::new(shared);
    let files = match target.only {
        Some(file) => vec![file],
        None => yaml_files(&folder.join("services"))?,
    };
    for file in &files {
        let name = file.to_string_lossy();
        let source = match text(file)? {
            Ok(source) => source,
            Err(finding) => {
                findings.push(finding);
                continue;
            }
        };
        let read = read_service(&name, &source, &catalogue.shared);
        findings.extend(read.findings);
        if let Some(service) = read.service {
            let id = service.id.clone();
            if catalogue.insert(Arc::new(service)).is_some() {
                findings.push(twice(&name, &source, &id));
            }
        }
    }
    if whole {
        let stems = files.iter().filter_map(|file| file.file_stem());
        let names: Vec<String> = stems.map(|stem| stem.to_string_lossy().into_owned()).collect();
        offices_name_services(folder, &names, &mut findings)?;
        findings.extend(demonstration(folder, &catalogue.shared)?);
    }
    Ok(Loaded { catalogue, services: files.len(), findings })
}

fn shared(folder: &Path, findings: &mut Vec<Finding>) -> Result<Shared, Unreadable> {
    let mut shared = Shared::default();
    for (name, read) in FILES {
        let path = folder.join(name);
        match text(&path)? {
            Ok(text) => findings.extend(shared.read(read, &path.to_string_lossy(), &text)),
            Err(finding) => findings.push(finding),
        }
    }
    Ok(shared)
}

fn twice(name: &str, source: &str, id: &str) -> Finding {
    let message = format!("another file holds the same version of the service `{id}`");
    let help = "give it another id, or raise `version`";
    Finding::whole_file("duplicate-service", name, source, message, help)
}

/// The demonstration's files, where there are any.
fn demonstration(folder: &Path, shared: &Shared) -> Result<Vec<Finding>, Unreadable> {
    if !folder.join("demo").is_dir() {
        return Ok(Vec::new());
    }
    let (_, mut findings) = demo::load(folder, shared)?;
    findings.extend(records::load(folder, shared)?.1);
    Ok(findings)
}

/// An office can only take in services that exist.
fn offices_name_services(
    folder: &Path,
    names: &[String],
    findings: &mut Vec<Finding>,
) -> Result<(), Unreadable> {
    let path = folder.join("offices.yaml");
    let name = path.to_string_lossy();
    let Ok(text) = text(&path)? else { return Ok(()) };
    let file = SourceFile::new(&name, &text);
    let Ok(root) = yaml::parse(&file) else { return Ok(()) };
    for office in root.get("offices").map(yaml::Node::items).unwrap_or_default() {
        for id in office.get("services").map(yaml::Node::items).unwrap_or_default() {
            let Some(service) = id.text().filter(|id| !names.iter().any(|name| name == id)) else {
                continue;
            };
            let message = format!("there is no service `{service}`");
            let help = crate::reader::did_you_mean(service, names.iter().map(String::as_str));
            let place = file.place(id.range.clone());
            findings.push(Finding::error("unknown-service", &name, place, message, help));
        }
    }
    Ok(())
}
