//! Implements what the pages ask of a server: reads, and nothing else.

mod act;
pub mod console;
pub mod api;
mod days;
mod find;
mod freshness;
mod front;
pub mod history;
pub mod letters;
pub mod mails;
pub mod map;
pub mod messages;
pub mod my_orders;
pub mod notices;
pub mod order_facts;
pub mod performance;
mod parcel;
pub mod recipients;
pub mod rehearsal;
pub mod replies;
pub mod report;
pub mod sample;
mod structured;
mod told;
mod tracking;
pub mod trail;
pub mod webhooks;
pub mod wording;

use crate::db::brand::Stored;
use crate::db::{orders, token};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use app::backend::{Backend, BoxFuture, HomePage, TrackingAsk, TrackingPage, Unavailable};
use app::texts::ShopperTexts;
use doorstep::brand::Brand;
use doorstep::calendar;
use doorstep::ids::{OrderId, TrackingToken};
use doorstep::view::brand::BrandView;
use doorstep::view::tracking::{DemoJourneyView, TrackingView};
use doorstep::view::ways::FindView;
use std::sync::Arc;

/// Answers the pages.
#[derive(Clone, Debug)]
pub struct Views(pub Services);

impl Backend for Views {
    fn tracking(
        &self,
        ask: TrackingAsk,
    ) -> BoxFuture<'_, Result<Option<TrackingPage>, Unavailable>> {
        Box::pin(async move { logged(self.tracking_page(&ask.token).await) })
    }

    fn home(&self, host: String, language: String) -> BoxFuture<'_, Result<HomePage, Unavailable>> {
        Box::pin(async move {
            Ok(HomePage {
                brand: self.brand(&host),
                demo: self.demo_journeys(&host, &language),
                find: FindView::default(),
                remembered: None,
            })
        })
    }

    fn brand(&self, host: &str) -> BrandView {
        self.brand_view(self.0.book.now().brand_of_host(host))
    }
}

fn logged<T>(answer: Result<T, Error>) -> Result<T, Unavailable> {
    answer.map_err(|error| {
        tracing::error!(%error, "a page could not be read");
        Unavailable
    })
}

impl Views {
    /// An order by the token of its link; orders of which only a shipment is
    /// known yet have no page.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn order(&self, token: &TrackingToken) -> Result<Option<orders::Model>, Error> {
        let hash = site::token_hash(token);
        let order = token::by_token_hash(self.0.database.read(), &hash).await?;
        Ok(order.filter(|order| order.placed_ms.is_some()))
    }

    /// The path of an order's page.
    #[must_use]
    pub fn path(&self, order: &orders::Model) -> String {
        let id = OrderId::from_text(order.public_id.clone());
        let token = self.0.key.token(&id, order.token_generation);
        format!("/t/{}", token.as_str())
    }

    async fn tracking_page(&self, token: &TrackingToken) -> Result<Option<TrackingPage>, Error> {
        let Some(order) = self.order(token).await? else {
            return Ok(None);
        };
        let brand = self.brand_view(self.0.book.now().brand(order.brand_id));
        let id = order.id;
        let gathered = self.gathered(order).await?;
        let view = gathered.view();
        Ok(Some(TrackingPage {
            brand,
            order: id,
            structured: Some(structured::of(&gathered, &view)),
            sent: Some(serde_json::to_string(&view)?),
            view,
            path: format!("/t/{}", token.as_str()),
        }))
    }

    /// An order's view, now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tracking_view(&self, order: orders::Model) -> Result<TrackingView, Error> {
        Ok(self.gathered(order).await?.view())
    }

    /// The deliveries an order expects, as a calendar's file; of one parcel
    /// where one is named. `None` where none is expected.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn calendar(
        &self,
        order: orders::Model,
        parcel: Option<&str>,
    ) -> Result<Option<String>, Error> {
        let entries = self.gathered(order).await?.calendar(parcel);
        let file = || calendar::file(&entries, self.0.clock.now());
        Ok((!entries.is_empty()).then(file))
    }

    /// An order in its own language; in its brand's where that is none of
    /// ours.
    async fn gathered(&self, order: orders::Model) -> Result<tracking::Gathered, Error> {
        let language = order.locale.clone().unwrap_or_default();
        self.gathered_in(order, &language).await
    }

    /// The same in a language; in its brand's where none is named.
    async fn gathered_in(
        &self,
        order: orders::Model,
        language: &str,
    ) -> Result<tracking::Gathered, Error> {
        let front = front::Front::of(&self.0.book.now(), order.brand_id);
        let now = self.0.clock.now();
        let texts = app::texts::for_brand(language, &front.brand);
        tracking::gather(self.0.database.read(), order, front, now, texts).await
    }

    /// The words an order's reader is spoken to in: its own language, or its
    /// brand's where that is none of ours.
    #[must_use]
    pub fn texts_of(&self, order: &orders::Model) -> Arc<dyn ShopperTexts> {
        let front = front::Front::of(&self.0.book.now(), order.brand_id);
        app::texts::for_brand(order.locale.as_deref().unwrap_or_default(), &front.brand)
    }

    /// How often a brand has changed; 0 for one that is not there.
    #[must_use]
    pub fn brand_version(&self, brand_id: i64) -> i64 {
        let book = self.0.book.now();
        book.brand(brand_id).map_or(0, |brand| brand.version)
    }

    /// The shop front of an order.
    #[must_use]
    pub fn brand_of(&self, order: &orders::Model) -> BrandView {
        self.brand_view(self.0.book.now().brand(order.brand_id))
    }

    fn brand_view(&self, brand: Option<&Stored>) -> BrandView {
        let (brand, version) = brand.map_or_else(
            || (Arc::new(nobody()), 0),
            |brand| (Arc::clone(&brand.brand), brand.version),
        );
        self.view_of(brand, version)
    }

    /// A brand as pages draw it today.
    #[must_use]
    pub fn view_of(&self, brand: Arc<Brand>, version: i64) -> BrandView {
        let zone = brand.zone.parse().unwrap_or(chrono_tz::UTC);
        let now = self.0.clock.now();
        BrandView {
            today: now.with_timezone(&zone).date_naive(),
            brand,
            version,
        }
    }

    /// The demo's orders: all of them for the default brand, each at the host
    /// of its own; another brand shows its own alone.
    fn demo_journeys(&self, host: &str, language: &str) -> Vec<DemoJourneyView> {
        let book = self.0.book.now();
        let own = book.brand_of_host(host);
        let shown = own.filter(|brand| !brand.is_default);
        let port = host.split_once(':').map_or("80", |(_, port)| port);
        let brand = own.map_or_else(|| Arc::new(nobody()), |own| Arc::clone(&own.brand));
        let texts = app::texts::for_brand(language, &brand);
        let slug = shown.map(|brand| brand.slug.as_str());
        let find = |slug: &str, path: &str| {
            let shop = book.brand_of_slug(slug).map(|brand| brand.name.clone());
            let is_here = own.is_none_or(|own| own.slug == slug);
            let elsewhere = || format!("http://{slug}.localhost:{port}{path}");
            let address = if is_here {
                path.to_owned()
            } else {
                elsewhere()
            };
            (shop.unwrap_or_default(), address)
        };
        self.0.demo.shown(self.0.clock.now(), slug, &*texts, &find)
    }
}

/// Shown while the database knows no brand at all.
fn nobody() -> Brand {
    doorstep::brand::read(&doorstep::brand::named("doorstep", "Doorstep")).0
}
