//! Along which lines figures are kept apart.

use super::dimensions::Dimensions;
use serde::{Deserialize, Serialize};

/// One thing that parcels are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Who carries it.
    Carrier,
    /// By which of the carrier's services.
    Service,
    /// The country and region it left from.
    Origin,
    /// The country and region it goes to.
    Destination,
    /// Domestic or international.
    Border,
    /// City, town or country.
    Settlement,
    /// How heavy.
    Weight,
    /// How large.
    Size,
    /// What it is packed in.
    Package,
    /// Who packs it.
    Warehouse,
    /// What kind of goods.
    Category,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 11] = [
        Self::Carrier,
        Self::Service,
        Self::Origin,
        Self::Destination,
        Self::Border,
        Self::Settlement,
        Self::Weight,
        Self::Size,
        Self::Package,
        Self::Warehouse,
        Self::Category,
    ];

    /// The code kept in addresses and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Carrier => "carrier",
            Self::Service => "service",
            Self::Origin => "origin",
            Self::Destination => "destination",
            Self::Border => "border",
            Self::Settlement => "settlement",
            Self::Weight => "weight",
            Self::Size => "size",
            Self::Package => "package",
            Self::Warehouse => "warehouse",
            Self::Category => "category",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|dimension| dimension.code() == code)
    }
}

/// Some dimensions together, by which tallies are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The number it has in the database; never given to another.
    pub id: i16,
    /// What it tells apart, in the order of its keys.
    pub by: &'static [Dimension],
}

use Dimension as D;

/// Every cut, the coarsest first: what needs some dimensions is read from the
/// first that has them all.
pub const CUTS: [Cut; 19] = [
    Cut { id: 0, by: &[] },
    Cut {
        id: 1,
        by: &[D::Border],
    },
    Cut {
        id: 2,
        by: &[D::Settlement],
    },
    Cut {
        id: 3,
        by: &[D::Weight],
    },
    Cut {
        id: 4,
        by: &[D::Size],
    },
    Cut {
        id: 5,
        by: &[D::Package],
    },
    Cut {
        id: 6,
        by: &[D::Carrier, D::Service],
    },
    Cut {
        id: 7,
        by: &[D::Warehouse],
    },
    Cut {
        id: 8,
        by: &[D::Destination],
    },
    Cut {
        id: 9,
        by: &[D::Carrier, D::Service, D::Border],
    },
    Cut {
        id: 10,
        by: &[D::Carrier, D::Service, D::Settlement],
    },
    Cut {
        id: 11,
        by: &[D::Carrier, D::Service, D::Size],
    },
    Cut {
        id: 12,
        by: &[D::Carrier, D::Service, D::Package],
    },
    Cut {
        id: 13,
        by: &[D::Carrier, D::Service, D::Warehouse],
    },
    Cut {
        id: 14,
        by: &[D::Carrier, D::Service, D::Destination],
    },
    Cut {
        id: 15,
        by: &[D::Warehouse, D::Destination],
    },
    Cut {
        id: 16,
        by: &[D::Origin, D::Destination],
    },
    Cut {
        id: 17,
        by: &[D::Warehouse, D::Category, D::Destination],
    },
    Cut {
        id: 18,
        by: &[D::Carrier, D::Service, D::Origin, D::Destination, D::Weight],
    },
];

/// What stands between the values of a key: no value holds it.
const BETWEEN: char = '\u{1f}';

/// The values of a cut's dimensions, in its order; one not known is empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(String);

impl Key {
    /// A key as it stands in the database.
    #[must_use]
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// What keys begin with whose first values are these: the whole of them
    /// where there are no others.
    #[must_use]
    pub fn beginning(values: &[&str], is_whole: bool) -> String {
        let mut text = values.join(&BETWEEN.to_string());
        if !values.is_empty() && !is_whole {
            text.push(BETWEEN);
        }
        text
    }

    /// As it stands in the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its values, in the order of its cut.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.0.split(BETWEEN)
    }
}

impl Cut {
    /// The coarsest cut that tells some dimensions apart; `None` where figures
    /// are not kept so finely.
    #[must_use]
    pub fn telling(dimensions: &[Dimension]) -> Option<&'static Self> {
        CUTS.iter()
            .find(|cut| dimensions.iter().all(|one| cut.by.contains(one)))
    }

    /// The key of a parcel.
    #[must_use]
    pub fn key(&self, of: &Dimensions) -> Key {
        let mut key = String::new();
        for (place, dimension) in self.by.iter().enumerate() {
            if place > 0 {
                key.push(BETWEEN);
            }
            key.extend(of.value(*dimension).chars().filter(|sign| *sign != BETWEEN));
        }
        Key(key)
    }

    /// The value of one of its dimensions in one of its keys.
    #[must_use]
    pub fn value<'a>(&self, key: &'a Key, dimension: Dimension) -> Option<&'a str> {
        let place = self.by.iter().position(|one| *one == dimension)?;
        key.values().nth(place)
    }
}
