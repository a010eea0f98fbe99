//! What leads out of a PDF, or plays: other files, sounds, films (ISO 32000-1, 12.6.4, 12.5.6, 7.11).
//! Whoever opens the paper in an office would tell another machine so, and on some systems hand it
//! their credentials.

use super::lex::{Dict, Lexer, Value};
use super::objects::Objects;
use crate::Problem;

/// Kinds of action and annotation. The words occur in texts too, so they count only as a kind.
const KINDS: &[&str] = &["GoToR", "GoToE", "Thread", "Rendition", "Movie", "Sound", "Screen", "3D"];

/// Keys under which a string names a file.
const FILES: &[&[u8]] = &[b"F", b"UF", b"DOS", b"Mac", b"Unix"];

/// Whether a kind may follow this name.
pub(super) fn announces(name: &[u8]) -> bool {
    matches!(name, b"S" | b"Subtype" | b"Type")
}

/// The kind that stands behind `name`, where `lexer` is, if it is one of these.
pub(super) fn announced(name: &[u8], lexer: &mut Lexer<'_>) -> Option<&'static str> {
    if !announces(name) {
        return None;
    }
    lexer.skip_space();
    (lexer.peek() == Some(b'/')).then(|| kind(&lexer.name())).flatten()
}

fn kind(name: &[u8]) -> Option<&'static str> {
    KINDS.iter().find(|kind| kind.as_bytes() == name).copied()
}

/// Refuses files that name other files, and kinds that are named by reference.
pub(super) fn check(objects: &Objects) -> Result<(), Problem> {
    for (_, object) in &objects.all {
        let alone = match &object.value {
            Value::Name(name) => kind(name),
            _ => None,
        };
        let elsewhere =
            object.stream.is_some() && object.dict().is_some_and(|dict| dict.get(b"F").is_some());
        let found = match elsewhere || names_a_file(&object.value) {
            true => Some("F"),
            false => alone,
        };
        if let Some(what) = found {
            return Err(Problem::PdfActive { what });
        }
    }
    Ok(())
}

/// Whether it, or anything in it, is a file specification. Values nest no deeper than the lexer goes.
fn names_a_file(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().any(names_a_file),
        Value::Dict(dict) => is_file(dict) || dict.0.iter().any(|(_, value)| names_a_file(value)),
        _ => false,
    }
}

fn is_file(dict: &Dict) -> bool {
    dict.is(b"Type", b"Filespec")
        || dict
            .0
            .iter()
            .any(|(key, value)| matches!(value, Value::Text(_)) && FILES.contains(&key.as_slice()))
}
