use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, RgbImage, Rgba};

use crate::Problem;

/// Eight bits, grey or RGB, no alpha: what was transparent becomes paper white.
pub(super) fn opaque(image: DynamicImage) -> DynamicImage {
    if image.color().has_alpha() {
        let image = image.into_rgba8();
        let (width, height) = image.dimensions();
        let flat = image.pixels().flat_map(on_white).collect();
        return RgbImage::from_raw(width, height, flat).unwrap_or_default().into();
    }
    if image.color().has_color() { image.into_rgb8().into() } else { image.into_luma8().into() }
}

fn on_white(Rgba([red, green, blue, alpha]): &Rgba<u8>) -> [u8; 3] {
    let alpha = u16::from(*alpha);
    [red, green, blue].map(|c| {
        let mixed = (u16::from(*c) * alpha + 255 * (255 - alpha)) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    })
}

/// Scales down so that the longest side is at most `side` pixels; never up. Triangle weights every
/// source pixel, so thin strokes fade instead of breaking.
pub(super) fn bounded(image: DynamicImage, side: u32) -> DynamicImage {
    let side = side.max(1);
    if image.width().max(image.height()) <= side {
        return image;
    }
    image.resize(side, side, FilterType::Triangle)
}

/// Encodes pixels only: no EXIF, no profile, no comment.
pub(super) fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, quality.clamp(1, 100));
    image.write_with_encoder(encoder).map_err(|_| Problem::Damaged)?;
    Ok(out)
}
