//! A catalogue's folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{missing, target, text};
use super::{Loaded, Target, Unreadable};
use crate::catalogue::Catalogue;
use crate::finding::Finding;
use crate::import::parse_mapping;
use crate::service::read_service;
use crate::shared::{FILES, Read, Shared, synonyms};
use crate::source::SourceFile;
use crate::{demo, records, yaml};

/// What only the shared files can tell.
const NEEDS_SHARED: &[&str] = &[
    "unknown-authority",
    "unknown-region",
    "unknown-office",
    "unknown-register",
    "unknown-certificate-type",
    "unknown-class",
    "unknown-life-event",
    "unknown-prefill",
];

/// Reads a catalogue folder, or service files of one with the shared files above them.
///
/// Service files without a catalogue around them are still examined as far as that is possible,
/// and each file that is missing is a finding.
pub fn load(path: &Path) -> Result<Loaded, Unreadable> {
    let Target { folder, files, maps, whole } = target(path)?;
    let (shared, mut findings) = shared(folder.as_deref())?;
    let lacking = match &folder {
        Some(folder) => missing(folder),
        None => FILES.iter().map(|(name, _)| (*name).to_owned()).collect(),
    };
    // The shared files are the business of a check of the whole.
    if !whole {
        findings.clear();
    }
    let mut catalogue = Catalogue::new(shared);
    let mut codes = BTreeMap::new();
    for file in &files {
        one(file, &mut catalogue, &mut codes, &mut findings)?;
    }
    if !lacking.is_empty() {
        findings.retain(|finding| !NEEDS_SHARED.contains(&finding.code.as_str()));
        findings.push(incomplete(path, &lacking));
    } else if let Some(folder) = folder.filter(|_| whole) {
        let stems = files.iter().filter_map(|file| file.file_stem());
        let names: Vec<String> = stems.map(|stem| stem.to_string_lossy().into_owned()).collect();
        offices_name_services(&folder, &names, &mut findings)?;
        findings.extend(demonstration(&folder, &catalogue.shared)?);
    }
    if lacking.is_empty() {
        findings.extend(mappings(&maps, &catalogue.shared)?);
    }
    Ok(Loaded { catalogue, services: files.len(), findings })
}

fn one(
    file: &Path,
    catalogue: &mut Catalogue,
    codes: &mut BTreeMap<String, String>,
    findings: &mut Vec<Finding>,
) -> Result<(), Unreadable> {
    let name = file.to_string_lossy();
    let source = match text(file)? {
        Ok(source) => source,
        Err(finding) => {
            findings.push(finding);
            return Ok(());
        }
    };
    let read = read_service(&name, &source, &catalogue.shared);
    findings.extend(read.findings);
    if let Some(service) = read.service {
        let id = service.id.clone();
        if let Some(code) = &service.code {
            let first = codes.entry(code.to_ascii_uppercase()).or_insert_with(|| id.clone());
            findings.extend((*first != id).then(|| same_code(&name, &source, (&id, first), code)));
        }
        if catalogue.insert(Arc::new(service)).is_some() {
            findings.push(twice(&name, &source, &id));
        }
    }
    Ok(())
}

fn shared(folder: Option<&Path>) -> Result<(Shared, Vec<Finding>), Unreadable> {
    let mut shared = Shared::default();
    let mut findings = Vec::new();
    for (name, read) in FILES.into_iter().chain([(synonyms::FILE, synonyms::read as Read)]) {
        let Some(path) = folder.map(|folder| folder.join(name)).filter(|path| path.is_file())
        else {
            continue;
        };
        match text(&path)? {
            Ok(text) => findings.extend(shared.read(read, &path.to_string_lossy(), &text)),
            Err(finding) => findings.push(finding),
        }
    }
    Ok((shared, findings))
}

fn incomplete(path: &Path, lacking: &[String]) -> Finding {
    let message = format!("there is no catalogue around it: {} missing", lacking.join(", "));
    let help = "put service files into the folder `services` of a catalogue; references to \
                authorities, regions, registers and the like were not examined";
    Finding::whole_file("missing-file", &path.to_string_lossy(), "", message, help)
}

fn twice(name: &str, source: &str, id: &str) -> Finding {
    let message = format!("another file holds the same version of the service `{id}`");
    let help = "give it another id, or raise `version`";
    Finding::whole_file("duplicate-service", name, source, message, help)
}

/// Two services under one code: whoever looks for it finds either.
fn same_code(name: &str, source: &str, (id, first): (&str, &str), code: &str) -> Finding {
    let file = SourceFile::new(name, source);
    let root = yaml::parse(&file).ok();
    let range = root.as_ref().and_then(|root| root.get("code")).map(|node| node.range.clone());
    let message = format!("the service `{first}` has the code `{code}` too");
    let help =
        "give each service the code that its own implementation list has, or leave `code` out";
    let place = file.place(range.unwrap_or(0..0));
    let mut finding = Finding::error("duplicate-code", name, place, message, help);
    finding.service = Some(id.to_owned());
    finding
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

/// Mapping files, which are no services.
fn mappings(maps: &[PathBuf], shared: &Shared) -> Result<Vec<Finding>, Unreadable> {
    let mut findings = Vec::new();
    for path in maps {
        match text(path)? {
            Ok(text) => {
                let read = parse_mapping(&path.to_string_lossy(), &text, shared);
                findings.extend(read.err().unwrap_or_default());
            }
            Err(finding) => findings.push(finding),
        }
    }
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
