//! Bytes of any encoding as UTF-8.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

use super::{Format, Layout};

/// What stands in place of bytes that are not of the encoding: a code point that no text has.
pub(super) const BROKEN: char = '\u{ffff}';

/// How much is read at a time, and looked at for a declaration of the encoding.
const CHUNK: usize = 1 << 14;

/// The bytes as UTF-8, and the encoding that they were taken for: the mapping's, else that of the
/// byte-order mark, else that which the XML declaration names, else UTF-8.
pub(super) fn decoded<R: Read>(
    mut input: R,
    layout: &Layout,
) -> io::Result<(impl Read + use<R>, &'static Encoding)> {
    let mut head = vec![0; 1024];
    let got = fill(&mut input, &mut head)?;
    head.truncate(got);
    let mark = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    let named = || (layout.format == Format::Xml).then(|| declared(&head)).flatten();
    let encoding = layout.encoding.or(mark).or_else(named).unwrap_or(UTF_8);
    let decoder = encoding.new_decoder_with_bom_removal();
    let input = io::Cursor::new(head).chain(input);
    let decoded =
        Decoded { input, decoder, raw: Vec::new(), out: Vec::new(), given: 0, ended: false };
    Ok((decoded, encoding))
}

/// Reads until the buffer is full or the input ends.
pub(super) fn fill(input: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while let Some(rest) = into.get_mut(got..).filter(|rest| !rest.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(read) => got += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(got)
}

/// `<?xml … encoding="…"?>`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(head);
    let declaration = text.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let label = value.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}

struct Decoded<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    out: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.out.len() {
            if self.ended {
                return Ok(0);
            }
            self.decode()?;
        }
        let ready = self.out.get(self.given..).unwrap_or_default();
        let count = ready.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

impl<R: Read> Decoded<R> {
    /// Decodes the next piece of the input.
    fn decode(&mut self) -> io::Result<()> {
        self.raw.resize(CHUNK, 0);
        let got = fill(&mut self.input, &mut self.raw)?;
        self.ended = got < CHUNK;
        self.out.clear();
        self.given = 0;
        let mut text = String::with_capacity(CHUNK * 3);
        let mut left = self.raw.get(..got).unwrap_or_default();
        loop {
            text.reserve(left.len() * 3 + 16);
            let (result, read) =
                self.decoder.decode_to_string_without_replacement(left, &mut text, self.ended);
            left = left.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => text.push(BROKEN),
            }
        }
        self.out = text.into_bytes();
        Ok(())
    }
}
