use super::*;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbaImage};
use std::io::Cursor;

/// A picture whose upper left corner is dark and whose rest is light.
fn picture(width: u32, height: u32) -> DynamicImage {
    let drawn = RgbaImage::from_fn(width, height, |x, y| {
        let is_dark = x < width / 2 && y < height / 2;
        image::Rgba(if is_dark {
            [20, 20, 20, 255]
        } else {
            [230, 230, 230, 255]
        })
    });
    DynamicImage::ImageRgba8(drawn)
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let picture = match format {
        ImageFormat::Jpeg => DynamicImage::ImageRgb8(picture.to_rgb8()),
        _ => picture.clone(),
    };
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

async fn drawn(file: Vec<u8>) -> Result<Photo, Unusable> {
    Darkroom::default().draw(file.into()).await
}

fn seen(photo: &Photo) -> image::RgbImage {
    image::load_from_memory_with_format(&photo.jpeg, ImageFormat::Jpeg)
        .unwrap()
        .to_rgb8()
}

/// A JPEG as a phone held upright makes it: turned, and with where it was.
fn from_a_phone() -> Vec<u8> {
    let plain = file(&picture(80, 40), ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    // Orientation (0x0112), a short, one of it: 6, to be turned right.
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS-CANARY 48.2082 N");
    let length = u16::try_from(exif.len() + 2).unwrap();
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

#[tokio::test]
async fn every_kind_that_is_taken_comes_out_as_a_jpeg() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let photo = drawn(file(&picture(80, 40), format)).await.unwrap();
        assert_eq!((photo.width, photo.height), (80, 40), "{format:?}");
        assert!(photo.jpeg.starts_with(b"\xff\xd8\xff"), "{format:?}");
        let seen = seen(&photo);
        assert!(seen.get_pixel(4, 4).0[0] < 60, "{format:?}");
        assert!(seen.get_pixel(76, 36).0[0] > 200, "{format:?}");
    }
}

#[tokio::test]
async fn nothing_but_the_picture_is_left_and_it_stands_upright() {
    let sent = from_a_phone();
    assert!(sent.windows(10).any(|window| window == b"GPS-CANARY"));
    let photo = drawn(sent).await.unwrap();
    assert_eq!((photo.width, photo.height), (40, 80));
    for gone in [&b"GPS"[..], b"Exif", b"\xff\xe1"] {
        let is_there = photo.jpeg.windows(gone.len()).any(|window| window == gone);
        assert!(!is_there, "{gone:?}");
    }
    // What was the upper left corner is the upper right one now.
    let seen = seen(&photo);
    assert!(seen.get_pixel(36, 4).0[0] < 60);
    assert!(seen.get_pixel(4, 4).0[0] > 200);
    let mut behind = file(&picture(8, 8), ImageFormat::Png);
    behind.extend(b"<script>CANARY</script>");
    let photo = drawn(behind).await.unwrap();
    assert!(!photo.jpeg.windows(6).any(|window| window == b"CANARY"));
}

#[tokio::test]
async fn what_is_large_is_made_smaller_and_what_is_small_stays() {
    let photo = drawn(file(&picture(3_200, 1_000), ImageFormat::Png)).await;
    let photo = photo.unwrap();
    assert_eq!((photo.width, photo.height), (1_600, 500));
    let photo = drawn(file(&picture(3, 2), ImageFormat::Png)).await.unwrap();
    assert_eq!((photo.width, photo.height), (3, 2));
}

#[tokio::test]
async fn what_shines_through_is_white() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::new(20, 20));
    let photo = drawn(file(&clear, ImageFormat::Png)).await.unwrap();
    assert!(seen(&photo).get_pixel(10, 10).0[0] > 240);
}

#[tokio::test]
async fn what_is_no_picture_is_refused_by_what_is_in_it() {
    let check = async |bytes: &[u8], wanted| {
        assert_eq!(drawn(bytes.to_vec()).await, Err(wanted), "{bytes:?}");
    };
    check(b"", Unusable::OtherKind).await;
    check(b"hello, I am photo.jpg", Unusable::OtherKind).await;
    check(
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        Unusable::OtherKind,
    )
    .await;
    check(b"GIF89a\x01\0\x01\0", Unusable::OtherKind).await;
    check(b"%PDF-1.7", Unusable::OtherKind).await;
    check(b"\0\0\0\x18ftypheic\0\0\0\0", Unusable::Heic).await;
    check(b"\0\0\0\x18ftypavif\0\0\0\0", Unusable::Heic).await;
    check(b"\xff\xd8\xff\xe0 and no more", Unusable::Broken).await;
    check(b"\x89PNG\r\n\x1a\n and no more", Unusable::Broken).await;
    check(b"RIFF\0\0\0\0WEBPVP8 nothing", Unusable::Broken).await;
    let mut large = file(&picture(8, 8), ImageFormat::Png);
    large.resize(MOST_BYTES + 1, 0);
    assert_eq!(drawn(large).await, Err(Unusable::TooLarge));
}

/// A few kilobytes that unpack to a picture of 400 million pixels.
fn bomb() -> Vec<u8> {
    let (width, height) = (20_000u32, 20_000u32);
    let small = vec![0u8; 64];
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(&small, 8, 8, ExtendedColorType::L8)
        .unwrap();
    // The head says how large it is, and its sum is made to fit.
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(sum & 1))
        })
    })
}

#[tokio::test]
async fn a_small_file_of_a_huge_picture_is_not_unpacked() {
    let bomb = bomb();
    assert!(bomb.len() < 1_000);
    assert_eq!(drawn(bomb).await, Err(Unusable::TooManyPixels));
}
