pub mod jpeg;
pub mod pdf;
pub mod png;

use onewindow_documents::{Limits, Page, Photo, Problem, accept_page};

pub fn accept(bytes: &[u8]) -> Result<Page, Problem> {
    accept_page(bytes, &Limits::default())
}

pub fn photo(bytes: &[u8]) -> Photo {
    match accept(bytes).unwrap() {
        Page::Photo(photo) => photo,
        Page::Pdf(_) => panic!("a photo was expected"),
    }
}

pub fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}
