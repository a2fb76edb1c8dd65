//! What speaks of whom, and what is left of each source's messages.

use super::*;

fn check(text: &str, name: &str, wanted: bool) {
    assert_eq!(stands_in(text, name), wanted, "{name} in {text}");
}

#[test]
fn a_name_within_a_longer_one_is_another() {
    check(r#"{"email":"ada@example.com"}"#, "ada@example.com", true);
    check("to ada@example.com.", "ada@example.com", true);
    check("canada@example.com", "ada@example.com", false);
    check("j.ada@example.com", "ada@example.com", false);
    check("ada@example.com.au", "ada@example.com", false);
    check("order 70011", "7001", false);
    check("\"7001\"", "7001", true);
}

/// What a source's message is about; staff speak through any source.
fn topic_of(source: &str) -> &str {
    match source {
        "shopify" => "orders/updated",
        admin::JSON => "scans",
        by_hand::TOPIC => by_hand::TOPIC,
        _ => "",
    }
}

/// What identifies each thing a message speaks of, and all of its scans.
fn essence(source: &str, body: &[u8]) -> Vec<String> {
    let message = Model {
        id: 1,
        public_id: "msg_1".to_owned(),
        connection_id: 1,
        digest: Vec::new(),
        topic: topic_of(source).to_owned(),
        body: body.to_vec(),
        state: String::new(),
        reason: None,
        // After every time in them.
        received_ms: 1_800_000_000_000,
        cut_ms: None,
    };
    let changes = changes(source, &message).expect("it can be read");
    changes.iter().map(one).collect()
}

fn one(change: &Change) -> String {
    match change {
        Change::Order(order) => {
            let lines = order.lines.iter();
            let lines: Vec<_> = lines
                .map(|line| (&line.external_id, line.quantity))
                .collect();
            let (id, number, version) = (&order.external_id, &order.number, order.version);
            format!("{id} {number} {version} {lines:?}")
        }
        Change::Shipment(shipment) => {
            let numbers = shipment.trackings.iter();
            let numbers: Vec<_> = numbers.map(|tracking| &tracking.number).collect();
            format!("{} {numbers:?} {:?}", shipment.external_id, shipment.items)
        }
        Change::Parcel(parcel) => {
            let estimate = &parcel.report.estimate;
            format!("{:?} {estimate:?} {:?}", parcel.number, parcel.scans)
        }
    }
}

#[track_caller]
fn is_cut(source: &str, body: &str) {
    let part = tracking_part(source, topic_of(source)).expect("every source has one");
    let cut = part.cut(body.as_bytes()).expect("it can be cut");
    assert!(body.contains("CANARY"), "there is something to cut: {body}");
    let text = String::from_utf8_lossy(&cut);
    assert!(!text.contains("CANARY"), "{text}");
    let before = essence(source, body.as_bytes());
    assert!(!before.is_empty(), "{body}");
    assert_eq!(essence(source, &cut), before, "{text}");
}

#[test]
fn ups_keeps_its_activities() {
    is_cut(
        "ups",
        r#"{"trackResponse": {"shipment": [{"inquiryNumber": "1Z1", "package": [{
            "trackingNumber": "1Z12345E0291980793",
            "packageAddress": [{"type": "DESTINATION", "name": "CANARY", "address": {"city": "CANARY"}}],
            "deliveryInformation": {"location": "CANARY", "receivedBy": "CANARY"},
            "location": "CANARY",
            "deliveryDate": [{"type": "SDD", "date": "20260514"}],
            "activity": [{"location": {"address": {"city": "Newark", "countryCode": "US", "addressLine1": "CANARY"}},
                "status": {"type": "I", "code": "AR", "description": "Arrived"}, "date": "20260512", "time": "101500"}]
        }]}]}}"#,
    );
}

#[test]
fn fedex_keeps_its_scan_events() {
    is_cut(
        "fedex",
        r#"{"output": {"completeTrackResults": [{"trackingNumber": "794644790132", "trackResults": [{
            "trackingNumberInfo": {"trackingNumber": "794644790132"},
            "recipientInformation": {"contact": {"personName": "CANARY"}, "address": {"city": "CANARY"}},
            "deliveryDetails": {"receivedByName": "CANARY", "actualDeliveryAddress": {"city": "CANARY"}},
            "latestStatusDetail": {"code": "IT", "statusByLocale": "In transit"},
            "dateAndTimes": [{"type": "ESTIMATED_DELIVERY", "dateTime": "2026-05-15T00:00:00-06:00"}],
            "scanEvents": [{"date": "2026-05-12T10:15:00-05:00", "eventType": "AR", "eventDescription": "Arrived",
                "scanLocation": {"streetLines": ["CANARY"], "city": "MEMPHIS", "countryCode": "US"}}]
        }]}]}}"#,
    );
}

#[test]
fn easypost_keeps_its_tracking_details() {
    is_cut(
        "easypost",
        r#"{"object": "Event", "description": "tracker.updated", "result": {"id": "trk_1", "object": "Tracker",
            "tracking_code": "1Z1", "carrier": "UPS", "status": "in_transit", "signed_by": "CANARY",
            "to_address": {"name": "CANARY", "city": "CANARY"}, "est_delivery_date": "2026-05-14T00:00:00Z",
            "carrier_detail": {"service": "Ground", "destination_location": "CANARY",
                "destination_tracking_location": {"city": "CANARY"}},
            "tracking_details": [{"message": "Arrived", "status": "in_transit", "datetime": "2026-05-12T10:15:00Z",
                "tracking_location": {"city": "Newark", "state": "NJ", "country": "US"}}]}}"#,
    );
}

#[test]
fn usps_keeps_its_tracking_events() {
    is_cut(
        "usps",
        r#"{"trackingNumber": "9400111899223344556677", "statusCategory": "In Transit", "destinationCity": "CANARY",
            "expectedDeliveryDate": "2026-05-14", "trackingEvents": [{"eventType": "Arrived at facility",
                "eventCode": "10", "eventTimestamp": "2026-05-12T10:15:00", "eventCity": "NEWARK",
                "eventState": "NJ", "name": "CANARY", "firm": "CANARY"}]}"#,
    );
}

#[test]
fn dhl_express_keeps_its_events() {
    is_cut(
        "dhl_express",
        "<?xml version='1.0'?><req:TrackingResponse xmlns:req='http://www.dhl.com'><AWBInfo><AWBNumber>1234567890</AWBNumber>\
         <Status><ActionStatus>success</ActionStatus></Status><ShipmentInfo><ConsigneeName>CANARY</ConsigneeName>\
         <Consignee><City>CANARY</City></Consignee><ShipperReference><ReferenceID>CANARY</ReferenceID></ShipperReference>\
         <ShipmentEvent><Date>2026-05-12</Date><Time>10:15:00</Time><ServiceEvent><EventCode>AR</EventCode>\
         <Description>Arrived</Description></ServiceEvent><Signatory>CANARY</Signatory><ServiceArea>\
         <ServiceAreaCode>LEJ</ServiceAreaCode><Description>LEIPZIG - GERMANY</Description></ServiceArea></ShipmentEvent>\
         </ShipmentInfo></AWBInfo></req:TrackingResponse>",
    );
    is_cut(
        "dhl_express_rest",
        r#"{"shipments": [{"shipmentTrackingNumber": "1234567890", "status": "Success",
            "receiverDetails": {"name": "CANARY", "postalAddress": {"cityName": "CANARY"}},
            "events": [{"date": "2026-05-12", "time": "10:15:00", "typeCode": "AR", "description": "Arrived",
                "signedBy": "CANARY", "serviceArea": [{"code": "LEJ", "description": "Leipzig-DE"}]}]}]}"#,
    );
}

#[test]
fn shops_keep_ids_numbers_times_and_quantities() {
    is_cut(
        "shopify",
        r##"{"id": 77, "name": "#1001", "email": "CANARY@example.com", "phone": "CANARY", "note": "CANARY",
            "created_at": "2026-05-10T09:00:00Z", "updated_at": "2026-05-11T09:00:00Z",
            "customer": {"id": 7, "first_name": "CANARY"}, "billing_address": {"name": "CANARY", "city": "CANARY"},
            "shipping_address": {"name": "CANARY", "city": "CANARY", "country": "CANARY"},
            "note_attributes": [{"name": "CANARY", "value": "CANARY"}],
            "line_items": [{"id": 5, "title": "For CANARY", "quantity": 2,
                "properties": [{"name": "Engraving", "value": "CANARY"}]}],
            "fulfillments": [{"id": 9, "order_id": 77, "status": "success", "updated_at": "2026-05-11T09:00:00Z",
                "tracking_company": "UPS", "tracking_number": "1Z12345E0291980793",
                "tracking_url": "https://carrier.example/?zip=CANARY", "destination": {"name": "CANARY"},
                "line_items": [{"id": 5, "quantity": 2}]}]}"##,
    );
    is_cut(
        admin::JSON,
        r#"{"carrier": "UPS", "number": "1Z12345E0291980793", "status": "delivered", "text": "Delivered",
            "time": "2026-05-12T10:15:00-04:00", "city": "Newark", "country": "US",
            "left_at": "CANARY", "signed_by": "CANARY", "pickup_point": "CANARY"}"#,
    );
}

#[test]
fn what_staff_said_of_a_shipment_keeps_its_numbers() {
    is_cut(
        by_hand::TOPIC,
        r#"{"action": "number_replaced", "by": "stf_1", "changes": [{"Shipment": {
            "order_external_id": "77", "external_id": "9", "version": "2026-05-15T12:00:00Z",
            "over": "2026-05-11T09:00:00Z", "direction": "outbound", "tracked": true, "removed": false,
            "trackings": [{"carrier": "ups", "number": "1Z12345E0291980793", "link": "https://c.example/CANARY"}],
            "items": [{"line_id": "5", "quantity": 2}], "packed_at": null, "handed_over_at": null,
            "cancelled_at": null, "service": "To CANARY", "warehouse": "CANARY", "package_type": null,
            "expected": null}}]}"#,
    );
}
