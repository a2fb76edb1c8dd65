//! The columns of a CSV file, and where their cells go in an item.

use super::Door;
use serde_json::{Map, Value, json};

/// How a cell becomes part of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A field of the item.
    Field(&'static str),
    /// A field of an object in the item.
    Inner(&'static str, &'static str),
    /// One more entry of a list in an object in the item.
    Entry(&'static str, &'static str),
    /// Several values of a field, with blanks or the like between them.
    Many(&'static str),
    /// A field of the row's line: rows of one item are its lines.
    Line(&'static str),
}

/// A column: its name, and where its cells go.
pub type Column = (&'static str, Cell);

use Cell::{Entry, Field, Inner, Line, Many};

const ORDER: &[Column] = &[
    ("id", Field("id")),
    ("number", Field("number")),
    ("placed_at", Field("placed_at")),
    ("updated_at", Field("updated_at")),
    ("test", Field("test")),
    ("email", Field("email")),
    ("phone", Field("phone")),
    ("first_name", Field("first_name")),
    ("last_name", Field("last_name")),
    ("locale", Field("locale")),
    ("currency", Field("currency")),
    ("total", Field("total")),
    ("ship_to_name", Inner("ship_to", "name")),
    ("ship_to_street", Entry("ship_to", "street")),
    ("ship_to_street2", Entry("ship_to", "street")),
    ("ship_to_city", Inner("ship_to", "city")),
    ("ship_to_region", Inner("ship_to", "region")),
    ("ship_to_postal_code", Inner("ship_to", "postal_code")),
    ("ship_to_country", Inner("ship_to", "country")),
    ("item_id", Line("id")),
    ("item_title", Line("title")),
    ("item_variant", Line("variant")),
    ("item_sku", Line("sku")),
    ("item_quantity", Line("quantity")),
    ("item_ships", Line("ships")),
    ("expected", Field("expected")),
    ("expected_from", Inner("expected", "from")),
    ("expected_to", Inner("expected", "to")),
    ("expected_hours_from", Inner("expected", "hours_from")),
    ("expected_hours_to", Inner("expected", "hours_to")),
    ("service", Field("service")),
    ("cancelled_at", Field("cancelled_at")),
];

const SHIPMENT: &[Column] = &[
    ("order_id", Field("order_id")),
    ("id", Field("id")),
    ("updated_at", Field("updated_at")),
    ("direction", Field("direction")),
    ("carrier", Field("carrier")),
    ("number", Field("number")),
    ("numbers", Many("numbers")),
    ("link", Field("link")),
    ("tracked", Field("tracked")),
    ("item_id", Line("id")),
    ("item_sku", Line("sku")),
    ("item_quantity", Line("quantity")),
    ("packed_at", Field("packed_at")),
    ("handed_over_at", Field("handed_over_at")),
    ("cancelled_at", Field("cancelled_at")),
    ("service", Field("service")),
    ("warehouse", Field("warehouse")),
    ("package_type", Field("package_type")),
    ("expected", Field("expected")),
    ("expected_from", Inner("expected", "from")),
    ("expected_to", Inner("expected", "to")),
    ("expected_hours_from", Inner("expected", "hours_from")),
    ("expected_hours_to", Inner("expected", "hours_to")),
];

const SCAN: &[Column] = &[
    ("carrier", Field("carrier")),
    ("number", Field("number")),
    ("shipment_id", Field("shipment_id")),
    ("status", Field("status")),
    ("reason", Field("reason")),
    ("time", Field("time")),
    ("text", Field("text")),
    ("code", Field("code")),
    ("city", Field("city")),
    ("region", Field("region")),
    ("postal_code", Field("postal_code")),
    ("country", Field("country")),
    ("estimate", Field("estimate")),
    ("estimate_from", Inner("estimate", "from")),
    ("estimate_to", Inner("estimate", "to")),
    ("estimate_hours_from", Inner("estimate", "hours_from")),
    ("estimate_hours_to", Inner("estimate", "hours_to")),
    ("left_at", Field("left_at")),
    ("signed_by", Field("signed_by")),
    ("pickup_point", Field("pickup_point")),
    ("pickup_hours", Field("pickup_hours")),
    ("pickup_until", Field("pickup_until")),
];

/// The columns of a door's CSV.
pub const fn columns(door: Door) -> &'static [Column] {
    match door {
        Door::Orders => ORDER,
        Door::Shipments => SHIPMENT,
        Door::Scans => SCAN,
    }
}

/// The columns whose cells, taken together, say that two rows are lines of
/// one item; none where every row is an item.
pub const fn identity(door: Door) -> &'static [&'static str] {
    match door {
        Door::Orders => &["id"],
        Door::Shipments => &["order_id", "id"],
        Door::Scans => &[],
    }
}

/// Puts a cell into an item and its row's line.
///
/// # Errors
/// When another column has already said the same in another way.
pub fn put(
    cell: Cell,
    text: &str,
    item: &mut Map<String, Value>,
    line: &mut Map<String, Value>,
) -> Result<(), String> {
    match cell {
        Field(key) if item.contains_key(key) => {
            return Err(format!("says \"{key}\" twice; send it in one way"));
        }
        Field(key) => item.insert(key.to_owned(), json!(text)),
        Many(key) => item.insert(key.to_owned(), json!(several(text))),
        Line(key) => line.insert(key.to_owned(), json!(text)),
        Inner(outer, key) => inner(item, outer)?.insert(key.to_owned(), json!(text)),
        Entry(outer, key) => {
            let list = inner(item, outer)?.entry(key).or_insert_with(|| json!([]));
            if let Some(list) = list.as_array_mut() {
                list.push(json!(text));
            }
            None
        }
    };
    Ok(())
}

fn several(text: &str) -> Vec<&str> {
    text.split([' ', ',', ';', '|', '\n'])
        .filter(|part| !part.is_empty())
        .collect()
}

fn inner<'a>(
    item: &'a mut Map<String, Value>,
    outer: &str,
) -> Result<&'a mut Map<String, Value>, String> {
    item.entry(outer)
        .or_insert_with(|| json!({}))
        .as_object_mut()
        .ok_or_else(|| format!("says \"{outer}\" twice; send it in one way"))
}

/// The column a path of the JSON door is about, with the position of its
/// line: `items[1].quantity` is `item_quantity` of the second row.
pub fn column_of(door: Door, path: &str) -> (Option<&'static str>, Option<usize>) {
    let name_of = |wanted: &dyn Fn(Cell) -> bool| {
        columns(door)
            .iter()
            .find(|(_, cell)| wanted(*cell))
            .map(|(name, _)| *name)
    };
    if let Some((position, field)) = line_of(path) {
        return (
            name_of(&|cell| matches!(cell, Line(key) if key == field)),
            Some(position),
        );
    }
    let path = path.split('[').next().unwrap_or(path);
    let name = match path.split_once('.') {
        Some((outer, key)) => {
            name_of(&|cell| matches!(cell, Inner(a, b) | Entry(a, b) if (a, b) == (outer, key)))
        }
        // Without its lines, an item has no title, and nothing else to name.
        None if path == "items" => name_of(&|cell| matches!(cell, Line("title" | "sku"))),
        None => name_of(&|cell| matches!(cell, Field(key) | Many(key) if key == path)),
    };
    (name, None)
}

fn line_of(path: &str) -> Option<(usize, &str)> {
    let (position, field) = path.strip_prefix("items[")?.split_once(']')?;
    Some((
        position.parse().ok()?,
        field.strip_prefix('.').unwrap_or(field),
    ))
}
