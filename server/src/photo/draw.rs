//! From a file somebody sent to a picture of our own.

use super::{Photo, Unusable};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// The most pixels that are decoded: what a good camera makes.
const MOST_PIXELS: u64 = 50_000_000;

/// The most bytes those pixels may take while they are decoded.
const MOST_DECODED: u64 = 200 * 1024 * 1024;

/// The longer edge of what is kept, in pixels.
const LONGER_EDGE: u32 = 1_600;

/// As good as a scratch needs to be seen.
const QUALITY: u8 = 80;

/// Which of the pictures we read a file is, by its first bytes.
pub fn format_of(file: &[u8]) -> Result<ImageFormat, Unusable> {
    let at = |from: usize, wanted: &[u8]| file.get(from..from + wanted.len()) == Some(wanted);
    if at(0, b"\xff\xd8\xff") {
        return Ok(ImageFormat::Jpeg);
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Ok(ImageFormat::Png);
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Ok(ImageFormat::WebP);
    }
    let phones: [&[u8]; 8] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif",
    ];
    if at(4, b"ftyp") && phones.iter().any(|brand| at(8, brand)) {
        return Err(Unusable::Heic);
    }
    Err(Unusable::OtherKind)
}

/// Decodes a file and draws it anew. Its size is looked at before any pixel
/// is: a small file may unpack to gigabytes.
pub fn draw(file: &[u8], format: ImageFormat) -> Result<Photo, Unusable> {
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_DECODED);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Unusable::Broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || decoder.total_bytes() > MOST_DECODED {
        return Err(Unusable::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(|_| Unusable::Broken)?;
    if decoded.width() == 0 || decoded.height() == 0 {
        return Err(Unusable::Broken);
    }
    let mut picture = smaller(decoded);
    picture.apply_orientation(orientation);
    encode(&on_white(&picture))
}

fn smaller(picture: DynamicImage) -> DynamicImage {
    if picture.width().max(picture.height()) <= LONGER_EDGE {
        return picture;
    }
    picture.resize(LONGER_EDGE, LONGER_EDGE, FilterType::Triangle)
}

/// What shines through shows white paper, as it does on a page.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen = picture.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let over = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            let mixed = (colour * alpha + 255 * (255 - alpha)) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn encode(picture: &RgbImage) -> Result<Photo, Unusable> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(picture)
        .map_err(|_| Unusable::Broken)?;
    Ok(Photo {
        jpeg,
        width: picture.width(),
        height: picture.height(),
    })
}
