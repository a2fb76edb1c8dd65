//! Every value a brand may have, by its key: what a brand file may say, what
//! the settings page asks for, and in which order.

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// A few sentences.
    Words,
    /// One entry a line; a list in a file.
    Lines,
    /// A colour.
    Colour,
    /// One of these.
    Choice(&'static [&'static str]),
    /// Yes or no.
    YesOrNo,
    /// A whole number.
    Number,
    /// A picture or a font beside the file.
    File,
}

/// A group of values that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What the brand is called, and where it answers.
    Names,
    /// How its pages look.
    Look,
    /// How they look where the reader's system is dark.
    Dark,
    /// Who helps, and when.
    Support,
    /// Whom mails come from.
    Mail,
    /// When orders leave.
    Shipping,
    /// On which days warehouses pack and carriers deliver.
    Calendar,
    /// What the shop does when something goes wrong.
    Policies,
    /// The ways back to the shop.
    Links,
    /// How long what tells of people is kept, and what staff see of it.
    Privacy,
}

impl Section {
    /// Every section, in the order of the settings page.
    pub const ALL: [Self; 10] = [
        Self::Names,
        Self::Look,
        Self::Dark,
        Self::Support,
        Self::Mail,
        Self::Shipping,
        Self::Calendar,
        Self::Policies,
        Self::Links,
        Self::Privacy,
    ];
}

/// One value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name ("look.accent").
    pub name: &'static str,
    /// What it looks like.
    pub kind: Kind,
    /// Where it belongs.
    pub section: Section,
}

/// The families of type there are; every system has each, and `own` is the
/// brand's own file.
pub const FAMILIES: &[&str] = &["sans", "serif", "rounded", "mono", "condensed", "own"];

/// How the bar above every page may look.
pub const HEADERS: &[&str] = &["filled", "plain"];

/// Texts of the brand's own stand below this key.
pub const TEXTS: &str = "texts.";

const fn key(section: Section, name: &'static str, kind: Kind) -> Key {
    Key {
        name,
        kind,
        section,
    }
}

/// Every value there is, the texts left out.
pub const KEYS: &[Key] = &{
    use Kind::{Choice, Colour, File, Line, Lines, Number, Words, YesOrNo};
    use Section::{Calendar, Dark, Links, Look, Mail, Names, Policies, Privacy, Shipping, Support};
    [
        key(Names, "slug", Line),
        key(Names, "name", Line),
        key(Names, "default", YesOrNo),
        key(Names, "hosts", Lines),
        key(Names, "locale", Line),
        key(Names, "zone", Line),
        key(Look, "look.logo", File),
        key(Look, "look.header", Choice(HEADERS)),
        key(Look, "look.accent", Colour),
        key(Look, "look.on_accent", Colour),
        key(Look, "look.background", Colour),
        key(Look, "look.surface", Colour),
        key(Look, "look.text", Colour),
        key(Look, "look.headline", Colour),
        key(Look, "look.control", Colour),
        key(Look, "look.corner", Number),
        key(Look, "look.font", Choice(FAMILIES)),
        key(Look, "look.headings", Choice(FAMILIES)),
        key(Look, "look.font_file", File),
        key(Dark, "look.dark.accent", Colour),
        key(Dark, "look.dark.on_accent", Colour),
        key(Dark, "look.dark.background", Colour),
        key(Dark, "look.dark.surface", Colour),
        key(Dark, "look.dark.text", Colour),
        key(Dark, "look.dark.headline", Colour),
        key(Dark, "look.dark.control", Colour),
        key(Support, "support.email", Line),
        key(Support, "support.phone", Line),
        key(Support, "support.url", Line),
        key(Support, "support.help_desk", Line),
        key(Support, "support.hours.monday", Line),
        key(Support, "support.hours.tuesday", Line),
        key(Support, "support.hours.wednesday", Line),
        key(Support, "support.hours.thursday", Line),
        key(Support, "support.hours.friday", Line),
        key(Support, "support.hours.saturday", Line),
        key(Support, "support.hours.sunday", Line),
        key(Support, "support.zone", Line),
        key(Mail, "mail.from", Line),
        key(Mail, "mail.selectors", Lines),
        key(Shipping, "shipping.handling_days", Number),
        key(Shipping, "shipping.cut_off", Line),
        key(Shipping, "shipping.closures", Lines),
        key(Calendar, "calendar.week", Line),
        key(Calendar, "calendar.warehouses", Lines),
        key(Calendar, "calendar.warehouse_closures", Lines),
        key(Calendar, "calendar.carriers", Lines),
        key(Calendar, "calendar.carrier_closures", Lines),
        key(Calendar, "calendar.promise_days", Number),
        key(Policies, "policies.late.days", Number),
        key(Policies, "policies.late.words", Words),
        key(Policies, "policies.lost.days", Number),
        key(Policies, "policies.lost.words", Words),
        key(Policies, "policies.returned.days", Number),
        key(Policies, "policies.returned.words", Words),
        key(Policies, "policies.returned.offers", Lines),
        key(Policies, "policies.undeliverable.days", Number),
        key(Policies, "policies.undeliverable.words", Words),
        key(Policies, "policies.undeliverable.offers", Lines),
        key(Links, "links.home", Line),
        key(Links, "links.account", Line),
        key(Links, "links.returns", Line),
        key(Links, "links.help", Line),
        key(Privacy, "privacy.raw_days", Number),
        key(Privacy, "privacy.personal_months", Number),
        key(Privacy, "privacy.mask_customers", YesOrNo),
    ]
};

/// What the page of the calendar sets, in order.
pub fn of_calendar() -> impl Iterator<Item = &'static Key> {
    let is_of_it = |key: &&Key| matches!(key.section, Section::Shipping | Section::Calendar);
    KEYS.iter().filter(is_of_it)
}

/// The value of a key; `None` when there is none.
#[must_use]
pub fn of(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The key that was probably meant: a slip in one of ours, or its last part
/// alone ("accent", "support_email").
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    let names: Vec<&'static str> = KEYS.iter().map(|key| key.name).collect();
    let folded = crate::nearest::fold(name);
    let last_part = || {
        names
            .iter()
            .copied()
            .filter(|known| known.contains('.') && !folded.is_empty())
            .find(|known| crate::nearest::fold(known).ends_with(&folded))
    };
    let same = names
        .iter()
        .copied()
        .find(|known| crate::nearest::fold(known) == folded);
    same.or_else(last_part)
        .or_else(|| crate::nearest::nearest(name, &names))
}
