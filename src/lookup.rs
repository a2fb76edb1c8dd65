//! What a shopper types to find an order, in its one spelling: numbers,
//! e-mail addresses and postal codes are forgiven their capitals, blanks and
//! prefixes.

/// What may stand before the part of an order's number that tells it apart,
/// once in capitals: "#1001", "ACME-1001" and "no. 1001" are all 1001.
pub const PREFIX: &str = "#ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./: ";

/// The most characters of a number that are looked at.
pub const LONGEST_NUMBER: usize = 64;

/// The most characters of an e-mail address or a postal code.
const LONGEST_PROOF: usize = 254;

/// A bare number shorter than this tells too little without its prefix.
const SHORTEST_BARE: usize = 3;

/// An order's number as somebody typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedNumber {
    capitals: String,
    typed: String,
}

impl TypedNumber {
    /// Reads what was typed; `None` for nothing, or more than a number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let typed = text.trim().trim_start_matches('#').trim_start();
        let fits = !typed.is_empty()
            && typed.chars().count() <= LONGEST_NUMBER
            && !typed.chars().any(char::is_control);
        fits.then(|| Self {
            capitals: typed.to_ascii_uppercase(),
            typed: typed.to_owned(),
        })
    }

    /// How a shop may have written it: with and without `#`, as typed, in
    /// capitals and in small letters.
    #[must_use]
    pub fn spellings(&self) -> Vec<String> {
        let mut spellings = vec![
            self.typed.clone(),
            self.capitals.clone(),
            self.typed.to_ascii_lowercase(),
        ];
        spellings.sort();
        spellings.dedup();
        let marked: Vec<String> = spellings.iter().map(|one| format!("#{one}")).collect();
        spellings.extend(marked);
        spellings
    }

    /// The number without its prefix, in capitals; `None` where too little is
    /// left to tell orders apart.
    #[must_use]
    pub fn bare(&self) -> Option<&str> {
        let bare = self.capitals.trim_start_matches(|c| PREFIX.contains(c));
        (bare.len() >= SHORTEST_BARE).then_some(bare)
    }

    /// What tries at this number are counted under, however it is spelled.
    #[must_use]
    pub fn key(&self) -> &str {
        self.bare().unwrap_or(&self.capitals)
    }

    /// Whether a shop's number is this one with its prefix.
    #[must_use]
    pub fn is_exactly(&self, number: &str) -> bool {
        number
            .trim_start_matches('#')
            .eq_ignore_ascii_case(&self.typed)
    }
}

/// What a buyer knows of an order beside its number.
#[derive(Clone, PartialEq, Eq)]
pub enum Proof {
    /// The e-mail address, folded.
    Email(String),
    /// The postal code, folded as far as no country is needed.
    PostalCode(String),
}

/// Whoever holds one has typed personal data: it hides itself in logs.
impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Email(_) => "Email(..)",
            Self::PostalCode(_) => "PostalCode(..)",
        })
    }
}

impl Proof {
    /// Reads what was typed; `None` where it can be neither of the two.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.chars().count() > LONGEST_PROOF {
            return None;
        }
        if text.contains('@') {
            return email(text).map(Self::Email);
        }
        let code = letters_and_digits(text);
        (!code.is_empty()).then_some(Self::PostalCode(code))
    }
}

/// The one spelling of whatever a shop keeps as an e-mail address, be it one
/// or not; `None` for nothing. Providers may tell capitals apart before the
/// `@`; people do not.
#[must_use]
pub fn same_email(text: &str) -> Option<String> {
    let folded = text.trim().to_lowercase();
    (!folded.is_empty()).then_some(folded)
}

/// An e-mail address without the blanks around it, in small letters; `None`
/// for what cannot be one. Providers may tell capitals apart before the `@`;
/// people do not.
#[must_use]
pub fn email(text: &str) -> Option<String> {
    let folded = same_email(text)?;
    let (name, host) = folded.rsplit_once('@')?;
    let fits = !name.is_empty()
        && host.contains('.')
        && folded.chars().count() <= LONGEST_PROOF
        && !folded.chars().any(|c| c.is_whitespace() || c.is_control());
    fits.then_some(folded)
}

/// A postal code's letters and digits in capitals: "sw1a 1aa" is SW1A1AA. Of
/// a ZIP+4 of the United States only the ZIP counts, for few know the rest.
#[must_use]
pub fn postal_code(text: &str, country: Option<&str>) -> String {
    let mut folded = letters_and_digits(text);
    let is_zip_plus_4 = folded.len() == 9 && folded.bytes().all(|byte| byte.is_ascii_digit());
    if is_zip_plus_4 && country.is_none_or(|code| code.eq_ignore_ascii_case("US")) {
        folded.truncate(5);
    }
    folded
}

fn letters_and_digits(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> TypedNumber {
        TypedNumber::parse(text).unwrap()
    }

    #[test]
    fn a_number_is_one_however_it_is_typed() {
        for text in [
            "#1001",
            "1001",
            " 1001 ",
            "ACME-1001",
            "# 1001",
            "Order no. 1001",
        ] {
            assert_eq!(typed(text).key(), "1001", "{text}");
        }
        assert_eq!(typed("eu-1001-b").key(), "1001-B");
        assert!(typed("eu-1001").is_exactly("#EU-1001"));
        assert!(!typed("us-1001").is_exactly("#EU-1001"));
    }

    #[test]
    fn what_is_short_without_its_prefix_keeps_it() {
        assert_eq!(typed("#7").key(), "7");
        assert_eq!(typed("xkjq7").bare(), None);
        assert_eq!(typed("xkjq7").key(), "XKJQ7");
        assert_eq!(
            typed("xKjq").spellings(),
            ["XKJQ", "xKjq", "xkjq", "#XKJQ", "#xKjq", "#xkjq"]
        );
    }

    #[test]
    fn nothing_and_too_much_are_no_number() {
        for text in ["", "  ", "#", &"1".repeat(65), "10\n01"] {
            assert_eq!(TypedNumber::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_is_one_however_it_is_typed() {
        assert_eq!(email("  Ada@Example.COM ").unwrap(), "ada@example.com");
        for wrong in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "a da@example.com",
            "ada@host",
        ] {
            assert_eq!(email(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_postal_code_is_its_letters_and_digits() {
        let check = |text: &str, country: Option<&str>, wanted: &str| {
            assert_eq!(postal_code(text, country), wanted, "{text}");
        };
        check("SW1A 1AA", Some("GB"), "SW1A1AA");
        check(" sw1a-1aa", None, "SW1A1AA");
        check("04101-1234", Some("US"), "04101");
        check("041011234", None, "04101");
        check("123456789", Some("IR"), "123456789");
    }

    #[test]
    fn a_proof_is_an_address_or_a_code_and_shows_neither() {
        assert_eq!(
            Proof::parse(" Ada@Example.com"),
            Some(Proof::Email("ada@example.com".into()))
        );
        assert_eq!(
            Proof::parse("sw1a 1aa"),
            Some(Proof::PostalCode("SW1A1AA".into()))
        );
        for wrong in ["", " - ", "@", "a@", &"1".repeat(255)] {
            assert_eq!(Proof::parse(wrong), None, "{wrong}");
        }
        let shown = format!("{:?}", Proof::parse("ada@example.com"));
        assert!(!shown.contains("ada"), "{shown}");
    }
}
