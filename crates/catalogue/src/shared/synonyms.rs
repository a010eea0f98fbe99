//! `synonyms.yaml`: what people say, and the words that services are written in. A catalogue need not
//! have one.

use super::Shared;
use crate::reader::{Reader, Shape};
use crate::search::Synonym;
use crate::yaml::Node;

/// The name of the file.
pub const FILE: &str = "synonyms.yaml";

const SHAPE: Shape =
    Shape { what: "the synonyms file", keys: &["synonyms"], required: &["synonyms"] };

const SYNONYM: Shape =
    Shape { what: "a synonym", keys: &["say", "mean"], required: &["say", "mean"] };

/// The longest word or phrase, in characters.
const LONGEST: usize = 40;

/// Reads the file.
pub fn read(r: &mut Reader<'_, '_>, root: &Node, shared: &mut Shared) -> Option<()> {
    let f = r.fields(root, &SHAPE)?;
    shared.synonyms = f.read("synonyms", |n| r.list(n, synonym)).unwrap_or_default();
    Some(())
}

fn synonym(r: &mut Reader<'_, '_>, node: &Node) -> Option<Synonym> {
    let f = r.fields(node, &SYNONYM)?;
    let say = f.read("say", |n| r.list(n, |r, n| r.string(n, LONGEST)));
    let mean = f.read("mean", |n| r.list(n, |r, n| r.string(n, LONGEST)));
    Some(Synonym { say: say?, mean: mean? })
}
