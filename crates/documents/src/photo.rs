mod decode;
mod encode;
mod markers;

use image::{DynamicImage, ImageDecoder};

use crate::{Kind, Limits, Problem};

/// A photographed page, upright, in sRGB as far as the camera said so, without metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    jpeg: Vec<u8>,
    width: u32,
    height: u32,
    grey: bool,
}

/// The pixels are personal data: only the size is printed.
impl std::fmt::Debug for Photo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Photo({} x {})", self.width, self.height)
    }
}

impl Photo {
    /// The JPEG file.
    pub fn jpeg(&self) -> &[u8] {
        &self.jpeg
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Whether the JPEG has one component instead of three.
    pub fn is_grey(&self) -> bool {
        self.grey
    }

    pub(crate) fn reopen(jpeg: Vec<u8>) -> Result<Self, Problem> {
        markers::primary(&jpeg)?;
        let decoder = decode::jpeg(&jpeg)?;
        let (width, height) = decoder.dimensions();
        let grey = !decoder.color_type().has_color();
        Ok(Self { jpeg, width, height, grey })
    }

    pub(crate) fn thumbnail(&self, limits: &Limits) -> Result<Vec<u8>, Problem> {
        let (image, _) = decode::decode(&self.jpeg, Kind::Jpeg, limits)?;
        let side = limits.thumbnail_side.max(1);
        encode::jpeg(&image.thumbnail(side, side), limits.quality)
    }
}

/// Decodes, turns upright, scales and encodes anew. Scaling comes before turning, because it
/// leaves fewer pixels to turn.
pub(crate) fn accept(bytes: &[u8], kind: Kind, limits: &Limits) -> Result<Photo, Problem> {
    let bytes = if kind == Kind::Jpeg { markers::primary(bytes)? } else { bytes };
    let (image, orientation) = decode::decode(bytes, kind, limits)?;
    let mut image = encode::bounded(encode::opaque(image), limits.kept_side);
    image.apply_orientation(orientation);
    let jpeg = encode::jpeg(&image, limits.quality)?;
    let grey = matches!(image, DynamicImage::ImageLuma8(_));
    Ok(Photo { jpeg, width: image.width(), height: image.height(), grey })
}
