use std::collections::HashSet;

use super::lex::{Dict, Value};
use super::objects::Objects;
use crate::Problem;

/// Leaves of the page tree (ISO 32000-1, 7.7.3). The tree's own /Count is only a claim.
pub(super) fn count(objects: &Objects) -> Result<usize, Problem> {
    let root = catalog(objects).ok_or(Problem::PdfDamaged)?;
    let Some(Value::Reference(top)) = root.get(b"Pages") else { return Err(Problem::PdfDamaged) };
    let mut seen = HashSet::from([*top]);
    let mut waiting = vec![*top];
    let mut leaves = 0;
    while let Some(number) = waiting.pop() {
        let node = objects.get(number).and_then(|o| o.dict()).ok_or(Problem::PdfDamaged)?;
        match kids(objects, node) {
            Some(kids) => {
                for kid in kids {
                    let Value::Reference(kid) = kid else { return Err(Problem::PdfDamaged) };
                    if !seen.insert(*kid) {
                        return Err(Problem::PdfDamaged);
                    }
                    waiting.push(*kid);
                }
            }
            None if node.is(b"Type", b"Pages") => {}
            None => leaves += 1,
        }
    }
    if leaves == 0 { Err(Problem::PdfDamaged) } else { Ok(leaves) }
}

/// The document catalogue of the last trailer that names one.
fn catalog(objects: &Objects) -> Option<&Dict> {
    objects.trailers.iter().rev().find_map(|trailer| match trailer.get(b"Root") {
        Some(Value::Reference(number)) => objects.get(*number)?.dict(),
        _ => None,
    })
}

fn kids<'a>(objects: &'a Objects, node: &'a Dict) -> Option<&'a [Value]> {
    match node.get(b"Kids")? {
        Value::Array(kids) => Some(kids),
        Value::Reference(number) => match &objects.get(*number)?.value {
            Value::Array(kids) => Some(kids),
            _ => None,
        },
        _ => None,
    }
}
