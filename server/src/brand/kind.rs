//! Which files a brand may bring, told by their first bytes and not by their
//! names.

use doorstep::brand::Fault;
use sha2::{Digest, Sha256};

/// The most bytes of a logo or a font.
const MOST: usize = 100 * 1024;

/// A kind of file.
struct Kind {
    ending: &'static str,
    content_type: &'static str,
    fits: fn(&[u8]) -> bool,
}

static KINDS: [Kind; 4] = [
    Kind {
        ending: "svg",
        content_type: "image/svg+xml",
        fits: is_svg,
    },
    Kind {
        ending: "png",
        content_type: "image/png",
        fits: |bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
    },
    Kind {
        ending: "webp",
        content_type: "image/webp",
        fits: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
    },
    Kind {
        ending: "woff2",
        content_type: "font/woff2",
        fits: |bytes| bytes.starts_with(b"wOF2"),
    },
];

/// The kinds a key takes.
fn endings(key: &str) -> &'static [&'static str] {
    match key {
        "look.font_file" => &["woff2"],
        _ => &["svg", "png", "webp"],
    }
}

/// An SVG's first element says so; what else is in it is served so that it
/// cannot act.
fn is_svg(bytes: &[u8]) -> bool {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(quick_xml::events::Event::Start(start)) => {
                return start.local_name().as_ref() == "svg";
            }
            Ok(quick_xml::events::Event::Eof | quick_xml::events::Event::Empty(_)) | Err(_) => {
                return false;
            }
            Ok(_) => {}
        }
    }
}

/// The name a file is stored under: the hash of its bytes, and its kind.
pub fn stored_name(key: &str, bytes: &[u8]) -> Result<String, Fault> {
    if bytes.len() > MOST {
        return Err(Fault::FileSize {
            bytes: bytes.len(),
            most: MOST,
        });
    }
    let kinds = endings(key);
    let kind = KINDS
        .iter()
        .find(|kind| kinds.contains(&kind.ending) && (kind.fits)(bytes))
        .ok_or(Fault::FileKind(kinds))?;
    let hash: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(format!("{hash}.{}", kind.ending))
}

/// Whether a value is a name that files of this key are stored under.
pub fn is_stored_name(key: &str, name: &str) -> bool {
    name.split_once('.').is_some_and(|(hash, ending)| {
        hash.len() == 64
            && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
            && endings(key).contains(&ending)
    })
}

/// What nothing but a file of this key may be.
pub fn wrong_kind(key: &str) -> Fault {
    Fault::FileKind(endings(key))
}

/// The content type of a stored file; `None` when it is none of ours.
#[must_use]
pub fn content_type(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    let kind = KINDS.iter().find(|kind| kind.ending == ending)?;
    Some(kind.content_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_what_is_in_them() {
        let logo = |bytes: &[u8]| stored_name("look.logo", bytes);
        let svg = b"<?xml version=\"1.0\"?>\n<!-- ours -->\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>";
        let name = logo(svg).unwrap();
        assert!(is_stored_name("look.logo", &name), "{name}");
        assert_eq!(content_type(&name), Some("image/svg+xml"));
        assert!(logo(b"\x89PNG\r\n\x1a\nxxxx").unwrap().ends_with(".png"));
        assert!(logo(b"RIFFxxxxWEBPVP8 ").unwrap().ends_with(".webp"));
        let refused = Err(Fault::FileKind(&["svg", "png", "webp"]));
        for bad in [
            &b"<html><svg></svg></html>"[..],
            b"GIF89a",
            b"",
            b"wOF2xxxx",
        ] {
            assert_eq!(logo(bad), refused);
        }
        let font = stored_name("look.font_file", b"wOF2xxxx").unwrap();
        assert_eq!(content_type(&font), Some("font/woff2"));
        assert!(!is_stored_name("look.logo", &font));
        assert!(!is_stored_name("look.logo", "../../x.svg"));
    }

    #[test]
    fn a_large_file_is_refused() {
        let large = vec![0; MOST + 1];
        let fault = stored_name("look.logo", &large).unwrap_err();
        assert!(matches!(fault, Fault::FileSize { .. }), "{fault:?}");
    }
}
