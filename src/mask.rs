//! Who a buyer is, shown only as far as staff need to tell one from another:
//! initials, the first letter of an e-mail address with its domain, the last
//! two digits of a phone number, town and country.

use crate::derive::initials;
use crate::order::{Address, Buyer};

/// A buyer as they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    /// "A. L.".
    pub name: Option<String>,
    /// "a***@example.com".
    pub email: Option<String>,
    /// "*** 00".
    pub phone: Option<String>,
    /// Town and country.
    pub address: Vec<String>,
}

/// What stands for letters that are not shown.
const HIDDEN: &str = "***";

/// Masks a buyer.
#[must_use]
pub fn buyer(buyer: &Buyer, address: &Address) -> Masked {
    let name = [&buyer.first_name, &buyer.last_name]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    let name = initials(&name).or_else(|| initials(address.name.as_deref()?));
    let place = [&address.city, &address.country].into_iter().flatten();
    Masked {
        name,
        email: buyer.email.as_deref().map(email),
        phone: buyer.phone.as_deref().map(phone),
        address: place.cloned().collect(),
    }
}

fn email(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}{HIDDEN}@{domain}")
        }
        None => HIDDEN.to_owned(),
    }
}

fn phone(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let last: String = digits[digits.len().saturating_sub(2)..].iter().collect();
    format!("{HIDDEN} {last}")
}

/// What stands for letters on a page that is open to whoever has its link.
const DOTS: &str = "•••";

/// An e-mail address as its owner knows it again and nobody else learns it:
/// "jo•••@e•••.com". A domain may be somebody's own name.
#[must_use]
pub fn hint_of_email(address: &str) -> String {
    let beginning = |text: &str| {
        let shown = if text.chars().count() > 3 { 2 } else { 1 };
        text.chars().take(shown).collect::<String>()
    };
    let Some((local, domain)) = address.rsplit_once('@') else {
        return DOTS.to_owned();
    };
    let first: String = domain.chars().take(1).collect();
    let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
    format!("{}{DOTS}@{first}{DOTS}.{ending}", beginning(local))
}

/// A phone number by its last two digits: "••• 47".
#[must_use]
pub fn hint_of_phone(number: &str) -> String {
    phone(number).replace(HIDDEN, DOTS)
}

/// Takes what is known of a buyer out of words that others wrote: a carrier's
/// "signed by", a shopper's own letter, a note.
#[derive(Clone, Debug, Default)]
pub struct Eraser {
    /// What must not be read, in lower case, the longest first.
    known: Vec<String>,
}

/// Shorter words stand in too many others to be taken out.
const SHORTEST: usize = 3;

impl Eraser {
    /// Takes out what is known of this buyer.
    #[must_use]
    pub fn of(buyer: &Buyer, address: &Address) -> Self {
        let names = [&buyer.first_name, &buyer.last_name, &address.name];
        let words = names
            .into_iter()
            .flatten()
            .flat_map(|name| name.split_whitespace());
        let whole = [&buyer.email, &buyer.phone, &address.postal_code]
            .into_iter()
            .flatten()
            .chain(&address.street)
            .map(String::as_str);
        let digits = buyer.phone.as_deref().map(|phone| {
            let digits = phone.chars().filter(char::is_ascii_digit);
            digits.collect::<String>()
        });
        let mut known: Vec<String> = whole
            .chain(words)
            .map(str::to_owned)
            .chain(digits)
            .map(|word| word.trim().to_lowercase())
            .filter(|word| word.chars().count() >= SHORTEST)
            .collect();
        known.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        known.dedup();
        Self { known }
    }

    /// The words without what is known.
    #[must_use]
    pub fn erase(&self, words: &str) -> String {
        self.known
            .iter()
            .fold(words.to_owned(), |words, known| without(&words, known))
    }
}

/// A text without a word, however it is spelled there; within a longer word it
/// stays ("Ada" in "Canada").
fn without(text: &str, word: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let wanted: Vec<char> = word.chars().collect();
    let goes_on = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(|letter| letter.is_alphanumeric())
    };
    let is_same = |(letter, wanted): (&char, &char)| letter.to_lowercase().eq([*wanted]);
    let is_here = |at: usize| {
        let end = at + wanted.len();
        let here = letters.get(at..end);
        here.is_some_and(|here| here.iter().zip(&wanted).all(is_same))
            && !goes_on(at.checked_sub(1))
            && !goes_on(Some(end))
    };
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        if is_here(at) {
            rest.push_str(HIDDEN);
            at += wanted.len();
        } else {
            rest.push(*letter);
            at += 1;
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada() -> (Buyer, Address) {
        let buyer = Buyer {
            first_name: Some("Ada".into()),
            last_name: Some("Lang".into()),
            email: Some("Ada.Lang@example.com".into()),
            phone: Some("+1 212 555 0147".into()),
        };
        let address = Address {
            name: Some("Ada Lang".into()),
            street: vec!["12 Mill Lane".into()],
            city: Some("Brooklyn".into()),
            region: Some("NY".into()),
            postal_code: Some("11201".into()),
            country: Some("US".into()),
        };
        (buyer, address)
    }

    #[test]
    fn a_buyer_is_shown_in_part() {
        let (who, address) = ada();
        let masked = buyer(&who, &address);
        assert_eq!(masked.name.as_deref(), Some("A. L."));
        assert_eq!(masked.email.as_deref(), Some("A***@example.com"));
        assert_eq!(masked.phone.as_deref(), Some("*** 47"));
        assert_eq!(masked.address, ["Brooklyn", "US"]);
        let nobody = buyer(&Buyer::default(), &Address::default());
        assert_eq!(nobody, Masked::default());
        let odd = Buyer {
            email: Some("no address".into()),
            phone: Some("7".into()),
            ..Buyer::default()
        };
        let odd = buyer(&odd, &address);
        assert_eq!(odd.name.as_deref(), Some("A. L."), "as it is addressed");
        assert_eq!(odd.email.as_deref(), Some("***"));
        assert_eq!(odd.phone.as_deref(), Some("*** 7"));
    }

    #[test]
    fn an_open_page_gives_hints_alone() {
        for (address, hint) in [
            ("joanna@example.com", "jo•••@e•••.com"),
            ("jo@lang.co.uk", "j•••@l•••.uk"),
            ("no address", "•••"),
        ] {
            assert_eq!(hint_of_email(address), hint);
        }
        assert_eq!(hint_of_phone("+12125550147"), "••• 47");
    }

    #[test]
    fn words_of_others_are_read_without_the_buyer() {
        let (who, address) = ada();
        let eraser = Eraser::of(&who, &address);
        for (words, left) in [
            ("Signed by A LANG", "Signed by A ***"),
            ("Left at 12 mill lane, BROOKLYN", "Left at ***, BROOKLYN"),
            ("Write to ada.lang@EXAMPLE.com", "Write to ***"),
            ("Ring 12125550147 or +1 212 555 0147", "Ring *** or ***"),
            ("Departed from Canada", "Departed from Canada"),
        ] {
            assert_eq!(eraser.erase(words), left);
        }
        let short = Buyer {
            first_name: Some("Al".into()),
            ..Buyer::default()
        };
        let eraser = Eraser::of(&short, &Address::default());
        assert_eq!(eraser.erase("All is well"), "All is well");
    }
}
