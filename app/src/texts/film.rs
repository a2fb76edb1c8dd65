//! The words of the pages on which journeys are rehearsed and watched.

use super::Language;

/// Why nothing was rehearsed, or no journey begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RehearsalProblem {
    /// Somebody else is at it.
    Busy,
    /// No brand or no journey was chosen.
    NothingChosen,
    /// It broke off.
    BrokeOff,
    /// The order is none that a journey can be given to.
    NotATest,
    /// Something of the order has left already.
    HasParcels,
    /// The order was called off, or its buyer is forgotten.
    Over,
    /// A journey plays with it.
    Plays,
    /// As many journeys play as a site can bear.
    TooMany,
    /// The order's shop has no connection any more that could tell of it.
    NoShop,
    /// The journey has more parcels than the order has things.
    TooFewThings,
    /// No journey of the order has broken off.
    NotBroken,
}

impl RehearsalProblem {
    /// Every problem.
    pub const ALL: [Self; 11] = [
        Self::Busy,
        Self::NothingChosen,
        Self::BrokeOff,
        Self::NotATest,
        Self::HasParcels,
        Self::Over,
        Self::Plays,
        Self::TooMany,
        Self::NoShop,
        Self::TooFewThings,
        Self::NotBroken,
    ];

    /// Its code in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::NothingChosen => "nothing",
            Self::BrokeOff => "broke-off",
            Self::NotATest => "no-test",
            Self::HasParcels => "has-parcels",
            Self::Over => "over",
            Self::Plays => "plays",
            Self::TooMany => "too-many",
            Self::NoShop => "no-shop",
            Self::TooFewThings => "too-few",
            Self::NotBroken => "not-broken",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What is looked for in every film.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RehearsalFault {
    /// A step without a message it should have, or with one too many.
    Messages,
    /// A message that leaves an answer out.
    Answer,
    /// A link that leads nowhere.
    Link,
    /// A page without a date, or a reason for none.
    Date,
    /// A word that shoppers would have to look up.
    Jargon,
    /// A status that goes backwards without evidence.
    Backwards,
}

/// Where a journey stands that plays with a test order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playing {
    /// How many of its steps are told.
    pub told: usize,
    /// How many it has.
    pub steps: usize,
    /// How many seconds pass between two of them.
    pub every: u64,
}

/// What is told in a step of a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepTold {
    /// The shop tells of the order.
    Ordered,
    /// The shop has packed a parcel: which, where there are several.
    Packed {
        /// Its place, from 1.
        parcel: Option<usize>,
    },
    /// The shop calls the order off.
    Cancelled,
    /// A carrier scans a parcel.
    Scanned {
        /// The carrier, where it has a name we know.
        carrier: Option<String>,
        /// The parcel's number, where there are several.
        number: Option<String>,
        /// What it says, in its own words.
        says: String,
    },
}

/// Why a journey that played with a test order broke off; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokeOff {
    /// The order was called off meanwhile, or its buyer forgotten.
    Over,
    /// The connection of its shop was closed.
    NoShop,
    /// The connection of its carrier was closed.
    NoCarrier,
    /// The server could not take the step in.
    NotTaken,
}

/// Where a journey broke off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standstill {
    /// The step that could not be told, from 1.
    pub step: usize,
    /// How many it has.
    pub steps: usize,
    /// What that step tells.
    pub tells: Option<StepTold>,
    /// Why it could not be told.
    pub why: BrokeOff,
}

/// The fixed words of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilmWords {
    /// The heading; also the link to it.
    pub heading: &'static str,
    /// What a rehearsal is.
    pub text: &'static str,
    /// Over the brand.
    pub brand: &'static str,
    /// Over the language.
    pub language: &'static str,
    /// Beside the tick for text messages.
    pub sms: &'static str,
    /// What ticking it means.
    pub sms_hint: &'static str,
    /// Over the journeys.
    pub journeys: &'static str,
    /// The button that plays one.
    pub play: &'static str,
    /// How long that takes.
    pub play_hint: &'static str,
    /// Over the films there are.
    pub films: &'static str,
    /// What becomes of them.
    pub films_hint: &'static str,
    /// Over the test orders.
    pub orders: &'static str,
    /// What can be done with them.
    pub orders_text: &'static str,
    /// Where there is none.
    pub orders_empty: &'static str,
    /// Over the journey an order is given.
    pub journey: &'static str,
    /// The button that begins it.
    pub begin: &'static str,
    /// What then happens, in short.
    pub begin_hint: &'static str,
    /// Said once it has begun.
    pub begun: &'static str,
    /// The button that goes on with one that broke off.
    pub go_on: &'static str,
    /// Back to the list.
    pub back: &'static str,
    /// The heading over what is wrong.
    pub findings: &'static str,
    /// Where nothing is.
    pub no_findings: &'static str,
    /// The name of the list of steps.
    pub steps: &'static str,
    /// The link to the step before.
    pub previous: &'static str,
    /// The link to the next step.
    pub next: &'static str,
    /// The link to the top.
    pub top: &'static str,
    /// The link to the page in a tab of its own.
    pub alone: &'static str,
    /// Over the page the shopper sees.
    pub page: &'static str,
    /// Over what was sent.
    pub messages: &'static str,
    /// Where nothing was.
    pub no_messages: &'static str,
    /// Opens the page of a step that changed nothing for the shopper.
    pub unchanged: &'static str,
    /// Opens the text of an e-mail.
    pub as_text: &'static str,
    /// Before an address.
    pub to: &'static str,
    /// What is told where only time has passed.
    pub time_passes: &'static str,
    /// Beside a message that the brand has not switched on.
    pub switched_off: &'static str,
}

/// The words of rehearsals, in one language.
pub trait FilmTexts: Send + Sync {
    /// The fixed words.
    fn film_words(&self) -> FilmWords;
    /// Why nothing came of it, and what to do.
    fn rehearsal_problem(&self, problem: RehearsalProblem) -> &'static str;
    /// What a language is called.
    fn language_name(&self, language: Language) -> &'static str;
    /// What a film is about: its shop, order and language, and how long it is.
    fn film_about(&self, shop: &str, order: &str, language: Language, frames: usize) -> String;
    /// "Step 3 of 12".
    fn film_step(&self, number: usize, of: usize) -> String;
    /// What kind of thing is wrong.
    fn rehearsal_fault(&self, fault: RehearsalFault) -> &'static str;
    /// How many things are wrong.
    fn findings_counted(&self, count: usize) -> String;
    /// How many segments a text message is sent in.
    fn segments_counted(&self, segments: usize) -> String;
    /// The title of the frame around a page or a message.
    fn film_frame(&self, what: &str, number: usize) -> String;
    /// Where a journey stands that plays with a test order.
    fn journey_plays(&self, playing: Playing) -> String;
    /// Where one broke off, and why.
    fn journey_broke_off(&self, at: &Standstill) -> String;
    /// What is told in a step.
    fn step_told(&self, told: &StepTold) -> String;
    /// That journeys are left out which have more parcels than an order has
    /// things.
    fn journeys_left_out(&self, things: u32) -> String;
}
