//! Carriers by name: one code for each, whatever a shop or a feed calls it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A carrier's code: lower-case letters, digits and underscores.
///
/// Open, unlike statuses: a shop may use a carrier we have never heard of.
/// An empty code means that nobody has named the carrier yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Carrier(String);

impl Carrier {
    /// Nobody has said who carries it.
    pub const UNNAMED: Self = Self(String::new());

    /// Takes a code of ours as it is.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self(code.to_owned())
    }

    /// Reads a carrier out of free text such as a shop's "tracking company"
    /// ("UPS Ground", "DHL Express", "Deutsche Post").
    #[must_use]
    pub fn from_words(words: &str) -> Self {
        let folded = fold(words);
        if matches!(folded.as_str(), "" | "other" | "custom" | "unknown") {
            return Self::UNNAMED;
        }
        let known = KNOWN
            .iter()
            .find(|known| known.aliases.iter().any(|alias| *alias == folded))
            .or_else(|| {
                KNOWN.iter().find(|known| {
                    known
                        .aliases
                        .iter()
                        .any(|alias| folded.starts_with(&format!("{alias}_")))
                })
            });
        known.map_or_else(|| Self(folded), |known| Self(known.code.to_owned()))
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Whether nobody has named the carrier.
    #[must_use]
    pub fn is_unnamed(&self) -> bool {
        self.0.is_empty()
    }

    /// The carrier's name as people know it; `None` when nobody has named it.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        if self.is_unnamed() {
            return None;
        }
        let known = KNOWN.iter().find(|known| known.code == self.0);
        Some(known.map_or_else(|| spelled_out(&self.0), |known| known.name.to_owned()))
    }
}

impl fmt::Display for Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a carrier carries, which says how fast it is and on which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Documents and parcels that cannot wait.
    Express,
    /// Parcels.
    Parcel,
    /// Letters and parcels, by a post or handed over to one.
    Post,
}

/// The kind of carrier behind a code; parcels where nothing else is known.
#[must_use]
pub fn kind_of(code: &str) -> Kind {
    const EXPRESS: &[&str] = &["dhl_express", "tnt"];
    const POSTS: &[&str] = &[
        "an_post",
        "australia_post",
        "austrian_post",
        "bpost",
        "canada_post",
        "chunghwa_post",
        "colissimo",
        "correios",
        "correos",
        "ctt",
        "dhl_ecommerce",
        "hongkong_post",
        "landmark",
        "nz_post",
        "postnl",
        "postnord",
        "royal_mail",
        "s10",
        "singpost",
        "swiss_post",
        "usps",
        "yunexpress",
    ];
    if EXPRESS.contains(&code) {
        Kind::Express
    } else if POSTS.contains(&code) {
        Kind::Post
    } else {
        Kind::Parcel
    }
}

struct Known {
    code: &'static str,
    name: &'static str,
    aliases: &'static [&'static str],
}

const fn known(code: &'static str, name: &'static str, aliases: &'static [&'static str]) -> Known {
    Known {
        code,
        name,
        aliases,
    }
}

/// Exact aliases come before prefixes, so "dhl_express" is found before "dhl".
const KNOWN: &[Known] = &[
    known("ups", "UPS", &["ups", "united_parcel_service"]),
    known("fedex", "FedEx", &["fedex", "federal_express"]),
    known(
        "usps",
        "USPS",
        &["usps", "us_postal_service", "united_states_postal_service"],
    ),
    known(
        "dhl_express",
        "DHL Express",
        &["dhl_express", "dhlexpress", "mydhl"],
    ),
    known(
        "dhl_ecommerce",
        "DHL eCommerce",
        &[
            "dhl_ecommerce",
            "dhlecommerce",
            "dhl_global_mail",
            "dhl_e_commerce",
        ],
    ),
    known(
        "dhl",
        "DHL",
        &["dhl", "deutsche_post", "dhl_parcel", "dhl_paket"],
    ),
    known("dpd", "DPD", &["dpd"]),
    known("gls", "GLS", &["gls"]),
    known("evri", "Evri", &["evri", "hermes"]),
    known("yodel", "Yodel", &["yodel"]),
    known("royal_mail", "Royal Mail", &["royal_mail", "royalmail"]),
    known("canada_post", "Canada Post", &["canada_post", "canadapost"]),
    known(
        "australia_post",
        "Australia Post",
        &["australia_post", "auspost"],
    ),
    known("purolator", "Purolator", &["purolator"]),
    known("canpar", "Canpar", &["canpar"]),
    known("ontrac", "OnTrac", &["ontrac"]),
    known("lasership", "LaserShip", &["lasership"]),
    known(
        "amazon",
        "Amazon Logistics",
        &["amazon", "amazon_logistics", "amzl"],
    ),
    known(
        "landmark",
        "Landmark Global",
        &["landmark", "landmark_global"],
    ),
    known("old_dominion", "Old Dominion", &["old_dominion", "odfl"]),
    known("speedee", "Spee-Dee", &["speedee", "spee_dee"]),
    known("yunexpress", "YunExpress", &["yunexpress", "yun_express"]),
    known("gofo", "GOFO", &["gofo"]),
    known("postnl", "PostNL", &["postnl"]),
    known("colissimo", "Colissimo", &["colissimo", "la_poste"]),
    known("correos", "Correos", &["correos"]),
    known("tnt", "TNT", &["tnt"]),
    known("an_post", "An Post", &["an_post", "anpost"]),
    known(
        "austrian_post",
        "Österreichische Post",
        &[
            "austrian_post",
            "sterreichische_post",
            "osterreichische_post",
            "post_at",
        ],
    ),
    known("bpost", "bpost", &["bpost"]),
    known(
        "chunghwa_post",
        "Chunghwa Post",
        &["chunghwa_post", "taiwan_post"],
    ),
    known("correios", "Correios", &["correios"]),
    known("ctt", "CTT", &["ctt"]),
    known(
        "hongkong_post",
        "Hongkong Post",
        &["hongkong_post", "hong_kong_post"],
    ),
    known(
        "nz_post",
        "NZ Post",
        &["nz_post", "nzpost", "new_zealand_post"],
    ),
    known("postnord", "PostNord", &["postnord"]),
    known("singpost", "SingPost", &["singpost", "singapore_post"]),
    known(
        "swiss_post",
        "Swiss Post",
        &["swiss_post", "swisspost", "die_post", "la_poste_suisse"],
    ),
    // A post that only the country in its numbers tells apart.
    known("s10", "International post", &["s10", "international_post"]),
];

/// The names of the carriers we know, by alphabet.
#[must_use]
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = KNOWN.iter().map(|known| known.name.to_owned()).collect();
    names.sort_by_key(|name| name.to_lowercase());
    names
}

fn fold(words: &str) -> String {
    let mut folded = String::new();
    for letter in words.trim().chars() {
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else if !folded.is_empty() && !folded.ends_with('_') {
            folded.push('_');
        }
    }
    folded.truncate(40);
    folded.trim_end_matches('_').to_owned()
}

fn spelled_out(code: &str) -> String {
    code.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
                .unwrap_or_default()
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, code: &str, name: Option<&str>) {
        let carrier = Carrier::from_words(words);
        assert_eq!(
            (carrier.code(), carrier.name().as_deref()),
            (code, name),
            "{words}"
        );
    }

    #[test]
    fn a_shops_words_find_the_carrier() {
        check("UPS", "ups", Some("UPS"));
        check("UPS Ground", "ups", Some("UPS"));
        check("DHL Express", "dhl_express", Some("DHL Express"));
        check("DHL", "dhl", Some("DHL"));
        check("DHL eCommerce Asia", "dhl_ecommerce", Some("DHL eCommerce"));
        check("USPSReturns", "uspsreturns", Some("Uspsreturns"));
        check("Bike Bros.", "bike_bros", Some("Bike Bros"));
        check("Other", "", None);
        check(" ", "", None);
    }
}
