//! What a shop front gives to the pages of its orders: its brand, where to
//! ask, and who reports to it.

use super::nobody;
use crate::services::Entries;
use doorstep::brand::Brand;
use doorstep::carrier::Carrier;
use std::sync::Arc;

/// A shop front, as its orders' views need it.
#[derive(Clone, Debug)]
pub struct Front {
    /// The brand.
    pub brand: Arc<Brand>,
    /// Counts the brand's changes.
    pub version: i64,
    /// Its open connections: row id and source.
    connections: Vec<(i64, String)>,
}

/// Sources that tell of any carrier's parcels.
const OF_ALL: &[&str] = &["easypost", "json"];

impl Front {
    /// The front of a brand, from memory.
    pub fn of(entries: &Entries, brand_id: i64) -> Self {
        let (brand, version) = entries.brand(brand_id).map_or_else(
            || (Arc::new(nobody()), 0),
            |stored| (Arc::clone(&stored.brand), stored.version),
        );
        let serving = entries
            .connections
            .values()
            .filter(|connection| connection.brands.contains(&brand_id));
        Self {
            brand,
            version,
            connections: serving
                .map(|connection| (connection.id, connection.source.clone()))
                .collect(),
        }
    }

    /// Where to ask; a plain mail address.
    pub fn support(&self) -> Option<&str> {
        let address = self.brand.support.email.as_deref();
        address.filter(|address| is_plain(address))
    }

    /// Whether a connection is still open.
    pub fn is_open(&self, connection_id: i64) -> bool {
        self.connections.iter().any(|(id, _)| *id == connection_id)
    }

    /// Whether some open connection may bring word of a carrier's parcels.
    pub fn hears_of(&self, carrier: &Carrier) -> bool {
        self.connections.iter().any(|(_, source)| {
            let of_one = source.strip_suffix("_rest").unwrap_or(source);
            OF_ALL.contains(&source.as_str()) || of_one == carrier.code()
        })
    }
}

/// `mailto:` would take copies and more from an address that is none.
fn is_plain(address: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || "@.+-_".contains(letter);
    address.contains('@') && address.chars().all(plain)
}
