//! Towns on the demo's ways: names, states and postal codes are real.

use super::Town;

const fn town(city: &'static str, region: &'static str, postal_code: &'static str) -> Town {
    Town {
        city,
        region,
        postal_code,
    }
}

pub const BERKELEY: Town = town("Berkeley", "CA", "94703");
pub const BROOKLYN: Town = town("Brooklyn", "NY", "11215");
pub const CHARLESTON: Town = town("Charleston", "WV", "25313");
pub const CHARLOTTE: Town = town("Charlotte", "NC", "28273");
pub const CHICAGO: Town = town("Chicago", "IL", "60638");
pub const CINCINNATI: Town = town("Cincinnati", "OH", "45235");
pub const COLUMBUS: Town = town("Columbus", "OH", "43228");
pub const GREENSBORO: Town = town("Greensboro", "NC", "27409");
pub const HARRISBURG: Town = town("Harrisburg", "PA", "17112");
pub const INDIANAPOLIS: Town = town("Indianapolis", "IN", "46241");
pub const LOUISVILLE: Town = town("Louisville", "KY", "40206");
pub const MASPETH: Town = town("Maspeth", "NY", "11378");
pub const MINNEAPOLIS: Town = town("Minneapolis", "MN", "55418");
pub const OAKLAND: Town = town("Oakland", "CA", "94621");
pub const PHILADELPHIA: Town = town("Philadelphia", "PA", "19147");
pub const PITTSBURGH: Town = town("Pittsburgh", "PA", "15205");
pub const RALEIGH: Town = town("Raleigh", "NC", "27601");
pub const RENO: Town = town("Reno", "NV", "89506");
pub const SECAUCUS: Town = town("Secaucus", "NJ", "07094");
pub const WEST_SACRAMENTO: Town = town("West Sacramento", "CA", "95691");
