//! Staff at the server: who somebody is once signed in.

use doorstep::staff::{Role, Serves};

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
