//! Staff: what a role may do, and which brands a person serves.

use serde::{Deserialize, Serialize};

/// What one of the staff may do; each role may all that those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers shoppers.
    Rep,
    /// Sees the figures, and declares incidents.
    Manager,
    /// Sets brands, people and connections.
    Admin,
}

impl Role {
    /// Every role, the one that may least first.
    pub const ALL: [Self; 3] = [Self::Rep, Self::Manager, Self::Admin];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rep => "rep",
            Self::Manager => "manager",
            Self::Admin => "admin",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// The brands somebody serves, by row id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Serves {
    /// All there are, and all there will be.
    All,
    /// These.
    Only(Vec<i64>),
}

impl Serves {
    /// Whether a brand is among them.
    #[must_use]
    pub fn covers(&self, brand_id: i64) -> bool {
        match self {
            Self::All => true,
            Self::Only(brands) => brands.contains(&brand_id),
        }
    }

    /// Whether every brand another person serves is among them: only then may
    /// one set the other's account.
    #[must_use]
    pub fn covers_all_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::All, _) => true,
            (Self::Only(_), Self::All) => false,
            (Self::Only(_), Self::Only(brands)) => brands.iter().all(|brand| self.covers(*brand)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_grow() {
        assert!(Role::Rep < Role::Manager && Role::Manager < Role::Admin);
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("owner"), None);
    }

    #[test]
    fn nobody_sets_an_account_that_reaches_further() {
        let few = Serves::Only(vec![1, 2]);
        assert!(few.covers(2) && !few.covers(3));
        assert!(Serves::All.covers_all_of(&few));
        assert!(few.covers_all_of(&Serves::Only(vec![1])));
        assert!(!few.covers_all_of(&Serves::Only(vec![1, 3])));
        assert!(!few.covers_all_of(&Serves::All));
    }
}
