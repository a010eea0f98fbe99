use onewindow_documents::{Kind, Problem, sniff};

use crate::fixture::{accept, jpeg};

#[test]
fn says_what_a_file_is_by_its_bytes() {
    let cases: &[(&[u8], Kind)] = &[
        (b"", Kind::Empty),
        (b"\xFF\xD8\xFF\xE0", Kind::Jpeg),
        (b"\x89PNG\r\n\x1A\n", Kind::Png),
        (b"%PDF-1.4", Kind::Pdf),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Kind::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", Kind::Heic),
        (b"\0\0\0\x18ftypisom\0\0\0\0", Kind::Unknown),
        (b"GIF89a", Kind::OtherImage),
        (b"RIFF\0\0\0\0WEBPVP8 ", Kind::OtherImage),
        (b"MZ\x90\0", Kind::Executable),
        (b"\x7FELF\x02", Kind::Executable),
        (b"#!/bin/sh", Kind::Executable),
        (b"PK\x03\x04\x14\0\0\0photo.jpg", Kind::Archive),
        (b"PK\x03\x04\x14\0\0\0[Content_Types].xml", Kind::OfficeDocument),
        (b"PK\x03\x04\x14\0\0\0OFD.xml", Kind::OfficeDocument),
        (b"Rar!\x1A\x07\x01\0", Kind::Archive),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::OfficeDocument),
        (b"  <!DOCTYPE html>", Kind::Markup),
        (b"\xEF\xBB\xBF<svg xmlns='x'>", Kind::Markup),
        (b"\xFF\xFE<\0h\0t\0m\0l\0", Kind::Markup),
        (b"<?xml version='1.0'?>", Kind::Markup),
        (b"< 5 apples", Kind::Unknown),
        (b"plain text", Kind::Unknown),
        (b" %PDF-1.4", Kind::Unknown),
    ];
    for (bytes, kind) in cases {
        assert_eq!(sniff(bytes), *kind, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn refuses_each_kind_with_its_own_reason() {
    assert_eq!(accept(b""), Err(Problem::Empty));
    assert_eq!(accept(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Err(Problem::Heic));
    // An executable that was renamed to something.jpg is still one.
    assert_eq!(accept(b"MZ\x90\0\x03\0\0\0"), Err(Problem::Executable));
    assert_eq!(accept(b"<html><script>1</script>"), Err(Problem::Markup));
    assert_eq!(accept(b"PK\x03\x04\x14\0\0\0a.exe"), Err(Problem::Archive));
    assert_eq!(accept(b"GIF89a"), Err(Problem::OtherImage));
    assert_eq!(accept(b"hello"), Err(Problem::Unknown));
    assert_eq!(accept(b"hello").unwrap_err().code(), "unknown-kind");
}

#[test]
fn refuses_fifty_megabytes_before_looking_inside() {
    let mut bytes = jpeg::encode(&jpeg::corners(300, 300), 80);
    bytes.resize(50 * 1024 * 1024, 0);
    let problem = accept(&bytes).unwrap_err();
    assert_eq!(problem, Problem::FileTooLarge { limit: 20 << 20, got: 50 << 20 });
}
