//! A brand: one shop front with its names, look, support, shipping habits,
//! policies and links, read from values by key.
//!
//! A brand file and the settings page both end in [`Given`], and [`read`] is
//! the one way from there to a [`Brand`].

mod colour;
mod fault;
mod hours;
pub mod keys;
mod palette;
mod read;
mod shapes;
mod remedy;
mod trouble;

#[cfg(test)]
mod tests;

pub use colour::Colour;
pub use fault::{Contrast, Fault, Problem};
pub use hours::{Closure, Hours, WEEKDAYS};
pub use palette::{Palette, Tone};
pub use read::read;
pub use remedy::{REMEDIES, Remedy};
pub use trouble::Trouble;

use crate::delivery_days::Calendar;
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// Values by key, as somebody wrote them: lists one entry a line, and what is
/// empty is not there.
pub type Given = BTreeMap<String, String>;

/// One shop front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// Short name for hosts and files ("acme").
    pub slug: String,
    /// The name shoppers read.
    pub name: String,
    /// Whether it answers Hosts no brand has claimed.
    pub is_default: bool,
    /// The Hosts it claims, in lower case.
    pub hosts: Vec<String>,
    /// Its language as a BCP 47 tag.
    pub locale: String,
    /// Its IANA zone.
    pub zone: String,
    /// How its pages look.
    pub look: Look,
    /// Who helps, and when.
    pub support: Support,
    /// Whom its mails come from.
    pub mail: Mail,
    /// When orders leave.
    pub shipping: Shipping,
    /// On which days its warehouses pack and its carriers deliver.
    pub calendar: Calendar,
    /// What the shop does when something goes wrong.
    pub policies: Policies,
    /// The ways back to the shop.
    pub links: Links,
    /// How long what tells of people is kept, and what staff see of it.
    pub privacy: Privacy,
    /// Texts of its own, by the keys of the texts.
    pub texts: BTreeMap<String, String>,
}

/// How long a brand keeps what tells of people, and who of them staff see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// Days for which raw messages are kept whole.
    pub raw_days: u16,
    /// Months after delivery for which personal data is kept.
    pub personal_months: u16,
    /// Whether staff see who a buyer is only as far as they need to tell one
    /// from another.
    pub mask_customers: bool,
}

impl Default for Privacy {
    fn default() -> Self {
        Self {
            raw_days: 90,
            personal_months: 12,
            mask_customers: false,
        }
    }
}

/// How a brand's pages look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The logo's file, as it is stored.
    pub logo: Option<String>,
    /// Whether the bar above is filled with the accent.
    pub header: Header,
    /// The light colours.
    pub light: Palette,
    /// The dark colours.
    pub dark: Palette,
    /// The radius of corners, in CSS pixels.
    pub corner: u16,
    /// The family of the text.
    pub font: &'static str,
    /// The family of headings.
    pub headings: &'static str,
    /// The file of the brand's own type, as it is stored.
    pub font_file: Option<String>,
}

/// The bar above every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// In the accent colour.
    Filled,
    /// In the colour of cards, with a line in the accent below.
    Plain,
}

/// Who helps, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Where to write.
    pub email: Option<String>,
    /// Where to ring.
    pub phone: Option<String>,
    /// A page to ask at.
    pub url: Option<String>,
    /// Where contacts are mailed to as well: the brand's own help desk.
    pub help_desk: Option<String>,
    /// The hours of each day, Monday first.
    pub hours: [Option<Hours>; 7],
    /// The IANA zone of the hours.
    pub zone: String,
}

/// Whom a brand's mails come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// The address, where it is not the site's.
    pub from: Option<String>,
    /// The selectors of the keys they are signed with (RFC 6376), where it has
    /// said which.
    pub selectors: Vec<String>,
}

/// When orders leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shipping {
    /// Within so many working days an order is packed.
    pub handling_days: Option<u16>,
    /// Orders before this time of day count from the same day.
    pub cut_off: Option<NaiveTime>,
    /// Days on which nothing is packed, in order.
    pub closures: Vec<Closure>,
}

/// So many days before a closure begins, shoppers are told of it.
const TOLD_BEFORE: Days = Days::new(21);

impl Shipping {
    /// The closures that matter to somebody who looks on this day: those that
    /// are not over and begin soon.
    pub fn closures_near(&self, today: NaiveDate) -> impl Iterator<Item = &Closure> {
        let soon = today.checked_add_days(TOLD_BEFORE).unwrap_or(today);
        self.closures
            .iter()
            .filter(move |closure| closure.to >= today && closure.from <= soon)
    }
}

/// What the shop does in one kind of trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// After, or within, so many days.
    pub days: Option<u16>,
    /// What it does then, in its own words.
    pub words: String,
    /// What a buyer may choose of, where the shop has said so.
    pub offers: Vec<Remedy>,
}

/// What the shop does when something goes wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policies {
    /// When a parcel is late.
    pub late: Option<Policy>,
    /// When it is lost.
    pub lost: Option<Policy>,
    /// When it came back.
    pub returned: Option<Policy>,
    /// When it cannot be delivered.
    pub undeliverable: Option<Policy>,
}

impl Policies {
    /// What the shop does in a kind of trouble, where it has said so.
    #[must_use]
    pub const fn of(&self, trouble: Trouble) -> Option<&Policy> {
        match trouble {
            Trouble::Late => self.late.as_ref(),
            Trouble::Lost => self.lost.as_ref(),
            Trouble::Returned => self.returned.as_ref(),
            Trouble::Undeliverable => self.undeliverable.as_ref(),
        }
    }
}

/// The ways back to the shop; always https or http.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The shop itself.
    pub home: Option<String>,
    /// The shopper's account.
    pub account: Option<String>,
    /// Where returns begin.
    pub returns: Option<String>,
    /// Questions and answers.
    pub help: Option<String>,
}

/// The values of a brand of which only the names are known.
#[must_use]
pub fn named(slug: &str, name: &str) -> Given {
    Given::from([
        ("slug".to_owned(), slug.to_owned()),
        ("name".to_owned(), name.to_owned()),
    ])
}
