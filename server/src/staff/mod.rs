//! Staff at the server: who may sign in, how they prove who they are, and who
//! somebody is once signed in.
//!
//! [`accounts`] makes and changes them within the rights of whoever does it;
//! [`links`] lets somebody in once; [`sign_in`] takes a password and a second
//! factor, whose seeds are sealed ([`seed`]); [`sessions`] knows a browser again; [`own`] is what everybody may
//! change of their own account.

pub mod accounts;
mod by;
pub mod links;
pub mod own;
pub mod password;
pub mod recovery;
pub mod seed;
pub mod sessions;
pub mod sign_in;
pub mod totp;
mod trail;

use crate::db::{self, Connected, setting, staff, staff_brand};
use crate::error::Error;
use crate::services::Services;
use doorstep::staff::{Role, Serves, StaffFault};

pub use by::{By, Rights};

/// One of the staff who is signed in, with what they may do and see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Row id.
    pub id: i64,
    /// Public id (`stf_...`).
    pub public_id: String,
    /// What colleagues call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The brands they serve.
    pub serves: Serves,
}

impl Actor {
    /// Whether they may see what belongs to a brand.
    #[must_use]
    pub fn serves(&self, brand_id: i64) -> bool {
        self.serves.covers(brand_id)
    }
}

/// Why something about an account was not done.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such account, or it is beyond the reach of whoever asks:
    /// both look the same.
    NotThere,
    /// What was asked for cannot be.
    Wrong(StaffFault),
    /// The server could not.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<db::DbErr> for Refusal {
    fn from(error: db::DbErr) -> Self {
        Self::Failed(error.into())
    }
}

/// An account with what it may do and see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its row.
    pub row: staff::Model,
    /// What it may do.
    pub role: Role,
    /// The brands it serves.
    pub serves: Serves,
}

impl Account {
    /// Who they are once signed in.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            id: self.row.id,
            public_id: self.row.public_id.clone(),
            name: self.row.name.clone(),
            role: self.role,
            serves: self.serves.clone(),
        }
    }

    /// Whether a second factor is set up, and proved.
    #[must_use]
    pub const fn has_second_factor(&self) -> bool {
        self.row.totp_confirmed_ms.is_some()
    }

    /// Whether it may sign in at all.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.row.disabled_ms.is_none()
    }

    async fn of(database: &impl Connected, row: staff::Model) -> Result<Self, Error> {
        let serves = if row.all_brands {
            Serves::All
        } else {
            Serves::Only(staff_brand::of_staff(database, row.id).await?)
        };
        Ok(Self::with(row, serves))
    }

    /// A role that is none of ours (never written by us) may least.
    fn with(row: staff::Model, serves: Serves) -> Self {
        Self {
            role: Role::from_code(&row.role).unwrap_or(Role::Rep),
            row,
            serves,
        }
    }
}

/// The setting of the site that says whether everybody needs a second factor.
const SECOND_FACTOR: &str = "second_factor";

/// What it is set to where everybody does.
pub const REQUIRED: &str = "required";

/// Whether everybody on the staff needs a second factor.
///
/// # Errors
/// When the database refuses.
pub async fn second_factor_is_required(services: &Services) -> Result<bool, Error> {
    let set = setting::of_site(services.database.read(), SECOND_FACTOR).await?;
    Ok(set.as_deref() == Some(REQUIRED))
}
