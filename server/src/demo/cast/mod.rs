//! Who and where: the goods of the demo's shops, their buyers, the towns on
//! the way and who carries. Copies of a journey take turns with them.

pub mod carriages;
pub mod goods;
pub mod lanes;
#[cfg(test)]
mod tests;
pub mod towns;

use super::senders::Source;

/// A town with a carrier's building or a buyer's door in it.
#[derive(Clone, Copy, Debug)]
pub struct Town {
    /// Its name.
    pub city: &'static str,
    /// Its state; empty where addresses name none.
    pub region: &'static str,
    /// A postal code of it.
    pub postal_code: &'static str,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
}

/// Somebody who orders.
#[derive(Clone, Copy, Debug)]
pub struct Buyer {
    /// First name.
    pub first_name: &'static str,
    /// Last name.
    pub last_name: &'static str,
    /// Street and house number.
    pub street: &'static str,
    /// Where they live.
    pub town: Town,
    /// What they read, where it is not what their country speaks.
    pub reads: Option<&'static str>,
}

impl Buyer {
    /// The language they ordered in, as a BCP 47 tag.
    #[must_use]
    pub fn locale(&self) -> &'static str {
        self.reads.unwrap_or(match self.town.country {
            "AT" => "de-AT",
            "CH" => "de-CH",
            "DE" => "de-DE",
            _ => "en-US",
        })
    }

    /// Somebody who reads another language than their country speaks.
    const fn reading(mut self, tag: &'static str) -> Self {
        self.reads = Some(tag);
        self
    }
}

/// The way from a shop's warehouse to some buyers.
#[derive(Debug)]
pub struct Lane {
    /// Where it is packed.
    pub warehouse: Town,
    /// The first building on the way.
    pub hub: Town,
    /// The next one; across the border where there is one.
    pub next_hub: Town,
    /// The building it is delivered from.
    pub depot: Town,
    /// Who lives at its end.
    pub buyers: &'static [Buyer],
}

/// A carrier with its service.
#[derive(Clone, Copy, Debug)]
pub struct Carriage {
    /// The carrier's code.
    pub carrier: &'static str,
    /// The service, in the carrier's words.
    pub service: &'static str,
    /// The option at the shop's checkout.
    pub option: &'static str,
    /// Who tells of its scans.
    pub told_by: Source,
}

/// Something a shop sells.
#[derive(Clone, Copy, Debug)]
pub struct Good {
    /// What it is called.
    pub title: &'static str,
    /// Its variant.
    pub variant: &'static str,
    /// The shop's article number.
    pub sku: &'static str,
    /// The price of one, in cents.
    pub cents: u32,
}
