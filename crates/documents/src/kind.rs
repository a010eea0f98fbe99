use crate::Problem;

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
    /// PNG (ISO/IEC 15948).
    Png,
    /// PDF (ISO 32000); only with the header at the very start, so that nothing else can hide there.
    Pdf,
    /// HEIC, HEIF or AVIF: recognised so that people are told what to do, not decoded.
    Heic,
    /// A picture of another format: GIF, WebP, BMP, TIFF.
    OtherImage,
    /// A word-processor, spreadsheet or OFD (GB/T 33190) document.
    OfficeDocument,
    /// ZIP, RAR, 7z, gzip and relatives.
    Archive,
    /// A program or script for some machine.
    Executable,
    /// HTML, SVG or any XML.
    Markup,
    /// No bytes.
    Empty,
    /// Anything else.
    Unknown,
}

impl Kind {
    /// `None` for the three kinds that are taken.
    pub fn problem(self) -> Option<Problem> {
        Some(match self {
            Self::Jpeg | Self::Png | Self::Pdf => return None,
            Self::Heic => Problem::Heic,
            Self::OtherImage => Problem::OtherImage,
            Self::OfficeDocument => Problem::OfficeDocument,
            Self::Archive => Problem::Archive,
            Self::Executable => Problem::Executable,
            Self::Markup => Problem::Markup,
            Self::Empty => Problem::Empty,
            Self::Unknown => Problem::Unknown,
        })
    }
}

/// First bytes of the kinds that announce themselves at offset 0.
const MAGIC: &[(&[u8], Kind)] = &[
    (b"\xFF\xD8\xFF", Kind::Jpeg),
    (b"\x89PNG\r\n\x1A\n", Kind::Png),
    (b"%PDF-", Kind::Pdf),
    (b"GIF8", Kind::OtherImage),
    (b"BM", Kind::OtherImage),
    (b"II*\0", Kind::OtherImage),
    (b"MM\0*", Kind::OtherImage),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::OfficeDocument),
    (b"{\\rtf", Kind::OfficeDocument),
    (b"Rar!\x1A\x07", Kind::Archive),
    (b"7z\xBC\xAF\x27\x1C", Kind::Archive),
    (b"\x1F\x8B", Kind::Archive),
    (b"BZh", Kind::Archive),
    (b"\xFD7zXZ\0", Kind::Archive),
    (b"\x28\xB5\x2F\xFD", Kind::Archive),
    (b"PK\x05\x06", Kind::Archive),
    (b"MZ", Kind::Executable),
    (b"\x7FELF", Kind::Executable),
    (b"#!", Kind::Executable),
    (b"\xCA\xFE\xBA\xBE", Kind::Executable),
    (b"\xFE\xED\xFA\xCE", Kind::Executable),
    (b"\xFE\xED\xFA\xCF", Kind::Executable),
    (b"\xCE\xFA\xED\xFE", Kind::Executable),
    (b"\xCF\xFA\xED\xFE", Kind::Executable),
    (b"\0asm", Kind::Executable),
    (b"dex\n", Kind::Executable),
];

/// Says what a file is. The name and the declared media type are not asked: both are typed by
/// whoever sends the file.
pub fn sniff(bytes: &[u8]) -> Kind {
    if bytes.is_empty() {
        return Kind::Empty;
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *kind;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zip(bytes);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return media(bytes.get(8..12).unwrap_or_default());
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Kind::OtherImage;
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Kind::Archive;
    }
    if is_markup(bytes) { Kind::Markup } else { Kind::Unknown }
}

/// Office documents are ZIP files; the names of their first entries tell them apart.
fn zip(bytes: &[u8]) -> Kind {
    const OFFICE: &[&[u8]] =
        &[b"[Content_Types].xml", b"OFD.xml", b"application/vnd.oasis", b"word/", b"xl/", b"ppt/"];
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if OFFICE.iter().any(|name| memchr::memmem::find(head, name).is_some()) {
        Kind::OfficeDocument
    } else {
        Kind::Archive
    }
}

/// The brand of an ISO base media file (ISO/IEC 14496-12): pictures of the HEIF family or video.
fn media(brand: &[u8]) -> Kind {
    match brand {
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" | b"avif"
        | b"avis" => Kind::Heic,
        _ => Kind::Unknown,
    }
}

/// Text that begins with a tag, in UTF-8 with or without a byte order mark, or in UTF-16.
fn is_markup(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let text: Vec<u8> = head.iter().copied().filter(|b| *b != 0).collect();
    let text = text
        .strip_prefix(b"\xEF\xBB\xBF")
        .or_else(|| text.strip_prefix(b"\xFF\xFE"))
        .or_else(|| text.strip_prefix(b"\xFE\xFF"))
        .unwrap_or(&text);
    let mut shown = text.iter().skip_while(|b| b.is_ascii_whitespace());
    shown.next() == Some(&b'<')
        && shown.next().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'?'))
}
