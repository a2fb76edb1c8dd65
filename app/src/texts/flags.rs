//! The words of flags: read by staff alone.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use doorstep::flag::{Because, Flag};

/// What the sentence of a flag is made from.
#[derive(Clone, Copy)]
pub struct FlagReason<'a> {
    /// Which flag.
    pub flag: Flag,
    /// Why it is up.
    pub because: &'a Because,
    /// Who carries the parcel.
    pub carrier: Option<&'a str>,
    /// The moment of reading.
    pub now: DateTime<Utc>,
    /// The reader's clock at a moment.
    pub clock: &'a dyn Fn(DateTime<Utc>) -> NaiveDateTime,
}

impl std::fmt::Debug for FlagReason<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FlagReason({:?}, {:?})", self.flag, self.because)
    }
}

impl FlagReason<'_> {
    /// How long ago a moment was.
    #[must_use]
    pub fn ago(&self, at: DateTime<Utc>) -> Duration {
        self.now.signed_duration_since(at).max(Duration::zero())
    }

    /// The reader's day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        (self.clock)(self.now).date()
    }
}

/// The words of flags.
pub trait FlagTexts {
    /// A flag in a few words.
    fn flag_label(&self, flag: Flag) -> &'static str;
    /// Why it is up, in one sentence.
    fn flag_reason(&self, of: &FlagReason<'_>) -> String;
    /// What it means that it cleared itself, in one sentence.
    fn flag_cleared(&self, flag: Flag) -> &'static str;
}
