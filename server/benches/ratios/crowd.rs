//! A crowd of orders: who ordered what, made from nothing but its place in the
//! crowd, so that every run and every size speaks of the same people.

use doorstep::order::{Address, Buyer};
use serde_json::json;

/// The brands of the crowd, with the share of its orders each has, in tenths.
pub const BRANDS: [(&str, usize, &str); 3] =
    [("alder", 6, "#"), ("birch", 3, "EU-"), ("cedar", 1, "C")];

const FIRST: &str = "Mary James Anna John Maria David Emma Michael Laura Robert Julia Thomas Sarah \
    Daniel Lena Paul Nina Peter Clara Simon Eva Lucas Ida Felix Zoe Oscar Mia Hugo Ada Leon Ruth Max \
    Grace Ben Alice Karl Irene Erik Helen Ivan Louise Marco Paula Pablo Sofia Diego Elena Jan Alma Tom \
    Olga Nils Rosa Adam Vera Finn Nora Otto Jana Hans";

const LAST: &str = "Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor \
    Moore Jackson Martin Lee Thompson White Harris Clark Lewis Walker Hall Young King Wright Hill \
    Green Baker Adams Nelson Mitchell Campbell Roberts Carter Phillips Evans Turner Parker Collins \
    Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Reed Bailey Bell Kelly Howard \
    Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Richter Klein Wolf \
    Schroeder Neumann Schwarz Zimmermann Braun Hofmann Hartmann Lange Krause Lehmann Dubois Moreau \
    Laurent Lefebvre Bernard Rossi Ferrari Esposito Bianchi Jansen Visser Smit Bakker Novak Svoboda";

/// What rarer names are put together from.
const SYLLABLES: &str = "ab an ar as ba be bo bra bu can cor da del do dra el en er fa fel fi ga ger \
    go gra ha hol il in jan ka kel ko la len li lo ma mer mi mo na nel no ol or pa per po ra ren ri ro \
    sa sel si so sta ta ter ti to ul va ven vi wa wel wi za zel zo berg dorf feld heim mann sen ski son \
    stein ton vic witz";

const HOSTS: [&str; 10] = [
    "gmail.com",
    "gmail.com",
    "gmail.com",
    "gmail.com",
    "outlook.com",
    "yahoo.com",
    "icloud.com",
    "web.de",
    "gmx.net",
    "",
];

/// A small generator (splitmix64) of one order's chances.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Those of a place in the crowd.
    pub const fn of(place: usize) -> Self {
        Self((place as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x0d00_75e9)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// One of some words, the first ones much more often.
    fn common<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let one = self.below(words.len()).min(self.below(words.len()));
        words[one.min(self.below(words.len()))]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + self.below(10) as u8))
            .collect()
    }
}

/// One order of the crowd.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its place, counted from 0.
    pub place: usize,
    /// Its brand, by place in [`BRANDS`].
    pub brand: usize,
    /// Its number as the buyer knows it.
    pub number: String,
    /// Who ordered.
    pub buyer: Buyer,
    /// Where it goes.
    pub address: Address,
    /// Who carries it.
    pub carrier: &'static str,
    /// The number of its parcel.
    pub tracking: String,
}

impl Member {
    /// The one at a place.
    pub fn at(place: usize) -> Self {
        let mut chance = Chance::of(place);
        let brand = brand_of(place % 10);
        let (first, last) = (first(&mut chance), last(&mut chance));
        let (carrier, tracking) = match chance.below(10) {
            0..6 => ("ups", format!("1Z{}", chance.digits(16))),
            6..9 => ("usps", format!("94{}", chance.digits(20))),
            _ => ("dhl_express", chance.digits(10)),
        };
        let phone = match chance.below(3) {
            0 => format!(
                "+1 {} {}-{}",
                200 + chance.below(700),
                chance.digits(3),
                chance.digits(4)
            ),
            1 => format!("+49 1{} {}", 50 + chance.below(30), chance.digits(8)),
            _ => format!("0{} {}", 20 + chance.below(70), chance.digits(7)),
        };
        let buyer = Buyer {
            email: Some(email(&mut chance, &first, &last)),
            phone: (chance.below(10) < 7).then_some(phone),
            first_name: Some(first),
            last_name: Some(last),
        };
        let address = Address {
            name: buyer
                .first_name
                .clone()
                .zip(buyer.last_name.clone())
                .map(|(first, last)| format!("{first} {last}")),
            street: vec![format!("{} Harbour Street", 1 + chance.below(200))],
            city: Some("Newark".to_owned()),
            region: Some("NJ".to_owned()),
            postal_code: Some(chance.digits(5)),
            country: Some("US".to_owned()),
        };
        Self {
            place,
            brand,
            number: format!("{}{}", BRANDS[brand].2, 100_000 + place),
            buyer,
            address,
            carrier,
            tracking,
        }
    }

    /// Whether a flag of it is up.
    pub const fn is_flagged(&self) -> bool {
        self.place % 100 == 7
    }

    /// Whether its buyer has asked, and nobody has answered.
    pub const fn has_asked(&self) -> bool {
        self.place % 1_000 == 13
    }

    /// Its lines as they are stored.
    pub fn lines(&self) -> String {
        let line = |id: &str, title: &str| {
            json!({
                "external_id": id, "title": title, "variant": "blue / 42", "sku": null,
                "quantity": 1 + self.place % 3, "ships": true
            })
        };
        json!([line("1", "Trail shoe"), line("2", "Wool socks")]).to_string()
    }
}

fn brand_of(tenth: usize) -> usize {
    let mut below = 0;
    BRANDS
        .iter()
        .position(|(_, share, _)| {
            below += share;
            tenth < below
        })
        .unwrap_or(0)
}

fn words(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

fn first(chance: &mut Chance) -> String {
    if chance.below(10) < 8 {
        return chance.common(&words(FIRST)).to_owned();
    }
    composed(chance, 2)
}

fn last(chance: &mut Chance) -> String {
    if chance.below(10) < 6 {
        return chance.common(&words(LAST)).to_owned();
    }
    let syllables = 2 + chance.below(2);
    composed(chance, syllables)
}

fn composed(chance: &mut Chance, syllables: usize) -> String {
    let all = words(SYLLABLES);
    let name: String = (0..syllables)
        .map(|_| all[chance.below(all.len())])
        .collect();
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn email(chance: &mut Chance, first: &str, last: &str) -> String {
    let host = match HOSTS[chance.below(HOSTS.len())] {
        "" => format!("{}.com", composed(chance, 3).to_lowercase()),
        host => host.to_owned(),
    };
    let name = match chance.below(4) {
        0 => format!("{first}.{last}"),
        1 => format!("{first}{last}{}", chance.below(100)),
        2 => format!("{}{last}{}", &first[..1], chance.below(2_000)),
        _ => format!("{last}.{first}{}", 1_950 + chance.below(60)),
    };
    format!("{name}@{host}").to_lowercase()
}
