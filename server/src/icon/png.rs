//! Writes pixels of a palette as a PNG file (RFC 2083): a signature and four
//! chunks.

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::Write;

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// Eight bits a pixel, each a place in the palette; no interlacing.
const KIND: [u8; 5] = [8, 3, 0, 0, 0];

/// Before every row: its pixels are as they are, not differences.
const UNFILTERED: u8 = 0;

/// A square of pixels, row by row, as a file.
///
/// # Errors
/// When the compression fails, which needs no room but memory.
pub fn square(side: u32, palette: &[u8], pixels: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    for row in pixels.chunks(side.max(1) as usize) {
        packed.write_all(&[UNFILTERED])?;
        packed.write_all(row)?;
    }
    let mut header = Vec::from(side.to_be_bytes());
    header.extend(side.to_be_bytes());
    header.extend(KIND);
    let mut file = SIGNATURE.to_vec();
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"PLTE", palette);
    chunk(&mut file, b"IDAT", &packed.finish()?);
    chunk(&mut file, b"IEND", &[]);
    Ok(file)
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(data);
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    file.extend(length.to_be_bytes());
    file.extend(name);
    file.extend(data);
    file.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use std::io::Read;

    #[test]
    fn the_pixels_come_out_as_they_went_in() {
        let file = square(2, &[1, 2, 3, 4, 5, 6], &[0, 1, 1, 0]).unwrap();
        let data = file.windows(4).position(|four| four == b"IDAT").unwrap() + 4;
        let mut rows = Vec::new();
        ZlibDecoder::new(&file[data..])
            .read_to_end(&mut rows)
            .unwrap();
        assert_eq!(rows, [0, 0, 1, 0, 1, 0]);
        // The end's sum is the same in every file there is.
        assert!(file.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82"));
    }
}
