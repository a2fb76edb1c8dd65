//! The pages on which a shopper says what is wrong: which parcel, what it is,
//! what is asked about that, and how far it is afterwards.
//!
//! What was typed has a place here alone: it is shown again to who typed it,
//! where something of it has to be mended, and nowhere else.

use super::brand::PolicyView;
use crate::brand::{Remedy, Trouble};
use crate::contact::{Looked, State, Topic};

/// The part of an order that is no parcel yet, in addresses.
pub const REST: &str = "rest";

/// One of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportView {
    /// The path of the order's page.
    pub path: String,
    /// The order's number as the buyer knows it.
    pub order_number: String,
    /// What was told before, newest first.
    pub told: Vec<ToldView>,
    /// The part it is about, once that is known.
    pub part: Option<PartView>,
    /// What is asked, or said.
    pub step: ReportStep,
}

/// A part of an order that something may be wrong with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartView {
    /// The parcel's public id; [`REST`] for what has not left.
    pub id: String,
    /// "Parcel 1 of 2", where there are several.
    pub heading: Option<String>,
    /// How it stands ("Delivered").
    pub headline: String,
}

/// What was told before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldView {
    /// What a person reads out on the phone.
    pub reference: String,
    /// What it was about.
    pub topic: Topic,
    /// The day it was told ("Thursday 14 May").
    pub on: String,
    /// How far it is.
    pub state: State,
}

/// What a page asks, or says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportStep {
    /// Which part of the order it is about.
    Which(Vec<PartView>),
    /// What is wrong with it.
    What {
        /// What its state offers.
        topics: Vec<Topic>,
        /// The trouble it is in.
        trouble: Option<Trouble>,
    },
    /// What has to be known of that.
    Form(Box<ReportForm>),
    /// That it is there.
    Sent(Box<SentView>),
}

/// The form of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportForm {
    /// What it is about.
    pub topic: Topic,
    /// The trouble the parcel is in.
    pub trouble: Option<Trouble>,
    /// Where the carrier says it was left.
    pub left_at: Option<String>,
    /// What the shop's policy lets a buyer choose of.
    pub remedies: Vec<Remedy>,
    /// What the shop does in that trouble.
    pub policy: Option<PolicyView>,
    /// Whether the same was told before and is still open: what is sent now
    /// joins it.
    pub joins: bool,
    /// What was typed.
    pub typed: Typed,
    /// What has to be mended.
    pub problems: Vec<ReportProblem>,
}

/// What was typed into a form.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Where they have looked.
    pub looked: Vec<Looked>,
    /// What they would like.
    pub remedy: Option<Remedy>,
    /// Their words.
    pub words: String,
}

/// Whatever is typed may be personal: it hides itself in logs.
impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(..)")
    }
}

/// A report that has come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentView {
    /// What was told.
    pub told: ToldView,
    /// How many photos came with it.
    pub photos: usize,
    /// What the shop does in the parcel's trouble.
    pub policy: Option<PolicyView>,
}

/// What has to be mended before a report can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportProblem {
    /// There are no words where some are needed.
    NoWords,
    /// There are too many.
    TooLong,
    /// None of the choices was taken.
    NoRemedy,
    /// There are more photos than four.
    TooManyPhotos,
    /// The photos are too large together.
    PhotosTooLarge,
    /// One photo cannot be taken; counted from 1.
    Photo(usize, PhotoProblem),
    /// The form did not arrive whole.
    CutOff,
    /// Too many were sent: so many seconds are to be waited.
    Wait(u64),
}

impl ReportProblem {
    /// Whether it is the photos that have to be mended.
    #[must_use]
    pub const fn is_of_photos(self) -> bool {
        match self {
            Self::TooManyPhotos | Self::PhotosTooLarge | Self::Photo(..) => true,
            Self::NoWords | Self::TooLong | Self::NoRemedy | Self::CutOff | Self::Wait(_) => false,
        }
    }

    /// Whether it is the words.
    #[must_use]
    pub const fn is_of_words(self) -> bool {
        matches!(self, Self::NoWords | Self::TooLong)
    }
}

/// Why a photo cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoProblem {
    /// It is no picture that we read.
    OtherKind,
    /// It is kept as some phones keep their photos.
    Heic,
    /// It has too many bytes.
    TooLarge,
    /// It has too many pixels.
    TooManyPixels,
    /// It cannot be read to its end.
    Broken,
}

impl PhotoProblem {
    /// Every problem.
    pub const ALL: [Self; 5] = [
        Self::OtherKind,
        Self::Heic,
        Self::TooLarge,
        Self::TooManyPixels,
        Self::Broken,
    ];
}
