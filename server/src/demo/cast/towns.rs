//! Towns on the demo's ways: names, states and postal codes are real.

use super::Town;

const fn us(city: &'static str, region: &'static str, postal_code: &'static str) -> Town {
    Town {
        city,
        region,
        postal_code,
        country: "US",
    }
}

const fn in_europe(country: &'static str, city: &'static str, postal_code: &'static str) -> Town {
    Town {
        city,
        region: "",
        postal_code,
        country,
    }
}

pub const ALBANY: Town = us("Albany", "NY", "12205");
pub const BAKERSFIELD: Town = us("Bakersfield", "CA", "93308");
pub const BERKELEY: Town = us("Berkeley", "CA", "94703");
pub const BOSTON: Town = us("Boston", "MA", "02118");
pub const BOULDER: Town = us("Boulder", "CO", "80302");
pub const BROOKLYN: Town = us("Brooklyn", "NY", "11215");
pub const CHARLESTON: Town = us("Charleston", "WV", "25313");
pub const CHARLOTTE: Town = us("Charlotte", "NC", "28273");
pub const CHICAGO: Town = us("Chicago", "IL", "60638");
pub const CINCINNATI: Town = us("Cincinnati", "OH", "45235");
pub const COLUMBUS: Town = us("Columbus", "OH", "43228");
pub const DENVER: Town = us("Denver", "CO", "80216");
pub const HARRISBURG: Town = us("Harrisburg", "PA", "17112");
pub const INDIANAPOLIS: Town = us("Indianapolis", "IN", "46241");
pub const LAS_VEGAS: Town = us("Las Vegas", "NV", "89115");
pub const LOS_ANGELES: Town = us("Los Angeles", "CA", "90058");
pub const LOUISVILLE: Town = us("Louisville", "KY", "40206");
pub const MASPETH: Town = us("Maspeth", "NY", "11378");
pub const MINNEAPOLIS: Town = us("Minneapolis", "MN", "55418");
pub const OAKLAND: Town = us("Oakland", "CA", "94621");
pub const PHILADELPHIA: Town = us("Philadelphia", "PA", "19147");
pub const PHOENIX: Town = us("Phoenix", "AZ", "85043");
pub const PITTSBURGH: Town = us("Pittsburgh", "PA", "15205");
pub const PORTLAND: Town = us("Portland", "OR", "97218");
pub const RALEIGH: Town = us("Raleigh", "NC", "27601");
pub const RENO: Town = us("Reno", "NV", "89506");
pub const SALT_LAKE_CITY: Town = us("Salt Lake City", "UT", "84104");
pub const SAN_DIEGO: Town = us("San Diego", "CA", "92104");
pub const SEATTLE: Town = us("Seattle", "WA", "98103");
pub const SECAUCUS: Town = us("Secaucus", "NJ", "07094");
pub const TACOMA: Town = us("Tacoma", "WA", "98424");
pub const TUCSON: Town = us("Tucson", "AZ", "85705");
pub const WEST_SACRAMENTO: Town = us("West Sacramento", "CA", "95691");

pub const BASEL: Town = in_europe("CH", "Basel", "4052");
pub const BIRMINGHAM: Town = in_europe("GB", "Birmingham", "B26 3QJ");
pub const BRNO: Town = in_europe("CZ", "Brno", "602 00");
pub const BRUSSELS: Town = in_europe("BE", "Brussels", "1130");
pub const COLOGNE: Town = in_europe("DE", "Cologne", "51147");
pub const DRESDEN: Town = in_europe("DE", "Dresden", "01109");
pub const FRANKFURT: Town = in_europe("DE", "Frankfurt am Main", "60549");
pub const GRENOBLE: Town = in_europe("FR", "Grenoble", "38000");
pub const HAMBURG: Town = in_europe("DE", "Hamburg", "22765");
pub const HANOVER: Town = in_europe("DE", "Hannover", "30855");
pub const INNSBRUCK: Town = in_europe("AT", "Innsbruck", "6020");
pub const LEIPZIG: Town = in_europe("DE", "Leipzig", "04356");
pub const LILLE: Town = in_europe("FR", "Lille", "59000");
pub const LYON: Town = in_europe("FR", "Lyon", "69007");
pub const MANCHESTER: Town = in_europe("GB", "Manchester", "M4 1HQ");
pub const MUNICH: Town = in_europe("DE", "Munich", "80469");
pub const NUREMBERG: Town = in_europe("DE", "Nuremberg", "90451");
pub const PARIS: Town = in_europe("FR", "Paris", "75011");
pub const PRAGUE: Town = in_europe("CZ", "Prague", "190 00");
pub const VENLO: Town = in_europe("NL", "Venlo", "5928 LX");
pub const VIENNA: Town = in_europe("AT", "Vienna", "1070");
pub const ZURICH: Town = in_europe("CH", "Zurich", "8004");
