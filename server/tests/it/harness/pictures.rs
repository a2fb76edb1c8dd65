//! Photos as shoppers send them, and files that only pretend to be one.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};

/// Where a phone says that a photo was taken.
pub const TAKEN_AT: &[u8] = b"GPS-CANARY 48.2082 N 16.3738 E";

/// A photo from a phone that was held upright: 640 pixels wide in the file,
/// 480 as it is seen, with the place it was taken at. Each seed draws another.
pub fn from_a_phone(seed: u32) -> Vec<u8> {
    let drawn = RgbImage::from_fn(640, 480, |x, y| {
        let shade = |shift: u32| ((x * (seed + 3) + y * 5) >> shift) as u8;
        image::Rgb([shade(0), shade(2), shade(4)])
    });
    let mut plain = Vec::new();
    JpegEncoder::new_with_quality(&mut plain, 90)
        .encode_image(&drawn)
        .expect("it can be drawn");
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    // Orientation (0x0112), a short, one of it: 6, to be turned right.
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
    exif.extend(TAKEN_AT);
    let length = u16::try_from(exif.len() + 2).expect("it is short");
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

/// Less than a kilobyte that says it is 400 million pixels.
pub fn bomb() -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(&[0; 64], 8, 8, ExtendedColorType::L8)
        .expect("it can be drawn");
    bytes[16..20].copy_from_slice(&20_000u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&20_000u32.to_be_bytes());
    // The head is believed when its sum fits.
    let sum = !bytes[12..29].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(sum & 1))
        })
    });
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}
