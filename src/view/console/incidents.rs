//! The incidents of the brands somebody serves.

use serde::{Deserialize, Serialize};

/// Every incident that is not long over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentsView {}
