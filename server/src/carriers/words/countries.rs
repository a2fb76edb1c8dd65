//! Countries as carriers write them: two letters, three letters, or a name.

/// Reads a country: ISO 3166-1 alpha-2, alpha-3, or an English name in common
/// use. `None` for anything else, so that nothing unreadable passes for one.
#[must_use]
pub fn country(text: &str) -> Option<String> {
    let folded = fold(text);
    let found = COUNTRIES
        .iter()
        .find(|(two, three, name)| [*two, *three, *name].contains(&folded.as_str()))
        .map(|(two, ..)| *two)
        .or_else(|| {
            ALIASES
                .iter()
                .find(|(alias, _)| *alias == folded)
                .map(|(_, two)| *two)
        });
    found.map(str::to_owned)
}

/// Upper-case letters with single blanks; accents that occur in names go.
fn fold(text: &str) -> String {
    let mut folded = String::new();
    for letter in super::clean(text).chars() {
        match plain(letter) {
            Some(plain) => folded.push(plain.to_ascii_uppercase()),
            // "U.S.A." and "Cote d'Ivoire" are one word in places.
            None if matches!(letter, '.' | '\'' | '’') => {}
            None if letter == '&' => folded.push_str(" AND "),
            None => folded.push(' '),
        }
    }
    let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    words
        .strip_prefix("THE ")
        .map_or(words.clone(), str::to_owned)
}

fn plain(letter: char) -> Option<char> {
    match letter {
        'ä' | 'á' | 'à' | 'â' | 'ã' | 'å' | 'Ä' | 'Á' | 'Å' => Some('a'),
        'ç' | 'Ç' => Some('c'),
        'é' | 'è' | 'ê' | 'É' => Some('e'),
        'í' | 'Í' => Some('i'),
        'ó' | 'ô' | 'ö' | 'Ô' | 'Ö' => Some('o'),
        'ü' | 'ú' | 'Ü' => Some('u'),
        _ => letter.is_ascii_alphabetic().then_some(letter),
    }
}

/// Names beside the one in the table.
const ALIASES: &[(&str, &str)] = &[
    ("UNITED STATES OF AMERICA", "US"),
    ("U S A", "US"),
    ("U S", "US"),
    ("AMERICA", "US"),
    ("UK", "GB"),
    ("GREAT BRITAIN", "GB"),
    ("ENGLAND", "GB"),
    ("SCOTLAND", "GB"),
    ("WALES", "GB"),
    ("NORTHERN IRELAND", "GB"),
    ("BRITAIN", "GB"),
    ("UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND", "GB"),
    ("HOLLAND", "NL"),
    ("NETHERLANDS THE", "NL"),
    ("CZECH REPUBLIC", "CZ"),
    ("SLOVAK REPUBLIC", "SK"),
    ("KOREA", "KR"),
    ("REPUBLIC OF KOREA", "KR"),
    ("KOREA REPUBLIC OF", "KR"),
    ("KOREA SOUTH", "KR"),
    ("KOREA THE REPUBLIC OF", "KR"),
    ("KOREA NORTH", "KP"),
    ("KOREA DEMOCRATIC PEOPLES REPUBLIC OF", "KP"),
    ("RUSSIAN FEDERATION", "RU"),
    ("VIET NAM", "VN"),
    ("MACAO", "MO"),
    ("MACAO SAR CHINA", "MO"),
    ("MACAU SAR CHINA", "MO"),
    ("MACAU SAR", "MO"),
    ("HONG KONG SAR CHINA", "HK"),
    ("HONG KONG SAR", "HK"),
    ("HONG KONG CHINA", "HK"),
    ("HONGKONG", "HK"),
    ("PEOPLES REPUBLIC OF CHINA", "CN"),
    ("CHINA PEOPLES REPUBLIC", "CN"),
    ("CHINA PEOPLES REPUBLIC OF", "CN"),
    ("CHINA MAINLAND", "CN"),
    ("MAINLAND CHINA", "CN"),
    ("PR CHINA", "CN"),
    ("P R CHINA", "CN"),
    ("TAIWAN CHINA", "TW"),
    ("TAIWAN PROVINCE OF CHINA", "TW"),
    ("TAIWAN REPUBLIC OF CHINA", "TW"),
    ("CHINESE TAIPEI", "TW"),
    ("IRAN ISLAMIC REPUBLIC OF", "IR"),
    ("SYRIAN ARAB REPUBLIC", "SY"),
    ("TURKIYE", "TR"),
    ("IRELAND REPUBLIC OF", "IE"),
    ("REPUBLIC OF IRELAND", "IE"),
    ("EIRE", "IE"),
    ("IVORY COAST", "CI"),
    ("COTE DIVOIRE", "CI"),
    ("MACEDONIA", "MK"),
    ("REPUBLIC OF NORTH MACEDONIA", "MK"),
    ("MOLDOVA REPUBLIC OF", "MD"),
    ("REPUBLIC OF MOLDOVA", "MD"),
    ("BOLIVIA PLURINATIONAL STATE OF", "BO"),
    ("VENEZUELA BOLIVARIAN REPUBLIC OF", "VE"),
    ("TANZANIA UNITED REPUBLIC OF", "TZ"),
    ("LAO PEOPLES DEMOCRATIC REPUBLIC", "LA"),
    ("LAO PDR", "LA"),
    ("BRUNEI DARUSSALAM", "BN"),
    ("BURMA", "MM"),
    ("CABO VERDE", "CV"),
    ("SWAZILAND", "SZ"),
    ("ESWATINI", "SZ"),
    ("TIMOR LESTE", "TL"),
    ("VATICAN", "VA"),
    ("HOLY SEE", "VA"),
    ("CONGO", "CG"),
    ("CONGO REPUBLIC OF", "CG"),
    ("CONGO DEMOCRATIC REPUBLIC OF", "CD"),
    ("CONGO THE DEMOCRATIC REPUBLIC OF THE", "CD"),
    ("DR CONGO", "CD"),
    ("PALESTINIAN TERRITORY", "PS"),
    ("PALESTINE STATE OF", "PS"),
    ("VIRGIN ISLANDS US", "VI"),
    ("VIRGIN ISLANDS BRITISH", "VG"),
    ("VIRGIN ISLANDS", "VI"),
    ("MICRONESIA FEDERATED STATES OF", "FM"),
    ("BAHAMAS THE", "BS"),
    ("GAMBIA THE", "GM"),
    ("UAE", "AE"),
    ("U A E", "AE"),
    ("EMIRATES", "AE"),
    ("KINGDOM OF SAUDI ARABIA", "SA"),
    ("KSA", "SA"),
    ("REUNION ISLAND", "RE"),
    ("SAINT MARTIN FRENCH PART", "MF"),
    ("SINT MAARTEN DUTCH PART", "SX"),
    ("ST MARTIN", "MF"),
    ("ST MAARTEN", "SX"),
    ("ST LUCIA", "LC"),
    ("ST KITTS AND NEVIS", "KN"),
    ("ST VINCENT AND THE GRENADINES", "VC"),
    ("ST VINCENT", "VC"),
    ("ST BARTHELEMY", "BL"),
    ("ST HELENA", "SH"),
    ("BONAIRE", "BQ"),
    ("BONAIRE ST EUSTATIUS AND SABA", "BQ"),
    ("FALKLAND ISLANDS MALVINAS", "FK"),
    ("FEDERAL REPUBLIC OF GERMANY", "DE"),
    ("DEUTSCHLAND", "DE"),
    ("ESPANA", "ES"),
    ("ITALIA", "IT"),
    ("OSTERREICH", "AT"),
    ("SCHWEIZ", "CH"),
    ("SUISSE", "CH"),
    ("BRASIL", "BR"),
    ("POLSKA", "PL"),
    ("BELGIQUE", "BE"),
    ("BELGIE", "BE"),
    ("SVERIGE", "SE"),
    ("NORGE", "NO"),
    ("DANMARK", "DK"),
    ("SUOMI", "FI"),
    ("NEDERLAND", "NL"),
    ("BOSNIA", "BA"),
    ("CANARY ISLANDS", "ES"),
    ("TRINIDAD", "TT"),
    ("ANTIGUA", "AG"),
];

#[rustfmt::skip]
const COUNTRIES: &[(&str, &str, &str)] = &[
    ("AD", "AND", "ANDORRA"),
    ("AE", "ARE", "UNITED ARAB EMIRATES"),
    ("AF", "AFG", "AFGHANISTAN"),
    ("AG", "ATG", "ANTIGUA AND BARBUDA"),
    ("AI", "AIA", "ANGUILLA"),
    ("AL", "ALB", "ALBANIA"),
    ("AM", "ARM", "ARMENIA"),
    ("AO", "AGO", "ANGOLA"),
    ("AQ", "ATA", "ANTARCTICA"),
    ("AR", "ARG", "ARGENTINA"),
    ("AS", "ASM", "AMERICAN SAMOA"),
    ("AT", "AUT", "AUSTRIA"),
    ("AU", "AUS", "AUSTRALIA"),
    ("AW", "ABW", "ARUBA"),
    ("AX", "ALA", "ALAND ISLANDS"),
    ("AZ", "AZE", "AZERBAIJAN"),
    ("BA", "BIH", "BOSNIA AND HERZEGOVINA"),
    ("BB", "BRB", "BARBADOS"),
    ("BD", "BGD", "BANGLADESH"),
    ("BE", "BEL", "BELGIUM"),
    ("BF", "BFA", "BURKINA FASO"),
    ("BG", "BGR", "BULGARIA"),
    ("BH", "BHR", "BAHRAIN"),
    ("BI", "BDI", "BURUNDI"),
    ("BJ", "BEN", "BENIN"),
    ("BL", "BLM", "SAINT BARTHELEMY"),
    ("BM", "BMU", "BERMUDA"),
    ("BN", "BRN", "BRUNEI"),
    ("BO", "BOL", "BOLIVIA"),
    ("BQ", "BES", "CARIBBEAN NETHERLANDS"),
    ("BR", "BRA", "BRAZIL"),
    ("BS", "BHS", "BAHAMAS"),
    ("BT", "BTN", "BHUTAN"),
    ("BV", "BVT", "BOUVET ISLAND"),
    ("BW", "BWA", "BOTSWANA"),
    ("BY", "BLR", "BELARUS"),
    ("BZ", "BLZ", "BELIZE"),
    ("CA", "CAN", "CANADA"),
    ("CC", "CCK", "COCOS KEELING ISLANDS"),
    ("CD", "COD", "DEMOCRATIC REPUBLIC OF THE CONGO"),
    ("CF", "CAF", "CENTRAL AFRICAN REP"),
    ("CG", "COG", "REPUBLIC OF THE CONGO"),
    ("CH", "CHE", "SWITZERLAND"),
    ("CI", "CIV", "COTE D IVOIRE"),
    ("CK", "COK", "COOK ISLANDS"),
    ("CL", "CHL", "CHILE"),
    ("CM", "CMR", "CAMEROON"),
    ("CN", "CHN", "CHINA"),
    ("CO", "COL", "COLOMBIA"),
    ("CR", "CRI", "COSTA RICA"),
    ("CU", "CUB", "CUBA"),
    ("CV", "CPV", "CAPE VERDE"),
    ("CW", "CUW", "CURACAO"),
    ("CX", "CXR", "CHRISTMAS ISLAND"),
    ("CY", "CYP", "CYPRUS"),
    ("CZ", "CZE", "CZECHIA"),
    ("DE", "DEU", "GERMANY"),
    ("DJ", "DJI", "DJIBOUTI"),
    ("DK", "DNK", "DENMARK"),
    ("DM", "DMA", "DOMINICA"),
    ("DO", "DOM", "DOMINICAN REPUBLIC"),
    ("DZ", "DZA", "ALGERIA"),
    ("EC", "ECU", "ECUADOR"),
    ("EE", "EST", "ESTONIA"),
    ("EG", "EGY", "EGYPT"),
    ("EH", "ESH", "WESTERN SAHARA"),
    ("ER", "ERI", "ERITREA"),
    ("ES", "ESP", "SPAIN"),
    ("ET", "ETH", "ETHIOPIA"),
    ("FI", "FIN", "FINLAND"),
    ("FJ", "FJI", "FIJI"),
    ("FK", "FLK", "FALKLAND ISLANDS"),
    ("FM", "FSM", "MICRONESIA"),
    ("FO", "FRO", "FAROE ISLANDS"),
    ("FR", "FRA", "FRANCE"),
    ("GA", "GAB", "GABON"),
    ("GB", "GBR", "UNITED KINGDOM"),
    ("GD", "GRD", "GRENADA"),
    ("GE", "GEO", "GEORGIA"),
    ("GF", "GUF", "FRENCH GUIANA"),
    ("GG", "GGY", "GUERNSEY"),
    ("GH", "GHA", "GHANA"),
    ("GI", "GIB", "GIBRALTAR"),
    ("GL", "GRL", "GREENLAND"),
    ("GM", "GMB", "GAMBIA"),
    ("GN", "GIN", "GUINEA"),
    ("GP", "GLP", "GUADELOUPE"),
    ("GQ", "GNQ", "EQUATORIAL GUINEA"),
    ("GR", "GRC", "GREECE"),
    ("GS", "SGS", "SOUTH GEORGIA"),
    ("GT", "GTM", "GUATEMALA"),
    ("GU", "GUM", "GUAM"),
    ("GW", "GNB", "GUINEA BISSAU"),
    ("GY", "GUY", "GUYANA"),
    ("HK", "HKG", "HONG KONG"),
    ("HM", "HMD", "HEARD ISLAND AND MCDONALD ISLANDS"),
    ("HN", "HND", "HONDURAS"),
    ("HR", "HRV", "CROATIA"),
    ("HT", "HTI", "HAITI"),
    ("HU", "HUN", "HUNGARY"),
    ("ID", "IDN", "INDONESIA"),
    ("IE", "IRL", "IRELAND"),
    ("IL", "ISR", "ISRAEL"),
    ("IM", "IMN", "ISLE OF MAN"),
    ("IN", "IND", "INDIA"),
    ("IO", "IOT", "BRITISH INDIAN OCEAN TERRITORY"),
    ("IQ", "IRQ", "IRAQ"),
    ("IR", "IRN", "IRAN"),
    ("IS", "ISL", "ICELAND"),
    ("IT", "ITA", "ITALY"),
    ("JE", "JEY", "JERSEY"),
    ("JM", "JAM", "JAMAICA"),
    ("JO", "JOR", "JORDAN"),
    ("JP", "JPN", "JAPAN"),
    ("KE", "KEN", "KENYA"),
    ("KG", "KGZ", "KYRGYZSTAN"),
    ("KH", "KHM", "CAMBODIA"),
    ("KI", "KIR", "KIRIBATI"),
    ("KM", "COM", "COMOROS"),
    ("KN", "KNA", "SAINT KITTS AND NEVIS"),
    ("KP", "PRK", "NORTH KOREA"),
    ("KR", "KOR", "SOUTH KOREA"),
    ("KW", "KWT", "KUWAIT"),
    ("KY", "CYM", "CAYMAN ISLANDS"),
    ("KZ", "KAZ", "KAZAKHSTAN"),
    ("LA", "LAO", "LAOS"),
    ("LB", "LBN", "LEBANON"),
    ("LC", "LCA", "SAINT LUCIA"),
    ("LI", "LIE", "LIECHTENSTEIN"),
    ("LK", "LKA", "SRI LANKA"),
    ("LR", "LBR", "LIBERIA"),
    ("LS", "LSO", "LESOTHO"),
    ("LT", "LTU", "LITHUANIA"),
    ("LU", "LUX", "LUXEMBOURG"),
    ("LV", "LVA", "LATVIA"),
    ("LY", "LBY", "LIBYA"),
    ("MA", "MAR", "MOROCCO"),
    ("MC", "MCO", "MONACO"),
    ("MD", "MDA", "MOLDOVA"),
    ("ME", "MNE", "MONTENEGRO"),
    ("MF", "MAF", "SAINT MARTIN"),
    ("MG", "MDG", "MADAGASCAR"),
    ("MH", "MHL", "MARSHALL ISLANDS"),
    ("MK", "MKD", "NORTH MACEDONIA"),
    ("ML", "MLI", "MALI"),
    ("MM", "MMR", "MYANMAR"),
    ("MN", "MNG", "MONGOLIA"),
    ("MO", "MAC", "MACAU"),
    ("MP", "MNP", "NORTHERN MARIANA ISLANDS"),
    ("MQ", "MTQ", "MARTINIQUE"),
    ("MR", "MRT", "MAURITANIA"),
    ("MS", "MSR", "MONTSERRAT"),
    ("MT", "MLT", "MALTA"),
    ("MU", "MUS", "MAURITIUS"),
    ("MV", "MDV", "MALDIVES"),
    ("MW", "MWI", "MALAWI"),
    ("MX", "MEX", "MEXICO"),
    ("MY", "MYS", "MALAYSIA"),
    ("MZ", "MOZ", "MOZAMBIQUE"),
    ("NA", "NAM", "NAMIBIA"),
    ("NC", "NCL", "NEW CALEDONIA"),
    ("NE", "NER", "NIGER"),
    ("NF", "NFK", "NORFOLK ISLAND"),
    ("NG", "NGA", "NIGERIA"),
    ("NI", "NIC", "NICARAGUA"),
    ("NL", "NLD", "NETHERLANDS"),
    ("NO", "NOR", "NORWAY"),
    ("NP", "NPL", "NEPAL"),
    ("NR", "NRU", "NAURU"),
    ("NU", "NIU", "NIUE"),
    ("NZ", "NZL", "NEW ZEALAND"),
    ("OM", "OMN", "OMAN"),
    ("PA", "PAN", "PANAMA"),
    ("PE", "PER", "PERU"),
    ("PF", "PYF", "FRENCH POLYNESIA"),
    ("PG", "PNG", "PAPUA NEW GUINEA"),
    ("PH", "PHL", "PHILIPPINES"),
    ("PK", "PAK", "PAKISTAN"),
    ("PL", "POL", "POLAND"),
    ("PM", "SPM", "SAINT PIERRE AND MIQUELON"),
    ("PN", "PCN", "PITCAIRN"),
    ("PR", "PRI", "PUERTO RICO"),
    ("PS", "PSE", "PALESTINE"),
    ("PT", "PRT", "PORTUGAL"),
    ("PW", "PLW", "PALAU"),
    ("PY", "PRY", "PARAGUAY"),
    ("QA", "QAT", "QATAR"),
    ("RE", "REU", "REUNION"),
    ("RO", "ROU", "ROMANIA"),
    ("RS", "SRB", "SERBIA"),
    ("RU", "RUS", "RUSSIA"),
    ("RW", "RWA", "RWANDA"),
    ("SA", "SAU", "SAUDI ARABIA"),
    ("SB", "SLB", "SOLOMON ISLANDS"),
    ("SC", "SYC", "SEYCHELLES"),
    ("SD", "SDN", "SUDAN"),
    ("SE", "SWE", "SWEDEN"),
    ("SG", "SGP", "SINGAPORE"),
    ("SH", "SHN", "SAINT HELENA"),
    ("SI", "SVN", "SLOVENIA"),
    ("SJ", "SJM", "SVALBARD AND JAN MAYEN"),
    ("SK", "SVK", "SLOVAKIA"),
    ("SL", "SLE", "SIERRA LEONE"),
    ("SM", "SMR", "SAN MARINO"),
    ("SN", "SEN", "SENEGAL"),
    ("SO", "SOM", "SOMALIA"),
    ("SR", "SUR", "SURINAME"),
    ("SS", "SSD", "SOUTH SUDAN"),
    ("ST", "STP", "SAO TOME AND PRINCIPE"),
    ("SV", "SLV", "EL SALVADOR"),
    ("SX", "SXM", "SINT MAARTEN"),
    ("SY", "SYR", "SYRIA"),
    ("SZ", "SWZ", "ESWATINI SWAZILAND"),
    ("TC", "TCA", "TURKS AND CAICOS IS"),
    ("TD", "TCD", "CHAD"),
    ("TF", "ATF", "FRENCH SOUTHERN TERRITORIES"),
    ("TG", "TGO", "TOGO"),
    ("TH", "THA", "THAILAND"),
    ("TJ", "TJK", "TAJIKISTAN"),
    ("TK", "TKL", "TOKELAU"),
    ("TL", "TLS", "EAST TIMOR"),
    ("TM", "TKM", "TURKMENISTAN"),
    ("TN", "TUN", "TUNISIA"),
    ("TO", "TON", "TONGA"),
    ("TR", "TUR", "TURKEY"),
    ("TT", "TTO", "TRINIDAD AND TOBAGO"),
    ("TV", "TUV", "TUVALU"),
    ("TW", "TWN", "TAIWAN"),
    ("TZ", "TZA", "TANZANIA"),
    ("UA", "UKR", "UKRAINE"),
    ("UG", "UGA", "UGANDA"),
    ("UM", "UMI", "US MINOR OUTLYING ISLANDS"),
    ("US", "USA", "UNITED STATES"),
    ("UY", "URY", "URUGUAY"),
    ("UZ", "UZB", "UZBEKISTAN"),
    ("VA", "VAT", "VATICAN CITY"),
    ("VC", "VCT", "SAINT VINCENT AND THE GRENADINES"),
    ("VE", "VEN", "VENEZUELA"),
    ("VG", "VGB", "BRITISH VIRGIN ISLANDS"),
    ("VI", "VIR", "US VIRGIN ISLANDS"),
    ("VN", "VNM", "VIETNAM"),
    ("VU", "VUT", "VANUATU"),
    ("WF", "WLF", "WALLIS AND FUTUNA"),
    ("WS", "WSM", "SAMOA"),
    ("YE", "YEM", "YEMEN"),
    ("YT", "MYT", "MAYOTTE"),
    ("ZA", "ZAF", "SOUTH AFRICA"),
    ("ZM", "ZMB", "ZAMBIA"),
    ("ZW", "ZWE", "ZIMBABWE"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: Option<&str>) {
        assert_eq!(country(text).as_deref(), wanted, "{text}");
    }

    #[test]
    fn codes_and_names_give_two_letters() {
        check("US", Some("US"));
        check(" us ", Some("US"));
        check("USA", Some("US"));
        check("U.S.A.", Some("US"));
        check("UNITED STATES", Some("US"));
        check("United States of America", Some("US"));
        check("GERMANY", Some("DE"));
        check("DEU", Some("DE"));
        check("The Netherlands", Some("NL"));
        check("Netherlands, The", Some("NL"));
        check("Côte d'Ivoire", Some("CI"));
        check("Trinidad & Tobago", Some("TT"));
        check("Korea, Republic of", Some("KR"));
        check("HONG KONG SAR, CHINA", Some("HK"));
        check("UK", Some("GB"));
    }

    #[test]
    fn other_words_are_no_country() {
        for text in ["", " ", "XX", "ZZZ", "TX", "California", "<b></b>", "12"] {
            check(text, None);
        }
    }

    #[test]
    fn every_row_is_read_by_each_of_its_three_spellings() {
        for (two, three, name) in COUNTRIES {
            for spelling in [two, three, name] {
                check(spelling, Some(two));
            }
        }
        for (alias, two) in ALIASES {
            check(alias, Some(two));
            assert!(COUNTRIES.iter().any(|(known, ..)| known == two), "{two}");
        }
    }
}
