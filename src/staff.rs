//! Staff: what a role may do, which brands a person serves, and what cannot be
//! taken of an account.

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

/// The fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 12;

/// The most characters of a password.
pub const LONGEST_PASSWORD: usize = 256;

/// The most characters of a name, and of what staff type into one line.
pub const LONGEST_NAME: usize = 80;

/// The most characters of an e-mail address.
pub const LONGEST_EMAIL: usize = 254;

/// Why a password cannot be taken. Which characters it is made of is nobody's
/// business: its length protects it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// It has too few characters.
    TooShort,
    /// It has more characters than are looked at.
    TooLong,
    /// It is the e-mail address.
    IsTheEmail,
    /// The second time something else was typed.
    NotTheSame,
}

/// What is wrong with a new password, typed twice; `None` when nothing is.
#[must_use]
pub fn password_fault(password: &str, again: &str, email: &str) -> Option<PasswordFault> {
    let length = password.chars().count();
    if length > LONGEST_PASSWORD {
        return Some(PasswordFault::TooLong);
    }
    if password.trim().to_lowercase() == email.trim().to_lowercase() {
        return Some(PasswordFault::IsTheEmail);
    }
    if length < SHORTEST_PASSWORD {
        return Some(PasswordFault::TooShort);
    }
    (password != again).then_some(PasswordFault::NotTheSame)
}

/// Why an account is not made or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffFault {
    /// It needs an e-mail address, and this is none.
    NoEmail,
    /// It needs a name.
    NoName,
    /// It has to serve a brand, and of those there are.
    NoBrand,
    /// Another account has this e-mail address.
    Taken,
    /// It would reach further than the one who sets it.
    TooFar,
    /// Nobody takes their own rights away.
    Yourself,
    /// Somebody has to be left who may set everything.
    LastAdmin,
    /// The new password cannot be taken.
    Password(PasswordFault),
    /// The password typed as proof is not the right one.
    WrongPassword,
    /// The code is not the one that is shown now.
    WrongCode,
    /// Their second factor was sealed with another site key.
    SealedFactor,
    /// There were too many tries: in so many seconds, at least one.
    Wait(u64),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_the_address() {
        let check = |password: &str, wanted| {
            let fault = password_fault(password, password, "rita@acme.example");
            assert_eq!(fault, wanted, "{password}");
        };
        check("eleven char", Some(PasswordFault::TooShort));
        check("twelve chars", None);
        check("zwölf Buchst", None);
        check("aaaaaaaaaaaa", None);
        check("Rita@Acme.example ", Some(PasswordFault::IsTheEmail));
        check(&"x".repeat(256), None);
        check(&"x".repeat(257), Some(PasswordFault::TooLong));
        let fault = password_fault("twelve chars", "twelve charz", "");
        assert_eq!(fault, Some(PasswordFault::NotTheSame));
    }

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
