//! Regions and authorities that came with an import and are stored as text.

use onewindow_model::region::Regions;

use super::{Shared, authorities, region};
use crate::finding::{Finding, has_errors};
use crate::reader::Reader;
use crate::source::SourceFile;
use crate::yaml::{self, Node};

impl Shared {
    /// Adds one region, or replaces the one of that id. Its parent must be known already.
    pub fn add_region(&mut self, name: &str, text: &str) -> Result<(), Vec<Finding>> {
        let one = one(self, name, text, |r, node, _| {
            let region = region::region(r, node)?;
            Some((region, node.get("parent").unwrap_or(node).clone()))
        });
        let (region, place) = one?;
        let mut all: Vec<_> = self.regions.iter().cloned().collect();
        all.retain(|other| other.id != region.id);
        all.push(region);
        self.regions = Regions::new(all).map_err(|error| {
            let place = SourceFile::new(name, text).place(place.range);
            let help = "add the region that it lies in first";
            vec![Finding::error("region-tree", name, place, error.to_string(), help)]
        })?;
        Ok(())
    }

    /// Adds one authority, or replaces the one of that id.
    pub fn add_authority(&mut self, name: &str, text: &str) -> Result<(), Vec<Finding>> {
        let authority = one(self, name, text, |r, node, shared| {
            let ids: Vec<&str> = shared.authority_ids().collect();
            authorities::authority(r, node, shared, &ids)
        })?;
        self.authorities.insert(authority.id.clone(), authority);
        Ok(())
    }
}

/// Reads a text that holds one thing, in whatever languages it has.
fn one<T>(
    shared: &Shared,
    name: &str,
    text: &str,
    read: impl FnOnce(&mut Reader<'_, '_>, &Node, &Shared) -> Option<T>,
) -> Result<T, Vec<Finding>> {
    let file = SourceFile::new(name, text);
    let root = yaml::parse(&file)?;
    let entries = root.get("name").map(Node::entries).unwrap_or_default();
    let languages = entries.iter().map(|entry| entry.key.clone()).collect();
    let mut reader = Reader::new(&file, languages);
    let read = read(&mut reader, &root, shared);
    let findings = reader.finish();
    match read {
        Some(value) if !has_errors(&findings) => Ok(value),
        _ => Err(findings),
    }
}
