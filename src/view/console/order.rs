//! The pane of one order: all that answers a question about it.

use serde::{Deserialize, Serialize};

/// One order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPaneView {
    /// Its public id.
    pub id: String,
    /// Its number as the buyer knows it.
    pub number: String,
}
