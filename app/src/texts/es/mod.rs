//! Spanish for Spain and Latin America alike: "usted", which shops on both
//! sides may say to a customer they do not know (a "tú" is too close for
//! many, and a "vosotros" or "vos" belongs to one side alone), and only words
//! that both use for the same thing: "paquete", "pedido", "recoger",
//! "repartidor". The carrier is "el transportista".

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
    /// The Spanish texts, and what a brand says in its own words.
    Spanish, SPANISH, "es"
}

/// The carrier's name within a sentence.
fn carrier_or_word(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("el transportista")
}

/// The same at the beginning of a sentence.
fn carrier_first(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("El transportista")
}

/// Of the carrier, or from it.
fn of_carrier(carrier: Option<&str>) -> String {
    carrier.map_or_else(
        || "del transportista".to_owned(),
        |carrier| format!("de {carrier}"),
    )
}

/// To the carrier, or the carrier whom somebody asks.
fn to_carrier(carrier: Option<&str>) -> String {
    carrier.map_or_else(
        || "al transportista".to_owned(),
        |carrier| format!("a {carrier}"),
    )
}
