//! Histories of orders come in: at the command line and by the browser. They
//! feed figures, and nobody is written to.

mod recounted;
mod uploaded;

use crate::harness::payloads::{door_order, with};
use crate::harness::{Folder, Said, Site, Store, at, on_both};
use doorstep::performance::{Against, Count, Period, Span, Tally};
use flate2::Compression;
use flate2::write::GzEncoder;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryOrder, Statement};
use serde_json::json;
use server::admin::{Command, HistoryImport};
use server::db::rollup::{self, Tallies};
use server::db::{history_mapping, outbox, outcome};
use server::jobs::performance::catch_up;
use server::performance::recount;
use std::io::Write;
use std::path::{Path, PathBuf};

on_both!(
    a_history_counts_as_its_orders_went,
    twice_changes_nothing_and_a_newer_file_replaces,
    what_the_shop_itself_tells_stands_above_a_history,
    a_dry_run_changes_nothing,
    bad_lines_stop_no_good_ones,
    exports_of_shops_come_in_as_they_are,
    a_mapping_is_said_kept_and_shown,
);

/// Six orders: one in time, one late, one a day early, one on its way and late
/// by the end of the file, one that has time left then, one called off.
const SIX: &str = "\
order_number,placed_at,handed_over_at,delivered_at,promised_on,status,warehouse,destination_country,destination_region,weight_g,carrier
H-1,2026-03-02T10:00:00,2026-03-03T10:00:00,2026-03-06T10:00:00,2026-03-06,delivered,Reno,US,NY,400,UPS
H-2,2026-03-02T12:00:00,2026-03-05T12:00:00,2026-03-10T12:00:00,2026-03-09,delivered,Reno,US,CA,700,UPS
H-3,2026-03-03T08:00:00,2026-03-03T20:00:00,2026-03-05T08:00:00,2026-03-06,delivered,Newark,US,NY,1500,USPS
H-4,2026-03-04T09:00:00,2026-03-05T09:00:00,,2026-03-09,shipped,Newark,US,NY,900,UPS
H-5,2026-03-09T09:00:00,,,2026-03-20,processing,Newark,US,CA,900,
H-6,2026-03-04T09:00:00,,,2026-03-07,canceled,Newark,US,NY,900,
";

fn import_of(file: &Path) -> HistoryImport {
    HistoryImport {
        file: file.to_owned(),
        brand: None,
        is_dry: false,
        columns: Vec::new(),
        faults: None,
    }
}

/// A file of this test.
struct Given {
    folder: Folder,
    path: PathBuf,
}

fn given(name: &str, bytes: &[u8]) -> Given {
    let folder = Folder::new();
    let path = folder.path(name);
    std::fs::write(&path, bytes).expect("it can be written");
    Given { folder, path }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("it is packed");
    packed.finish().expect("it is packed")
}

async fn imported(site: &Site, import: HistoryImport) -> String {
    let said = site.command(Command::HistoryImport(import)).await;
    said.expect("it is imported")
}

async fn import(site: &Site, text: &str) -> String {
    let given = given("history.csv", text.as_bytes());
    imported(site, import_of(&given.path)).await
}

async fn default_brand(site: &Site) -> i64 {
    let brands = server::db::brand::all(site.services.database.read()).await;
    brands.expect("brands can be read")[0].id
}

async fn kept(site: &Site) -> Tallies {
    let brand_id = default_brand(site).await;
    let database = site.services.database.read();
    let mut kept = Tallies::new();
    let blocks = rollup::blocks_of_brand(database, brand_id).await;
    for block in blocks.expect("its weeks can be read") {
        let of_these = rollup::of_brand_in_block(database, brand_id, block).await;
        kept.extend(of_these.expect("tallies can be read"));
    }
    kept
}

/// Everything together.
async fn all(site: &Site) -> Tally {
    let mut all = Tally::default();
    for (place, tally) in kept(site).await {
        if place.cut == 0 && matches!(place.period, Period::Block(_)) {
            all.merge(&tally, 1);
        }
    }
    all
}

async fn outcomes(site: &Site) -> Vec<outcome::Model> {
    let rows = outcome::Entity::find().order_by_asc(outcome::Column::Id);
    let rows = rows.all(site.services.database.read()).await;
    rows.expect("outcomes can be read")
}

/// The bytes of every roll-up.
async fn rollups(site: &Site) -> Vec<rollup::Model> {
    let rows = rollup::Entity::find()
        .order_by_asc(rollup::Column::Cut)
        .order_by_asc(rollup::Column::Level)
        .order_by_asc(rollup::Column::At)
        .order_by_asc(rollup::Column::Key)
        .all(site.services.database.read())
        .await;
    let mut rows = rows.expect("roll-ups can be read");
    rows.sort_by(|one, other| {
        (one.cut, one.level, one.at, &one.key).cmp(&(other.cut, other.level, other.at, &other.key))
    });
    rows
}

async fn a_history_counts_as_its_orders_went(site: Site) {
    let said = import(&site, SIX).await;
    assert!(said.contains("6 new, 0 changed"), "{said}");
    assert!(said.contains("as of        2026-03-10 12:00:00"), "{said}");
    let all = all(&site).await;
    let checkout = Against::Checkout;
    for (count, expected) in [
        (Count::Parcels, 6),
        (Count::Orders, 6),
        (Count::Withdrawn, 1),
        (Count::Delivered, 3),
        (Count::Shipped, 4),
        // The fifth has time left as the file ends, and the last was called off.
        (Count::Due(checkout), 4),
        (Count::Kept(checkout), 2),
        (Count::Late, 2),
        (Count::Came(checkout), 3),
        (Count::OnTheDay(checkout), 1),
        (Count::Tried, 0),
        (Count::FirstScanDue, 0),
    ] {
        assert_eq!(all.of(count), expected, "{count:?}: {all:#?}");
    }
    let hours = |span| all.spread(span).map(|spread| spread.sum() / 3_600);
    assert_eq!(hours(Span::ToHandOver), Some(24 + 72 + 12 + 24));
    assert_eq!(hours(Span::Transit), Some(72 + 120 + 36));
    assert_eq!(hours(Span::Whole), Some(96 + 192 + 48));
    let found = outcomes(&site).await;
    let ways: Vec<_> = found
        .iter()
        .map(|row| (row.carrier.as_str(), row.destination.as_str()))
        .collect();
    assert_eq!(ways[0], ("ups", "US-NY"), "as live orders are spelled");
    assert!(found.iter().all(|row| row.order_id.is_none()));
    // Years later nothing of it is any later.
    site.services.clock.step_to(at("2028-03-10T12:00:00Z"));
    catch_up(&site.services).await.expect("all can be counted");
    assert_eq!(outcomes(&site).await, found);
    let recounted = recount::everything(&site.services).await;
    assert_eq!(recounted.expect("it can be counted").mended, 0);
    nobody_is_written_to(&site).await;
    site.stop().await;
}

async fn nobody_is_written_to(site: &Site) {
    let read = site.services.database.read();
    let mails = outbox::Entity::find().count(read).await;
    assert_eq!(mails.expect("the outbox can be read"), 0);
    let orders = server::db::orders::Entity::find().count(read).await;
    assert_eq!(orders.expect("orders can be read"), 0);
}

async fn twice_changes_nothing_and_a_newer_file_replaces(site: Site) {
    import(&site, SIX).await;
    let before = (outcomes(&site).await, rollups(&site).await);
    let said = import(&site, SIX).await;
    assert!(said.contains("0 new, 0 changed, 6 known already"), "{said}");
    let after = (outcomes(&site).await, rollups(&site).await);
    assert_eq!(after, before, "byte for byte");
    // The fourth has come since, and the fifth has left.
    let newer = SIX
        .replace(
            "05T09:00:00,,2026-03-09,shipped",
            "05T09:00:00,2026-03-12T09:00:00,2026-03-09,delivered",
        )
        .replace(
            "H-5,2026-03-09T09:00:00,,",
            "H-5,2026-03-09T09:00:00,2026-03-11T09:00:00,",
        );
    let said = import(&site, &newer).await;
    // The end of the file is later for all of them.
    assert!(said.contains("0 new, 6 changed, 0 known"), "{said}");
    let newest = (outcomes(&site).await, all(&site).await);
    assert_eq!(newest.1.of(Count::Delivered), 4);
    assert_eq!(newest.1.of(Count::Late), 2);
    let said = import(&site, SIX).await;
    assert!(said.contains("6 from a newer file"), "{said}");
    assert_eq!((outcomes(&site).await, all(&site).await), newest);
    let recounted = recount::everything(&site.services).await;
    assert_eq!(recounted.expect("it can be counted").mended, 0);
    site.stop().await;
}

async fn what_the_shop_itself_tells_stands_above_a_history(site: Site) {
    site.services.clock.step_to(at("2026-05-11T12:00:00Z"));
    let door = site.door(&[]).await;
    let live = |number: &str| with(door_order(number), &json!({ "expected": "2026-05-30" }));
    let rehearsal = with(live("H-2"), &json!({ "test": true }));
    site.accept(&door.post("orders", &live("H-1"))).await;
    site.accept(&door.post("orders", &rehearsal)).await;
    catch_up(&site.services).await.expect("all can be counted");
    // The shop writes its numbers so.
    let said = import(&site, &SIX.replace("H-", "#H-")).await;
    assert!(said.contains("5 new, 0 changed"), "{said}");
    assert!(said.contains("1 known from the shop itself"), "{said}");
    assert_eq!(all(&site).await.of(Count::Parcels), 6);
    // One that a history told of comes in live.
    site.accept(&door.post("orders", &live("H-4"))).await;
    catch_up(&site.services).await.expect("all can be counted");
    let found = outcomes(&site).await;
    let fourth: Vec<_> = found
        .iter()
        .filter(|row| row.number.ends_with("H-4"))
        .map(|row| row.order_id.is_some())
        .collect();
    assert_eq!(fourth, [true], "the live one alone");
    assert_eq!(all(&site).await.of(Count::Parcels), 6);
    let recounted = recount::everything(&site.services).await;
    assert_eq!(recounted.expect("it can be counted").mended, 0);
    site.stop().await;
}

async fn a_dry_run_changes_nothing(site: Site) {
    let given = given("history.csv.gz", &packed(SIX.as_bytes()));
    let dry = HistoryImport {
        is_dry: true,
        ..import_of(&given.path)
    };
    let said = imported(&site, dry).await;
    for word in [
        "order_number",
        "orders       6",
        "withdrawn  1",
        "dry run",
        "H-1  placed 2026-03-02 10:00:00",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert_eq!(outcomes(&site).await, []);
    assert_eq!(rollups(&site).await, []);
    let saved =
        history_mapping::of_brand(site.services.database.read(), default_brand(&site).await);
    assert_eq!(saved.await.expect("they can be read"), []);
    assert!(
        imported(&site, import_of(&given.path))
            .await
            .contains("6 new")
    );
    site.stop().await;
}

async fn bad_lines_stop_no_good_ones(site: Site) {
    // As a spreadsheet of another country writes it, with a byte order mark.
    let mut bytes = b"\xef\xbb\xbforder_number;placed_at;delivered_at;promised_on\n".to_vec();
    bytes.extend(b"1;2026-03-02 10:00;2026-03-03 10:00;2026-03-04\n");
    bytes.extend(b"2;soon;;\n");
    bytes.extend(b";2026-03-02 10:00;;\n");
    bytes.extend(b"\xff\xfe;2026-03-02 10:00;;\n");
    bytes.extend(b"5;2026-03-02 10:00;2062-03-03 10:00;\n");
    bytes.extend(b"6;2026-03-02 10:00;;2026-03-09\n");
    let given = given("history.csv", &bytes);
    let faults = given.folder.path("faults.txt");
    let import = HistoryImport {
        faults: Some(faults.clone()),
        ..import_of(&given.path)
    };
    let said = imported(&site, import).await;
    let lines = [
        "3: placed_at: it is no date with a time",
        "4: order_number: it is empty, and no order can be read without it",
        "6: delivered_at: it is a time that has not come yet",
    ];
    let written = std::fs::read_to_string(faults).expect("it was written");
    for line in lines {
        assert!(said.contains(&format!("line {line}")), "{line}: {said}");
        assert!(written.contains(line), "{line}: {written}");
    }
    assert_eq!(written.lines().count(), 4, "{written}");
    assert!(written.contains("5: "), "{written}");
    assert!(said.contains("left out     4"), "{said}");
    assert!(said.contains("2 new"), "{said}");
    let all = all(&site).await;
    // A year that was mistyped makes nothing late.
    assert_eq!((all.of(Count::Parcels), all.of(Count::Late)), (2, 0));
    site.stop().await;
}

const SHOPIFY: &str = "\
Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Subtotal,Shipping,Created at,Lineitem quantity,Lineitem name,Shipping Zip,Shipping Province,Shipping Country,Cancelled at
#1001,ada@example.com,paid,2026-03-02 10:00:05 -0400,fulfilled,2026-03-03 10:00:00 -0400,59.90,4.90,2026-03-02 10:00:00 -0400,2,Trail shoe,'11201,NY,US,
#1001,ada@example.com,,,,,,,2026-03-02 10:00:00 -0400,3,Sock,,,,
#1002,bob@example.com,paid,2026-03-02 11:00:05 -0400,unfulfilled,,19.90,4.90,2026-03-02 11:00:00 -0400,1,Sock,'94110,CA,US,2026-03-02 12:00:00 -0400
";

const WOOCOMMERCE: &str = "\
order_id,order_number,order_date,paid_date,status,shipping_country,shipping_state,shipping_postcode,shipping_method,order_subtotal,shipping_total
90,1090,2026-03-02 06:29:00,2026-03-02 06:30:00,completed,DE,BY,80331,Flat rate,59.90,4.90
91,1091,2026-03-03 06:29:00,,cancelled,DE,BE,10115,Flat rate,19.90,4.90
";

async fn exports_of_shops_come_in_as_they_are(site: Site) {
    let said = import(&site, SHOPIFY).await;
    assert!(said.contains("2 new"), "{said}");
    assert!(said.contains("left out     0"), "{said}");
    let found = outcomes(&site).await;
    let first = found[0].outcome().expect("it can be read");
    assert_eq!(first.number, "#1001");
    assert_eq!(first.order.items, Some(5), "both lines of it");
    assert_eq!(
        first.order.destination.postal_prefix.as_deref(),
        Some("112")
    );
    assert_eq!(found[0].destination, "US-NY");
    assert!(!found[0].facts.contains("ada"), "{}", found[0].facts);
    let all_of_it = all(&site).await;
    let counts = [Count::Shipped, Count::Delivered, Count::Withdrawn];
    assert_eq!(counts.map(|count| all_of_it.of(count)), [1, 0, 1]);

    let said = import(&site, WOOCOMMERCE).await;
    assert!(said.contains("2 new"), "{said}");
    let all_of_it = all(&site).await;
    assert_eq!(counts.map(|count| all_of_it.of(count)), [1, 1, 2]);
    let found = outcomes(&site).await;
    assert_eq!(found[2].number, "1090");
    assert!(found[2].destination.starts_with("DE-"), "{found:?}");
    nobody_is_written_to(&site).await;
    site.stop().await;
}

async fn a_mapping_is_said_kept_and_shown(site: Site) {
    let text = "Ref,Bought,Came\nA,2026-03-02 10:00,2026-03-03 10:00\n";
    let given = given("own.csv", text.as_bytes());
    let refused = site
        .command(Command::HistoryImport(import_of(&given.path)))
        .await
        .expect_err("nobody knows these headers");
    assert!(refused.contains("order_number"), "{refused}");
    assert!(
        refused.contains("Bought"),
        "its headers are shown: {refused}"
    );
    let columns = ["order_number=Ref", "placed_at=Bought", "delivered_at=Came"]
        .iter()
        .filter_map(|said| said.split_once('='))
        .map(|(code, header)| {
            (
                header.to_owned(),
                doorstep::history::Column::from_code(code),
            )
        })
        .collect();
    let said = HistoryImport {
        columns,
        ..import_of(&given.path)
    };
    assert!(imported(&site, said).await.contains("1 new"));
    let again = imported(&site, import_of(&given.path)).await;
    assert!(again.contains("as for the last file"), "{again}");
    assert!(again.contains("1 known already"), "{again}");
    let shown = site.command(Command::HistoryMapping { brand: None }).await;
    let shown = shown.expect("it is shown");
    assert!(shown.contains("delivered_at               Came"), "{shown}");
    site.stop().await;
}

#[tokio::test]
async fn the_command_line_imports_through_the_running_server_and_without_one() {
    let store = Store::sqlite();
    let given = given("history.csv", SIX.as_bytes());
    let path = given.path.display().to_string();
    let said = Said::of(&store, &["history", "import", &path, "--dry-run"]).await;
    assert!(said.ok().contains("dry run"));
    let server = crate::harness::Doorstep::serve(&store).await;
    let said = Said::of(&store, &["history", "import", &path]).await.ok();
    assert!(said.contains("6 new"), "{said}");
    let said = Said::of(&store, &["history", "mapping"]).await.ok();
    assert!(said.contains("order_number"), "{said}");
    server.stop().await;
    let said = Said::of(&store, &["history", "import", &path]).await.ok();
    assert!(said.contains("6 known already"), "{said}");
    let wrong = Said::of(
        &store,
        &["history", "import", &path, "--column", "bird=Ref"],
    )
    .await;
    assert_eq!(wrong.code, 64, "{wrong:?}");
}

/// How many imports the trail tells of.
async fn imports_in_the_trail(site: &Site) -> i64 {
    let database = site.services.database.read();
    let count = "select count(*) as n from audit where action = 'history_imported'";
    let statement = Statement::from_string(database.get_database_backend(), count);
    let row = database.query_one_raw(statement).await;
    let row = row.expect("the trail can be read").expect("it is counted");
    row.try_get("", "n").expect("it is a number")
}
