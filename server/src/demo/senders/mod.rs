//! Writes the steps of a journey as the shop or the carrier would send them:
//! its payload, its path, its signature or credential.

mod door;
mod easypost;
mod fedex;
mod shopify;
mod signature;
mod ups;

use super::cast::Town;
use super::journeys::{Event, Expected, Step, What};
use super::round::Round;

/// Who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The shop.
    Shopify,
    /// UPS Track Alert.
    Ups,
    /// FedEx tracking webhooks.
    Fedex,
    /// EasyPost, for USPS and DHL Express.
    EasyPost,
    /// A shop's own system, through the plain JSON door.
    Door,
    /// Carriers without a feed of their own, through the plain JSON door.
    Couriers,
}

impl Source {
    /// Every sender.
    pub const ALL: [Self; 6] = [
        Self::Shopify,
        Self::Ups,
        Self::Fedex,
        Self::EasyPost,
        Self::Door,
        Self::Couriers,
    ];

    /// Its name as connections and webhooks' paths have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::Ups => "ups",
            Self::Fedex => "fedex",
            Self::EasyPost => "easypost",
            Self::Door | Self::Couriers => "json",
        }
    }

    /// What the shops call their connection to it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Couriers => "Demo couriers",
            Self::Shopify | Self::Ups | Self::Fedex | Self::EasyPost | Self::Door => "Demo",
        }
    }
}

/// A message ready to be sent.
#[derive(Clone, Debug)]
pub struct Message {
    /// Who sends it.
    pub source: Source,
    /// What it is about: a shop's topic, or the part of the JSON door.
    pub topic: &'static str,
    /// The bytes that are signed and sent.
    pub body: String,
    /// What it says, in the sender's own words.
    pub said: &'static str,
}

/// Names of headers with their values.
pub type Headers = Vec<(&'static str, String)>;

impl Message {
    /// Where it is sent to, below the server's address.
    #[must_use]
    pub fn path(&self, connection: &str) -> String {
        match self.source {
            Source::Door | Source::Couriers => format!("/api/v1/{}", self.topic),
            Source::Shopify | Source::Ups | Source::Fedex | Source::EasyPost => {
                format!("/hooks/{}/{connection}", self.source.name())
            }
        }
    }

    /// Its headers, signed with the sender's secret.
    #[must_use]
    pub fn headers(&self, secret: &str) -> Headers {
        let mut headers = match self.source {
            Source::Shopify => shopify::headers(self, secret),
            Source::Ups => ups::headers(secret),
            Source::Fedex => fedex::headers(self, secret),
            Source::EasyPost => easypost::headers(self, secret),
            Source::Door | Source::Couriers => door::headers(secret),
        };
        headers.push(("content-type", "application/json".to_owned()));
        headers
    }
}

/// One scan of a parcel, with all its sender may want to say of it.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The copy of the journey.
    pub round: &'a Round,
    /// The step.
    pub step: &'static Step,
    /// Which parcel.
    pub parcel: usize,
    /// What happened.
    pub event: Event,
    /// Where.
    pub town: &'static Town,
    /// The newest expected delivery.
    pub expected: Option<Expected>,
}

/// The message of a step.
#[must_use]
pub fn message(round: &Round, step: &'static Step) -> Message {
    let shop = round.shop().told_by();
    match step.what {
        What::Ordered if shop == Source::Door => door::order(round, step),
        What::Ordered => shopify::order(round, step),
        What::Cancelled if shop == Source::Door => door::cancelled(round, step),
        What::Cancelled => shopify::cancelled(round, step),
        What::Packed { parcel } if shop == Source::Door => door::shipment(round, step, parcel),
        What::Packed { parcel } => shopify::fulfilment(round, step, parcel),
        What::Scanned {
            parcel,
            event,
            stop,
            ..
        } => scan(&Told {
            round,
            step,
            parcel,
            event,
            town: round.town(stop),
            expected: round.expected(parcel, step),
        }),
    }
}

/// A parcel that the shop has packed, as a shop of this kind says it.
#[must_use]
pub fn packed(shop: Source, round: &Round, step: &'static Step, parcel: usize) -> Message {
    match shop {
        Source::Shopify => shopify::fulfilment(round, step, parcel),
        _ => door::shipment(round, step, parcel),
    }
}

fn scan(told: &Told<'_>) -> Message {
    match told.round.carriage(told.parcel).told_by {
        Source::Ups => ups::alert(told),
        Source::Fedex => fedex::webhook(told),
        Source::EasyPost => easypost::event(told),
        Source::Couriers | Source::Door | Source::Shopify => door::scan(told),
    }
}

/// A field that is left out where there is nothing to say.
fn given(text: &'static str) -> Option<&'static str> {
    (!text.is_empty()).then_some(text)
}
