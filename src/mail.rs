//! Mails: which kinds people set off, and how one stands.

use crate::notice::Notice;
use crate::recipient::Medium;
use serde::{Deserialize, Serialize};

/// What a mail is; closed. The notices of a parcel's story are
/// [`crate::notice`]'s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// A link to the list of a buyer's orders, which the buyer asked for.
    ListLink,
    /// What one of the staff wrote.
    Reply,
    /// The link to an order's page, sent again by one of the staff.
    Link,
    /// A contact, for the brand's own help desk.
    HelpDesk,
    /// The question whether somebody wants to follow an order of another.
    Invitation,
}

impl MailKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::ListLink,
        Self::Reply,
        Self::Link,
        Self::HelpDesk,
        Self::Invitation,
    ];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ListLink => "list_link",
            Self::Reply => "reply",
            Self::Link => "link",
            Self::HelpDesk => "help_desk",
            Self::Invitation => "invitation",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether no person decided on it: such a mail says so, and is answered
    /// by no machine.
    #[must_use]
    pub const fn is_automatic(self) -> bool {
        matches!(self, Self::ListLink | Self::Invitation)
    }
}

/// What a message is that goes out: a mail, or a notice to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageKind {
    /// Somebody set it off.
    Mail(MailKind),
    /// It tells a parcel's story.
    Notice(Notice, Medium),
}

impl MessageKind {
    /// What it is, of what the database keeps; `None` when it is not ours.
    #[must_use]
    pub fn of(code: &str, medium: Medium) -> Option<Self> {
        let mail = || MailKind::from_code(code).map(Self::Mail);
        let notice = Notice::from_code(code).map(|notice| Self::Notice(notice, medium));
        notice.or_else(mail)
    }

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mail(kind) => kind.code(),
            Self::Notice(notice, _) => notice.code(),
        }
    }
}

/// How a mail stands; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// It waits to be sent, or to be tried again.
    Queued,
    /// The mail server has taken it.
    Sent,
    /// It must not go out any more, and never will.
    Dropped,
    /// It was given up; it can be sent again.
    Dead,
}

impl MailState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Sent, Self::Dropped, Self::Dead];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Dropped => "dropped",
            Self::Dead => "dead",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Whether a provider may have taken a message that it did not say it has
/// taken; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It cannot have.
    No,
    /// It may have: when the message is sent again, a copy may come.
    Perhaps,
    /// It may have, under a key by which it knows the message again: no copy
    /// comes.
    UnderKey,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for kind in MailKind::ALL {
            assert_eq!(MailKind::from_code(kind.code()), Some(kind));
        }
        for state in MailState::ALL {
            assert_eq!(MailState::from_code(state.code()), Some(state));
        }
        assert_eq!(MailKind::from_code("shipped"), None, "a notice is no mail");
    }
}
