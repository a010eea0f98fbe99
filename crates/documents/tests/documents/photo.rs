use image::{DynamicImage, Rgb, RgbImage, Rgba, RgbaImage};
use onewindow_documents::{Limits, Page, thumbnail};

use crate::fixture::jpeg::{self, corners, from_phone, segments};
use crate::fixture::{accept, holds, photo, png};

fn pixels(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory(jpeg).unwrap().into_rgb8()
}

fn near(found: Rgb<u8>, wanted: [u8; 3]) -> bool {
    found.0.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) < 30)
}

/// The corner in which a colour stands: `tl`, `tr`, `bl` or `br`.
fn corner(image: &RgbImage, colour: [u8; 3]) -> &'static str {
    let (right, low) = (image.width() - 10, image.height() - 10);
    let places = [("tl", 10, 10), ("tr", right, 10), ("bl", 10, low), ("br", right, low)];
    places.iter().find(|(_, x, y)| near(*image.get_pixel(*x, *y), colour)).unwrap().0
}

#[test]
fn turns_photos_upright_for_every_orientation() {
    // Where the red (first row, first column) and the green corner (first row, last column) of
    // the stored picture must stand, by the table of the EXIF standard.
    let expected = [
        (1, "tl", "tr"),
        (2, "tr", "tl"),
        (3, "br", "bl"),
        (4, "bl", "br"),
        (5, "tl", "bl"),
        (6, "tr", "br"),
        (7, "br", "tr"),
        (8, "bl", "tl"),
    ];
    for (orientation, red, green) in expected {
        let photo = photo(&from_phone(&corners(400, 300), orientation));
        let shown = pixels(photo.jpeg());
        assert_eq!(corner(&shown, [220, 20, 20]), red, "orientation {orientation}");
        assert_eq!(corner(&shown, [20, 200, 20]), green, "orientation {orientation}");
        let size = if orientation < 5 { (400, 300) } else { (300, 400) };
        assert_eq!((photo.width(), photo.height()), size);
        assert_eq!(shown.dimensions(), size);
    }
}

#[test]
fn keeps_nothing_but_the_picture() {
    let sent = from_phone(&corners(400, 300), 6);
    for secret in [&b"SecretMaker"[..], b"secret xmp", b"secret comment", b"secret profile"] {
        assert!(holds(&sent, secret));
    }
    let kept = photo(&sent);
    for secret in [&b"SecretMaker"[..], b"secret", b"Exif", b"ICC_PROFILE", b"xmp"] {
        assert!(!holds(kept.jpeg(), secret), "{}", String::from_utf8_lossy(secret));
    }
    let allowed = [0xE0, 0xDB, 0xC0, 0xC4, 0xDA];
    assert!(segments(kept.jpeg()).iter().all(|marker| allowed.contains(marker)));
}

#[test]
fn drops_what_phones_append_behind_the_picture() {
    let mut sent = jpeg::encode(&corners(400, 300), 90);
    sent.extend(b"MotionPhoto film with a voice");
    assert!(!holds(photo(&sent).jpeg(), b"MotionPhoto"));
}

#[test]
fn a_broken_exif_block_does_not_refuse_the_photo() {
    let sent = jpeg::with_segment(
        &jpeg::encode(&corners(400, 300), 90),
        0xE1,
        b"Exif\0\0MM\0\x2A\xFF\xFF\xFF\xFF",
    );
    assert_eq!(photo(&sent).width(), 400);
}

#[test]
fn bounds_the_longest_side_and_keeps_the_shape() {
    let kept = photo(&from_phone(&corners(4000, 3000), 6));
    assert_eq!((kept.width(), kept.height()), (1950, 2600));
    assert_eq!(corner(&pixels(kept.jpeg()), [220, 20, 20]), "tr");
}

#[test]
fn takes_png_turned_and_without_its_text() {
    let plain = png::encode(&DynamicImage::from(corners(400, 300)));
    let sent = png::with_chunk(&plain, b"eXIf", &jpeg::exif(6));
    let sent = png::with_chunk(&sent, b"tEXt", b"Author\0secret name");
    let kept = photo(&sent);
    assert_eq!((kept.width(), kept.height()), (300, 400));
    assert!(!holds(kept.jpeg(), b"secret"));
}

#[test]
fn what_is_transparent_becomes_paper_white() {
    let clear = RgbaImage::from_pixel(300, 300, Rgba([0, 0, 0, 0]));
    let kept = photo(&png::encode(&DynamicImage::from(clear)));
    assert!(near(*pixels(kept.jpeg()).get_pixel(150, 150), [255, 255, 255]));
}

#[test]
fn grey_stays_grey() {
    let kept = photo(&jpeg::grey(300, 300));
    assert!(kept.is_grey());
    assert!(!photo(&jpeg::encode(&corners(300, 300), 90)).is_grey());
}

#[test]
fn a_kept_photo_is_opened_again_as_it_was() {
    let page = accept(&from_phone(&corners(400, 300), 8)).unwrap();
    let again = Page::reopen(page.bytes().to_vec(), &Limits::default()).unwrap();
    assert_eq!(again, page);
    assert_eq!(page.media_type(), "image/jpeg");
}

#[test]
fn a_thumbnail_is_small_and_upright() {
    let page = accept(&from_phone(&corners(2000, 1000), 6)).unwrap();
    let small = thumbnail(&page, &Limits::default()).unwrap().unwrap();
    let shown = pixels(&small);
    assert_eq!(shown.dimensions(), (160, 320));
    assert_eq!(corner(&shown, [220, 20, 20]), "tr");
    assert!(small.len() < 30_000);
}
