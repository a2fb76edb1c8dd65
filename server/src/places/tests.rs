use super::*;
use std::collections::BTreeSet;

fn place(city: &str, region: &str, postal_code: &str, country: &str) -> Place {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Place {
        city: given(city),
        region: given(region),
        postal_code: given(postal_code),
        country: given(country),
    }
}

/// Holds a carrier's line against the name, region and country it means;
/// nothing is wanted of what must stay open.
#[track_caller]
fn check([city, region, postal_code, country]: [&str; 4], wanted: &str) {
    let found = find(&place(city, region, postal_code, country)).map_or_else(String::new, |spot| {
        let region = spot.region.unwrap_or_default();
        format!("{}, {region}, {}", spot.name, spot.country)
    });
    assert_eq!(
        found, wanted,
        "{city} | {region} | {postal_code} | {country}"
    );
}

#[test]
fn lines_of_american_carriers() {
    check(["LOUISVILLE", "KY", "40202", "US"], "Louisville, KY, US");
    check(["Louisville", "KY", "", ""], "Louisville, KY, US");
    check(
        ["louisville", "Kentucky", "", "United States"],
        "Louisville, KY, US",
    );
    check(["ST LOUIS", "MO", "63101", "US"], "St. Louis, MO, US");
    check(["SAINT LOUIS", "MO", "", "USA"], "St. Louis, MO, US");
    check(["MT VERNON", "NY", "", "US"], "Mount Vernon, NY, US");
    check(["FT WORTH", "TX", "", "US"], "Fort Worth, TX, US");
    check(["FT LAUDERDALE", "FL", "", "US"], "Fort Lauderdale, FL, US");
    check(["PT ST LUCIE", "FL", "", "US"], "");
    check(
        ["PORT ST LUCIE", "FL", "", "US"],
        "Port Saint Lucie, FL, US",
    );
    check(["W PALM BEACH", "FL", "", "US"], "West Palm Beach, FL, US");
    check(["N LAS VEGAS", "NV", "", "US"], "North Las Vegas, NV, US");
    check(["COEUR D ALENE", "ID", "", "US"], "Coeur d'Alene, ID, US");
    check(["WINSTON SALEM", "NC", "", "US"], "Winston-Salem, NC, US");
    check(["LAGRANGE", "GA", "", "US"], "LaGrange, GA, US");
    check(["DEKALB", "IL", "", "US"], "DeKalb, IL, US");
    check(["O FALLON", "MO", "", "US"], "O'Fallon, MO, US");
    check(
        ["BROOKLYN HGTS", "OH", "", "US"],
        "Brooklyn Heights, OH, US",
    );
    check(["EDISON TWP", "NJ", "08817", "US"], "Edison, NJ, US");
    check(["CITY OF COMMERCE", "CA", "", "US"], "Commerce, CA, US");
    check(["NEW YORK", "NY", "10001", "US"], "New York City, NY, US");
    check(["NYC", "NY", "", "US"], "New York City, NY, US");
    check(["WASHINGTON", "DC", "20001", "US"], "Washington, DC, US");
    check(["BROOKLYN", "", "11233", "US"], "Brooklyn, NY, US");
    check(["HODGKINS", "IL", "", "US"], "Hodgkins, IL, US");
    check(
        ["NORTH HOUSTON", "TX", "77315", ""],
        "North Houston, TX, US",
    );
    check(["SAN JUAN", "PR", "00901", "US"], "San Juan, 127, PR");
    check(["SAN JUAN", "", "00901", "US"], "San Juan, 127, PR");
}

#[test]
fn depots_and_airports_are_in_their_towns() {
    check(["LOUISVILLE - KY", "", "", "US"], "Louisville, KY, US");
    check(
        ["Chicago IL Distribution Center", "", "", ""],
        "Chicago, IL, US",
    );
    check(
        ["JACKSONVILLE FL DISTRIBUTION CENTER", "", "", "US"],
        "Jacksonville, FL, US",
    );
    check(
        ["QUEENS NY DISTRIBUTION CENTER", "", "", ""],
        "Queens, NY, US",
    );
    check(
        ["DES MOINES IA NETWORK DISTRIBUTION CENTER", "IA", "", "US"],
        "Des Moines, IA, US",
    );
    check(
        ["ISC NEW YORK NY(USPS)", "", "", ""],
        "New York City, NY, US",
    );
    check(
        ["NEW YORK CITY GATEWAY,NY-USA", "", "", ""],
        "New York City, NY, US",
    );
    check(
        ["NEW YORK CITY GATEWAY", "NY", "", "US"],
        "New York City, NY, US",
    );
    check(["WOODSIDE,NY-USA", "", "", ""], "Woodside, NY, US");
    check(["KINGSTON-JAM", "", "", ""], "Kingston, 17, JM");
    check(["Kingston 10", "", "", "JM"], "Kingston, 17, JM");
    check(["LEIPZIG HUB", "", "", "DE"], "Leipzig, 13, DE");
    check(["LEIPZIG - GERMANY", "", "", ""], "Leipzig, 13, DE");
    check(["Köln (Flughafen)", "", "", "DE"], "Köln, 07, DE");
    check(["Paketzentrum Köln", "NW", "", "DE"], "Köln, 07, DE");
    check(["EAST MIDLANDS - UK", "", "", ""], "East Midlands, ENG, GB");
    check(["EAST MIDLANDS", "", "", "GB"], "East Midlands, ENG, GB");
    check(
        ["LONDON-HEATHROW", "", "", "GB"],
        "London Heathrow, ENG, GB",
    );
    check(["LONDON-CITY AIRPORT", "", "", "GB"], "London, ENG, GB");
    check(
        ["HONG KONG - HONG KONG SAR, CHINA", "", "", ""],
        "Hong Kong, , HK",
    );
    check(["HONG KONG", "", "", "CN"], "Hong Kong, , HK");
    check(["SEOUL - KOREA, REPUBLIC OF", "", "", ""], "Seoul, 11, KR");
    check(["SINGAPORE", "", "", ""], "Singapore, , SG");
    check(["LYON CEDEX 03", "", "69003", "FR"], "Lyon, 84, FR");
    check(["TORONTO, ON, CA", "", "", ""], "Toronto, 08, CA");
    check(["Toronto, CA", "", "", ""], "Toronto, 08, CA");
    check(["Los Angeles, CA", "", "", ""], "Los Angeles, CA, US");
}

#[test]
fn lines_of_the_rest_of_the_world() {
    check(["MUENCHEN", "", "80331", "DE"], "Munich, 02, DE");
    check(["München", "BY", "", "DE"], "Munich, 02, DE");
    check(["MUNICH", "Bavaria", "", "DEU"], "Munich, 02, DE");
    check(["KOELN", "", "", "DE"], "Köln, 07, DE");
    check(["COLOGNE", "", "", "Germany"], "Köln, 07, DE");
    check(["WIEN", "", "1030", "AT"], "Vienna, 09, AT");
    check(["DUESSELDORF", "DE-NW", "", "DE"], "Düsseldorf, 07, DE");
    check(
        ["Frankfurt", "", "60314", "DE"],
        "Frankfurt am Main, 05, DE",
    );
    check(
        ["FRANKFURT (ODER)", "", "", "DE"],
        "Frankfurt (Oder), 11, DE",
    );
    check(
        ["FRANKFURT/MAIN", "", "", "DE"],
        "Frankfurt am Main, 05, DE",
    );
    check(["ST GALLEN", "SG", "", "CH"], "Sankt Gallen, SG, CH");
    check(["ZUERICH", "", "", "CH"], "Zürich, ZH, CH");
    check(["GENEVE", "", "", "CH"], "Geneva, GE, CH");
    check(["PARIS", "", "", "FR"], "Paris, 11, FR");
    check(["ROISSY CDG", "", "", "FR"], "Roissy CDG, 11, FR");
    check(["MILANO", "MI", "20121", "IT"], "Milan, 09, IT");
    check(["BERGAMO", "", "", "IT"], "Bergamo, 09, IT");
    check(["Barcelona", "B", "", "ES"], "Barcelona, 56, ES");
    check(["VITORIA", "", "", "ES"], "Gasteiz / Vitoria, 59, ES");
    check(["DEN HAAG", "ZH", "", "NL"], "The Hague, 11, NL");
    check(["ANTWERPEN", "VAN", "", "BE"], "Antwerp, VLG, BE");
    check(["LIEGE", "", "", "BE"], "Liège, WAL, BE");
    check(["WARSZAWA", "14", "", "PL"], "Warsaw, 78, PL");
    check(["LODZ", "", "", "PL"], "Łódź, 74, PL");
    check(["GOETEBORG", "O", "", "SE"], "Gothenburg, 28, SE");
    check(["KOEBENHAVN", "", "", "DK"], "Copenhagen, 17, DK");
    check(["London", "", "", "GB"], "London, ENG, GB");
    check(["London", "ON", "", "CA"], "London, 08, CA");
    check(["COLNBROOK", "", "SL3 0BS", "GB"], "Colnbrook, ENG, GB");
    check(["NEWCASTLE", "", "", "GB"], "Newcastle upon Tyne, ENG, GB");
    check(["OTTAWA", "ON", "K2P 1L4", "CA"], "Ottawa, 08, CA");
    check(["MONTREAL", "PQ", "", "CA"], "Montréal, 10, CA");
    check(["LETHBRIDGE", "AB", "T1H5K9", "CA"], "Lethbridge, 01, CA");
    check(["RICHMOND", "", "V6X 1A1", "CA"], "Richmond, 02, CA");
    check(["SYDNEY", "New South Wales", "", "AU"], "Sydney, 02, AU");
    check(["PERTH", "WA", "", ""], "Perth, 08, AU");
    check(["SAO PAULO", "SP", "", "BR"], "São Paulo, 27, BR");
    check(["CD JUAREZ", "CHIH", "", "MX"], "Ciudad Juárez, 06, MX");
    check(
        ["CIUDAD DE MEXICO", "CDMX", "", "MX"],
        "Mexico City, 09, MX",
    );
    check(["BANGALORE", "KA", "", "IN"], "Bengaluru, 19, IN");
    check(["SHENZHEN", "GUANGDONG", "", "CN"], "Shenzhen, 30, CN");
    check(["AUCKLAND", "", "", "NZ"], "Auckland, E7, NZ");
    check(["OSAKA", "OSAKA", "", "JP"], "Osaka, 32, JP");
}

#[test]
fn what_stays_ambiguous_is_not_found() {
    check(["SPRINGFIELD", "", "", "US"], "");
    check(["Springfield", "IL", "", "US"], "Springfield, IL, US");
    check(["SPRINGFIELD", "", "62701", "US"], "Springfield, IL, US");
    check(["PORTLAND", "", "", "US"], "");
    check(["COLUMBUS", "", "", ""], "");
    check(["HOUSTON", "", "", "US"], "Houston, TX, US");
    check(["ROISSY", "", "", "FR"], "");
    // Far from any city of that name, or none is one.
    check(["Paris", "", "", ""], "Paris, 11, FR");
    check(["Adrian", "", "", ""], "");
    check(["VALENCIA", "", "", ""], "");
    check(["London", "", "", "Ruritania"], "");
    check(["London", "Ruritania", "", ""], "");
    check(["JAMAICA", "", "", ""], "");
    check(["JAMAICA", "NY", "11430", ""], "Jamaica, NY, US");
    // The region says which, but cannot be read; or says another.
    check(["NEWCASTLE", "CO DOWN", "", "GB"], "");
    check(["LAKE CHARLES", "IL", "12345", ""], "");
    check(["LOUISVILLE - KY", "IN", "", "US"], "");
    // Oshkosh was called so once, this one is today.
    check(["BROOKLYN", "WI", "", "US"], "Brooklyn, WI, US");
    check(["COLOGNE", "MN", "", "US"], "Cologne, MN, US");
}

#[test]
fn what_is_no_place_is_not_found() {
    check(["", "", "", ""], "");
    check(["", "KY", "40202", "US"], "");
    for text in [
        "Front Door",
        "HUB",
        "-",
        "12",
        " - ,,(/",
        "DISTRIBUTION CENTER",
        "深圳市",
    ] {
        check([text, "", "", ""], "");
        check([text, "", "", "US"], "");
    }
    check(["HUB", "", "", "PK"], "Hub, 02, PK");
    for junk in [
        "A", "-", ",", "(", " ", "\u{0}", "é", "\u{301}", "ST ", "A-", "NY,",
    ] {
        let long = junk.repeat(10_000 / junk.len());
        check([&long, &long, &long, "US"], "");
        let short = junk.repeat(LONGEST / junk.len());
        check([&short, &short, &short, ""], "");
    }
    check(
        ["LOUIS\u{0}VILLE\u{202e}", "K\u{7}Y", "\u{0}", "US"],
        "Louisville, KY, US",
    );
    check(
        ["\u{7}LOUISVILLE\u{0}", "KY", "\u{0}", "US"],
        "Louisville, KY, US",
    );
}

#[test]
fn a_spot_says_all_of_a_place() {
    let spot = find(&place("LOUISVILLE", "KY", "", "US")).unwrap();
    assert!((spot.latitude - 38.254).abs() < 0.001, "{spot:?}");
    assert!((spot.longitude + 85.759).abs() < 0.001, "{spot:?}");
    assert_eq!(spot.zone, Tz::America__Kentucky__Louisville);
    assert!(spot.population > 500_000, "{spot:?}");

    let south = find(&place("SYDNEY", "NSW", "", "AU")).unwrap();
    assert!((south.latitude + 33.868).abs() < 0.01, "{south:?}");
    assert_eq!(zone(&place("SYDNEY", "NSW", "", "AU")), Some(south.zone));
    assert_eq!(zone(&place("SPRINGFIELD", "", "", "US")), None);
}

#[test]
fn regions_and_countries_have_a_middle() {
    let check = |country: &str, region: Option<&str>, latitude: f64, longitude: f64| {
        let (north, east) = region_centre(country, region).unwrap();
        assert!(
            (north - latitude).abs() < 1.0 && (east - longitude).abs() < 1.0,
            "{country} {region:?}: {north}, {east}"
        );
    };
    check("US", Some("KY"), 38.0, -85.3);
    check("USA", Some("California"), 35.3, -119.3);
    check("CA", Some("ON"), 43.9, -79.6);
    check("CA", Some("08"), 43.9, -79.6);
    check("DE", Some("Bavaria"), 48.7, 11.6);
    check("US", Some("PR"), 18.3, -66.3);
    check("DE", None, 50.9, 9.7);
    check("Germany", None, 50.9, 9.7);
    // Over the date line, where a mean of degrees lies in Africa.
    check("FJ", None, -17.8, 178.4);
    for (country, region) in [
        ("US", Some("ZZ")),
        ("XX", None),
        ("", Some("KY")),
        ("", None),
    ] {
        assert_eq!(region_centre(country, region), None, "{country} {region:?}");
    }
}

/// Every region of the table is one of GeoNames', and spelled as nothing else
/// in its country is.
#[test]
fn regions_are_known_and_distinct() {
    let atlas = Atlas::get().unwrap();
    let mut before = "";
    let mut seen = BTreeSet::new();
    for (country, code, spellings) in region_table::REGIONS {
        assert!(atlas.region(country, code).is_some(), "{country} {code}");
        assert!(before <= *country, "{country} is out of order");
        before = country;
        for spelling in spellings.split(' ') {
            assert_eq!(fold::squashed(spelling), *spelling, "{country} {code}");
            assert!(
                seen.insert((country, spelling)),
                "{country} {spelling} twice"
            );
        }
    }
}

/// A town of each region whose code is not GeoNames', by the carriers' code.
#[test]
fn carriers_regions_are_where_their_towns_are() {
    const TOWNS: &[(&str, &str)] = &[
        (
            "CA",
            "AB Calgary;BC Vancouver;MB Winnipeg;NB Moncton;NL St. John's;NS Halifax;ON Toronto;PE Charlottetown;QC Montréal;SK Regina;YT Whitehorse;NT Yellowknife;NU Iqaluit",
        ),
        (
            "AU",
            "ACT Canberra;NSW Newcastle;NT Darwin;QLD Brisbane;SA Adelaide;TAS Hobart;VIC Melbourne;WA Perth",
        ),
        (
            "BR",
            "AC Rio Branco;AL Maceió;AP Macapá;AM Manaus;BA Salvador;CE Fortaleza;DF Brasília;ES Vila Velha;MS Campo Grande;MA São Luís;MT Cuiabá;MG Belo Horizonte;PA Belém;PB João Pessoa;PR Curitiba;PI Teresina;RJ Rio de Janeiro;RN Natal;RS Porto Alegre;RO Porto Velho;RR Boa Vista;SC Florianópolis;SP Campinas;SE Aracaju;GO Goiânia;PE Recife;TO Palmas",
        ),
        (
            "MX",
            "AGU Aguascalientes;BCN Tijuana;BCS La Paz;CAM Campeche;CHP Tapachula;CHH Chihuahua;COA Saltillo;COL Colima;CMX Iztapalapa;DUR Gómez Palacio;GUA Irapuato;GRO Acapulco;HID Pachuca;JAL Guadalajara;MEX Toluca;MIC Morelia;MOR Cuernavaca;NAY Tepic;NLE Monterrey;OAX Oaxaca;PUE Puebla;QUE San Juan del Río;ROO Cancún;SLP San Luis Potosí;SIN Culiacán;SON Hermosillo;TAB Villahermosa;TAM Reynosa;TLA Tlaxcala;VER Veracruz;YUC Mérida;ZAC Zacatecas",
        ),
        (
            "IN",
            "AN Port Blair;AP Vijayawada;AS Guwahati;CH Chandigarh;DL Delhi;GJ Ahmedabad;HR Faridabad;HP Shimla;JK Srinagar;KL Thiruvananthapuram;LD Kavaratti;MH Mumbai;MN Imphal;ML Shillong;KA Bengaluru;NL Kohima;OD Bhubaneswar;PY Puducherry;PB Amritsar;RJ Jaipur;TN Chennai;TR Agartala;WB Kolkata;SK Gangtok;AR Itanagar;MZ Aizawl;GA Vasco da Gama;BR Patna;MP Indore;UP Lucknow;CG Raipur;JH Ranchi;UK Dehradun;TS Hyderabad;LA Leh;DH Silvassa",
        ),
        (
            "DE",
            "BW Stuttgart;BY Nürnberg;HB Bremen;HH Hamburg;HE Wiesbaden;NI Hannover;NW Köln;RP Mainz;SL Saarbrücken;SH Kiel;BB Potsdam;MV Rostock;SN Leipzig;ST Magdeburg;TH Erfurt;BE Berlin",
        ),
        (
            "FR",
            "IDF Paris;CVL Tours;BFC Dijon;NOR Rouen;HDF Lille;GES Strasbourg;PDL Nantes;BRE Rennes;NAQ Bordeaux;OCC Toulouse;ARA Lyon;PACA Marseille;COR Ajaccio;Gironde Bordeaux;Nord Lille",
        ),
        (
            "IT",
            "PE Pescara;PZ Potenza;CZ Catanzaro;NA Napoli;BO Bologna;UD Udine;RM Roma;GE Genova;MI Milano;AN Ancona;CB Campobasso;TO Torino;BA Bari;CA Cagliari;CT Catania;FI Firenze;BZ Bolzano;PG Perugia;AO Aosta;VR Verona",
        ),
        (
            "ES",
            "PM Palma;LO Logroño;M Madrid;MU Murcia;NA Pamplona;O Gijón;S Santander;SE Sevilla;Z Zaragoza;GC Las Palmas;AB Albacete;VA Valladolid;B Barcelona;BA Badajoz;PO Vigo;BI Bilbao;V Valencia;CE Ceuta;ML Melilla",
        ),
        (
            "GB",
            "ENG London;SCT Glasgow;WLS Cardiff;NIR Belfast;Kent Dover",
        ),
        (
            "NL",
            "DR Assen;FR Leeuwarden;GE Arnhem;GR Groningen;LI Maastricht;NB Eindhoven;NH Amsterdam;UT Utrecht;ZE Middelburg;ZH Rotterdam;OV Zwolle;FL Lelystad",
        ),
        (
            "BE",
            "BRU Brussels;VAN Antwerpen;VLI Hasselt;WLG Liège;WHT Charleroi",
        ),
        (
            "AT",
            "1 Eisenstadt;2 Klagenfurt;3 Wiener Neustadt;4 Linz;5 Salzburg;6 Graz;7 Innsbruck;8 Dornbirn;9 Wien",
        ),
        ("CH", "ZH Zürich;GE Genève;TI Lugano;GR Chur"),
        (
            "PL",
            "02 Wrocław;04 Bydgoszcz;10 Łódź;06 Lublin;08 Zielona Góra;12 Kraków;14 Warszawa;16 Opole;18 Rzeszów;20 Białystok;22 Gdańsk;24 Katowice;26 Kielce;28 Olsztyn;30 Poznań;32 Szczecin",
        ),
        (
            "SE",
            "AB Stockholm;AC Umeå;BD Luleå;C Uppsala;D Eskilstuna;E Linköping;F Jönköping;G Växjö;H Kalmar;I Visby;K Karlskrona;M Malmö;N Halmstad;O Göteborg;S Karlstad;T Örebro;U Västerås;W Borlänge;X Gävle;Y Sundsvall;Z Östersund",
        ),
        (
            "PT",
            "Lisboa Amadora;Porto Vila Nova de Gaia;Faro Portimão;Madeira Funchal;Azores Ponta Delgada",
        ),
        (
            "IE",
            "Co Dublin Dublin;Cork Cork;Galway Galway;Donegal Letterkenny",
        ),
        (
            "CN",
            "AH Hefei;ZJ Hangzhou;JX Nanchang;JS Nanjing;JL Changchun;QH Xining;FJ Xiamen;HL Harbin;HA Zhengzhou;HE Shijiazhuang;HN Changsha;HB Wuhan;XJ Ürümqi;GS Lanzhou;GX Nanning;GZ Guiyang;LN Shenyang;NM Hohhot;NX Yinchuan;BJ Beijing;SH Shanghai;SX Taiyuan;SD Qingdao;SN Xi'an;TJ Tianjin;YN Kunming;GD Guangzhou;HI Haikou;SC Chengdu;CQ Chongqing",
        ),
        (
            "NZ",
            "AUK Auckland;BOP Tauranga;CAN Christchurch;GIS Gisborne;HKB Napier;MWT Palmerston North;MBH Blenheim;NSN Nelson;NTL Whangarei;OTA Dunedin;STL Invercargill;TKI New Plymouth;WKO Hamilton;WGN Wellington;WTC Greymouth",
        ),
    ];
    for (country, towns) in TOWNS {
        for line in towns.split(';') {
            let (region, town) = match line.strip_prefix("Co Dublin ") {
                Some(town) => ("Co Dublin", town),
                None => line.split_once(' ').unwrap(),
            };
            let spot = find(&place(town, region, "", country));
            let found = spot.and_then(|spot| spot.region);
            let wanted = regions::code(country, region);
            assert!(wanted.is_some(), "{country} {region}");
            assert_eq!(found.as_deref(), wanted, "{country} {line}");
        }
    }
}

/// The script that made the table folds names as this code does: every place
/// is called by the key of its own name.
#[test]
fn every_place_is_found_by_its_name() {
    let atlas = Atlas::get().unwrap();
    let unfound: Vec<&str> = (0..atlas.places())
        .filter(|id| {
            let name = atlas.name(*id).unwrap();
            let called = atlas.called(&fold::key(&fold::words(name)));
            !called
                .iter()
                .any(|place| place.id == *id && place.by_own_name)
        })
        .map(|id| atlas.name(id).unwrap())
        .collect();
    assert!(atlas.places() > 200_000, "{}", atlas.places());
    assert!(
        unfound.is_empty(),
        "{} of them: {:?}",
        unfound.len(),
        &unfound[..unfound.len().min(20)]
    );
}

#[test]
fn every_place_has_its_zone_region_and_point() {
    let atlas = Atlas::get().unwrap();
    for id in 0..atlas.places() {
        let (latitude, longitude) = atlas.point(id).unwrap();
        assert!(latitude.abs() <= 90.0 && longitude.abs() <= 180.0, "{id}");
        assert!(atlas.zone(id).is_some(), "{:?}", atlas.name(id));
        let (country, region) = atlas.codes(id).unwrap();
        assert_eq!(atlas.region(country, region), atlas.region_of(id), "{id}");
    }
    assert_eq!(atlas.point(atlas.places()), None);
    assert_eq!(atlas.name(atlas.places()), None);
}

#[test]
fn a_broken_table_is_refused() {
    for packed in [
        &b""[..],
        b"PLACES01",
        &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff],
    ] {
        assert!(Atlas::unpack(packed).is_none());
    }
}

/// What it costs, for who runs the tests with `--nocapture`; the bounds are
/// far away, for slow machines and unoptimised builds.
#[test]
#[expect(clippy::print_stderr, reason = "figures for a person, when asked for")]
fn looking_up_is_cheap() {
    let clock = crate::clock::Clock::real();
    let began = clock.now();
    let atlas = Atlas::read().unwrap();
    let load = clock.now() - began;
    let lines = [
        place("LOUISVILLE", "KY", "40202", "US"),
        place("SPRINGFIELD", "", "", "US"),
        place("Chicago IL Distribution Center", "", "", ""),
        place("Köln (Flughafen)", "", "", "DE"),
        place("Nowhere in Particular", "TX", "", "US"),
    ];
    let megabytes = atlas.size() as f64 / 1e6;
    eprintln!(
        "{} places, {megabytes:.1} MB, unpacked in {load}",
        atlas.places()
    );
    for line in &lines {
        let began = clock.now();
        for _ in 0..1_000 {
            std::hint::black_box(locate(&atlas, line));
        }
        let each = (clock.now() - began) / 1_000;
        eprintln!(
            "{} for {:?}",
            each,
            line.city.as_deref().unwrap_or_default()
        );
        assert!(each < chrono::Duration::milliseconds(5), "{each}");
    }
    assert!(megabytes < 16.0, "{megabytes}");
    assert!(load < chrono::Duration::seconds(20), "{load}");
}

#[test]
fn a_region_is_called_what_people_write() {
    let called = |country: &str, said: &str| region_abbreviation(country, said);
    assert_eq!(called("BR", "Rio de Janeiro"), "RJ");
    assert_eq!(called("BR", "rj"), "RJ");
    assert_eq!(called("US", "US-KY"), "KY");
    assert_eq!(called("IT", "Matera"), "BASILICATA");
    assert_eq!(called("BR", " nowhere "), "NOWHERE");
}
