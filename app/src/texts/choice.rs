//! Which language somebody reads: the order's, else the brand's, else English.

use super::own::Own;
use super::{ShopperTexts, Texts, de, en, es};
use doorstep::brand::Brand;
use std::sync::Arc;

/// The languages there are; a new one is a folder beside `en` and a line here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// German.
    German,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::English, Self::Spanish, Self::German];

    /// The one a tag asks for: "de", "de-AT" and "de_AT" are all German.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| first.eq_ignore_ascii_case(language.tag()))
    }

    /// A brand's: English where its own is not among them.
    #[must_use]
    pub fn of_brand(brand: &Brand) -> Self {
        Self::of(&brand.locale).unwrap_or(Self::English)
    }

    /// Its tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.texts().tag()
    }

    /// Its texts, without a brand's own.
    #[must_use]
    pub fn texts(self) -> &'static dyn ShopperTexts {
        match self {
            Self::English => &en::ENGLISH,
            Self::Spanish => &es::SPANISH,
            Self::German => &de::GERMAN,
        }
    }

    /// Its texts alone, whatever a brand says in their place.
    #[must_use]
    pub fn alone(self) -> Arc<dyn ShopperTexts> {
        self.with(Own::none())
    }

    fn with(self, own: Own) -> Arc<dyn ShopperTexts> {
        match self {
            Self::English => Arc::new(en::English::with(own)),
            Self::Spanish => Arc::new(es::Spanish::with(own)),
            Self::German => Arc::new(de::German::with(own)),
        }
    }
}

/// The texts for a language as a browser or an order names it ("de-AT");
/// English where there is no closer one.
#[must_use]
pub fn for_language(tag: &str) -> &'static dyn ShopperTexts {
    Language::of(tag).unwrap_or(Language::English).texts()
}

/// The texts a brand speaks to somebody in: in the language of the tag, else
/// in the brand's, with what the brand says in its own words.
#[must_use]
pub fn for_brand(tag: &str, brand: &Brand) -> Arc<dyn ShopperTexts> {
    let home = Language::of_brand(brand);
    let language = Language::of(tag).unwrap_or(home);
    language.with(Own::of(&brand.texts, language, home))
}

/// What staff read, in the language nearest to the one they ask for: English
/// is the only one.
#[must_use]
pub fn for_staff(_tag: &str) -> &'static dyn Texts {
    &en::ENGLISH
}

/// The first language a browser asks for that is here ("fr, de-AT;q=0.8");
/// empty where none is, so that the brand's is taken.
#[must_use]
pub fn first_asked(asked: &str) -> &'static str {
    asked
        .split(',')
        .filter_map(|one| Language::of(one.split(';').next().unwrap_or_default()))
        .map(Language::tag)
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep::brand::{Given, named, read};

    fn brand(values: &[(&str, &str)]) -> Brand {
        let mut given: Given = named("acme", "Acme");
        given.extend(
            values
                .iter()
                .map(|(key, value)| ((*key).into(), (*value).into())),
        );
        let (brand, problems) = read(&given);
        assert_eq!(problems, []);
        brand
    }

    #[test]
    fn a_tag_finds_its_language_however_it_is_written() {
        for (tag, expected) in [
            ("de", Some(Language::German)),
            ("de-AT", Some(Language::German)),
            ("DE_ch", Some(Language::German)),
            ("es_MX", Some(Language::Spanish)),
            ("es-419", Some(Language::Spanish)),
            ("en-GB", Some(Language::English)),
            ("fr-CA", None),
            // Low German and Estonian are languages of their own.
            ("nds", None),
            ("est", None),
            ("", None),
        ] {
            assert_eq!(Language::of(tag), expected, "{tag}");
        }
        assert_eq!(for_language("fr").tag(), "en");
    }

    #[test]
    fn a_browser_gets_the_first_language_that_is_here() {
        assert_eq!(first_asked("de-AT,de;q=0.9,en;q=0.8"), "de");
        assert_eq!(first_asked("fr-FR, fr;q=0.9, es;q=0.5"), "es");
        assert_eq!(first_asked("fr, *;q=0.1"), "");
        assert_eq!(first_asked(""), "");
    }

    #[test]
    fn the_order_comes_first_then_the_brand_then_english() {
        let check = |locale, tag, expected| {
            let brand = brand(&[("locale", locale)]);
            assert_eq!(for_brand(tag, &brand).tag(), expected, "{locale} {tag}");
        };
        check("de-AT", "es_MX", "es");
        check("de-AT", "fr", "de");
        check("de-AT", "", "de");
        check("fr", "it", "en");
        check("en", "de-CH", "de");
    }

    #[test]
    fn a_brand_s_own_texts_are_in_its_own_language_unless_another_is_named() {
        let brand = brand(&[
            ("locale", "de-DE"),
            ("texts.home.headline", "Wo bleibt es?"),
            ("texts.home.text", "Tippen Sie."),
            ("texts.en.home.headline", "Where does it hide?"),
            ("texts.de.home.text", "Tippen Sie bitte."),
        ]);
        let headline = |tag| for_brand(tag, &brand).home().headline;
        assert_eq!(headline("de"), "Wo bleibt es?");
        assert_eq!(headline("en"), "Where does it hide?");
        assert_eq!(headline("es"), for_language("es").home().headline);
        assert_eq!(for_brand("de", &brand).home().text, "Tippen Sie bitte.");
        assert_eq!(
            for_brand("en", &brand).home().text,
            for_language("en").home().text
        );
    }
}
