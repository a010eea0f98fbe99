//! Our own documents come apart again, and nobody else's do.

use onewindow_documents::{Limits, Page, assemble, reopen};

use crate::fixture::accept;
use crate::fixture::jpeg::{self, corners, from_phone};
use crate::fixture::pdf::Draft;

fn pages() -> Vec<Page> {
    let upright = accept(&from_phone(&corners(400, 300), 6)).unwrap();
    vec![
        upright,
        accept(&jpeg::grey(500, 300)).unwrap(),
        accept(&jpeg::encode(&corners(300, 400), 90)).unwrap(),
    ]
}

#[test]
fn what_was_bound_of_photos_comes_apart_in_its_order() {
    let limits = Limits::default();
    for count in 1..=3 {
        let pages = pages().into_iter().take(count).collect::<Vec<_>>();
        let made = assemble(&pages, "lease", &limits).unwrap();
        assert_eq!(reopen(&made, "lease", &limits), Some(pages));
    }
}

#[test]
fn nothing_else_comes_apart() {
    let limits = Limits::default();
    let made = assemble(&pages(), "lease", &limits).unwrap();
    assert!(reopen(&made, "another", &limits).is_none(), "another title");
    let foreign = assemble(&[accept(&Draft::new("").bytes()).unwrap()], "lease", &limits).unwrap();
    assert!(reopen(&foreign, "lease", &limits).is_none(), "a PDF that came whole");
    assert!(reopen(b"", "lease", &limits).is_none());
    let mut longer = made.clone();
    longer.extend(b"% a comment\n%%EOF");
    assert!(reopen(&longer, "lease", &limits).is_none(), "something stands behind it");
    for place in (0..made.len()).step_by(97) {
        let mut changed = made.clone();
        changed[place] ^= 1;
        assert!(
            reopen(&changed, "lease", &limits)
                .is_none_or(|pages| { assemble(&pages, "lease", &limits).unwrap() == changed }),
            "byte {place}: something would be lost"
        );
    }
}
