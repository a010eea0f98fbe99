use miniz_oxide::deflate::compress_to_vec_zlib;
use onewindow_documents::{Metadata, Page, PdfFile};

use crate::fixture::jpeg::{corners, from_phone};
use crate::fixture::pdf::Draft;
use crate::fixture::{accept, holds};

fn file(draft: &Draft) -> PdfFile {
    let sent = draft.bytes();
    match accept(&sent).unwrap() {
        Page::Pdf(file) => {
            assert_eq!(file.bytes().len(), sent.len(), "nothing may move");
            file
        }
        Page::Photo(_) => panic!("a PDF was expected"),
    }
}

#[test]
fn blanks_the_document_information() {
    let info = "<< /Author (Secret \\) Name) /Title <534543524554> /CreationDate (D:2024) >>";
    let kept = file(&Draft::new("").object(info).trailer("/Info 4 0 R"));
    assert_eq!(kept.metadata(), Metadata::Stripped);
    for secret in [&b"Secret"[..], b"Name", b"5345", b"D:2024"] {
        assert!(!holds(kept.bytes(), secret));
    }
    assert!(holds(kept.bytes(), b"/Author ("));
}

#[test]
fn blanks_packed_document_information() {
    let author = format!("<< /Author (Secret) /Subject ({}) >>", "a secret matter ".repeat(20));
    let sent =
        Draft::new("").pack(&[(9, &author), (10, "<< /Kept (yes) >>")]).trailer("/Info 9 0 R");
    let kept = file(&sent);
    assert_eq!(kept.metadata(), Metadata::Stripped);
    let start = kept.bytes().windows(7).position(|w| w == b"stream\n").unwrap() + 7;
    let text = miniz_oxide::inflate::decompress_to_vec_zlib(&kept.bytes()[start..]).unwrap();
    assert!(!holds(&text, b"ecret"));
    assert!(holds(&text, b"(yes)"));
}

#[test]
fn blanks_xmp_plain_and_compressed() {
    let xmp = b"<x:xmpmeta><dc:creator>Secret</dc:creator></x:xmpmeta>".repeat(3);
    let dict = "/Type /Metadata /Subtype /XML";
    let plain = file(&Draft::new("/Metadata 4 0 R").stream(dict, &xmp));
    assert!(!holds(plain.bytes(), b"Secret"));

    let packed = compress_to_vec_zlib(&xmp, 6);
    let dict = "/Type /Metadata /Subtype /XML /Filter /FlateDecode";
    let kept = file(&Draft::new("/Metadata 4 0 R").stream(dict, &packed));
    assert_eq!(kept.metadata(), Metadata::Stripped);
    assert!(!holds(kept.bytes(), &packed));

    let dict = "/Type /Metadata /Subtype /XML /Filter [/ASCII85Decode /FlateDecode]";
    let kept = file(&Draft::new("/Metadata 4 0 R").stream(dict, b"abc~>"));
    assert_eq!(kept.metadata(), Metadata::KeptPacked);
}

#[test]
fn blanks_the_place_in_an_embedded_photo() {
    let jpeg = from_phone(&corners(300, 200), 1);
    let dict = "/Type /XObject /Subtype /Image /Filter /DCTDecode /Width 300 /Height 200";
    let kept = file(&Draft::new("").stream(dict, &jpeg));
    for secret in [&b"SecretMaker"[..], b"secret xmp", b"secret comment"] {
        assert!(!holds(kept.bytes(), secret));
    }
    assert!(holds(kept.bytes(), b"ICC_PROFILE"), "colours stay as they were meant");
    let start = kept.bytes().windows(3).position(|w| w == b"\xFF\xD8\xFF").unwrap();
    let shown = image::load_from_memory(&kept.bytes()[start..start + jpeg.len()]).unwrap();
    assert_eq!(shown.width(), 300);
}

#[test]
fn leaves_a_signed_file_untouched_and_says_so() {
    let sent = Draft::new("")
        .object("<< /Author (Someone) >>")
        .object("<< /Type /Sig /ByteRange [0 10 20 30] /Contents <00> >>")
        .trailer("/Info 4 0 R");
    let kept = file(&sent);
    assert_eq!(kept.metadata(), Metadata::KeptSigned);
    assert_eq!(kept.bytes(), sent.bytes());
}
