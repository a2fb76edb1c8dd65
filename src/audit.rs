//! What staff and the programs beside them did, as the audit trail keeps it.

use serde::{Deserialize, Serialize};

macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// What was done; closed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Deed {
            $($(#[$doc])* $name,)+
        }

        impl Deed {
            /// Every deed.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code kept in the database.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// Reads a code back; `None` when it is not one of ours.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|deed| deed.code() == code)
            }
        }
    };
}

deeds! {
    /// Somebody signed in.
    SignedIn = "signed_in",
    /// Somebody signed out, here or everywhere.
    SignedOut = "signed_out",
    /// A sign-in was refused.
    SignInRefused = "sign_in_refused",
    /// A password was chosen.
    PasswordChosen = "password_chosen",
    /// A second factor was set up or taken away.
    SecondFactorChanged = "second_factor_changed",
    /// Somebody was invited.
    StaffInvited = "staff_invited",
    /// An account was changed, disabled or enabled.
    StaffChanged = "staff_changed",
    /// A setting of the site or of a brand was changed.
    SettingChanged = "setting_changed",
    /// An order was opened.
    OrderOpened = "order_opened",
    /// A contact was opened, by a shopper or for one.
    ContactOpened = "contact_opened",
    /// A contact or a flag was taken, or handed to somebody.
    Owned = "owned",
    /// A contact or a flag was put out of sight for a while.
    Snoozed = "snoozed",
    /// A contact or a flag was resolved.
    Resolved = "resolved",
    /// A resolved one was opened again.
    Reopened = "reopened",
    /// A note was written.
    NoteWritten = "note_written",
    /// A reply was sent.
    Replied = "replied",
    /// A link was sent again.
    LinkSent = "link_sent",
    /// A claim was opened or changed.
    ClaimChanged = "claim_changed",
    /// A shipment was added, changed or removed by hand.
    ShipmentChanged = "shipment_changed",
    /// A parcel was marked by hand, or the mark withdrawn.
    Marked = "marked",
    /// An address or an instruction was corrected, or somebody was told of it.
    Corrected = "corrected",
    /// An incident was declared or ended.
    IncidentChanged = "incident_changed",
    /// A reply template was changed.
    TemplateChanged = "template_changed",
    /// The words of a message were changed, or the order of its blocks.
    MessageChanged = "message_changed",
    /// A message that could not be sent was sent again.
    MessageReplayed = "message_replayed",
    /// A message that could not be read was read again.
    MessageReadAgain = "message_read_again",
    /// Files were taken in at the command line.
    FilesTakenIn = "files_taken_in",
    /// A history of orders was imported.
    HistoryImported = "history_imported",
    /// A test order was given a journey to play.
    JourneyBegun = "journey_begun",
    /// A link that opens an order was taken back.
    LinkRevoked = "link_revoked",
    /// The person of an order was forgotten.
    PersonForgotten = "person_forgotten",
    /// Everything held about the person of an order was shown.
    PersonExported = "person_exported",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_differ() {
        for deed in Deed::ALL {
            assert_eq!(Deed::from_code(deed.code()), Some(*deed));
        }
    }
}
