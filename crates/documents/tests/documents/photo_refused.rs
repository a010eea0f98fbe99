use onewindow_documents::{Limits, Problem, accept_page};

use crate::fixture::{accept, jpeg, png};

#[test]
fn refuses_a_jpeg_that_ends_too_early_wherever_it_ends() {
    let whole = jpeg::from_phone(&jpeg::noise(400, 300), 1);
    assert!(accept(&whole).is_ok());
    for part in [3, 50, 300, whole.len() / 2, whole.len() - 1] {
        assert_eq!(accept(&whole[..part]), Err(Problem::Truncated), "{part} bytes");
    }
}

#[test]
fn refuses_a_png_that_ends_too_early() {
    let whole = png::encode(&jpeg::noise(400, 300).into());
    for part in [20, 60, whole.len() / 2] {
        let problem = accept(&whole[..part]).unwrap_err();
        assert!(matches!(problem, Problem::Truncated | Problem::Damaged), "{problem:?}");
    }
}

#[test]
fn refuses_bombs_by_their_header() {
    let got = 900_000_000;
    let bomb = png::declared(30_000, 30_000);
    assert!(bomb.len() < 5_000);
    assert_eq!(accept(&bomb), Err(Problem::TooManyPixels { limit: 50_000_000, got }));

    let mut bomb = jpeg::encode(&jpeg::corners(300, 300), 80);
    jpeg::declare_size(&mut bomb, 65_000, 65_000);
    assert!(matches!(accept(&bomb), Err(Problem::TooManyPixels { .. })));
}

#[test]
fn sixteen_bits_a_channel_count_twice() {
    let problem = accept(&png::declared_as(7_000, 7_000, [16, 6])).unwrap_err();
    assert_eq!(problem, Problem::TooManyPixels { limit: 50_000_000, got: 98_000_000 });
    let problem = accept(&png::declared_as(7_000, 7_000, [8, 6])).unwrap_err();
    assert!(!matches!(problem, Problem::TooManyPixels { .. }), "{problem:?}");
}

#[test]
fn refuses_a_thousand_scans() {
    let plain = jpeg::encode(&jpeg::corners(300, 300), 80);
    let scan = plain.windows(2).position(|w| w == [0xFF, 0xDA]).unwrap();
    let (head, body) = plain.split_at(scan);
    let scans = body[..body.len() - 2].repeat(1000);
    let bomb = [head, &scans, &[0xFF, 0xD9]].concat();
    assert_eq!(accept(&bomb), Err(Problem::Damaged));
}

#[test]
fn refuses_what_nobody_could_read() {
    let dot = png::encode(&jpeg::corners(1, 1).into());
    let problem = accept(&dot).unwrap_err();
    assert_eq!(problem, Problem::TooSmall { limit: 200, width: 1, height: 1 });
    let strip = png::encode(&jpeg::corners(3000, 20).into());
    assert!(matches!(accept(&strip), Err(Problem::TooSmall { height: 20, .. })));
}

#[test]
fn the_limits_are_data() {
    let sent = jpeg::encode(&jpeg::corners(400, 300), 80);
    let narrow = Limits { max_pixels: 100_000, ..Limits::default() };
    assert!(matches!(accept_page(&sent, &narrow), Err(Problem::TooManyPixels { .. })));
    let narrow = Limits { max_file_bytes: 100, ..Limits::default() };
    assert!(matches!(accept_page(&sent, &narrow), Err(Problem::FileTooLarge { .. })));
}

/// Whatever is done to a file, the answer is a page or a problem, never a panic.
#[test]
fn flipped_bytes_never_panic() {
    for whole in
        [jpeg::from_phone(&jpeg::noise(220, 210), 6), png::encode(&jpeg::noise(220, 210).into())]
    {
        for at in (0..whole.len().min(1200)).step_by(3).chain((1200..whole.len()).step_by(4001)) {
            let mut broken = whole.clone();
            broken[at] ^= 0xFF;
            let _ = accept(&broken);
        }
    }
}
