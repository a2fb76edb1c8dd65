//! Zones of places: the town's own where it is found, else as far as country
//! and region tell one.
//!
//! Used to order scans that carry no offset, to show clocks, and to keep dates
//! in the destination's days; never to make an instant. Where a region lies in
//! two zones and the town is not known, the one most of its people live in is
//! taken; where a country does and no region is given, nothing is.

use crate::places;
use chrono::{NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;
use doorstep::scan::{Place, Scan};

/// The zone of a place: its town's, else that of its region or country.
#[must_use]
pub fn of_place(place: &Place) -> Option<Tz> {
    places::zone(place).or_else(|| of(place.country.as_deref(), place.region.as_deref()))
}

/// The zone of a region, or of a country that has one.
#[must_use]
pub fn of(country: Option<&str>, region: Option<&str>) -> Option<Tz> {
    let country = country?.trim().to_ascii_uppercase();
    if let Some((_, zone)) = SINGLE.iter().find(|(code, _)| *code == country) {
        return Some(*zone);
    }
    let region = region?.trim().to_ascii_uppercase();
    REGIONS
        .iter()
        .find(|(code, regions, _)| *code == country && regions.contains(&region.as_str()))
        .map(|(_, _, zone)| *zone)
}

/// The country that keeps a clock, by the tables below; `None` for a zone that
/// is in none of them.
#[must_use]
pub fn country_of(zone: Tz) -> Option<&'static str> {
    let single = SINGLE.iter().find(|(_, other)| *other == zone);
    let of_regions = || REGIONS.iter().find(|(_, _, other)| *other == zone);
    single
        .map(|(country, _)| *country)
        .or_else(|| of_regions().map(|(country, _, _)| *country))
}

/// Fills in the offset of each scan's place, for ordering alone.
pub fn fill_in(scans: &mut [Scan]) {
    for scan in scans {
        if scan.time.instant.is_some() || scan.time.offset_min.is_some() {
            continue;
        }
        scan.place_offset_min = scan
            .time
            .local
            .and_then(|local| offset_min(&scan.place, local));
    }
}

fn offset_min(place: &Place, local: NaiveDateTime) -> Option<i32> {
    let zone = of_place(place)?;
    // In the repeated hour of autumn the earlier reading is taken; in the
    // skipped hour of spring there is none.
    let offset = zone.offset_from_local_datetime(&local).earliest()?;
    Some(offset.fix().local_minus_utc() / 60)
}

/// Countries that keep one clock, or nearly.
static SINGLE: &[(&str, Tz)] = &[
    ("AE", Tz::Asia__Dubai),
    ("AR", Tz::America__Argentina__Buenos_Aires),
    ("AT", Tz::Europe__Vienna),
    ("BE", Tz::Europe__Brussels),
    ("BG", Tz::Europe__Sofia),
    ("CH", Tz::Europe__Zurich),
    ("CL", Tz::America__Santiago),
    ("CN", Tz::Asia__Shanghai),
    ("CO", Tz::America__Bogota),
    ("CY", Tz::Asia__Nicosia),
    ("CZ", Tz::Europe__Prague),
    ("DE", Tz::Europe__Berlin),
    ("DK", Tz::Europe__Copenhagen),
    ("EE", Tz::Europe__Tallinn),
    ("EG", Tz::Africa__Cairo),
    ("FI", Tz::Europe__Helsinki),
    ("FR", Tz::Europe__Paris),
    ("GB", Tz::Europe__London),
    ("GR", Tz::Europe__Athens),
    ("HK", Tz::Asia__Hong_Kong),
    ("HR", Tz::Europe__Zagreb),
    ("HU", Tz::Europe__Budapest),
    ("IE", Tz::Europe__Dublin),
    ("IL", Tz::Asia__Jerusalem),
    ("IN", Tz::Asia__Kolkata),
    ("IS", Tz::Atlantic__Reykjavik),
    ("IT", Tz::Europe__Rome),
    ("JM", Tz::America__Jamaica),
    ("JP", Tz::Asia__Tokyo),
    ("KR", Tz::Asia__Seoul),
    ("LT", Tz::Europe__Vilnius),
    ("LU", Tz::Europe__Luxembourg),
    ("LV", Tz::Europe__Riga),
    ("MT", Tz::Europe__Malta),
    ("MY", Tz::Asia__Kuala_Lumpur),
    ("NG", Tz::Africa__Lagos),
    ("NL", Tz::Europe__Amsterdam),
    ("NO", Tz::Europe__Oslo),
    ("NZ", Tz::Pacific__Auckland),
    ("PE", Tz::America__Lima),
    ("PH", Tz::Asia__Manila),
    ("PK", Tz::Asia__Karachi),
    ("PL", Tz::Europe__Warsaw),
    ("PR", Tz::America__Puerto_Rico),
    ("PT", Tz::Europe__Lisbon),
    ("RO", Tz::Europe__Bucharest),
    ("RS", Tz::Europe__Belgrade),
    ("SA", Tz::Asia__Riyadh),
    ("SE", Tz::Europe__Stockholm),
    ("SG", Tz::Asia__Singapore),
    ("SI", Tz::Europe__Ljubljana),
    ("SK", Tz::Europe__Bratislava),
    ("TH", Tz::Asia__Bangkok),
    ("TR", Tz::Europe__Istanbul),
    ("TW", Tz::Asia__Taipei),
    ("UA", Tz::Europe__Kyiv),
    ("UK", Tz::Europe__London),
    ("VN", Tz::Asia__Ho_Chi_Minh),
    ("ZA", Tz::Africa__Johannesburg),
];

/// Regions of countries that keep several clocks.
static REGIONS: &[(&str, &[&str], Tz)] = &[
    (
        "US",
        &[
            "CT", "DC", "DE", "FL", "GA", "IN", "KY", "MA", "MD", "ME", "MI", "NC", "NH", "NJ",
            "NY", "OH", "PA", "RI", "SC", "VA", "VT", "WV",
        ],
        Tz::America__New_York,
    ),
    (
        "US",
        &[
            "AL", "AR", "IA", "IL", "KS", "LA", "MN", "MO", "MS", "ND", "NE", "OK", "SD", "TN",
            "TX", "WI",
        ],
        Tz::America__Chicago,
    ),
    (
        "US",
        &["CO", "ID", "MT", "NM", "UT", "WY"],
        Tz::America__Denver,
    ),
    ("US", &["AZ"], Tz::America__Phoenix),
    ("US", &["CA", "NV", "OR", "WA"], Tz::America__Los_Angeles),
    ("US", &["AK"], Tz::America__Anchorage),
    ("US", &["HI"], Tz::Pacific__Honolulu),
    ("US", &["PR", "VI"], Tz::America__Puerto_Rico),
    ("CA", &["ON", "QC"], Tz::America__Toronto),
    ("CA", &["MB"], Tz::America__Winnipeg),
    ("CA", &["SK"], Tz::America__Regina),
    ("CA", &["AB", "NT"], Tz::America__Edmonton),
    ("CA", &["BC"], Tz::America__Vancouver),
    ("CA", &["YT"], Tz::America__Whitehorse),
    ("CA", &["NB", "NS", "PE"], Tz::America__Halifax),
    ("CA", &["NL"], Tz::America__St_Johns),
    ("AU", &["NSW", "ACT", "VIC", "TAS"], Tz::Australia__Sydney),
    ("AU", &["QLD"], Tz::Australia__Brisbane),
    ("AU", &["SA"], Tz::Australia__Adelaide),
    ("AU", &["NT"], Tz::Australia__Darwin),
    ("AU", &["WA"], Tz::Australia__Perth),
    ("BR", &["AC"], Tz::America__Rio_Branco),
    ("BR", &["AM", "RO", "RR"], Tz::America__Manaus),
    ("BR", &["MT", "MS"], Tz::America__Cuiaba),
    (
        "BR",
        &[
            "AL", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "PA", "PB", "PE", "PI", "PR",
            "RJ", "RN", "RS", "SC", "SE", "SP", "TO",
        ],
        Tz::America__Sao_Paulo,
    ),
    ("MX", &["BC", "BCN"], Tz::America__Tijuana),
    ("MX", &["BCS", "NAY", "SIN"], Tz::America__Mazatlan),
    ("MX", &["SON"], Tz::America__Hermosillo),
    ("MX", &["QR", "ROO"], Tz::America__Cancun),
    (
        "MX",
        &[
            "AGU", "CAM", "CDMX", "CHP", "CHH", "COA", "COL", "DF", "DUR", "GRO", "GUA", "HID",
            "JAL", "MEX", "MIC", "MOR", "NLE", "NL", "OAX", "PUE", "QUE", "SLP", "TAB", "TAM",
            "TLA", "VER", "YUC", "ZAC",
        ],
        Tz::America__Mexico_City,
    ),
    ("ES", &["CN", "GC", "TF"], Tz::Atlantic__Canary),
];

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep::scan::{Precision, ScanTime};

    fn check(country: &str, region: Option<&str>, zone: Option<Tz>) {
        assert_eq!(of(Some(country), region), zone, "{country} {region:?}");
    }

    #[test]
    fn a_place_has_a_zone_only_where_it_is_certain() {
        check("at", None, Some(Tz::Europe__Vienna));
        check("US", Some("ky"), Some(Tz::America__New_York));
        check("US", Some("AZ"), Some(Tz::America__Phoenix));
        check("US", None, None);
        check("US", Some("ZZ"), None);
        check("XX", None, None);
    }

    #[test]
    fn a_clock_is_kept_by_one_country() {
        assert_eq!(country_of(Tz::Europe__London), Some("GB"));
        assert_eq!(country_of(Tz::America__New_York), Some("US"));
        assert_eq!(country_of(Tz::Atlantic__Canary), Some("ES"));
        assert_eq!(country_of(Tz::UTC), None);
    }

    #[test]
    fn a_town_keeps_its_own_clock() {
        let check = |city: &str, region: &str, zone| {
            let place = Place {
                city: Some(city.into()),
                region: Some(region.into()),
                country: Some("US".into()),
                ..Place::default()
            };
            assert_eq!(of_place(&place), zone, "{city}");
        };
        check("EL PASO", "TX", Some(Tz::America__Denver));
        check("Houston", "TX", Some(Tz::America__Chicago));
        check("PENSACOLA", "FL", Some(Tz::America__Chicago));
        check("NOWHERE AT ALL", "TX", Some(Tz::America__Chicago));
        check("NOWHERE AT ALL", "ZZ", None);
    }

    #[test]
    fn only_what_has_no_offset_is_given_one_and_only_to_sort_by() {
        let scan = |time| Scan {
            source: "usps".into(),
            code: None,
            status: None,
            reason: None,
            text: String::new(),
            time,
            place: Place {
                city: Some("EL PASO".into()),
                region: Some("TX".into()),
                country: Some("US".into()),
                ..Place::default()
            },
            position: 0,
            place_offset_min: None,
        };
        let local = "2026-07-10T12:00:00".parse().unwrap();
        let bare = ScanTime::local(local, Precision::Minute);
        let full = ScanTime::with_offset(local, -300, Precision::Minute);
        let mut scans = [scan(bare), scan(full)];
        let before = scans.clone();
        fill_in(&mut scans);
        assert_eq!(scans[0].place_offset_min, Some(-360));
        assert_eq!(scans[1].place_offset_min, None);
        for (filled, given) in scans.iter().zip(&before) {
            assert_eq!(filled.time, given.time);
            assert_eq!(filled.fingerprint(), given.fingerprint());
        }
    }

    #[test]
    fn summer_and_winter_differ() {
        let place = Place {
            country: Some("DE".into()),
            ..Place::default()
        };
        let at = |text: &str| offset_min(&place, text.parse().unwrap());
        assert_eq!(at("2026-01-10T12:00:00"), Some(60));
        assert_eq!(at("2026-07-10T12:00:00"), Some(120));
        assert_eq!(at("2026-03-29T02:30:00"), None);
    }
}
