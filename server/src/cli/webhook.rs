//! `doorstep webhook ...`: who is told what happens.

use crate::admin::WebhookCommand;
use clap::Subcommand;
use doorstep::webhook::EventType;

/// Commands about webhooks out.
#[derive(Debug, Subcommand)]
pub enum Webhook {
    /// Add an endpoint; prints its key.
    Add {
        /// Its address (https://...).
        #[arg(long)]
        url: String,
        /// The brand whose events it is told of; the default one when left
        /// out.
        #[arg(long)]
        brand: Option<String>,
        /// An event it is told of; may be repeated. All when left out.
        #[arg(long = "event", value_parser = event)]
        events: Vec<EventType>,
        /// What you call it.
        #[arg(long, default_value = "")]
        description: String,
    },
    /// List them.
    List,
    /// Give one a new key; the one before signs too for a day.
    Rotate {
        /// Which (`whe_...`).
        endpoint: String,
    },
    /// Tell one nothing any more.
    Disable {
        /// Which (`whe_...`).
        endpoint: String,
    },
    /// Tell one something again from now on.
    Enable {
        /// Which (`whe_...`).
        endpoint: String,
    },
    /// Send one a test event.
    Test {
        /// Which (`whe_...`).
        endpoint: String,
    },
    /// Send one again what was given up.
    Replay {
        /// Which (`whe_...`).
        endpoint: String,
        /// Only this event (`evt_...`), given up or taken.
        #[arg(long, conflicts_with = "since")]
        event: Option<String>,
        /// Only what happened since this day ("2026-05-14").
        #[arg(long)]
        since: Option<String>,
    },
}

fn event(name: &str) -> Result<EventType, String> {
    let all: Vec<&str> = EventType::ALL.iter().map(|kind| kind.code()).collect();
    EventType::from_code(name).ok_or_else(|| format!("use one of {}", all.join(", ")))
}

impl From<Webhook> for WebhookCommand {
    fn from(asked: Webhook) -> Self {
        match asked {
            Webhook::Add {
                url,
                brand,
                events,
                description,
            } => Self::Add {
                url,
                brand,
                events,
                description,
            },
            Webhook::List => Self::List,
            Webhook::Rotate { endpoint } => Self::Rotate { endpoint },
            Webhook::Disable { endpoint } => Self::Disable { endpoint },
            Webhook::Enable { endpoint } => Self::Enable { endpoint },
            Webhook::Test { endpoint } => Self::Test { endpoint },
            Webhook::Replay {
                endpoint,
                event,
                since,
            } => Self::Replay {
                endpoint,
                event,
                since,
            },
        }
    }
}
