//! Samples of each way a code is read; the tables are checked as a whole.

use super::*;
use std::collections::HashSet;

fn line<'a>(kind: &'a str, code: &'a str, numeric: &'a str, words: &'a str) -> Line<'a> {
    let given = |text: &'a str| (!text.is_empty()).then_some(text);
    Line {
        kind,
        code: given(code),
        numeric: given(numeric),
        words,
        product: Product::Package,
    }
}

fn check(line: Line<'_>, status: Option<Status>, reason: Option<Reason>) {
    assert_eq!(find(line).meaning, Meaning { status, reason }, "{line:?}");
}

#[test]
fn the_same_letters_mean_different_things_by_type() {
    check(line("I", "DP", "", ""), Some(Status::InTransit), None);
    check(line("M", "DP", "", ""), Some(Status::LabelCreated), None);
    check(
        line("X", "DP", "", ""),
        Some(Status::Exception),
        Some(Reason::Prohibited),
    );
    check(line("I", "OD", "", ""), Some(Status::InTransit), None);
    check(
        line("X", "OD", "", ""),
        Some(Status::InTransit),
        Some(Reason::Vehicle),
    );
    check(line("I", "OT", "", ""), Some(Status::OutForDelivery), None);
    check(
        line("X", "OT", "", ""),
        Some(Status::Exception),
        Some(Reason::Documents),
    );
    check(line("I", "CA", "", ""), None, None);
    check(
        line("X", "CA", "", ""),
        Some(Status::Exception),
        Some(Reason::Packaging),
    );
    check(line("I", "XD", "", ""), Some(Status::PickedUp), None);
    check(line("X", "XD", "", ""), Some(Status::InTransit), None);
    check(line("M", "VP", "", ""), Some(Status::Cancelled), None);
    check(line("X", "DA", "", ""), Some(Status::InTransit), None);
    check(line("X", "RF", "", ""), None, None);
}

#[test]
fn one_code_for_label_and_origin_is_told_apart_by_its_words() {
    check(
        line("I", "OC", "", "Shipper created a label"),
        Some(Status::LabelCreated),
        None,
    );
    check(
        line("I", "OC", "", "Origin Scan"),
        Some(Status::InTransit),
        None,
    );
}

#[test]
fn the_driver_may_have_delivered_or_not() {
    check(
        line("D", "ML", "011", "DELIVERED"),
        Some(Status::Delivered),
        None,
    );
    check(
        line("D", "FS", "", "Delivered"),
        Some(Status::Delivered),
        None,
    );
    check(
        line("D", "2Q", "", ""),
        Some(Status::AvailableForPickup),
        None,
    );
    check(line("D", "B0", "", ""), Some(Status::Returned), None);
    check(line("D", "F7", "143", ""), Some(Status::InTransit), None);
    check(
        line("X", "CR", "", ""),
        Some(Status::InTransit),
        Some(Reason::Weather),
    );
    check(
        line("X", "50", "", ""),
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    );
}

#[test]
fn a_number_steps_in_where_the_code_is_not_of_its_type() {
    check(line("I", "Q9", "005", ""), Some(Status::InTransit), None);
    check(line("I", "", "021", ""), Some(Status::OutForDelivery), None);
    check(line("I", "", "21", ""), Some(Status::OutForDelivery), None);
    check(
        line("I", "ZP", "040", ""),
        Some(Status::AvailableForPickup),
        None,
    );
    check(
        line("I", "DJ", "048", ""),
        Some(Status::InTransit),
        Some(Reason::Weather),
    );
    check(line("", "", "007", ""), Some(Status::Cancelled), None);
    check(
        line("D", "", "003", "Delivered"),
        Some(Status::Delivered),
        None,
    );
}

#[test]
fn leading_zeros_do_not_matter() {
    check(
        line("X", "06", "", ""),
        Some(Status::InTransit),
        Some(Reason::Missorted),
    );
    check(
        line("X", "6", "", ""),
        Some(Status::InTransit),
        Some(Reason::Missorted),
    );
}

#[test]
fn a_code_of_another_list_is_read_when_it_is_clear() {
    check(line("I", "MP", "", ""), Some(Status::LabelCreated), None);
    check(
        line("I", "ZP", "", ""),
        Some(Status::AvailableForPickup),
        None,
    );
    check(
        line("I", "RD", "", "On the way"),
        Some(Status::InTransit),
        None,
    );
}

#[test]
fn types_without_codes_speak_for_themselves() {
    check(line("D", "", "", ""), Some(Status::Delivered), None);
    check(line("I", "", "", ""), Some(Status::InTransit), None);
    check(line("M", "", "", ""), Some(Status::LabelCreated), None);
    check(line("MV", "MP", "003", ""), Some(Status::Cancelled), None);
    check(line("P", "", "", ""), Some(Status::PickedUp), None);
    check(line("O", "", "", ""), Some(Status::OutForDelivery), None);
    check(line("RS", "", "", ""), Some(Status::Returning), None);
    check(
        line("X", "", "", ""),
        Some(Status::Exception),
        Some(Reason::Unknown),
    );
    check(line("U", "UP", "154", ""), None, None);
    check(line("", "", "", ""), Some(Status::Unknown), None);
}

#[test]
fn unlisted_codes_are_read_by_type_and_words_and_said_to_be_so() {
    for (line, status, reason) in [
        (
            line("D", "?1", "", "Whatever"),
            Some(Status::Delivered),
            None,
        ),
        (
            line("D", "?1", "", "Delivered to UPS Access Point"),
            Some(Status::AvailableForPickup),
            None,
        ),
        (
            line("I", "?1", "", "Out For Delivery Today"),
            Some(Status::OutForDelivery),
            None,
        ),
        (
            line("I", "?1", "", "Drop-Off"),
            Some(Status::PickedUp),
            None,
        ),
        (
            line("X", "?1", "", "UPS INTERNAL ACTIVITY CODE"),
            None,
            None,
        ),
        (
            line("X", "?1", "", "We were unable to deliver"),
            Some(Status::Exception),
            Some(Reason::Unknown),
        ),
        (
            line("X", "?1", "", "Delivery will be rescheduled"),
            Some(Status::InTransit),
            None,
        ),
        (
            line("", "?1", "", "Returned to sender"),
            Some(Status::Returned),
            None,
        ),
    ] {
        check(line, status, reason);
        assert!(!find(line).is_listed, "{line:?}");
    }
    assert!(find(line("I", "AR", "", "")).is_listed);
    assert!(find(line("D", "FS", "", "")).is_listed);
    assert!(!find(line("I", "", "999", "")).is_listed);
}

#[test]
fn other_products_have_their_own_letters() {
    let check = |product, code, status| {
        let line = Line {
            product,
            ..line("I", code, "", "")
        };
        assert_eq!(find(line).meaning.status, Some(status), "{line:?}");
    };
    check(Product::Package, "OF", Status::OutForDelivery);
    check(Product::Mail, "OF", Status::InTransit);
    check(Product::Mail, "DP", Status::AvailableForPickup);
    check(Product::Mail, "AR", Status::InTransit);
    check(Product::Freight, "050", Status::Delivered);
}

#[test]
fn every_listed_code_has_one_row_and_every_table_its_size() {
    for (table, size) in [
        (tables::PACKAGE_EXCEPTIONS, 687),
        (tables::DELIVERY, 151),
        (tables::MOVEMENT, 38),
        (tables::MANIFEST, 4),
        (tables::UPDATES, 3),
        (tables::NUMERIC, 160),
        (tables::MAIL, 213),
        (tables::FREIGHT, 66),
        (tables::FREIGHT_EXCEPTIONS, 207),
    ] {
        let codes = table.iter().flat_map(|(_, codes)| codes.split_whitespace());
        let distinct = codes.clone().collect::<HashSet<_>>();
        assert_eq!((distinct.len(), codes.count()), (size, size));
    }
}
