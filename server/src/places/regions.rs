//! Regions as carriers write them: which of GeoNames' they mean.

use super::fold;
use super::region_table::REGIONS;

/// Countries whose regions carriers write without the country: postal
/// abbreviations that people there take for granted.
const UNSAID: &[&str] = &["US", "CA", "AU"];

/// Lands that carriers write as a region of another country, and that GeoNames
/// has as countries of their own.
const LANDS: &[(&str, &str, &[&str])] = &[
    ("US", "PR", &["PR", "PUERTORICO"]),
    ("US", "VI", &["VI", "VIRGINISLANDS", "USVIRGINISLANDS"]),
    ("US", "GU", &["GU", "GUAM"]),
    ("US", "AS", &["AS", "AMERICANSAMOA"]),
    ("US", "MP", &["MP", "NORTHERNMARIANAISLANDS"]),
    ("CN", "HK", &["HK", "HONGKONG", "HONGKONGSAR"]),
    (
        "CN",
        "MO",
        &["MO", "MACAU", "MACAO", "MACAUSAR", "MACAOSAR"],
    ),
    ("FR", "GP", &["GP", "GUADELOUPE", "971"]),
    ("FR", "MQ", &["MQ", "MARTINIQUE", "972"]),
    ("FR", "GF", &["GF", "GUYANE", "FRENCHGUIANA", "973"]),
    ("FR", "RE", &["RE", "LAREUNION", "REUNION", "974"]),
    ("FR", "YT", &["YT", "MAYOTTE", "976"]),
];

/// GeoNames' code of a country's region; `None` where it cannot be read.
#[must_use]
pub fn code(country: &str, region: &str) -> Option<&'static str> {
    said(country, region).map(|(code, _)| code)
}

/// What people write for a region of a country ("RJ"), however it was written;
/// `None` where it cannot be read.
#[must_use]
pub fn abbreviation(country: &str, region: &str) -> Option<&'static str> {
    // It stands first of all spellings.
    said(country, region).and_then(|(_, spellings)| spellings.split(' ').next())
}

fn said(country: &str, region: &str) -> Option<(&'static str, &'static str)> {
    row(country, &fold::squashed(region)).or_else(|| {
        // "US-KY" is what ISO 3166-2 calls Kentucky.
        let within = region.trim().strip_prefix(country)?.strip_prefix('-')?;
        row(country, &fold::squashed(within))
    })
}

/// GeoNames' code of a region that is folded to one word already.
#[must_use]
pub fn of_squashed(country: &str, written: &str) -> Option<&'static str> {
    row(country, written).map(|(code, _)| code)
}

/// A region's code and all its spellings.
fn row(country: &str, written: &str) -> Option<(&'static str, &'static str)> {
    let first = REGIONS.partition_point(|(code, ..)| *code < country);
    REGIONS[first..]
        .iter()
        .take_while(|(code, ..)| *code == country)
        .find(|(_, _, spellings)| spellings.split(' ').any(|spelling| spelling == written))
        .map(|(_, code, spellings)| (*code, *spellings))
}

/// The countries and regions a region's name stands for where no country is
/// said. Two or three letters stand for much in the world, so of those only
/// the ones people leave the country away with are taken.
#[must_use]
pub fn everywhere(region: &str) -> Vec<(&'static str, &'static str)> {
    let written = fold::squashed(region);
    let is_short = written.len() <= 3;
    REGIONS
        .iter()
        .filter(|(country, ..)| !is_short || UNSAID.contains(country))
        .filter(|(.., spellings)| spellings.split(' ').any(|spelling| spelling == written))
        .map(|(country, code, _)| (*country, *code))
        .collect()
}

/// The land that is meant by a region of a country it is not in for GeoNames:
/// Puerto Rico for `PR` in the United States.
#[must_use]
pub fn land(country: &str, region: &str) -> Option<&'static str> {
    let written = fold::squashed(region);
    LANDS
        .iter()
        .find(|(of, _, spellings)| *of == country && spellings.contains(&written.as_str()))
        .map(|(_, land, _)| *land)
}

/// Lands that a country's name may include.
pub fn lands(country: &str) -> impl Iterator<Item = &'static str> {
    LANDS
        .iter()
        .filter(move |(of, ..)| *of == country)
        .map(|(_, land, _)| *land)
}
