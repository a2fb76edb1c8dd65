//! German: "Sie", as shops write to customers whom they do not know; plain
//! words and short sentences, and no borrowed term where a German one is at
//! hand. The carrier is "der Paketdienst", in the case its sentence asks for.

mod answers;
mod brand;
mod dates;
mod demo;
mod labels;
mod mails;
mod messages;
mod notices;
mod pages;
mod reasons;
mod report;
mod templates;
mod voice;
mod ways;

#[cfg(test)]
mod tests;

super::language::language! {
    /// The German texts, and what a brand says in its own words.
    German, GERMAN, "de"
}

/// The carrier as the one who does something, within a sentence.
fn carrier_or_word(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("der Paketdienst")
}

/// The same at the beginning of a sentence.
fn carrier_first(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("Der Paketdienst")
}

/// From the carrier.
fn from_carrier(carrier: Option<&str>) -> String {
    carrier.map_or_else(
        || "vom Paketdienst".to_owned(),
        |carrier| format!("von {carrier}"),
    )
}

/// The carrier to whom something is given, or with whom it is.
fn to_carrier(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("dem Paketdienst")
}

/// The carrier whom somebody asks.
fn the_carrier(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("den Paketdienst")
}
