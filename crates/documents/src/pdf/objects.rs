use std::collections::HashMap;
use std::ops::Range;

use super::lex::{Dict, Lexer, Value};
use super::pack::{self, Pack};
use crate::Problem;

/// Values of a whole file. A 20 MB file of real pages has some hundred thousand.
const MAX_VALUES: usize = 2_000_000;

/// Where the text ranges of an object point into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    File,
    /// Index into [`Objects::packs`].
    Pack(usize),
}

/// An indirect object.
#[derive(Debug)]
pub(crate) struct Object {
    pub(super) value: Value,
    /// The stream's data as it stands in the file.
    pub(crate) stream: Option<Range<usize>>,
    pub(super) home: Home,
    /// Where it, or its object stream, begins; of several with one number the last one holds.
    at: usize,
}

impl Object {
    pub(super) fn dict(&self) -> Option<&Dict> {
        match &self.value {
            Value::Dict(dict) => Some(dict),
            _ => None,
        }
    }
}

/// Everything that the file defines, older revisions included.
#[derive(Debug, Default)]
pub(crate) struct Objects {
    pub(super) all: Vec<(i64, Object)>,
    revisions: HashMap<i64, Vec<usize>>,
    /// Trailer dictionaries, those of cross-reference streams included, in file order.
    pub(super) trailers: Vec<Dict>,
    pub(super) packs: Vec<Pack>,
    /// Names that announce object streams, as far as they stood where the parse found them.
    pub(super) marks: usize,
}

impl Objects {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let mut objects = Self::default();
        let mut lexer = Lexer::new(bytes, 0, MAX_VALUES);
        objects.scan(bytes, &mut lexer)?;
        objects.unpack(bytes, &mut lexer.budget)?;
        objects.marks = lexer.marks;
        for (index, (number, _)) in objects.all.iter().enumerate() {
            objects.revisions.entry(*number).or_default().push(index);
        }
        Ok(objects)
    }

    /// All objects that ever had this number.
    pub(super) fn revisions(&self, number: i64) -> impl Iterator<Item = &Object> {
        let indexes = self.revisions.get(&number).map(Vec::as_slice).unwrap_or_default();
        indexes.iter().filter_map(|i| self.all.get(*i)).map(|(_, object)| object)
    }

    /// The object that holds; a reference to a reference is not followed.
    pub(crate) fn get(&self, number: i64) -> Option<&Object> {
        self.revisions(number).max_by_key(|object| object.at)
    }

    /// Ranges of all streams, in file order.
    pub(super) fn streams(&self) -> impl Iterator<Item = (&Dict, &Range<usize>)> {
        self.all.iter().filter_map(|(_, o)| Some((o.dict()?, o.stream.as_ref()?)))
    }

    fn scan(&mut self, bytes: &[u8], lexer: &mut Lexer<'_>) -> Result<(), Problem> {
        let mut before = (None, None);
        loop {
            lexer.skip_space();
            let at = lexer.at;
            if lexer.peek().is_none() && lexer.budget > 0 {
                return Ok(());
            }
            let value = next(lexer)?;
            match (&value, &before) {
                (Value::Word(word), (Some(Value::Whole(number)), Some(Value::Whole(_))))
                    if word == b"obj" =>
                {
                    self.object(bytes, *number, at, lexer)?;
                }
                (Value::Word(word), _) if word == b"trailer" => {
                    if let Value::Dict(dict) = next(lexer)? {
                        self.trailers.push(dict);
                    }
                }
                _ => {}
            }
            before = (before.1, Some(value));
        }
    }

    fn object(
        &mut self,
        bytes: &[u8],
        number: i64,
        at: usize,
        lexer: &mut Lexer<'_>,
    ) -> Result<(), Problem> {
        let value = next(lexer)?;
        let behind = lexer.at;
        let mut stream = None;
        if let Value::Dict(dict) = &value {
            lexer.skip_space();
            let rest = bytes.get(lexer.at..).unwrap_or_default();
            if rest.starts_with(b"stream") {
                stream = data(bytes, lexer.at + 6, dict);
            }
            if dict.is(b"Type", b"XRef") {
                self.trailers.push(dict.clone());
            }
        }
        lexer.at = stream.as_ref().map_or(behind, |range| range.end);
        self.all.push((number, Object { value, stream, home: Home::File, at }));
        Ok(())
    }

    fn unpack(&mut self, bytes: &[u8], budget: &mut usize) -> Result<(), Problem> {
        let mut found = Vec::new();
        let mut room = pack::MAX_UNPACKED;
        for (_, object) in &self.all {
            let (Some(dict), Some(range)) = (object.dict(), &object.stream) else { continue };
            if !pack::is_pack(dict) {
                continue;
            }
            let pack = Pack::open(bytes, dict, range.clone(), room)?;
            room = room.saturating_sub(pack.text.len());
            for (number, value) in pack.values(dict, budget)? {
                let home = Home::Pack(self.packs.len());
                found.push((number, Object { value, stream: None, home, at: object.at }));
            }
            self.packs.push(pack);
        }
        self.all.append(&mut found);
        Ok(())
    }
}

/// The next value of a file in which one must follow. An open string or bracket is not mended by
/// guessing: what one reader guesses, another reads differently.
fn next(lexer: &mut Lexer<'_>) -> Result<Value, Problem> {
    lexer.value(0).ok_or(match lexer.budget {
        0 => Problem::PdfTooComplex,
        _ => Problem::PdfDamaged,
    })
}

/// The bytes between `stream` and `endstream`. A direct /Length is believed only if `endstream`
/// follows; else the first `endstream` ends it.
fn data(bytes: &[u8], mut start: usize, dict: &Dict) -> Option<Range<usize>> {
    start += usize::from(bytes.get(start) == Some(&b'\r'));
    start += usize::from(bytes.get(start) == Some(&b'\n'));
    if let Some(length) = dict.whole(b"Length") {
        let end = start.checked_add(length)?;
        let behind = bytes.get(end..).unwrap_or_default();
        let spaces = behind.iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        if behind.get(spaces..).is_some_and(|rest| rest.starts_with(b"endstream")) {
            return Some(start..end);
        }
    }
    let length = memchr::memmem::find(bytes.get(start..)?, b"endstream")?;
    let data = bytes.get(start..start + length)?;
    let data = data.strip_suffix(b"\n").unwrap_or(data);
    let data = data.strip_suffix(b"\r").unwrap_or(data);
    Some(start..start + data.len())
}
