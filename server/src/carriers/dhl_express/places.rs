//! Places as DHL Express writes them: one text for a service area, with the
//! town, often the country, sometimes the state.

use crate::carriers::words;
use doorstep::scan::Place;

/// Takes a service area's description apart, as far as that is certain:
/// `KINGSTON-JAM`, `WOODSIDE,NY-USA`, `LEIPZIG - GERMANY`, `New York, NY`.
/// What is no country stays with the town.
#[must_use]
pub fn service_area(description: &str) -> Place {
    let description = words::clean(description);
    let (town, country) = split_country(&description);
    let (city, region) = split_region(town);
    Place {
        city: words::clean_opt(Some(city)),
        region,
        postal_code: None,
        country,
    }
}

fn split_country(text: &str) -> (&str, Option<String>) {
    // "SEOUL - KOREA, REPUBLIC OF": a spaced dash comes before a country,
    // while towns and country names have dashes without blanks.
    let spaced = text.rfind(" - ").map(|at| (at, at + 3));
    let dash = text.rfind('-').map(|at| (at, at + 1));
    for (end, start) in [spaced, dash].into_iter().flatten() {
        if let Some(country) = country(&text[start..]) {
            return (text[..end].trim(), Some(country));
        }
    }
    match text.rsplit_once(',') {
        // Two letters behind a comma are a state: "Los Angeles, CA".
        Some((town, last)) if last.trim().len() > 2 && words::country(last).is_some() => {
            (town.trim(), words::country(last))
        }
        _ => (text, None),
    }
}

/// A country's name; names like "KOREA, REPUBLIC OF" by their first part.
fn country(text: &str) -> Option<String> {
    words::country(text).or_else(|| {
        let (name, _) = text.split_once([',', '('])?;
        words::country(name)
    })
}

fn split_region(town: &str) -> (&str, Option<String>) {
    match town.rsplit_once(',') {
        Some((city, region)) if is_state(region.trim()) => {
            (city.trim(), Some(region.trim().to_owned()))
        }
        _ => (town, None),
    }
}

fn is_state(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(description: &str, city: &str, region: Option<&str>, country: Option<&str>) {
        let place = service_area(description);
        assert_eq!(place.city.as_deref(), Some(city), "{description}");
        assert_eq!(place.region.as_deref(), region, "{description}");
        assert_eq!(place.country.as_deref(), country, "{description}");
    }

    #[test]
    fn towns_states_and_countries_come_apart() {
        check("KINGSTON-JAM", "KINGSTON", None, Some("JM"));
        check("Brisbane-AU", "Brisbane", None, Some("AU"));
        check(
            "SPRINGFIELD GARDENS,NY-USA",
            "SPRINGFIELD GARDENS",
            Some("NY"),
            Some("US"),
        );
        check("Milan - Italy ", "Milan", None, Some("IT"));
        check("Hong Kong - Hong Kong", "Hong Kong", None, Some("HK"));
        check(
            "LONDON-HEATHROW - UNITED KINGDOM",
            "LONDON-HEATHROW",
            None,
            Some("GB"),
        );
        check("Los Angeles, CA", "Los Angeles", Some("CA"), None);
        check("Lyon, France", "Lyon", None, Some("FR"));
        check("Seoul - Korea, Republic Of", "Seoul", None, Some("KR"));
    }

    #[test]
    fn what_is_no_country_stays_with_the_town() {
        check("LONDON-HEATHROW", "LONDON-HEATHROW", None, None);
        check("Baden-Baden", "Baden-Baden", None, None);
        check("New York", "New York", None, None);
        assert!(service_area(" <br/> ").is_empty());
    }
}
