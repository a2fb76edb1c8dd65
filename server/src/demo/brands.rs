//! The demo's two shops. Their brands are files as anybody would write them.

use super::cast::{Good, goods};
use super::senders::Source;
use crate::brand::BrandFile;
use crate::error::Error;

/// A shop of the demo's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shop {
    /// It takes the place of the brand a new site begins with, and sells
    /// through Shopify.
    Juniper,
    /// At a host of its own; its system speaks through the plain JSON door.
    Ridgeline,
}

impl Shop {
    /// Both, the default one first.
    pub const ALL: [Self; 2] = [Self::Juniper, Self::Ridgeline];

    /// The slug of its brand.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Juniper => "shop",
            Self::Ridgeline => "ridgeline",
        }
    }

    /// Who tells of its orders.
    #[must_use]
    pub const fn told_by(self) -> Source {
        match self {
            Self::Juniper => Source::Shopify,
            Self::Ridgeline => Source::Door,
        }
    }

    /// What it sells.
    #[must_use]
    pub const fn goods(self) -> &'static [Good] {
        match self {
            Self::Juniper => &goods::JUNIPER,
            Self::Ridgeline => &goods::RIDGELINE,
        }
    }
}

/// A brand file with its logo.
struct OnFile {
    source: &'static str,
    file: &'static str,
    logo: &'static [u8],
}

static FILES: [OnFile; 2] = [
    OnFile {
        source: "juniper.toml",
        file: include_str!("brands/juniper.toml"),
        logo: include_bytes!("brands/juniper.svg"),
    },
    OnFile {
        source: "ridgeline.toml",
        file: include_str!("brands/ridgeline.toml"),
        logo: include_bytes!("brands/ridgeline.svg"),
    },
];

/// Both brands.
///
/// # Errors
/// When a file cannot be read.
pub fn all() -> Result<Vec<BrandFile>, Error> {
    FILES
        .iter()
        .map(|brand| BrandFile::parse(brand.source, brand.file, &|_| Ok(brand.logo.to_vec())))
        .collect()
}

/// The shops a sender serves: both send with the same carriers.
#[must_use]
pub const fn of(source: Source) -> &'static [Shop] {
    match source {
        Source::Shopify => &[Shop::Juniper],
        Source::Door => &[Shop::Ridgeline],
        Source::Couriers | Source::Ups | Source::Fedex | Source::EasyPost => &Shop::ALL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brand::check;

    #[test]
    fn both_brands_can_be_stored_and_look_different() {
        let brands: Vec<_> = all()
            .unwrap()
            .into_iter()
            .map(|file| check(file, &[]))
            .collect();
        for brand in &brands {
            assert_eq!(brand.problems, []);
        }
        let slugs: Vec<&str> = brands.iter().map(|one| one.brand.slug.as_str()).collect();
        assert_eq!(slugs, Shop::ALL.map(Shop::slug));
        let [one, two] = [&brands[0].brand.look, &brands[1].brand.look];
        assert_ne!(one.headings, two.headings);
        assert_ne!(one.header, two.header);
        assert_ne!(one.light.accent, two.light.accent);
        assert_ne!(one.logo, two.logo);
    }
}
