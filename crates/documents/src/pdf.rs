mod lex;
pub(crate) mod objects;
mod outside;
mod pack;
mod pages;
mod risk;
mod strip;

use crate::{Limits, Problem};
use objects::Objects;

/// What became of the data about the file: author, program, times, place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metadata {
    /// Document information, XMP and camera data in embedded JPEGs are blank now, or never were.
    Stripped,
    /// Kept, because the file is digitally signed and any change would break the signature.
    KeptSigned,
    /// Some of it is packed in a way that cannot be rewritten in place; it is still there.
    KeptPacked,
}

/// An accepted PDF. Its pages are exactly those that were sent.
#[derive(Clone, PartialEq, Eq)]
pub struct PdfFile {
    bytes: Vec<u8>,
    pages: usize,
    metadata: Metadata,
}

/// The content is personal data: only the size is printed.
impl std::fmt::Debug for PdfFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PdfFile({} pages, {:?})", self.pages, self.metadata)
    }
}

impl PdfFile {
    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Leaves of the page tree.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// What became of the metadata; the page tells the person.
    pub fn metadata(&self) -> Metadata {
        self.metadata
    }
}

/// Checks form and content of a PDF and blanks its metadata.
///
/// The parse is linear and does not trust the cross-reference table, because a reader follows the
/// table and a checker that did the same could be led past what another reader finds. What is
/// forbidden is therefore looked for in every byte, and in every object stream unpacked.
pub(crate) fn accept(bytes: &[u8], limits: &Limits) -> Result<PdfFile, Problem> {
    let tail = bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or_default();
    if memchr::memmem::rfind(tail, b"%%EOF").is_none() {
        return Err(Problem::PdfDamaged);
    }
    let objects = Objects::read(bytes)?;
    risk::check(bytes, &objects)?;
    let pages = pages::count(&objects)?;
    if pages > limits.max_pdf_pages {
        return Err(Problem::PdfTooManyPages { limit: limits.max_pdf_pages, got: pages });
    }
    let (bytes, metadata) = strip::strip(bytes, &objects);
    Ok(PdfFile { bytes, pages, metadata })
}
