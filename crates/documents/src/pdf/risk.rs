use std::ops::Range;

use super::lex::{Dict, Lexer, Value, is_mark};
use super::objects::Objects;
use super::outside;
use crate::Problem;

/// Names that make a PDF do something or carry something (ISO 32000-1, 12.6 and 7.11).
const ACTIVE: &[&str] = &[
    "JavaScript",
    "JS",
    "Launch",
    "EmbeddedFile",
    "EmbeddedFiles",
    "FileAttachment",
    "RichMedia",
    "SubmitForm",
    "ImportData",
    "XFA",
    "AA",
];

/// Shorter names occur by chance in compressed data; these are only looked for outside of it.
const LONG: usize = 5;

/// Refuses encrypted files and those with active content.
pub(super) fn check(bytes: &[u8], objects: &Objects) -> Result<(), Problem> {
    let mut streams: Vec<Range<usize>> = objects.streams().map(|(_, r)| r.clone()).collect();
    streams.sort_by_key(|range| range.start);
    // Objects in an object stream are compressed: one that the parse did not see, behind a comment,
    // in a string or in another stream's data, would not be looked into.
    if names(bytes, &streams)? != objects.marks {
        return Err(Problem::PdfDamaged);
    }
    for pack in &objects.packs {
        names(&pack.text, &[])?;
    }
    outside::check(objects)?;
    let dicts = objects.all.iter().filter_map(|(_, object)| object.dict());
    for dict in dicts.filter(|dict| dict.get(b"OpenAction").is_some()) {
        if !opens_quietly(dict, objects) {
            return Err(Problem::PdfActive { what: "OpenAction" });
        }
    }
    Ok(())
}

/// Looks at every name in `bytes`, inside streams too: a cross-reference table may point a reader
/// into the middle of what stands here as data. Counts those that announce object streams.
fn names(bytes: &[u8], streams: &[Range<usize>]) -> Result<usize, Problem> {
    let mut marks = 0;
    let mut streams = streams.iter().peekable();
    for at in memchr::memchr_iter(b'/', bytes) {
        while streams.next_if(|range| range.end <= at).is_some() {}
        let in_stream = streams.peek().is_some_and(|range| range.contains(&at));
        let mut lexer = Lexer::new(bytes, at, 1);
        let name = lexer.name();
        if in_stream && name.len() < LONG && !outside::announces(&name) {
            continue;
        }
        if name == b"Encrypt" {
            return Err(Problem::PdfEncrypted);
        }
        marks += usize::from(is_mark(&name));
        if let Some(what) = ACTIVE.iter().find(|active| active.as_bytes() == name) {
            return Err(Problem::PdfActive { what });
        }
        if let Some(what) = outside::announced(&name, &mut lexer) {
            return Err(Problem::PdfActive { what });
        }
    }
    Ok(marks)
}

/// A destination, or the action of going to one, only says which page is shown first.
fn opens_quietly(dict: &Dict, objects: &Objects) -> bool {
    let quiet = |value: &Value| match value {
        Value::Array(_) | Value::Text(_) | Value::Name(_) | Value::Other => true,
        Value::Dict(action) => action.is(b"S", b"GoTo") && action.get(b"Next").is_none(),
        _ => false,
    };
    dict.0.iter().filter(|(key, _)| key == b"OpenAction").all(|(_, value)| match value {
        Value::Reference(number) => {
            let mut all = objects.revisions(*number).peekable();
            all.peek().is_some() && all.all(|object| quiet(&object.value))
        }
        value => quiet(value),
    })
}
