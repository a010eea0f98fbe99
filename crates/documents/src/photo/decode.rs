use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError};

use crate::{Kind, Limits, Problem};

/// Pixels, and how they must be turned to stand upright.
pub(super) type Decoded = (DynamicImage, Orientation);

/// Bytes that a decoder may take beside the pixels, for tables, rows and profiles.
const SLACK: u64 = 32 * 1024 * 1024;

/// Decodes a JPEG or PNG within the limits.
///
/// A panic of a decoder on hostile bytes is a damaged picture, not a broken request: nothing of
/// its state outlives the call.
pub(super) fn decode(bytes: &[u8], kind: Kind, limits: &Limits) -> Result<Decoded, Problem> {
    let work = || match kind {
        Kind::Png => read(png(bytes, limits)?, limits),
        _ => read(jpeg(bytes)?, limits),
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Problem::Damaged))
}

pub(super) fn jpeg(bytes: &[u8]) -> Result<JpegDecoder<Cursor<&[u8]>>, Problem> {
    JpegDecoder::new(Cursor::new(bytes)).map_err(|error| problem(&error))
}

fn png<'a>(bytes: &'a [u8], limits: &Limits) -> Result<PngDecoder<Cursor<&'a [u8]>>, Problem> {
    let mut bounds = image::Limits::default();
    bounds.max_alloc = Some(limits.max_pixels.saturating_mul(4).saturating_add(SLACK));
    PngDecoder::with_limits(Cursor::new(bytes), bounds).map_err(|error| problem(&error))
}

fn read(mut decoder: impl ImageDecoder, limits: &Limits) -> Result<Decoded, Problem> {
    let (width, height) = decoder.dimensions();
    // Sixteen bits a channel take twice the memory of the eight that a camera gives.
    let weight = u64::from(decoder.color_type().bytes_per_pixel()).div_ceil(4);
    let pixels = u64::from(width) * u64::from(height) * weight;
    if pixels > limits.max_pixels {
        return Err(Problem::TooManyPixels { limit: limits.max_pixels, got: pixels });
    }
    if width.min(height) < limits.min_side {
        return Err(Problem::TooSmall { limit: limits.min_side, width, height });
    }
    let mut bounds = image::Limits::default();
    bounds.max_image_width = Some(width);
    bounds.max_image_height = Some(height);
    bounds.max_alloc = Some(pixels.saturating_mul(4).saturating_add(SLACK));
    decoder.set_limits(bounds).map_err(|error| problem(&error))?;
    // A broken EXIF block is no reason to refuse the picture: it is thrown away anyway.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|error| problem(&error))?;
    Ok((image, orientation))
}

fn problem(error: &ImageError) -> Problem {
    match error {
        ImageError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
            Problem::Truncated
        }
        _ => Problem::Damaged,
    }
}
