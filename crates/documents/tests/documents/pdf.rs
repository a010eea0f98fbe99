use onewindow_documents::{Limits, Page, PdfFile, Problem, accept_page};

use crate::fixture::accept;
use crate::fixture::pdf::Draft;

fn file(bytes: &[u8]) -> PdfFile {
    match accept(bytes).unwrap() {
        Page::Pdf(file) => file,
        Page::Photo(_) => panic!("a PDF was expected"),
    }
}

fn active(draft: &Draft) -> &'static str {
    match accept(&draft.bytes()).unwrap_err() {
        Problem::PdfActive { what } => what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn takes_a_plain_pdf_as_it_is() {
    let sent = Draft::new("").bytes();
    let kept = file(&sent);
    assert_eq!(kept.bytes(), sent);
    assert_eq!(kept.pages(), 1);
    assert_eq!(Page::reopen(sent, &Limits::default()).unwrap(), Page::Pdf(kept));
}

#[test]
fn counts_the_leaves_and_not_the_claim() {
    let sent = Draft::new("")
        .object("<< /Type /Pages /Kids [5 0 R 6 0 R] /Count 1 >>")
        .object("<< /Type /Page >>")
        .object("<< /Type /Page >>")
        .bytes();
    let sent = String::from_utf8_lossy(&sent).replace("/Kids [3 0 R]", "/Kids [3 0 R 4 0 R]");
    assert_eq!(file(sent.as_bytes()).pages(), 3);
    let narrow = Limits { max_pdf_pages: 2, ..Limits::default() };
    let problem = accept_page(sent.as_bytes(), &narrow).unwrap_err();
    assert_eq!(problem, Problem::PdfTooManyPages { limit: 2, got: 3 });
}

#[test]
fn refuses_what_is_no_whole_pdf() {
    let whole = Draft::new("").bytes();
    assert_eq!(accept(&whole[..whole.len() - 8]), Err(Problem::PdfDamaged));
    assert_eq!(accept(b"%PDF-1.7\n%%EOF"), Err(Problem::PdfDamaged));
    let circle = Draft::new("").object("<< /Type /Pages /Kids [2 0 R] >>").bytes();
    let circle = String::from_utf8_lossy(&circle).replace("/Kids [3 0 R]", "/Kids [4 0 R]");
    assert_eq!(accept(circle.as_bytes()), Err(Problem::PdfDamaged));
}

#[test]
fn refuses_encryption() {
    let draft = Draft::new("").object("<< /Filter /Standard /V 2 >>").trailer("/Encrypt 4 0 R");
    assert_eq!(accept(&draft.bytes()), Err(Problem::PdfEncrypted));
}

#[test]
fn refuses_active_content() {
    let script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
    assert_eq!(active(&Draft::new("").object(script)), "JavaScript");
    assert_eq!(active(&Draft::new("").object("<< /S /Launch /F (cmd.exe) >>")), "Launch");
    assert_eq!(active(&Draft::new("").stream("/Type /EmbeddedFile", b"MZ")), "EmbeddedFile");
    assert_eq!(active(&Draft::new("/AA << /WC 4 0 R >>").object("<< /S /URI >>")), "AA");
    assert_eq!(active(&Draft::new("/AcroForm << /XFA 4 0 R >>")), "XFA");
}

#[test]
fn refuses_what_leads_out_or_plays() {
    let link = |action: &str| {
        Draft::new("/Annots [4 0 R]").object(format!("<< /Subtype /Link /F 4 /A {action} >>"))
    };
    assert_eq!(active(&link("<< /S /GoToR /F (//evil/x.pdf) /D [0 /Fit] >>")), "GoToR");
    assert_eq!(active(&link("<< /S /GoToE /T << /R /P >> >>")), "GoToE");
    assert_eq!(active(&link("<< /S /Thread /D 0 >>")), "Thread");
    assert_eq!(active(&link("<< /S\n% a comment\n/Rendition /OP 0 >>")), "Rendition");
    assert_eq!(active(&link("<< /S /So#75nd >>")), "Sound");
    for kind in ["Movie", "Screen", "Sound", "3D"] {
        assert_eq!(active(&Draft::new("").object(format!("<< /Subtype /{kind} >>"))), kind);
    }
    // By reference; in the data of a stream; compressed.
    assert_eq!(active(&link("<< /S 5 0 R >>").object("/Movie")), "Movie");
    let inside = Draft::new("").stream("", b"7 0 obj << /S /Sound >> endobj");
    assert_eq!(active(&inside), "Sound");
    assert_eq!(active(&Draft::new("").pack(&[(9, "<< /S /GoToR >>")])), "GoToR");
    // A stream whose data are elsewhere, and whatever else names a file.
    assert_eq!(active(&Draft::new("").stream("/F (http://evil.example/x)", b"")), "F");
    assert_eq!(active(&Draft::new("").stream("/F 5 0 R", b"").object("(//evil/x)")), "F");
    assert_eq!(active(&Draft::new("").object("<< /K [<< /Type /Filespec /V true >>] >>")), "F");
    assert_eq!(active(&link("<< /S /URI /N << /UF <2f2f> >> >>")), "F");
}

#[test]
fn takes_what_only_looks_like_it() {
    let link = "<< /Subtype /Link /F 4 /A << /S /URI /URI (http://a.example/Screen/Movie) >> >>";
    let quiet = Draft::new("/Annots [4 0 R]")
        .object(link)
        .object("<< /Title (Sound/Movie/Screen and /S or /F) /Font << /F 6 0 R /Sound 6 0 R >> >>")
        .stream("", b"/Sound 12 Tf (Movie/Screen) Tj");
    assert!(accept(&quiet.bytes()).is_ok());
}

#[test]
fn finds_active_content_however_it_is_hidden() {
    // Escaped letters in the name.
    let escaped = Draft::new("").object("<< /S /J#61vaScript#20 >>");
    assert!(accept(&escaped.bytes()).is_ok(), "another name, by the space at its end");
    assert_eq!(active(&Draft::new("").object("<< /S /J#61va#53cript >>")), "JavaScript");
    // Compressed in an object stream.
    let script = "<< /S /JavaScript /JS (x) >> % JavaScript JavaScript JavaScript";
    let packed = Draft::new("").pack(&[(9, script)]);
    assert!(!crate::fixture::holds(&packed.bytes(), b"JavaScript"));
    assert_eq!(active(&packed), "JavaScript");
    // In the data of another stream, where a cross-reference table may point.
    let inside = Draft::new("").stream("", b"7 0 obj << /S /JavaScript >> endobj");
    assert_eq!(active(&inside), "JavaScript");
}

#[test]
fn refuses_object_streams_out_of_sight() {
    let hidden = Draft::new("").pack(&[(9, "<< /S /JavaScript >>")]).bytes();
    let start = hidden.windows(7).position(|w| w == b"4 0 obj").unwrap();
    let end = hidden.windows(4).position(|w| w == b"xref").unwrap();
    let inside = Draft::new("").stream("", &hidden[start..end]);
    assert_eq!(accept(&inside.bytes()), Err(Problem::PdfDamaged));
    let string = [b"(".to_vec(), hidden[start..end].to_vec(), b")".to_vec()].concat();
    assert_eq!(accept(&Draft::new("").object(string).bytes()), Err(Problem::PdfDamaged));
    // A filter that is not read here could hold anything.
    let chained = "/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]";
    let chained = Draft::new("").stream(chained, b"00>");
    assert_eq!(accept(&chained.bytes()), Err(Problem::PdfDamaged));
}

#[test]
fn an_opening_view_is_no_action() {
    for quiet in ["[3 0 R /Fit]", "<< /S /GoTo /D [3 0 R /Fit] >>", "4 0 R"] {
        let draft = Draft::new(&format!("/OpenAction {quiet}")).object("[3 0 R /Fit]");
        assert!(accept(&draft.bytes()).is_ok(), "{quiet}");
    }
    for loud in ["<< /S /URI /URI (http://example.org) >>", "4 0 R", "9 0 R"] {
        let draft = Draft::new(&format!("/OpenAction {loud}")).object("<< /S /Named /N /Print >>");
        assert_eq!(active(&draft), "OpenAction", "{loud}");
    }
}

#[test]
fn hostile_structure_ends_soon() {
    let cases = [
        "[".repeat(1 << 20),
        "(".repeat(1 << 20),
        "<<".repeat(1 << 20),
        "[]".repeat(8 << 20),
        format!("<< /A [{}] >>", "1 ".repeat(4 << 20)),
    ];
    for text in cases {
        let problem = accept(&Draft::new("").object(text).bytes()).unwrap_err();
        assert!(matches!(problem, Problem::PdfTooComplex | Problem::PdfDamaged), "{problem:?}");
    }
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 80 << 20], 6);
    let dict = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";
    let bomb = Draft::new("").stream(dict, &bomb);
    assert_eq!(accept(&bomb.bytes()), Err(Problem::PdfTooComplex));
}

#[test]
fn flipped_bytes_never_panic() {
    let whole = Draft::new("/Metadata 5 0 R")
        .object("<< /Author (A) >>")
        .stream("/Type /Metadata /Subtype /XML", b"<x/>")
        .pack(&[(9, "<< /K [1 2 (a) <41>] >>")])
        .trailer("/Info 4 0 R")
        .bytes();
    for at in 0..whole.len() {
        for flip in [0xFF, 0x20, 0x01] {
            let mut broken = whole.clone();
            broken[at] ^= flip;
            let _ = accept(&broken);
        }
        let _ = accept(&whole[..at]);
    }
}
