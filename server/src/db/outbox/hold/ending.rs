//! How a try of a held message ended.

use chrono::{DateTime, Utc};
use doorstep::delivery::Wait;
use doorstep::mail::{MailState, Taken};
use doorstep::wording::Versions;

/// How a try ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The provider has taken it.
    Sent {
        /// What the provider calls it, where it says so.
        sent_as: Option<String>,
        /// In which versions of the brand's own words it was said.
        words: Option<Versions>,
    },
    /// It is tried again then.
    Later {
        /// When.
        at: DateTime<Utc>,
        /// What went wrong, without anything personal.
        why: String,
        /// Whether the provider may have taken it all the same.
        taken: Taken,
    },
    /// It was not tried: it is not its time.
    Waits {
        /// When it is.
        at: DateTime<Utc>,
        /// What it waits for.
        why: Wait,
    },
    /// It is given up.
    Dead {
        /// What went wrong, without anything personal.
        why: String,
        /// Whether the provider may have taken it all the same.
        taken: Taken,
    },
    /// It must not go out any more.
    Dropped {
        /// Why: for people, or as a code of [`doorstep::delivery::Dropped`].
        why: String,
    },
}

impl Ending {
    /// The state it leaves the message in.
    #[must_use]
    pub const fn state(&self) -> MailState {
        match self {
            Self::Sent { .. } => MailState::Sent,
            Self::Later { .. } | Self::Waits { .. } => MailState::Queued,
            Self::Dead { .. } => MailState::Dead,
            Self::Dropped { .. } => MailState::Dropped,
        }
    }

    /// Whether the provider may have taken the message and not said so.
    pub(super) const fn is_in_doubt(&self) -> bool {
        match self {
            Self::Later { taken, .. } | Self::Dead { taken, .. } => !matches!(taken, Taken::No),
            Self::Sent { .. } | Self::Waits { .. } | Self::Dropped { .. } => false,
        }
    }
}
