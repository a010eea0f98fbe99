use std::ops::Range;

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::lex::{Dict, Lexer, Value};
use crate::Problem;

/// Bytes of all object streams of a file, unpacked.
pub(super) const MAX_UNPACKED: usize = 64 * 1024 * 1024;

/// An object stream (ISO 32000-1, 7.5.7), unpacked.
#[derive(Clone, Debug)]
pub(super) struct Pack {
    pub(super) text: Vec<u8>,
    range: Range<usize>,
    packed: bool,
}

/// Some readers ask only the cross-reference table whether a stream holds objects, so whatever
/// could be read as one is taken for one.
pub(super) fn is_pack(dict: &Dict) -> bool {
    dict.is(b"Type", b"ObjStm") || (dict.get(b"N").is_some() && dict.get(b"First").is_some())
}

/// The filter of a stream: none, exactly one by name, or something that is not read here.
pub(super) enum Packing {
    Plain,
    Flate,
    Dct,
    Other,
}

pub(super) fn packing(dict: &Dict) -> Packing {
    let name = match dict.get(b"Filter") {
        None | Some(Value::Other) => return Packing::Plain,
        Some(Value::Name(name)) => name,
        Some(Value::Array(list)) => match list.as_slice() {
            [] => return Packing::Plain,
            [Value::Name(name)] => name,
            _ => return Packing::Other,
        },
        Some(_) => return Packing::Other,
    };
    match name.as_slice() {
        b"FlateDecode" | b"Fl" if dict.get(b"DecodeParms").is_none() => Packing::Flate,
        b"DCTDecode" | b"DCT" => Packing::Dct,
        _ => Packing::Other,
    }
}

impl Pack {
    pub(super) fn open(
        bytes: &[u8],
        dict: &Dict,
        range: Range<usize>,
        room: usize,
    ) -> Result<Self, Problem> {
        let data = bytes.get(range.clone()).ok_or(Problem::PdfDamaged)?;
        let (text, packed) = match packing(dict) {
            Packing::Plain => (data.to_vec(), false),
            Packing::Flate => match decompress_to_vec_zlib_with_limit(data, room) {
                Ok(text) => (text, true),
                Err(e) if e.status == miniz_oxide::inflate::TINFLStatus::HasMoreOutput => {
                    return Err(Problem::PdfTooComplex);
                }
                Err(_) => return Err(Problem::PdfDamaged),
            },
            Packing::Dct | Packing::Other => return Err(Problem::PdfDamaged),
        };
        Ok(Self { text, range, packed })
    }

    /// The numbered values: `N` pairs of number and offset, then the values from `First` on.
    pub(super) fn values(
        &self,
        dict: &Dict,
        budget: &mut usize,
    ) -> Result<Vec<(i64, Value)>, Problem> {
        let first = dict.whole(b"First").ok_or(Problem::PdfDamaged)?;
        let count = dict.whole(b"N").ok_or(Problem::PdfDamaged)?;
        let mut head = Lexer::new(&self.text, 0, *budget);
        let mut values = Vec::new();
        for _ in 0..count {
            let (Some(Value::Whole(number)), Some(Value::Whole(offset))) =
                (head.value(0), head.value(0))
            else {
                return Err(Problem::PdfDamaged);
            };
            let at = usize::try_from(offset).ok().and_then(|offset| first.checked_add(offset));
            let mut body = Lexer::new(&self.text, at.ok_or(Problem::PdfDamaged)?, head.budget);
            let value = body.value(0);
            head.budget = body.budget;
            values.push((number, value.ok_or(Problem::PdfDamaged)?));
        }
        *budget = head.budget;
        Ok(values)
    }

    /// Puts changed text back into the file, at the same place and length. False if it does not
    /// fit, and then nothing is changed.
    pub(super) fn put_back(&self, file: &mut [u8]) -> bool {
        let Some(place) = file.get_mut(self.range.clone()) else { return false };
        if self.packed { refill(place, &self.text) } else { overwrite(place, &self.text, b' ') }
    }
}

/// Compresses `text` into `place`; readers stop at the end of the compressed data.
pub(super) fn refill(place: &mut [u8], text: &[u8]) -> bool {
    overwrite(place, &compress_to_vec_zlib(text, 9), 0)
}

fn overwrite(place: &mut [u8], with: &[u8], pad: u8) -> bool {
    let Some((head, rest)) = place.split_at_mut_checked(with.len()) else { return false };
    head.copy_from_slice(with);
    rest.fill(pad);
    true
}
