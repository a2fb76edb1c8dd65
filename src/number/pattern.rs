//! The shape of a tracking number: runs of characters, some of them named.
//!
//! Numbers are cleaned before they get here (capitals and digits only), so a
//! shape needs no blanks, and a whole pattern language would carry far more
//! into the browser than these few runs.

/// Which characters a run takes.
#[derive(Clone, Copy)]
pub(super) enum Class {
    /// 0-9.
    Digit,
    /// A-Z.
    Letter,
    /// 0-9 and A-Z.
    Sign,
    /// One of these characters, each time.
    Of(&'static str),
    /// One of these texts, whole.
    Text(&'static [&'static str]),
}

/// What a run stands for, where somebody asks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// The service the sender booked.
    Service,
    /// The country whose post gave out the number.
    Country,
    /// The check character.
    Check,
}

/// One run of characters.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) class: Class,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) name: Option<Name>,
    /// Whether the check character is worked out over it.
    pub(super) counted: bool,
    /// Whether it is on the barcode only: the carrier's page wants the number
    /// without it.
    pub(super) aside: bool,
}

impl Part {
    const fn run(class: Class, least: usize, most: usize) -> Self {
        Self {
            class,
            least,
            most,
            name: None,
            counted: false,
            aside: false,
        }
    }

    /// Belongs to what the check character is worked out over.
    pub(super) const fn counted(mut self) -> Self {
        self.counted = true;
        self
    }

    /// Stands on the barcode, and is no part of the number people ask with.
    pub(super) const fn aside(mut self) -> Self {
        self.aside = true;
        self
    }

    /// Stands for something.
    pub(super) const fn named(mut self, name: Name) -> Self {
        self.name = Some(name);
        self
    }

    /// How many characters of `rest` it may take, the longest first.
    fn widths(self, rest: &str) -> Vec<usize> {
        if let Class::Text(texts) = self.class {
            let fitting = texts.iter().filter(|text| rest.starts_with(**text));
            return fitting.map(|text| text.len()).collect();
        }
        let most = rest
            .bytes()
            .take(self.most)
            .take_while(|byte| self.class.takes(*byte))
            .count();
        (self.least..=most).rev().collect()
    }
}

impl Class {
    fn takes(self, byte: u8) -> bool {
        match self {
            Self::Digit => byte.is_ascii_digit(),
            Self::Letter => byte.is_ascii_uppercase(),
            Self::Sign => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            Self::Of(characters) => characters.as_bytes().contains(&byte),
            Self::Text(_) => false,
        }
    }
}

/// So many digits.
pub(super) const fn digits(count: usize) -> Part {
    Part::run(Class::Digit, count, count)
}

/// So many letters.
pub(super) const fn letters(count: usize) -> Part {
    Part::run(Class::Letter, count, count)
}

/// Between so many digits or letters.
pub(super) const fn signs(least: usize, most: usize) -> Part {
    Part::run(Class::Sign, least, most)
}

/// One of these characters.
pub(super) const fn of(characters: &'static str) -> Part {
    Part::run(Class::Of(characters), 1, 1)
}

/// One of these texts.
pub(super) const fn text(texts: &'static [&'static str]) -> Part {
    Part::run(Class::Text(texts), 1, 1)
}

/// The check digit.
pub(super) const fn check() -> Part {
    digits(1).named(Name::Check)
}

/// A number laid over a shape.
pub(super) struct Fit<'number>(Vec<(&'static Part, &'number str)>);

impl<'number> Fit<'number> {
    /// Lays a cleaned number over a shape; `None` when it does not fit whole.
    pub(super) fn of(shape: &'static [Part], number: &'number str) -> Option<Self> {
        let mut runs = Vec::with_capacity(shape.len());
        lay(shape, number, &mut runs).then_some(Self(runs))
    }

    /// The text of the runs with this name.
    pub(super) fn get(&self, name: Name) -> Option<&'number str> {
        let mut runs = self.0.iter();
        runs.find(|(part, _)| part.name == Some(name))
            .map(|(_, text)| *text)
    }

    /// What the check character is worked out over.
    pub(super) fn counted(&self) -> String {
        self.runs(|part| part.counted)
    }

    /// The number as people ask with it.
    pub(super) fn asked(&self) -> String {
        self.runs(|part| !part.aside)
    }

    fn runs(&self, wanted: fn(&Part) -> bool) -> String {
        let wanted = self.0.iter().filter(|(part, _)| wanted(part));
        wanted.map(|(_, text)| *text).collect()
    }
}

fn lay<'number>(
    shape: &'static [Part],
    rest: &'number str,
    runs: &mut Vec<(&'static Part, &'number str)>,
) -> bool {
    let Some((part, others)) = shape.split_first() else {
        return rest.is_empty();
    };
    for width in part.widths(rest) {
        let Some((run, behind)) = rest.split_at_checked(width) else {
            continue;
        };
        runs.push((part, run));
        if lay(others, behind, runs) {
            return true;
        }
        runs.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABEL: &[Part] = &[
        text(&["AB", "ABC"]),
        Part::run(Class::Digit, 2, 4).counted(),
        digits(2).named(Name::Service).aside(),
        check(),
    ];

    fn check_fit(number: &str, runs: Option<[&str; 4]>) {
        let found = Fit::of(LABEL, number).map(|fit| {
            let service = fit.get(Name::Service).unwrap_or_default().to_owned();
            let check = fit.get(Name::Check).unwrap_or_default().to_owned();
            [fit.counted(), service, check, fit.asked()]
        });
        assert_eq!(found, runs.map(|runs| runs.map(str::to_owned)), "{number}");
    }

    #[test]
    fn a_number_fits_whole_or_not_at_all() {
        check_fit("AB12345", Some(["12", "34", "5", "AB125"]));
        check_fit("ABC1234567", Some(["1234", "56", "7", "ABC12347"]));
        check_fit("AB1234", None);
        check_fit("AB12345678", None);
        check_fit("ABC1234X67", None);
        check_fit("xAB12345", None);
        check_fit("AB12345Ä", None);
        check_fit("", None);
    }
}
