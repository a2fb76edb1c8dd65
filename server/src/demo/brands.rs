//! The demo's two shops. Their brands are files as anybody would write them.

use super::senders::Source;
use crate::brand::BrandFile;
use crate::error::Error;

/// The shop of most journeys; it takes the place of the brand a new site
/// begins with.
const JUNIPER: &str = "shop";
/// The other one, at a host of its own.
const RIDGELINE: &str = "ridgeline";

/// A brand file with its logo.
struct Shop {
    source: &'static str,
    file: &'static str,
    logo: &'static [u8],
}

static SHOPS: [Shop; 2] = [
    Shop {
        source: "juniper.toml",
        file: include_str!("brands/juniper.toml"),
        logo: include_bytes!("brands/juniper.svg"),
    },
    Shop {
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
    SHOPS
        .iter()
        .map(|shop| BrandFile::parse(shop.source, shop.file, &|_| Ok(shop.logo.to_vec())))
        .collect()
}

/// The slug of the brand whose orders a sender speaks of.
#[must_use]
pub const fn of(source: Source) -> &'static str {
    match source {
        Source::Door => RIDGELINE,
        Source::Shopify | Source::Ups | Source::Fedex | Source::EasyPost => JUNIPER,
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
        assert_eq!(slugs, [JUNIPER, RIDGELINE]);
        let [one, two] = [&brands[0].brand.look, &brands[1].brand.look];
        assert_ne!(one.headings, two.headings);
        assert_ne!(one.header, two.header);
        assert_ne!(one.light.accent, two.light.accent);
        assert_ne!(one.logo, two.logo);
    }
}
