//! What may be sent through the door, field by field.
//!
//! Unless a field says otherwise, texts hold up to 500 characters, ids up to
//! 100, and an optional field may be left out, null or empty. Instants are
//! ISO 8601 with "Z" or an offset (`2026-05-14T09:30:00+02:00`), days are
//! `2026-05-14`, hours are `14:30`. Numbers and booleans may come as text.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use doorstep::carrier::Carrier;
use doorstep::contact::Topic;
use doorstep::scan::{Place, Reason, ScanTime, Status};
use doorstep::shipment::Direction;
use serde::Serialize;

/// One order, for `POST /api/v1/orders`. Sending it again replaces what was
/// said before, unless that was newer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Order {
    /// Your own id of the order; a number is kept as its digits.
    pub id: String,
    /// The number the buyer knows ("#1001").
    pub number: String,
    /// When the buyer ordered; an instant.
    pub placed_at: DateTime<Utc>,
    /// When you last changed it; an instant. An older one than is stored is
    /// ignored. Left out: the moment it arrives.
    pub updated_at: Option<DateTime<Utc>>,
    /// `true` for a rehearsal: it counts in no figure. Left out: `false`.
    pub test: bool,
    /// The buyer's e-mail address, up to 254 characters.
    pub email: Option<String>,
    /// The buyer's phone number, as given.
    pub phone: Option<String>,
    /// The buyer's first name.
    pub first_name: Option<String>,
    /// The buyer's last name.
    pub last_name: Option<String>,
    /// The buyer's language as a BCP 47 tag ("de-AT").
    pub locale: Option<String>,
    /// ISO 4217 code ("EUR"); needed when there is a total.
    pub currency: Option<String>,
    /// The total as decimal text ("57.98"), in that currency.
    pub total: Option<String>,
    /// Where it goes. Left out where nothing travels to an address.
    pub ship_to: Option<ShipTo>,
    /// The lines ordered, one or more.
    pub items: Vec<Item>,
    /// The delivery named at checkout: a day, a local time to deliver by, or
    /// an [`Expected`].
    pub expected: Option<Expected>,
    /// The delivery option chosen, in your words ("Express").
    pub service: Option<String>,
    /// When the whole order was called off; an instant.
    pub cancelled_at: Option<DateTime<Utc>>,
}

/// Where an order goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShipTo {
    /// The recipient's name.
    pub name: Option<String>,
    /// Street and house number: one text, or a list with an entry a line, up
    /// to ten.
    pub street: Vec<String>,
    /// Town.
    pub city: Option<String>,
    /// State or province, best as its ISO 3166-2 code ("CA-ON", "ON").
    pub region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2 ("AT"), or an English name.
    pub country: Option<String>,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Your own id of the line, once in an order. Left out: its position in
    /// the list, counted from 1.
    pub id: Option<String>,
    /// What it is called ("Trail shoe").
    pub title: String,
    /// Its variant ("blue / 42").
    pub variant: Option<String>,
    /// Your article number.
    pub sku: Option<String>,
    /// How many; 0 once they are no longer part of the order.
    pub quantity: u32,
    /// Whether it travels at all. Left out: `true`.
    pub ships: bool,
}

/// A delivery as it was promised: days, and hours on the destination's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// The first expected day.
    pub from: NaiveDate,
    /// The last expected day. Left out: the first.
    pub to: Option<NaiveDate>,
    /// The earliest hour on the last day; only with `hours_to`.
    pub hours_from: Option<NaiveTime>,
    /// The latest hour on the last day.
    pub hours_to: Option<NaiveTime>,
}

/// One shipment, for `POST /api/v1/shipments`: made, packed, handed over or
/// called off. Sending it again replaces what was said before, unless that
/// was newer; it may come before its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shipment {
    /// The order's id, as sent with the order.
    pub order_id: String,
    /// Your own id of the shipment.
    pub id: String,
    /// When you last changed it; an instant. An older one than is stored is
    /// ignored. Left out: the moment it arrives.
    pub updated_at: Option<DateTime<Utc>>,
    /// `outbound` or `return`. Left out: `outbound`.
    pub direction: Direction,
    /// Who carries it, by code or name ("ups", "DHL Express").
    pub carrier: Option<String>,
    /// Its tracking number. Use `numbers` for several parcels.
    pub number: Option<String>,
    /// Its tracking numbers, up to 100.
    pub numbers: Vec<String>,
    /// Your own link to the carrier's page for `number`: http or https.
    pub link: Option<String>,
    /// Whether the carrier reports scans. Left out: `true`, unless there is
    /// no number and carrier or service say letter post, own delivery or
    /// collection.
    pub tracked: Option<bool>,
    /// What it holds. Left out: not known.
    pub items: Vec<ShippedItem>,
    /// When it was packed; an instant.
    pub packed_at: Option<DateTime<Utc>>,
    /// When the carrier took it over, as you know it; an instant.
    pub handed_over_at: Option<DateTime<Utc>>,
    /// When it was called off; an instant.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// The service booked, in your words ("UPS Ground").
    pub service: Option<String>,
    /// Where it was packed.
    pub warehouse: Option<String>,
    /// What it was packed in ("Box M").
    pub package_type: Option<String>,
    /// The delivery you expect of it: a day, a local time to deliver by, or
    /// an [`Expected`].
    pub expected: Option<Expected>,
}

/// Some of an order's line, in a shipment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShippedItem {
    /// The line's id, as sent with the order.
    pub id: Option<String>,
    /// The article number, in place of `id`.
    pub sku: Option<String>,
    /// How many of it, 1 or more.
    pub quantity: u32,
}

/// One thing that happened to a parcel, for `POST /api/v1/scans`. Sending it
/// again changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scan {
    /// Who carries it, by code or name; needed with `number`.
    pub carrier: Option<String>,
    /// Its tracking number.
    pub number: Option<String>,
    /// Your own id of the shipment, in place of `carrier` and `number`.
    pub shipment_id: Option<String>,
    /// What happened: one of Doorstep's statuses (`in_transit`), or `none`
    /// when the line is no movement, such as a new estimate.
    pub status: Option<Status>,
    /// Why, where something went wrong: one of Doorstep's reasons
    /// (`not_home`).
    pub reason: Option<Reason>,
    /// When: with an offset, as a local time without one, or as a day. No
    /// zone is ever added to it.
    pub time: ScanTime,
    /// The carrier's words.
    pub text: Option<String>,
    /// The carrier's own code, up to 100 characters.
    pub code: Option<String>,
    /// The town where it happened.
    pub city: Option<String>,
    /// The state or province where it happened.
    pub region: Option<String>,
    /// The postal code where it happened.
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2 ("AT"), or an English name.
    pub country: Option<String>,
    /// When the carrier now expects to deliver: a day, a local time to
    /// deliver by, or an [`Expected`].
    pub estimate: Option<Expected>,
    /// Where the parcel was left ("Front door").
    pub left_at: Option<String>,
    /// Who signed; shown as initials only.
    pub signed_by: Option<String>,
    /// The pickup point's name and address, when it waits at one.
    pub pickup_point: Option<String>,
    /// When the pickup point is open, in your words ("Mon-Fri 9:00-18:00").
    pub pickup_hours: Option<String>,
    /// The last day it is kept there.
    pub pickup_until: Option<NaiveDate>,
}

/// A contact that a help desk hands on, for `POST /api/v1/contacts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// The order: its number as the buyer knows it, or its id (`ord_...`).
    pub order: String,
    /// The parcel, by its id (`shp_...`) or tracking number. Left out where
    /// the whole order is meant.
    pub parcel: Option<String>,
    /// What it is about: `not_received`, `where_is_it`, `damaged`,
    /// `wrong_contents`, `wrong_address`, `returned` or `other`.
    pub topic: Topic,
    /// The buyer's words, up to 4,000 characters; line breaks stay.
    pub text: String,
    /// Where it came from, to find it again ("ticket 4711"), up to 100
    /// characters.
    pub via: Option<String>,
}

/// What orders are looked up by, for `POST /api/v1/orders/lookup`. One of
/// number, tracking and email has to be there; everything that is narrows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LookUp {
    /// The number the buyer knows, however it is spelled.
    pub number: Option<String>,
    /// A tracking number of the order.
    pub tracking: Option<String>,
    /// The buyer's e-mail address.
    pub email: Option<String>,
    /// The buyer's phone number, with or without its country's code.
    pub phone: Option<String>,
    /// The postal code it goes to.
    pub postal_code: Option<String>,
}

/// What a checkout asks a promise for, for `POST /api/v1/promise`. The more is
/// known of the order, the better the answer; the country it goes to has to be
/// there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Promise {
    /// The brand's short name. Left out: the first that the key serves.
    pub brand: Option<String>,
    /// When the order is placed; an instant. Left out: now.
    pub placed_at: Option<DateTime<Utc>>,
    /// Where it goes: `country`, `region`, `postal_code`, `city`.
    pub ship_to: Place,
    /// Where it leaves from, in the same way. Left out: where orders of its
    /// warehouse were last seen to leave from.
    pub origin: Place,
    /// Where it is packed, as shipments name it.
    pub warehouse: Option<String>,
    /// Who will carry it, by code or name.
    pub carrier: Option<Carrier>,
    /// By which service, in your words ("UPS Ground").
    pub service: Option<String>,
    /// What kind of goods, in your words.
    pub category: Option<String>,
    /// How many pieces.
    pub items: Option<u32>,
    /// How heavy, in grams.
    pub weight_g: Option<f64>,
    /// How large, in litres.
    pub volume_l: Option<f64>,
    /// What the goods cost, in your currency.
    pub goods_value: Option<f64>,
    /// What sending it costs, in your currency.
    pub freight_value: Option<f64>,
}

/// The fields of [`Order`].
pub const ORDER: &[&str] = &[
    "id",
    "number",
    "placed_at",
    "updated_at",
    "test",
    "email",
    "phone",
    "first_name",
    "last_name",
    "locale",
    "currency",
    "total",
    "ship_to",
    "items",
    "expected",
    "service",
    "cancelled_at",
];

/// The fields of [`ShipTo`].
pub const SHIP_TO: &[&str] = &["name", "street", "city", "region", "postal_code", "country"];

/// The fields of [`Item`].
pub const ITEM: &[&str] = &["id", "title", "variant", "sku", "quantity", "ships"];

/// The fields of [`Expected`].
pub const EXPECTED: &[&str] = &["from", "to", "hours_from", "hours_to"];

/// The fields of [`Shipment`].
pub const SHIPMENT: &[&str] = &[
    "order_id",
    "id",
    "updated_at",
    "direction",
    "carrier",
    "number",
    "numbers",
    "link",
    "tracked",
    "items",
    "packed_at",
    "handed_over_at",
    "cancelled_at",
    "service",
    "warehouse",
    "package_type",
    "expected",
];

/// The fields of [`ShippedItem`].
pub const SHIPPED_ITEM: &[&str] = &["id", "sku", "quantity"];

/// The fields of [`Scan`].
pub const SCAN: &[&str] = &[
    "carrier",
    "number",
    "shipment_id",
    "status",
    "reason",
    "time",
    "text",
    "code",
    "city",
    "region",
    "postal_code",
    "country",
    "estimate",
    "left_at",
    "signed_by",
    "pickup_point",
    "pickup_hours",
    "pickup_until",
];

/// The fields of [`Contact`].
pub const CONTACT: &[&str] = &["order", "parcel", "topic", "text", "via"];

/// The fields of [`LookUp`].
pub const LOOK_UP: &[&str] = &["number", "tracking", "email", "phone", "postal_code"];

/// The fields of [`Promise`].
pub const PROMISE: &[&str] = &[
    "brand",
    "placed_at",
    "ship_to",
    "origin",
    "warehouse",
    "carrier",
    "service",
    "category",
    "items",
    "weight_g",
    "volume_l",
    "goods_value",
    "freight_value",
];

/// The fields of its ends.
pub const END: &[&str] = &["country", "region", "postal_code", "city"];
