//! English for the page on which histories of orders are imported.

use super::English;
use crate::texts::{HistoryStage, HistoryTexts, HistoryWords};
use doorstep::history::{Column, Imported, Known, LineFault, MappingFault, UploadFault, Wrong};
use doorstep::performance::Ending;

impl HistoryTexts for English {
    fn history_words(&self) -> HistoryWords {
        WORDS
    }

    fn history_column(&self, column: Column) -> &'static str {
        match column {
            Column::OrderNumber => "Order number",
            Column::PlacedAt => "Placed at",
            Column::ApprovedAt => "Paid at",
            Column::HandedOverAt => "Handed to the carrier at",
            Column::DeliveredAt => "Delivered at",
            Column::CancelledAt => "Cancelled at",
            Column::PromisedOn => "Promised for",
            Column::Status => "Status",
            Column::Warehouse => "Warehouse",
            Column::OriginCountry => "From: country",
            Column::OriginRegion => "From: region",
            Column::OriginPostalPrefix => "From: postal code",
            Column::OriginLat => "From: latitude",
            Column::OriginLng => "From: longitude",
            Column::DestinationCountry => "To: country",
            Column::DestinationRegion => "To: region",
            Column::DestinationPostalPrefix => "To: postal code",
            Column::DestinationLat => "To: latitude",
            Column::DestinationLng => "To: longitude",
            Column::Carrier => "Carrier",
            Column::Service => "Service",
            Column::Category => "Category of goods",
            Column::Items => "Pieces",
            Column::WeightG => "Weight in grams",
            Column::VolumeL => "Volume in litres",
            Column::GoodsValue => "Value of the goods",
            Column::FreightValue => "Cost of sending",
        }
    }

    fn history_known(&self, known: Known) -> &'static str {
        match known {
            Known::Guessed => "Guessed from the headers.",
            Known::Saved => "As you had it for the last file with these headers.",
            Known::Said => "As you have chosen.",
        }
    }

    fn history_ending(&self, ending: Ending) -> &'static str {
        match ending {
            Ending::Open => "open",
            Ending::Delivered => "delivered",
            Ending::Lost => "lost",
            Ending::Returned => "returned",
            Ending::Withdrawn => "called off",
        }
    }

    fn history_fault(&self, fault: UploadFault) -> &'static str {
        match fault {
            UploadFault::NoFile => "Choose a file first.",
            UploadFault::TooLarge => {
                "The file is larger than 4 GiB. Pack it with gzip, split it by year, or import it at the command line: doorstep history import FILE."
            }
            UploadFault::CutOff => "The file broke off on its way. Send it again.",
            UploadFault::NoRoom => {
                "The server's disk is full. Make room, or import at the command line: doorstep history import FILE."
            }
            UploadFault::NoHistory => {
                "The file cannot be read: it is no CSV file with a line of headers, plain or gzipped."
            }
            UploadFault::Busy => {
                "Another file of this brand is still being worked on. Wait until it is done."
            }
            UploadFault::Failed => {
                "The server could not do it; its log says why. What was imported until then stays, and importing again goes on from there."
            }
        }
    }

    fn history_mapping_fault(&self, fault: &MappingFault) -> String {
        match fault {
            MappingFault::Missing(column) => format!(
                "No order can be read yet: say which column is \"{}\".",
                self.history_column(*column)
            ),
            MappingFault::Twice(column) => format!(
                "Two columns are \"{}\": choose one.",
                self.history_column(*column)
            ),
            MappingFault::NoHeader(header) => format!("The file has no column {header}."),
        }
    }

    fn history_line_fault(&self, fault: Option<LineFault>) -> String {
        let Some(LineFault { column, wrong }) = fault else {
            return "it is no line of a CSV file in UTF-8".to_owned();
        };
        let why = match wrong {
            Wrong::Missing => "is empty",
            Wrong::NoTime => "is no date with a time",
            Wrong::NoDate => "is no date",
            Wrong::NoNumber => "is no number, or one below zero",
            Wrong::NoPlace => "is no latitude or longitude",
            Wrong::TooLong => "is longer than any real one",
            Wrong::Ahead => "has not come yet",
        };
        format!("\"{}\" {why}", self.history_column(column))
    }

    fn history_line(&self, line: u64, why: &str) -> String {
        format!("Line {line}: {why}")
    }

    fn history_times(&self, times: u64, why: &str) -> String {
        match times {
            1 => format!("1 line: {why}"),
            _ => format!("{times} lines: {why}"),
        }
    }

    fn history_orders(&self, orders: u64, span: Option<(&str, &str)>) -> String {
        let orders = orders_of(orders);
        match span {
            None => format!("{orders}."),
            Some((from, until)) => {
                format!(
                    "{orders}, placed from {from} on. The file tells of what happened until {until}."
                )
            }
        }
    }

    fn history_ended(&self, ending: Ending, orders: u64) -> String {
        format!("{orders} {}", self.history_ending(ending))
    }

    fn history_progress(&self, stage: HistoryStage, percent: u8, orders: u64) -> String {
        let orders = orders_of(orders);
        match stage {
            HistoryStage::Uploading => format!("Uploading: {percent} %"),
            HistoryStage::Reading => format!("Reading: {percent} %, {orders}"),
            HistoryStage::Importing => format!("Importing: {percent} %, {orders}"),
        }
    }

    fn history_imported(&self, imported: Imported) -> Vec<String> {
        let Imported {
            added,
            replaced,
            known,
            live,
            newer,
            bad,
        } = imported;
        let said = [
            (added, "new"),
            (replaced, "changed"),
            (known, "known already"),
            (live, "known from the shop itself, and left as they are"),
            (newer, "known better from a newer file"),
        ];
        let mut lines: Vec<String> = said
            .iter()
            .filter(|(orders, _)| *orders > 0)
            .map(|(orders, what)| format!("{} {what}", orders_of(*orders)))
            .collect();
        match bad {
            0 => {}
            1 => lines.push("1 line left out".to_owned()),
            _ => lines.push(format!("{bad} lines left out")),
        }
        lines
    }
}

fn orders_of(count: u64) -> String {
    match count {
        1 => "1 order".to_owned(),
        _ => format!("{count} orders"),
    }
}

const WORDS: HistoryWords = HistoryWords {
    heading: "History",
    text: "Orders of the past, from a file: they feed the charts and teach what to promise. Nobody is written to, and no order appears in the console. Importing a file twice changes nothing.",
    brands: "Other brands",
    file: "File with one line an order",
    file_hint: "CSV, plain or gzipped, up to 4 GiB. Exports of orders from Shopify and WooCommerce are known; of any other file you say which column is which.",
    upload: "Upload and look through",
    reload: "You can leave this page; it goes on by itself. Reload it to see how far it is.",
    reload_link: "Reload",
    interrupted: "The server was stopped while it worked on this file. Begin again: what was imported stays, and nothing is counted twice.",
    again: "Begin again",
    found: "What the file says",
    dry: "Nothing is imported yet.",
    columns: "Columns",
    columns_text: "Say what each column of the file means. It is kept for the next file with the same headers.",
    nothing: "(ignored)",
    check: "Look through again",
    bad: "Lines that are left out",
    samples: "The first orders, as they are understood",
    heads: [
        "Number",
        "Placed",
        "Handed over",
        "Delivered",
        "Promised for",
        "Ended",
        "To",
    ],
    import: "Import",
    discard: "Throw the file away",
    done: "The last import",
};
