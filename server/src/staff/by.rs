//! Who sets accounts, and the rights they give, which reach no further than
//! their own.

use super::{Actor, Refusal, trail};
use crate::db::audit::NewDeed;
use crate::services::Services;
use doorstep::audit::Deed;
use doorstep::staff::{Role, Serves, StaffFault};
use serde_json::{Value, json};

/// Who does something.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// One of the staff.
    Staff(&'a Actor),
    /// Whoever runs the server, at its own machine.
    Operator,
    /// Nobody we know.
    Stranger,
}

impl<'a> By<'a> {
    /// Something they did, as the trail keeps it; what to is still to be said.
    #[must_use]
    pub fn deed(self, deed: Deed) -> NewDeed<'a> {
        NewDeed {
            staff_id: self.staff_id(),
            ..NewDeed::of_actor(self.name(), deed)
        }
    }

    /// What the trail calls them.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self {
            Self::Staff(actor) => &actor.public_id,
            Self::Operator => "cli",
            Self::Stranger => trail::NOBODY,
        }
    }

    /// Their row id, where they have one.
    #[must_use]
    pub const fn staff_id(self) -> Option<i64> {
        match self {
            Self::Staff(actor) => Some(actor.id),
            Self::Operator | Self::Stranger => None,
        }
    }

    /// Whether they may set an account of this role at these brands.
    #[must_use]
    pub fn reaches(self, role: Role, serves: &Serves) -> bool {
        match self {
            Self::Staff(actor) => {
                actor.role == Role::Admin
                    && role <= actor.role
                    && actor.serves.covers_all_of(serves)
            }
            Self::Operator => true,
            Self::Stranger => false,
        }
    }
}

/// What an account may do and see.
#[derive(Clone, Debug)]
pub struct Rights {
    /// What they may do.
    pub role: Role,
    /// The brands they serve.
    pub serves: Serves,
}

impl Rights {
    /// Refuses rights that serve no brand, or reach beyond those of whoever
    /// gives them.
    pub(super) fn allowed(&self, by: By<'_>) -> Result<(), Refusal> {
        if matches!(&self.serves, Serves::Only(brands) if brands.is_empty()) {
            return Err(Refusal::Wrong(StaffFault::NoBrand));
        }
        if !by.reaches(self.role, &self.serves) {
            return Err(Refusal::Wrong(StaffFault::TooFar));
        }
        Ok(())
    }

    /// What the trail says of them.
    pub(super) fn described(&self, services: &Services) -> Value {
        let book = services.book.now();
        let brands: Vec<String> = match &self.serves {
            Serves::All => vec!["all".to_owned()],
            Serves::Only(ids) => ids
                .iter()
                .filter_map(|id| Some(book.brand(*id)?.slug.clone()))
                .collect(),
        };
        json!({ "role": self.role.code(), "brands": brands.join(" ") })
    }
}
