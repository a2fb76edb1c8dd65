//! What a brand puts around every page: its colours and type, the bar above,
//! and help below.

mod header;
mod style;
mod support;

pub use header::header;
pub use style::{in_scheme, style};
pub use support::support;

use doorstep::brand::Brand;

/// Where a file of a brand's is.
#[must_use]
pub fn file_path(brand: &Brand, file: &str) -> String {
    format!("/brand/{}/{file}", brand.slug)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::texts;
    use doorstep::brand::{Given, named, read};
    use doorstep::view::brand::BrandView;
    use leptos::prelude::*;
    use std::sync::Arc;

    /// A brand of these values on a day in December.
    pub fn brand(values: &[(&str, &str)]) -> BrandView {
        let mut given: Given = named("harbour", "Harbour & Pine");
        given.extend(
            values
                .iter()
                .map(|(key, value)| ((*key).into(), (*value).into())),
        );
        let (brand, problems) = read(&given);
        assert_eq!(problems, []);
        BrandView {
            brand: Arc::new(brand),
            version: 1,
            today: "2026-12-20".parse().unwrap(),
        }
    }

    #[test]
    fn the_style_is_that_of_the_brand_in_both_schemes() {
        let css = style(&brand(&[
            ("look.accent", "#7a2e1d"),
            ("look.dark.accent", "#f2a65a"),
            ("look.corner", "2"),
            ("look.font", "serif"),
            ("look.headings", "own"),
            ("look.font_file", "abc.woff2"),
        ]));
        let (light, dark) = css.split_once("@media(prefers-color-scheme:dark)").unwrap();
        assert!(light.contains("--accent:#7a2e1d;"), "{css}");
        assert!(dark.contains("--accent:#f2a65a;"), "{css}");
        assert!(
            light.contains("--corner:2px;--corner-control:2px;"),
            "{css}"
        );
        assert!(light.contains("--font:var(--font-serif);"), "{css}");
        assert!(light.contains("--font-headings:var(--font-own)}"), "{css}");
        assert!(css.contains(r#"url("/brand/harbour/abc.woff2")"#), "{css}");
        assert!(css.contains("--moving-wash:#"), "{css}");
    }

    #[test]
    fn the_bar_shows_the_logo_or_the_name_and_leads_to_the_shop() {
        let shop = ("links.home", "https://shop.example");
        let html = header(&brand(&[shop])).to_html();
        assert!(html.contains("Harbour &amp; Pine"), "{html}");
        assert!(html.contains(r#"href="https://shop.example""#), "{html}");
        assert!(!html.contains("<img"), "{html}");
        let html = header(&brand(&[shop, ("look.logo", "abc.svg")])).to_html();
        assert!(html.contains(r#"src="/brand/harbour/abc.svg""#), "{html}");
        assert!(html.contains(r#"alt="Harbour &amp; Pine""#), "{html}");
    }

    #[test]
    fn help_names_every_way_to_ask() {
        let texts = texts::for_language("en");
        let html = support(
            &brand(&[
                ("support.email", "help@shop.example"),
                ("support.phone", "+43 1 234-567"),
                ("support.hours.monday", "9-17"),
                ("links.returns", "https://shop.example/returns"),
            ]),
            texts,
        )
        .to_html();
        for wanted in [
            "mailto:help@shop.example",
            "tel:+431234567",
            "Mon 9:00-17:00 (UTC)",
            "https://shop.example/returns",
        ] {
            assert!(html.contains(wanted), "{wanted} in {html}");
        }
        let html = support(&brand(&[]), texts).to_html();
        assert!(html.contains("Ask the shop"), "{html}");
        assert!(!html.contains("<nav"), "{html}");
    }
}
