/// How much one upload, and one document made of uploads, may hold.
///
/// Data rather than constants: an office with little memory or with large plans changes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one uploaded file.
    pub max_file_bytes: usize,
    /// Decoded pixels of one photo, at 4 bytes each; with 16 bits a channel a pixel counts twice.
    /// While a photo is worked on, up to 8 bytes are held for each.
    pub max_pixels: u64,
    /// Shortest side of a photo in pixels; below it no paper can be read.
    pub min_side: u32,
    /// Longest side of a photo as it is kept, in pixels. 2,600 over the long side of A4 is
    /// about 220 dots per inch, at which 6-point print stays legible.
    pub kept_side: u32,
    /// JPEG quality of a photo as it is kept, 1 to 100.
    pub quality: u8,
    /// Photographed pages of one document.
    pub max_pages: usize,
    /// Pages of one PDF.
    pub max_pdf_pages: usize,
    /// Bytes of one document as it is kept, all pages together.
    pub max_document_bytes: usize,
    /// Longest side of a thumbnail in pixels.
    pub thumbnail_side: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 20 * 1024 * 1024,
            max_pixels: 50_000_000,
            min_side: 200,
            kept_side: 2_600,
            quality: 82,
            max_pages: 20,
            max_pdf_pages: 200,
            max_document_bytes: 40 * 1024 * 1024,
            thumbnail_side: 320,
        }
    }
}
