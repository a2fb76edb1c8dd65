//! The door's CSV.

use super::{now, told};
use crate::shops::door::columns::{Cell, columns};
use crate::shops::door::{Door, csv, schema};
use proptest::prelude::*;

fn check(door: Door, file: &[u8], wanted: &[&str]) {
    let rows: Vec<String> = csv(door, file, now())
        .map(|(line, result)| format!("{line}: {}", told(&result)))
        .collect();
    assert_eq!(rows, wanted, "{}", String::from_utf8_lossy(file));
}

#[test]
fn rows_of_one_order_are_its_lines() {
    check(
        Door::Orders,
        b"id,number,placed_at,email,ship_to_street,ship_to_street2,ship_to_city,ship_to_country,item_title,item_sku,item_quantity,expected_from,expected_to
A-1,#1,2026-05-09T10:00:00Z,a@example.com,Main St 1,Flat 2,Graz,AT,\"Hat, red\",H-1,2,2026-05-14,2026-05-15
A-1,,,,,,,,Cap,C-1,1,,

A-2,#2,2026-05-09T11:00:00Z,,,,,,Hat,H-1,1,,
",
        &[
            "2: order A-1 #1: placed=2026-05-09T10:00:00Z version=2026-05-10T12:00:00Z \
             email=a@example.com to=-/Main St 1 + Flat 2/Graz/-/-/AT \
             expected=2026-05-14..2026-05-15\n  1: 2 x Hat, red sku=H-1\n  2: 1 x Cap sku=C-1",
            "5: order A-2 #2: placed=2026-05-09T11:00:00Z version=2026-05-10T12:00:00Z\n  \
             1: 1 x Hat sku=H-1",
        ],
    );
}

#[test]
fn separators_marks_and_spellings_of_other_programs_are_read() {
    let wanted = "2: shipment S-1 of A-1: version=2026-05-10T12:00:00Z [ups 1Z999] [ups 1Z998]";
    check(
        Door::Shipments,
        b"\xef\xbb\xbfOrder ID;ID;Carrier;Numbers\r\nA-1;S-1;UPS;\"1Z999 1Z998\"\r\n;;;\r\n",
        &[wanted],
    );
    check(
        Door::Shipments,
        b"order_id\tid\tcarrier\tnumbers\nA-1\tS-1\tUPS\t1Z999, 1Z998",
        &[wanted],
    );
}

#[test]
fn lines_are_counted_through_breaks_in_cells() {
    check(
        Door::Shipments,
        b"order_id,id,service\r\n\r\nA-1,1,\"By\r\nvan\"\r\nA-1,2,\"x\"\r\nA-1,\"3\n4\",y\r\nA-1,5,z",
        &[
            "3: shipment 1 of A-1: version=2026-05-10T12:00:00Z service=By van",
            "5: shipment 2 of A-1: version=2026-05-10T12:00:00Z service=x",
            "6: id: holds a line break; send it on one line",
            "8: shipment 5 of A-1: version=2026-05-10T12:00:00Z service=z",
        ],
    );
}

#[test]
fn rows_of_one_shipment_are_its_lines() {
    check(
        Door::Shipments,
        b"order_id,id,item_id,item_sku,item_quantity\nA-1,1,11,,2\nA-1,1,,H-1,1\nA-2,1,11,,1\n",
        &[
            "2: shipment 1 of A-1: version=2026-05-10T12:00:00Z 2x11 1xsku:H-1",
            "4: shipment 1 of A-2: version=2026-05-10T12:00:00Z 1x11",
        ],
    );
}

#[test]
fn every_row_of_scans_is_one() {
    check(
        Door::Scans,
        b"carrier,number,status,time\nups,1Z999,delivered,2026-05-09\nups,1Z999,lost,2026-05-09\nups,1Z999,in_transit,2026-05-08\n",
        &[
            "2: parcel carrier=ups number=1Z999\n  json: code=delivered status=delivered local=2026-05-09 \
             00:00:00 Date",
            "3: status: is \"lost\"; send one of unknown, ordered, packed, label_created, \
             picked_up, in_transit, exception, out_for_delivery, attempted, available_for_pickup, \
             delivered, returning, returned, cancelled, none",
            "4: parcel carrier=ups number=1Z999\n  json: code=in_transit status=in_transit local=2026-05-08 \
             00:00:00 Date",
        ],
    );
}

#[test]
fn mistakes_are_told_by_line_and_column() {
    check(
        Door::Orders,
        b"id,number,placed_at,ship_to_country,item_title,item_quantity,expected,expected_from
A-1,#1,yesterday,Atlantis,Hat,1,,
A-1,#2,,,,x,,,,
,#3,2026-05-09T10:00:00Z,,,,2026-05-14,2026-05-14
",
        &[
            "2: line 3: has 10 cells and the header 8; put cells that hold the separator in quotes
number (line 3): is \"#2\", and not so in line 2; send one value
placed_at: is \"yesterday\"; send the time with its offset, like 2026-05-14T09:30:00+02:00
ship_to_country: is \"Atlantis\"; send two letters, like AT
item_title (line 3): is missing; send what it is called
item_quantity (line 3): is \"x\"; send a whole number, 0 or more",
            "4: expected_from: says \"expected\" twice; send it in one way
id: is missing; send your own id of the order
item_title: is missing; send a list with one item or more",
        ],
    );
}

#[test]
fn an_unknown_column_ends_the_reading() {
    check(
        Door::Scans,
        b"carrier,tracking_number,status,status,colour of the van\nups,1Z999,delivered,,\n",
        &["1: tracking_number: is no column; did you mean \"number\"?
status: stands twice in the header; send it once
colour of the van: is no column; known are carrier, number, shipment_id, status, reason, time, text, code, city, region, postal_code, country, estimate, estimate_from, estimate_to, estimate_hours_from, estimate_hours_to, left_at, signed_by, pickup_point, pickup_hours, pickup_until"],
    );
    check(
        Door::Scans,
        b"\n \n",
        &["1: : has no header; send the names of the columns first"],
    );
}

#[test]
fn a_stray_row_does_not_take_its_orders_other_lines_away() {
    check(
        Door::Shipments,
        b"order_id,id\nA-1,1\nA-1,2\nA-1,1\n",
        &[
            "2: shipment 1 of A-1: version=2026-05-10T12:00:00Z",
            "3: shipment 2 of A-1: version=2026-05-10T12:00:00Z",
            "4: id: has been in the file before; put the rows of one item together",
        ],
    );
}

#[test]
fn another_encoding_spoils_only_its_rows() {
    check(
        Door::Scans,
        b"carrier,number,status,time,city\nups,1Z999,delivered,2026-05-09,K\xf6ln\nups,1Z999,delivered,2026-05-09,Graz\n",
        &[
            "2: : is not UTF-8; save the file as UTF-8",
            "3: parcel carrier=ups number=1Z999\n  json: code=delivered status=delivered local=2026-05-09 \
             00:00:00 Date at=Graz/-/-/-",
        ],
    );
}

/// A reader that gives a header and then fails.
struct Broken(&'static [u8]);

impl std::io::Read for Broken {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() {
            return Err(std::io::Error::other("the disk is gone"));
        }
        self.0.read(to)
    }
}

#[test]
fn a_file_that_breaks_off_says_so_after_what_was_read() {
    let rows: Vec<String> = csv(Door::Shipments, Broken(b"order_id,id\nA-1,1\n"), now())
        .map(|(_, result)| told(&result))
        .collect();
    assert_eq!(
        rows,
        [
            "shipment 1 of A-1: version=2026-05-10T12:00:00Z",
            ": cannot be read: the disk is gone"
        ]
    );
}

#[test]
fn every_column_leads_to_a_field_and_every_field_has_one() {
    for (door, fields, inner) in [
        (Door::Orders, schema::ORDER, schema::ITEM),
        (Door::Shipments, schema::SHIPMENT, schema::SHIPPED_ITEM),
        (Door::Scans, schema::SCAN, &[][..]),
    ] {
        let cells: Vec<Cell> = columns(door).iter().map(|(_, cell)| *cell).collect();
        for field in fields {
            let has = cells.iter().any(|cell| match cell {
                Cell::Field(key) | Cell::Many(key) => key == field,
                Cell::Inner(outer, _) | Cell::Entry(outer, _) => outer == field,
                Cell::Line(_) => *field == "items",
            });
            assert!(has, "{door:?} {field}");
        }
        for (name, cell) in columns(door) {
            let known = match cell {
                Cell::Field(key) | Cell::Many(key) => fields.contains(key),
                Cell::Inner("ship_to", key) | Cell::Entry("ship_to", key) => {
                    schema::SHIP_TO.contains(key)
                }
                Cell::Inner(outer, key) | Cell::Entry(outer, key) => {
                    fields.contains(outer) && schema::EXPECTED.contains(key)
                }
                Cell::Line(key) => inner.contains(key),
            };
            assert!(known, "{door:?} {name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_is_read_to_its_end(rest in prop::collection::vec(any::<u8>(), 0..200)) {
        for door in Door::ALL {
            let names: Vec<&str> = columns(door).iter().map(|(name, _)| *name).collect();
            let file = [names.join(",").as_bytes(), b"\n", &rest].concat();
            prop_assert!(csv(door, &file[..], now()).count() <= rest.len() + 1);
            prop_assert!(csv(door, &rest[..], now()).count() <= rest.len() + 1);
        }
    }
}
