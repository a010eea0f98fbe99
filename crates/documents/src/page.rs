use crate::photo::{self, Photo};
use crate::{Kind, Limits, PdfFile, Problem, pdf, sniff};

/// One accepted upload: what is kept, never what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// A photographed or scanned page.
    Photo(Photo),
    /// A whole PDF of one or more pages.
    Pdf(PdfFile),
}

impl Page {
    /// The bytes to keep: a JPEG or a PDF.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Photo(photo) => photo.jpeg(),
            Self::Pdf(file) => file.bytes(),
        }
    }

    /// The media type of [`Page::bytes`].
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Photo(_) => "image/jpeg",
            Self::Pdf(_) => "application/pdf",
        }
    }

    /// Takes back bytes that [`accept_page`] made and that were kept meanwhile. Only headers are
    /// read of a photo; a PDF is checked as on the first day, which costs little.
    pub fn reopen(bytes: Vec<u8>, limits: &Limits) -> Result<Self, Problem> {
        match sniff(&bytes) {
            Kind::Jpeg => Photo::reopen(bytes).map(Self::Photo),
            Kind::Pdf => pdf::accept(&bytes, limits).map(Self::Pdf),
            other => Err(other.problem().unwrap_or(Problem::Unknown)),
        }
    }
}

/// Checks one uploaded file and makes of it what is kept.
///
/// A photo is decoded within `limits`, turned upright, scaled down and encoded anew, so nothing of
/// its metadata is left. A PDF is kept page for page, after its metadata is blanked where that can
/// be done honestly (see [`PdfFile::metadata`]).
pub fn accept_page(bytes: &[u8], limits: &Limits) -> Result<Page, Problem> {
    if bytes.len() > limits.max_file_bytes {
        return Err(Problem::FileTooLarge { limit: limits.max_file_bytes, got: bytes.len() });
    }
    let kind = sniff(bytes);
    match kind {
        Kind::Jpeg | Kind::Png => photo::accept(bytes, kind, limits).map(Page::Photo),
        Kind::Pdf => pdf::accept(bytes, limits).map(Page::Pdf),
        other => Err(other.problem().unwrap_or(Problem::Unknown)),
    }
}

/// A small JPEG of a photographed page. `None` for a PDF: drawing one needs a renderer, which
/// would be the largest attack surface of the platform; the page shows its name and page count.
pub fn thumbnail(page: &Page, limits: &Limits) -> Result<Option<Vec<u8>>, Problem> {
    match page {
        Page::Photo(photo) => photo.thumbnail(limits).map(Some),
        Page::Pdf(_) => Ok(None),
    }
}
