//! What can be wrong with a brand's values. The words for it are where all
//! words are; here is what they need to know.

use super::colour::Colour;

/// One value that cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key it stands at ("look.accent").
    pub key: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It must be there.
    Missing,
    /// No value has that key.
    UnknownKey {
        /// The key that was probably meant.
        nearest: Option<&'static str>,
    },
    /// It must be on one line.
    SeveralLines,
    /// It is longer than there is room for.
    TooLong {
        /// How many characters there is room for.
        most: usize,
    },
    /// It is no slug.
    Slug,
    /// It is no host name.
    Host(String),
    /// Another brand has claimed the host.
    HostTaken {
        /// The host.
        host: String,
        /// That brand's slug.
        slug: String,
    },
    /// It is no language tag.
    Locale,
    /// It is no IANA zone.
    Zone,
    /// It is no colour.
    Colour,
    /// Two colours are too near to each other.
    Contrast(Contrast),
    /// It is none of the choices.
    Choice(&'static [&'static str]),
    /// It is no whole number in these bounds.
    Number {
        /// The least.
        from: u16,
        /// The most.
        to: u16,
    },
    /// It is neither true nor false.
    YesOrNo,
    /// It is no plain e-mail address.
    Email,
    /// It is no telephone number.
    Phone,
    /// It is no web address.
    Link,
    /// They are no opening hours.
    Hours,
    /// It is no time of day.
    Clock,
    /// A line names no closure.
    Closure(String),
    /// It names no days of a week.
    Week,
    /// A line says no days, cut-off or zone of a warehouse.
    WarehouseDays(String),
    /// A line says no days or holidays of a carrier.
    CarrierDays(String),
    /// A line names no closure of somebody.
    ClosureOf(String),
    /// Somebody has two lines.
    Twice(String),
    /// This line is no selector.
    Selector(String),
    /// Days are given without the words they belong to.
    WordsMissing,
    /// The brand's own type is asked for, and there is no file of it.
    FontMissing,
    /// The file cannot be read.
    Unreadable(String),
    /// The file is of a kind that cannot be used.
    FileKind(&'static [&'static str]),
    /// The file is too large.
    FileSize {
        /// Its size in bytes.
        bytes: usize,
        /// The most it may have.
        most: usize,
    },
    /// No text has that key.
    UnknownText {
        /// The key that was probably meant.
        nearest: Option<&'static str>,
    },
    /// The text asks for something that is not known where it stands.
    UnknownArgument {
        /// What it asks for.
        argument: String,
        /// What is known there.
        known: &'static [&'static str],
    },
}

/// A colour that cannot be read on its ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// The colour, with its key.
    pub colour: (String, Colour),
    /// The ground it stands on, with its key.
    pub ground: (String, Colour),
    /// The ratio they have.
    pub ratio: String,
    /// The ratio they need.
    pub needed: String,
    /// A colour that would do in its place, where there is one.
    pub instead: Option<Colour>,
}
