//! What a shop front gives to the pages of its orders: its name and clock,
//! where to ask, and who reports to it.

use crate::services::Entries;
use doorstep::carrier::Carrier;

/// A shop front, as its orders' views need it.
#[derive(Clone, Debug)]
pub struct Front {
    /// Its name.
    pub name: String,
    /// Its IANA zone.
    pub zone: String,
    /// Where to ask; a plain mail address.
    pub support: Option<String>,
    /// Its open connections: row id and source.
    pub connections: Vec<(i64, String)>,
}

/// Sources that tell of any carrier's parcels.
const OF_ALL: &[&str] = &["easypost", "json"];

impl Front {
    /// The front of a brand, from memory.
    pub fn of(entries: &Entries, brand_id: i64) -> Self {
        let brand = entries.brand(brand_id);
        let serving = entries
            .connections
            .values()
            .filter(|connection| connection.brands.contains(&brand_id));
        Self {
            name: brand.map(|brand| brand.name.clone()).unwrap_or_default(),
            zone: brand.map_or_else(|| "UTC".to_owned(), |brand| brand.zone.clone()),
            support: brand
                .and_then(|brand| brand.support_email.clone())
                .filter(|address| is_plain(address)),
            connections: serving
                .map(|connection| (connection.id, connection.source.clone()))
                .collect(),
        }
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
