//! A catalogue out of files and of what came with imports.

use std::sync::Arc;

use onewindow_catalogue::{Catalogue, Finding, Shared, parse_service};
use onewindow_model::institution::SharedKind;

use super::{Known, StartError};

fn broken(findings: Vec<Finding>) -> StartError {
    let shown: Vec<_> = findings.iter().take(3).map(Finding::human).collect();
    StartError::Findings(shown.join("\n"))
}

/// What all services share: what stands in files, and what came with imports.
pub(crate) fn shared(files: &Catalogue, known: &Known) -> Result<Shared, StartError> {
    let mut shared = (*files.shared).clone();
    for record in &known.shared {
        let name = format!("imported {} {}", record.kind, record.id);
        match record.kind {
            SharedKind::Region => shared.add_region(&name, &record.body).map_err(broken)?,
            SharedKind::Authority => shared.add_authority(&name, &record.body).map_err(broken)?,
        }
    }
    Ok(shared)
}

pub(crate) fn assemble(files: Catalogue, known: Known) -> Result<Catalogue, StartError> {
    let shared = shared(&files, &known)?;
    let mut catalogue = Catalogue::new(shared);
    let on_file: Vec<_> = files.services().cloned().collect();
    for record in &known.versions {
        let name = format!("{}@{}", record.service, record.version);
        let from_file =
            on_file.iter().find(|s| s.id == record.service && s.version == record.version);
        let service = match from_file {
            Some(service) => Arc::clone(service),
            None => {
                Arc::new(parse_service(&name, &record.body, &catalogue.shared).map_err(broken)?)
            }
        };
        catalogue.insert(service);
    }
    Ok(catalogue)
}
