use super::*;
use crate::promise::End;

const OURS: &str = "order_number,placed_at,handed_over_at,delivered_at,promised_on,\
                    destination_region,destination_lat,destination_lng,items,weight_g";

fn headers(line: &str) -> Vec<&str> {
    line.split(',').collect()
}

fn line(of: &str, cells: &str) -> Result<PastOrder, LineFault> {
    let mapping = Mapping::guessed(&headers(of)).checked().unwrap();
    let cells: Vec<&str> = cells.split(',').collect();
    read(&mapping, |at| cells.get(at).copied())
}

fn wrong(cells: &str) -> (Column, Wrong) {
    let fault = line(OURS, cells).unwrap_err();
    (fault.column, fault.wrong)
}

#[test]
fn a_line_says_what_stands_in_it_and_no_more() {
    let order = line(
        OURS,
        "7,2017-10-02T10:56:33,2017-10-04 19:55:00,,2017-10-18,SP,-23.5,-46.6,1.0,500",
    )
    .unwrap();
    assert_eq!(order.number, "7");
    assert_eq!(order.order.placed_at.to_string(), "2017-10-02 10:56:33");
    assert_eq!(
        order.handed_over_at.unwrap().to_string(),
        "2017-10-04 19:55:00"
    );
    assert_eq!(order.delivered_at, None);
    assert_eq!(order.promised_on.unwrap().to_string(), "2017-10-18");
    assert_eq!(order.order.destination.region.as_deref(), Some("SP"));
    assert_eq!(order.order.destination.point, Some((-23.5, -46.6)));
    assert_eq!(
        (order.order.items, order.order.weight_g),
        (Some(1), Some(500.0))
    );
    assert_eq!(order.order.origin, End::default());
}

#[test]
fn a_cell_that_cannot_be_read_is_named() {
    let missing = |column| (column, Wrong::Missing);
    assert_eq!(wrong(",2017-10-02T10:56:33"), missing(Column::OrderNumber));
    assert_eq!(wrong("7"), missing(Column::PlacedAt));
    assert_eq!(wrong("7,yesterday"), (Column::PlacedAt, Wrong::NoTime));
    assert_eq!(wrong("7,2017-10-02"), (Column::PlacedAt, Wrong::NoTime));
    let rest = "7,2017-10-02T10:56:33,,";
    assert_eq!(
        wrong(&format!("{rest},soon")),
        (Column::PromisedOn, Wrong::NoDate)
    );
    assert_eq!(
        wrong(&format!("{rest},,,123,5")),
        (Column::DestinationLat, Wrong::NoPlace)
    );
    assert_eq!(
        wrong(&format!("{rest},,,,,-1")),
        (Column::Items, Wrong::NoNumber)
    );
    assert_eq!(
        wrong(&format!("{rest},,,,,,NaN")),
        (Column::WeightG, Wrong::NoNumber)
    );
    let long = "7".repeat(201);
    assert_eq!(
        wrong(&format!("{long},2017-10-02T10:56:33")),
        (Column::OrderNumber, Wrong::TooLong)
    );
}

#[test]
fn exports_of_shops_are_known() {
    let shopify = "Name,Email,Paid at,Fulfillment Status,Fulfilled at,Subtotal,Shipping,\
                   Created at,Lineitem quantity,Shipping Zip,Shipping Province,Shipping Country";
    let order = line(
        shopify,
        "#1001,ada@example.com,2026-05-12 10:33:05 -0400,fulfilled,2026-05-13 09:00:00 -0400,\
         59.90,4.90,2026-05-12 10:33:04 -0400,2,'11201,NY,US",
    )
    .unwrap();
    assert_eq!(order.order.placed_at.to_string(), "2026-05-12 10:33:04");
    assert_eq!(order.order.destination.region.as_deref(), Some("NY"));
    assert_eq!(
        (order.order.items, order.order.goods_value),
        (Some(2), Some(59.9))
    );
    assert_eq!(
        order.order.destination.postal_prefix.as_deref(),
        Some("11201")
    );
    let mapping = Mapping::guessed(&headers(shopify));
    let more = |cells: &str| {
        let cells: Vec<&str> = cells.split(',').collect();
        continues(&order, &mapping, |at| cells.get(at).copied())
    };
    assert_eq!(more("#1001,ada@example.com,,,,,,,3,,,"), Some(Some(3)));
    assert_eq!(more("#1002,ada@example.com,,,,,,,3,,,"), None);
    let placed = "2026-05-12 10:33:04 -0400";
    assert_eq!(more(&format!("#1001,,,,,,,{placed},3,,,")), Some(Some(3)));
    assert_eq!(more(&format!("#1001,,,fulfilled,,,,{placed},3,,,")), None);
    assert_eq!(more("#1001,,,,,,,2026-05-12 10:33:05,3,,,"), None);
    let woo = "order_id,order_number,order_date,status,shipping_postcode,shipping_country";
    let order = line(woo, "90,1090,9/6/2016 6:29:00,completed,94110,US").unwrap();
    assert_eq!(order.number, "1090");
    assert_eq!(order.order.placed_at.to_string(), "2016-09-06 06:29:00");
}

#[test]
fn offsets_are_left_out_and_dates_keep_their_dashes() {
    for said in [
        "2026-05-12T10:33:04",
        "2026-05-12 10:33:04",
        "2026-05-12T10:33:04Z",
        "2026-05-12T10:33:04+02:00",
        "2026-05-12T10:33:04-0400",
        "2026-05-12 10:33:04 UTC",
        "2026-05-12 10:33:04.000 +00",
        "5/12/2026 10:33:04",
    ] {
        let order = line("order_number,placed_at", &format!("7,{said}"));
        let placed = order.map(|order| order.order.placed_at.to_string());
        assert_eq!(placed.as_deref(), Ok("2026-05-12 10:33:04"), "{said}");
    }
}

#[test]
fn headers_are_guessed_and_can_be_corrected() {
    let file = ["Order Number", "placed_at ", "Date", "Delivered At"];
    let guessed = Mapping::guessed(&file);
    let columns = [
        Some(Column::OrderNumber),
        Some(Column::PlacedAt),
        None,
        Some(Column::DeliveredAt),
    ];
    assert_eq!(guessed.columns(), columns);
    let said = [("date".to_owned(), Some(Column::PlacedAt))];
    let corrected = guessed.clone().corrected(&file, &said).unwrap();
    assert_eq!(corrected.place_of(Column::PlacedAt), Some(2));
    let nothing = [("placed_at".to_owned(), None)];
    let without = guessed.clone().corrected(&file, &nothing).unwrap();
    assert_eq!(
        without.checked(),
        Err(MappingFault::Missing(Column::PlacedAt))
    );
    let unknown = [("bought".to_owned(), Some(Column::PlacedAt))];
    assert_eq!(
        guessed.corrected(&file, &unknown),
        Err(MappingFault::NoHeader("bought".to_owned()))
    );
    let twice = Mapping::guessed(&["order_number", "ORDER-NUMBER", "placed_at"]);
    assert_eq!(
        twice.checked(),
        Err(MappingFault::Twice(Column::OrderNumber))
    );
}
