//! The answers of an order's page as the shop itself writes them in a mail:
//! "we" where the page says "the shop", and "answer this mail" where the page
//! says whom to ask.

use doorstep::answers::{Act, Happened, Next};
use doorstep::scan::Reason;

/// The answers in the shop's own voice, in one language.
pub trait VoiceTexts {
    /// What happened.
    fn we_happened(&self, key: &Happened, carrier: Option<&str>) -> String;
    /// What happens next. It offers nothing: that is the policy's.
    fn we_next(&self, key: Next, carrier: Option<&str>) -> String;
    /// What the buyer should do. It offers nothing either.
    fn we_act(&self, key: Act, carrier: Option<&str>) -> String;
    /// A reason in a few words, to stand after a colon.
    fn we_reason(&self, reason: Reason) -> &'static str;
    /// The same of a date that moved or was missed: whatever is told of, it is
    /// not lost any more.
    fn we_reason_of_date(&self, reason: Reason) -> &'static str;
}
