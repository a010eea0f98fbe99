use onewindow_documents::{Limits, Page, Problem, assemble, check_document, thumbnail};

use crate::fixture::jpeg::{self, corners, from_phone};
use crate::fixture::pdf::Draft;
use crate::fixture::{accept, holds};

fn upright() -> Page {
    accept(&from_phone(&corners(400, 300), 6)).unwrap()
}

#[test]
fn photos_become_one_pdf_that_we_would_take_ourselves() {
    let across = accept(&jpeg::grey(500, 300)).unwrap();
    let pages = [upright(), across, upright()];
    let made = assemble(&pages, "租赁合同", &Limits::default()).unwrap();
    match accept(&made).unwrap() {
        Page::Pdf(file) => assert_eq!(file.pages(), 3),
        Page::Photo(_) => panic!("a PDF was expected"),
    }
    for page in &pages {
        assert!(holds(&made, page.bytes()));
    }
    for person in [&b"/Author"[..], b"/CreationDate", b"/Producer", b"secret", b"Exif"] {
        assert!(!holds(&made, person));
    }
    assert!(holds(&made, b"/MediaBox [0 0 595.276 841.89]"));
    assert!(holds(&made, b"/MediaBox [0 0 841.89 595.276]"));
    assert!(holds(&made, b"/DeviceGray"));
    if let Ok(path) = std::env::var("ONEWINDOW_KEEP_PDF") {
        std::fs::write(path, &made).unwrap();
    }
}

#[test]
fn equal_pages_give_equal_bytes() {
    let limits = Limits::default();
    assert_eq!(assemble(&[upright()], "A", &limits), assemble(&[upright()], "A", &limits));
}

#[test]
fn one_pdf_stays_itself_and_has_no_thumbnail() {
    let page = accept(&Draft::new("").bytes()).unwrap();
    let made = assemble(std::slice::from_ref(&page), "A", &Limits::default()).unwrap();
    assert_eq!(made, page.bytes());
    assert_eq!(thumbnail(&page, &Limits::default()), Ok(None));
}

#[test]
fn refuses_mixtures_and_too_much() {
    let pdf = accept(&Draft::new("").bytes()).unwrap();
    let limits = Limits::default();
    assert_eq!(check_document(&[], &limits), Err(Problem::NoPage));
    assert_eq!(check_document(&[pdf.clone(), upright()], &limits), Err(Problem::Mixed));
    assert_eq!(check_document(&[pdf.clone(), pdf], &limits), Err(Problem::Mixed));
    let many = vec![upright(); 21];
    let problem = assemble(&many, "A", &limits).unwrap_err();
    assert_eq!(problem, Problem::TooManyPages { limit: 20, got: 21 });
    let narrow = Limits { max_document_bytes: 1000, ..limits };
    assert!(matches!(
        check_document(&[upright()], &narrow),
        Err(Problem::DocumentTooLarge { limit: 1000, .. })
    ));
}
