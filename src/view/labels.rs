//! The fixed words of the shopper's page.
//!
//! They travel as a list: reading thirty names of fields would be a good part
//! of what the browser loads.

use serde::Serialize;

/// Makes the struct and both ways between it and a list of its words.
macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Fixed words of the page.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(into = "Vec<String>")]
        pub struct Labels {
            $($(#[$doc])* pub $name: String,)*
        }

        impl Labels {
            /// From a list of their words; one of another length is another
            /// version's.
            #[must_use]
            pub fn from_words(words: Vec<String>) -> Option<Self> {
                let mut words = words.into_iter();
                let labels = Self {
                    $($name: words.next()?,)*
                };
                words.next().is_none().then_some(labels)
            }
        }

        impl From<Labels> for Vec<String> {
            fn from(labels: Labels) -> Self {
                vec![$(labels.$name,)*]
            }
        }
    };
}

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
        while Labels::from_words(words(count)).is_none() {
            count += 1;
            assert!(count < 99, "no length is right");
        }
        let labels = Labels::from_words(words(count)).unwrap();
        assert_eq!(labels.next, "1");
        assert_eq!(Vec::from(labels), words(count));
        assert_eq!(Labels::from_words(words(count + 1)), None);
    }
}
