//! The fixed words of the shopper's page.
//!
//! They travel as a list: reading thirty names of fields would be a good part
//! of what the browser loads.

use serde::{Deserialize, Serialize};

/// Makes the struct and both ways between it and a list of its words.
macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Fixed words of the page.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "Vec<String>", into = "Vec<String>")]
        pub struct Labels {
            $($(#[$doc])* pub $name: String,)*
        }

        impl TryFrom<Vec<String>> for Labels {
            type Error = OtherVersion;

            fn try_from(words: Vec<String>) -> Result<Self, Self::Error> {
                let mut words = words.into_iter();
                let labels = Self {
                    $($name: words.next().ok_or(OtherVersion)?,)*
                };
                words.next().map_or(Ok(labels), |_| Err(OtherVersion))
            }
        }

        impl From<Labels> for Vec<String> {
            fn from(labels: Labels) -> Self {
                vec![$(labels.$name,)*]
            }
        }
    };
}

/// A list of another length: the page loads anew then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the labels are those of another version")]
pub struct OtherVersion;

labels! {
    /// "What happened".
    happened,
    /// "What happens next".
    next,
    /// "What you should do".
    act,
    /// "Expected dates".
    promises,
    /// "Tracking history".
    scans,
    /// "In this parcel".
    items,
    /// "Carrier".
    carrier,
    /// "Tracking number".
    number,
    /// "Progress", read to screen readers before the steps.
    steps,
    /// "Open the carrier's page".
    carrier_link,
    /// "The carrier's words", before them.
    carrier_words,
    /// "Earlier scans", where older days are folded away.
    older_scans,
    /// "done", read to screen readers after a passed step.
    step_done,
    /// "now", read to screen readers after the step it stands on.
    step_current,
    /// "still to come", read to screen readers after a step ahead.
    step_ahead,
    /// "latest", beside the expected date that holds now.
    promise_current,
    /// "Your parcels", over the list of several.
    parcels,
    /// "Where to pick it up".
    pickup,
    /// "Open", before the pickup point's hours.
    pickup_hours,
    /// "Kept until", before its last day.
    pickup_until,
    /// "Add to calendar".
    calendar,
    /// "Copy number", on the button beside a number.
    copy,
    /// "Copied", once it is.
    copied,
    /// "Share", over both ways.
    share,
    /// "Share where it is".
    share_status,
    /// What that gives away.
    share_status_note,
    /// "Share this page".
    share_page,
    /// What that gives away.
    share_page_note,
    /// Said once it is done.
    shared,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_another_length_is_of_another_version() {
        let words = |count: usize| (0..count).map(|at| at.to_string()).collect::<Vec<_>>();
        let mut count = 0;
        while Labels::try_from(words(count)).is_err() {
            count += 1;
            assert!(count < 99, "no length is right");
        }
        let labels = Labels::try_from(words(count)).unwrap();
        assert_eq!(labels.next, "1");
        assert_eq!(Vec::from(labels), words(count));
        assert_eq!(Labels::try_from(words(count + 1)), Err(OtherVersion));
    }
}
