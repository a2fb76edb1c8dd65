//! A brand's colours, corners and type as properties of the style sheet. The
//! policy for styles allows no `style` attribute, so they stand in an element
//! of their own; everything in it was read as a colour, a number or a name.

use super::file_path;
use doorstep::brand::{Brand, Palette};
use doorstep::view::brand::BrandView;
use std::fmt::Write;
use std::sync::Arc;

/// Controls are pills unless the brand's corners are this sharp, in pixels.
const SHARP: u16 = 6;

/// The whole of it.
#[must_use]
pub fn style(brand: &Brand) -> String {
    let look = &brand.look;
    let font = look.font_file.as_deref().map_or_else(String::new, |file| {
        let path = file_path(brand, file);
        format!(
            "@font-face{{font-family:\"own\";font-weight:100 900;font-display:swap;src:url(\"{path}\") format(\"woff2\")}}"
        )
    });
    let control = if look.corner <= SHARP {
        format!("{}px", look.corner)
    } else {
        "999px".to_owned()
    };
    format!(
        "{font}:root{{{}--corner:{}px;--corner-control:{control};--font:var(--font-{});--font-headings:var(--font-{})}}@media(prefers-color-scheme:dark){{:root{{{}}}}}",
        colours(&look.light),
        look.corner,
        look.font,
        look.headings,
        colours(&look.dark),
    )
}

fn colours(palette: &Palette) -> String {
    let mut css = String::new();
    for (name, colour) in [
        ("paper", palette.paper),
        ("card", palette.card),
        ("ink", palette.ink),
        ("ink-soft", palette.ink_soft),
        ("line", palette.line),
        ("mark", palette.mark),
        ("link", palette.link),
        ("headline", palette.headline),
        ("accent", palette.accent),
        ("on-accent", palette.on_accent),
    ] {
        // Writing to a String cannot fail.
        let _ = write!(css, "--{name}:{colour};");
    }
    for tone in palette.tones {
        let (name, ink, wash) = (tone.name, tone.ink, tone.wash);
        let _ = write!(css, "--{name}:{ink};--{name}-wash:{wash};");
    }
    css
}

/// The brand as it looks in one scheme, whatever the reader's system has; any
/// other name leaves it as it is.
#[must_use]
pub fn in_scheme(brand: BrandView, scheme: &str) -> BrandView {
    let mut changed = (*brand.brand).clone();
    match scheme {
        "light" => changed.look.dark = changed.look.light,
        "dark" => changed.look.light = changed.look.dark,
        _ => return brand,
    }
    BrandView {
        brand: Arc::new(changed),
        ..brand
    }
}
