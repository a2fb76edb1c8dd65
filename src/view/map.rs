//! A parcel's way on a map: a picture of the world behind it, and over that
//! what is the parcel's own, nothing finer than a town.
//!
//! Places are in thousandths of the picture's width from the left and of its
//! height from the top; the picture is 16 wide and 10 high.

use serde::Serialize;

/// The way of one parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapView {
    /// Where the picture behind is; it says nothing of the order.
    pub picture: String,
    /// The way so far, as the data of an SVG path; empty before the second
    /// place.
    pub travelled: String,
    /// The straight line to where it goes; empty once nothing is to come, or
    /// while nobody knows.
    pub ahead: String,
    /// The places before the newest one, each a path of no length: its ends
    /// are round.
    pub stops: String,
    /// Where it was last seen; not yet before the carrier's first scan.
    pub newest: Option<MapPoint>,
    /// Where it goes, while it is not there.
    pub destination: Option<MapPoint>,
    /// Names of places, as many as find room.
    pub labels: Vec<MapLabel>,
    /// The same in words: "Louisville, KY to Newark, NJ. Newest:
    /// Indianapolis, IN."
    pub words: String,
}

/// A point of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MapPoint {
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
}

/// The name of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapLabel {
    /// The place it names.
    pub at: MapPoint,
    /// The name.
    pub text: String,
    /// Where the name stands.
    pub side: Side,
    /// How large the picture has to be.
    pub room: Room,
}

/// On which side of its place a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// It begins to the right.
    Right,
    /// It ends to the left.
    Left,
    /// It stands above, centred.
    Above,
    /// It stands below, centred.
    Below,
}

/// How large a picture has to be for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    /// It has room on a phone.
    Phone,
    /// It would stand on others there.
    Wide,
}
