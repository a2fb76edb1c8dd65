//! What an API key may be used for.

use serde::{Deserialize, Serialize};

/// One thing a key may be used for; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// To send orders, shipments and scans.
    #[serde(rename = "ingest")]
    Ingest,
    /// To look orders up, with all that staff see of them.
    #[serde(rename = "orders:read")]
    OrdersRead,
    /// To open contacts.
    #[serde(rename = "contacts:write")]
    ContactsWrite,
    /// To say that an address cannot or must not be written to.
    #[serde(rename = "bounces:write")]
    BouncesWrite,
    /// To ask what may be promised at the checkout.
    #[serde(rename = "promises:read")]
    PromisesRead,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 5] = [
        Self::Ingest,
        Self::OrdersRead,
        Self::ContactsWrite,
        Self::BouncesWrite,
        Self::PromisesRead,
    ];

    /// Its name, as commands and answers spell it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::OrdersRead => "orders:read",
            Self::ContactsWrite => "contacts:write",
            Self::BouncesWrite => "bounces:write",
            Self::PromisesRead => "promises:read",
        }
    }

    /// Reads a name; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// The names of several, as they are kept.
    #[must_use]
    pub fn joined(scopes: &[Self]) -> String {
        let codes: Vec<&str> = scopes.iter().map(|scope| scope.code()).collect();
        codes.join(" ")
    }

    /// Reads what was kept; a name that is none of ours allows nothing.
    #[must_use]
    pub fn split(kept: &str) -> Vec<Self> {
        kept.split(' ').filter_map(Self::from_code).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        let kept = Scope::joined(&Scope::ALL);
        assert_eq!(
            kept,
            "ingest orders:read contacts:write bounces:write promises:read"
        );
        assert_eq!(Scope::split(&kept), Scope::ALL);
        assert_eq!(Scope::split("everything ingest "), [Scope::Ingest]);
        for scope in Scope::ALL {
            let json = serde_json::to_string(&scope).unwrap();
            assert_eq!(json, format!("\"{}\"", scope.code()));
        }
    }
}
