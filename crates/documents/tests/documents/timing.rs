use std::time::Instant;

use onewindow_documents::{Limits, thumbnail};

use crate::fixture::{accept, jpeg};

/// Prints what a large phone photo costs; bounded only loosely, because machines differ.
#[test]
fn a_photo_of_twelve_megabytes() {
    let exif = [b"Exif\0\0".to_vec(), jpeg::exif(6)].concat();
    let sent = jpeg::with_segment(&jpeg::encode(&jpeg::noise(4000, 3000), 80), 0xE1, &exif);
    let start = Instant::now();
    let page = accept(&sent).unwrap();
    let accepted = start.elapsed();
    let start = Instant::now();
    let small = thumbnail(&page, &Limits::default()).unwrap().unwrap();
    println!(
        "4000 x 3000 JPEG of {:.1} MB: accepted in {accepted:.0?} as {:.1} MB; thumbnail of {} bytes in {:.0?}",
        sent.len() as f64 / 1e6,
        page.bytes().len() as f64 / 1e6,
        small.len(),
        start.elapsed(),
    );
    assert!(accepted.as_secs() < 30);
}
