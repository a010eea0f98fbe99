use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Metadata;
use super::lex::{Dict, Value};
use super::objects::{Home, Objects};
use super::pack::{self, Packing, packing};

/// Blanks, in place and without moving a byte, what the file says about people and places beside
/// its pages: the document information, XMP, and EXIF in embedded JPEGs.
pub(super) fn strip(bytes: &[u8], objects: &Objects) -> (Vec<u8>, Metadata) {
    let mut file = bytes.to_vec();
    if is_signed(objects) {
        return (file, Metadata::KeptSigned);
    }
    let mut whole = information(&mut file, objects);
    for (dict, range) in objects.streams() {
        let Some(data) = file.get_mut(range.clone()) else { continue };
        let xmp = dict.is(b"Type", b"Metadata") || dict.is(b"Subtype", b"XML");
        match packing(dict) {
            Packing::Plain if xmp => data.fill(b' '),
            Packing::Flate if xmp => whole &= pack::refill(data, b""),
            Packing::Dct => camera(data),
            Packing::Other if xmp => whole = false,
            _ => {}
        }
    }
    (file, if whole { Metadata::Stripped } else { Metadata::KeptPacked })
}

/// A signature dictionary names the bytes that it covers (ISO 32000-1, 12.8.1).
fn is_signed(objects: &Objects) -> bool {
    fn has(value: &Value) -> bool {
        match value {
            Value::Dict(dict) => dict.0.iter().any(|(k, v)| k == b"ByteRange" || has(v)),
            Value::Array(values) => values.iter().any(has),
            _ => false,
        }
    }
    objects.all.iter().any(|(_, object)| has(&object.value))
}

/// Blanks every string of every revision of the document information. False if an object stream
/// that holds one cannot be written back.
fn information(file: &mut [u8], objects: &Objects) -> bool {
    let mut packs: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    let named = objects.trailers.iter().filter_map(|trailer| match trailer.get(b"Info") {
        Some(Value::Reference(number)) => Some(*number),
        _ => None,
    });
    let named: BTreeSet<i64> = named.collect();
    for object in named.into_iter().flat_map(|number| objects.revisions(number)) {
        let ranges = object.dict().map(texts).unwrap_or_default();
        match object.home {
            Home::File => ranges.into_iter().for_each(|range| blank(file, range)),
            Home::Pack(index) => packs.entry(index).or_default().extend(ranges),
        }
    }
    let mut whole = true;
    for (index, ranges) in packs {
        let Some(pack) = objects.packs.get(index) else { continue };
        let mut changed = pack.clone();
        ranges.into_iter().for_each(|range| blank(&mut changed.text, range));
        whole &= changed.put_back(file);
    }
    whole
}

fn texts(dict: &Dict) -> Vec<Range<usize>> {
    let ranges = dict.0.iter().filter_map(|(_, value)| match value {
        Value::Text(range) => Some(range.clone()),
        _ => None,
    });
    ranges.collect()
}

/// Spaces between the delimiters: an empty-looking literal, or an empty hexadecimal string.
fn blank(bytes: &mut [u8], range: Range<usize>) {
    if let Some(inner) = bytes.get_mut(range.start + 1..range.end.saturating_sub(1)) {
        inner.fill(b' ');
    }
}

/// Zeroes the application segments and comments of a JPEG, except those that say how its colours
/// are meant: JFIF (APP0), the ICC profile (APP2) and Adobe's transform (APP14).
fn camera(jpeg: &mut [u8]) {
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = jpeg.get(at..at + 4) {
        let (marker, length) = (*marker, usize::from(*high) << 8 | usize::from(*low));
        if marker == 0xDA {
            return;
        }
        let body = at + 4..(at + 2).saturating_add(length);
        let colour = match marker {
            0xE0 | 0xEE => true,
            0xE2 => jpeg.get(body.clone()).is_some_and(|b| b.starts_with(b"ICC_PROFILE\0")),
            _ => false,
        };
        let told = marker == 0xFE || (0xE0..=0xEF).contains(&marker) && !colour;
        if let Some(body) = jpeg.get_mut(body).filter(|_| told) {
            body.fill(0);
        }
        at += 2 + length.max(2);
    }
}
