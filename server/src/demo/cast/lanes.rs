//! The ways from the shops' warehouses, and who lives at their ends: the first
//! shop packs in Columbus and Venlo, the second in Reno and Leipzig.

use super::towns::{
    ALBANY, BAKERSFIELD, BASEL, BERKELEY, BIRMINGHAM, BOSTON, BOULDER, BRNO, BROOKLYN, BRUSSELS,
    CHARLESTON, CHARLOTTE, CHICAGO, CINCINNATI, COLOGNE, COLUMBUS, DENVER, DRESDEN, FRANKFURT,
    GRENOBLE, HAMBURG, HANOVER, HARRISBURG, INDIANAPOLIS, INNSBRUCK, LAS_VEGAS, LEIPZIG, LILLE,
    LOS_ANGELES, LOUISVILLE, LYON, MANCHESTER, MASPETH, MINNEAPOLIS, MUNICH, NUREMBERG, OAKLAND,
    PARIS, PHILADELPHIA, PHOENIX, PITTSBURGH, PORTLAND, PRAGUE, RALEIGH, RENO, SALT_LAKE_CITY,
    SAN_DIEGO, SEATTLE, SECAUCUS, TACOMA, TUCSON, VENLO, VIENNA, WEST_SACRAMENTO, ZURICH,
};
use super::{Buyer, Lane, Town};

/// From the warehouse through two hubs and a depot.
const fn lane(stops: [Town; 4], buyers: &'static [Buyer]) -> Lane {
    let [warehouse, hub, next_hub, depot] = stops;
    Lane {
        warehouse,
        hub,
        next_hub,
        depot,
        buyers,
    }
}

const fn buyer(
    first_name: &'static str,
    last_name: &'static str,
    street: &'static str,
    town: Town,
) -> Buyer {
    Buyer {
        first_name,
        last_name,
        street,
        town,
        reads: None,
    }
}

pub static TO_BROOKLYN: Lane = lane(
    [COLUMBUS, HARRISBURG, SECAUCUS, MASPETH],
    &[buyer("Marisol", "Greene", "418 7th Avenue", BROOKLYN)],
);
pub static TO_MINNEAPOLIS: Lane = lane(
    [COLUMBUS, INDIANAPOLIS, CHICAGO, MINNEAPOLIS],
    &[
        buyer("Anders", "Whitlock", "2719 Johnson Street NE", MINNEAPOLIS),
        buyer("Ines", "Okafor", "804 Lowry Avenue NE", MINNEAPOLIS),
        buyer("Calvin", "Strand", "3312 Garfield Avenue", MINNEAPOLIS),
    ],
);
pub static TO_LOUISVILLE: Lane = lane(
    [COLUMBUS, CINCINNATI, LOUISVILLE, LOUISVILLE],
    &[
        buyer("Odette", "Farrow", "93 Crescent Avenue", LOUISVILLE),
        buyer("Reuben", "Castle", "1610 Story Avenue", LOUISVILLE),
    ],
);
pub static TO_PHILADELPHIA: Lane = lane(
    [COLUMBUS, PITTSBURGH, HARRISBURG, PHILADELPHIA],
    &[
        buyer("Wendell", "Abara", "744 South 9th Street", PHILADELPHIA),
        buyer("June", "Castellano", "1218 Ellsworth Street", PHILADELPHIA),
        buyer("Theo", "Marsh", "31 League Street", PHILADELPHIA),
    ],
);
pub static TO_RALEIGH: Lane = lane(
    [COLUMBUS, CHARLESTON, CHARLOTTE, RALEIGH],
    &[
        buyer("Priya", "Nolan", "212 East Lane Street", RALEIGH),
        buyer("Gareth", "Udall", "519 Polk Street", RALEIGH),
    ],
);
pub static TO_BOSTON: Lane = lane(
    [COLUMBUS, PITTSBURGH, ALBANY, BOSTON],
    &[
        buyer("Simone", "Achebe", "77 Waltham Street", BOSTON),
        buyer("Patrick", "Dunleavy", "15 Rutland Square", BOSTON),
        buyer("Mei", "Hartwell", "402 Shawmut Avenue", BOSTON),
    ],
);
pub static TO_MUNICH: Lane = lane(
    [VENLO, COLOGNE, FRANKFURT, MUNICH],
    &[
        buyer("Korbinian", "Seidl", "Baaderstraße 41", MUNICH),
        buyer("Elif", "Aydin", "Reichenbachstraße 12", MUNICH),
    ],
);
pub static TO_PARIS: Lane = lane(
    [VENLO, BRUSSELS, LILLE, PARIS],
    &[
        buyer("Camille", "Lefort", "18 rue de la Folie-Méricourt", PARIS),
        buyer("Idris", "Benali", "6 passage Saint-Sébastien", PARIS),
    ],
);
pub static TO_VIENNA: Lane = lane(
    [VENLO, COLOGNE, NUREMBERG, VIENNA],
    &[
        buyer("Theresia", "Wallner", "Neubaugasse 55", VIENNA),
        buyer("Milan", "Petrović", "Zieglergasse 8", VIENNA),
    ],
);
/// Across the Atlantic, with a border.
pub static TO_MANCHESTER: Lane = lane(
    [COLUMBUS, CINCINNATI, BIRMINGHAM, MANCHESTER],
    &[
        buyer("Hattie", "Rowbotham", "22 Tib Street", MANCHESTER),
        buyer("Owen", "Sharples", "9 Cutting Room Square", MANCHESTER),
    ],
);

pub static TO_BERKELEY: Lane = lane(
    [RENO, WEST_SACRAMENTO, OAKLAND, OAKLAND],
    &[
        buyer("Tomas", "Ibarra", "1530 Russell Street", BERKELEY).reading("es-US"),
        buyer("Lena", "Fujimoto", "2044 Stuart Street", BERKELEY),
        buyer("Amos", "Reddick", "1716 Ward Street", BERKELEY),
    ],
);
pub static TO_BOULDER: Lane = lane(
    [RENO, SALT_LAKE_CITY, DENVER, DENVER],
    &[
        buyer("Kira", "Vance", "921 Pine Street", BOULDER),
        buyer("Dale", "Whitehorse", "1350 Mapleton Avenue", BOULDER),
        buyer("Noor", "Haddad", "545 Spruce Street", BOULDER),
    ],
);
pub static TO_SEATTLE: Lane = lane(
    [RENO, PORTLAND, TACOMA, SEATTLE],
    &[
        buyer("Bo", "Lindqvist", "4118 Wallingford Avenue N", SEATTLE),
        buyer("Sacha", "Ito", "3602 Stone Way N", SEATTLE),
        buyer("Ruth", "Calloway", "1507 N 45th Street", SEATTLE),
    ],
);
pub static TO_SAN_DIEGO: Lane = lane(
    [RENO, BAKERSFIELD, LOS_ANGELES, SAN_DIEGO],
    &[
        buyer("Marco", "Del Rio", "3055 Juniper Street", SAN_DIEGO).reading("es-US"),
        buyer("Faye", "Nakamura", "2830 Grape Street", SAN_DIEGO),
    ],
);
pub static TO_TUCSON: Lane = lane(
    [RENO, LAS_VEGAS, PHOENIX, TUCSON],
    &[
        buyer("Hollis", "Grady", "640 West Delano Street", TUCSON),
        buyer("Yesenia", "Ortega", "118 East Lee Street", TUCSON).reading("es-US"),
        buyer("Clint", "Barlow", "2205 North Estrella Avenue", TUCSON),
    ],
);
pub static TO_HAMBURG: Lane = lane(
    [LEIPZIG, HANOVER, HAMBURG, HAMBURG],
    &[
        buyer("Jonas", "Petersen", "Bahrenfelder Straße 117", HAMBURG),
        buyer("Wiebke", "Harms", "Am Felde 29", HAMBURG),
        buyer("Samir", "Qadir", "Ottenser Hauptstraße 50", HAMBURG),
    ],
);
pub static TO_INNSBRUCK: Lane = lane(
    [LEIPZIG, NUREMBERG, MUNICH, INNSBRUCK],
    &[
        buyer("Vroni", "Hofer", "Höttinger Au 34", INNSBRUCK),
        buyer("Lukas", "Egger", "Innstraße 71", INNSBRUCK),
    ],
);
pub static TO_BRNO: Lane = lane(
    [LEIPZIG, DRESDEN, PRAGUE, BRNO],
    &[
        buyer("Tereza", "Dvořáková", "Veveří 44", BRNO),
        buyer("Ondřej", "Malík", "Pekařská 12", BRNO),
    ],
);
pub static TO_GRENOBLE: Lane = lane(
    [LEIPZIG, FRANKFURT, LYON, GRENOBLE],
    &[
        buyer("Maëlle", "Giraud", "11 rue Thiers", GRENOBLE),
        buyer("Bastien", "Roche", "27 cours Berriat", GRENOBLE),
    ],
);
/// Out of the European Union, with a border.
pub static TO_ZURICH: Lane = lane(
    [LEIPZIG, FRANKFURT, BASEL, ZURICH],
    &[
        buyer("Flurina", "Caduff", "Langstrasse 96", ZURICH),
        buyer("Nils", "Aebischer", "Badenerstrasse 141", ZURICH),
    ],
);
