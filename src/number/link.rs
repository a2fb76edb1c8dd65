//! The carrier's own page for a number.

use super::{clean, formats};
use crate::carrier::Carrier;
use std::fmt::Write;

/// Longer than any carrier's number; what is longer is no number.
const LONGEST: usize = 60;

/// The address of the carrier's own tracking page for a number; `None` when
/// we know of no page, or when there is no number to ask for.
///
/// Always https, and nothing of the caller's but the number stands in it.
#[must_use]
pub fn link(carrier: &Carrier, number: &str) -> Option<String> {
    let page = PAGES.iter().find(|page| page.carrier == carrier.code())?;
    let number = asked(carrier, number);
    // Two dots alone, however encoded, would lead a browser to another page.
    let is_number = number.chars().any(char::is_alphanumeric) && number.len() <= LONGEST;
    if !is_number {
        return None;
    }
    Some(format!("{}{}{}", page.before, encoded(&number), page.after))
}

/// The number as the carrier's page wants it: of a barcode only the part that
/// is printed below it, and without the blanks people read it with.
fn asked(carrier: &Carrier, number: &str) -> String {
    let cleaned = clean(number);
    let printed = formats::all()
        .filter(|format| format.is_of(carrier))
        .find_map(|format| format.fit(&cleaned))
        .map(|fit| fit.asked());
    printed.unwrap_or_else(|| {
        let unreadable = |letter: char| letter.is_whitespace() || letter.is_control();
        number.replace(unreadable, "")
    })
}

/// Percent-encoded down to what means nothing in any part of an address.
fn encoded(number: &str) -> String {
    let mut encoded = String::new();
    for byte in number.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

struct Page {
    carrier: &'static str,
    before: &'static str,
    after: &'static str,
}

const fn page(carrier: &'static str, before: &'static str) -> Page {
    Page {
        carrier,
        before,
        after: "",
    }
}

/// DHL's page for all its divisions.
const DHL: &str = "https://www.dhl.com/global-en/home/tracking.html?tracking-id=";
/// LaserShip has become OnTrac.
const ONTRAC: &str = "https://www.ontrac.com/tracking/?number=";

#[rustfmt::skip]
const PAGES: &[Page] = &[
    page("amazon", "https://track.amazon.com/tracking/"),
    page("an_post", "https://www.anpost.com/Post-Parcels/Track/History?item="),
    page("australia_post", "https://auspost.com.au/mypost/track/details/"),
    page("bpost", "https://track.bpost.cloud/btr/web/#/search?lang=en&itemCode="),
    page("canada_post", "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor="),
    Page {
        carrier: "canpar",
        before: "https://www.canpar.com/en/track/tracking.jsp?reference=",
        after: "&locale=en",
    },
    page("colissimo", "https://www.laposte.fr/outils/suivre-vos-envois?code="),
    page("correos", "https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number="),
    page("dhl", DHL),
    page("dhl_ecommerce", DHL),
    page("dhl_express", DHL),
    page("dpd", "https://tracking.dpd.de/status/en_US/parcel/"),
    page("evri", "https://www.evri.com/track/parcel/"),
    page("fedex", "https://www.fedex.com/fedextrack/?trknbr="),
    page("gls", "https://gls-group.com/GROUP/en/parcel-tracking?match="),
    page("gofo", "https://www.gofoexpress.com/tracking.html?searchID="),
    Page {
        carrier: "japan_post",
        before: "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1=",
        after: "&locale=en",
    },
    page("landmark", "https://track.landmarkglobal.com/?search="),
    page("lasership", ONTRAC),
    page("nz_post", "https://www.nzpost.co.nz/tools/tracking?trackid="),
    page("old_dominion", "https://www.odfl.com/us/en/tools/trace-track-ltl-freight/trace.html?proNumbers="),
    page("ontrac", ONTRAC),
    page("postnl", "https://jouw.postnl.nl/track-and-trace/"),
    page("purolator", "https://www.purolator.com/en/shipping/tracker?searchValue="),
    page("royal_mail", "https://www.royalmail.com/track-your-item#/tracking-results/"),
    page("speedee", "https://www.speedeedelivery.com/track/?tracking="),
    page("swiss_post", "https://service.post.ch/ekp-web/ui/entry/search/"),
    page("tnt", "https://www.tnt.com/express/en_gc/site/shipping-tools/tracking.html?searchType=con&cons="),
    page("ups", "https://www.ups.com/track?tracknum="),
    page("usps", "https://tools.usps.com/go/TrackConfirmAction?tLabels="),
    page("yodel", "https://www.yodel.co.uk/tracking/"),
    page("yunexpress", "https://www.yuntrack.com/parcelTracking?id="),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(carrier: &str, number: &str, address: Option<&str>) {
        let found = link(&Carrier::from_code(carrier), number);
        assert_eq!(found.as_deref(), address, "{carrier} {number}");
    }

    #[test]
    fn the_number_goes_to_its_carriers_page() {
        check(
            "ups",
            " 1z 8V92-A703 6720 3024",
            Some("https://www.ups.com/track?tracknum=1Z8V92A70367203024"),
        );
        check(
            "canpar",
            "D576002440000001718010",
            Some(
                "https://www.canpar.com/en/track/tracking.jsp?reference=D576002440000001718010&locale=en",
            ),
        );
        check("bike_bros", "1001", None);
        check("", "1Z8V92A70367203024", None);
    }

    #[test]
    fn of_a_barcode_the_page_gets_the_number_printed_below() {
        check(
            "usps",
            "420 90245 9261290336128704042634",
            Some("https://tools.usps.com/go/TrackConfirmAction?tLabels=9261290336128704042634"),
        );
        check(
            "fedex",
            "1001921334250001000300779017972697",
            Some("https://www.fedex.com/fedextrack/?trknbr=779017972697"),
        );
        check(
            "dpd",
            "0081827 0998 0000 0200 33 350 276 C",
            Some("https://tracking.dpd.de/status/en_US/parcel/09980000020033"),
        );
    }

    #[test]
    fn hostile_numbers_stay_numbers() {
        check(
            "evri",
            "../?a=b&c#\"><script>\u{0}",
            Some("https://www.evri.com/track/parcel/%2E%2E%2F%3Fa%3Db%26c%23%22%3E%3Cscript%3E"),
        );
        check(
            "evri",
            "É",
            Some("https://www.evri.com/track/parcel/%C3%89"),
        );
        check("evri", " \u{a0}\n", None);
        check("evri", "..", None);
        check("evri", &"7".repeat(61), None);
    }

    #[test]
    fn every_page_is_a_secure_one_and_stands_once() {
        for (place, page) in PAGES.iter().enumerate() {
            assert!(page.before.starts_with("https://"), "{}", page.carrier);
            let host = page.before.trim_start_matches("https://").split('/').next();
            assert!(
                host.is_some_and(|host| host.contains('.')),
                "{}",
                page.carrier
            );
            let same = PAGES.iter().skip(place + 1);
            assert!(same.into_iter().all(|other| other.carrier != page.carrier));
        }
    }

    proptest! {
        #[test]
        fn nothing_but_the_number_is_put_in(number in any::<String>(), place in 0..PAGES.len()) {
            let page = &PAGES[place];
            if let Some(address) = link(&Carrier::from_code(page.carrier), &number) {
                let rest = address.strip_prefix(page.before).and_then(|rest| rest.strip_suffix(page.after));
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_%".contains(&byte);
                prop_assert!(rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(plain)));
            }
        }
    }
}
