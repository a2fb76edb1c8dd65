//! Implements what the pages ask of a server: reads, and nothing else.

mod act;
mod days;
mod freshness;
mod front;
mod parcel;
mod structured;
mod tracking;

use crate::db::{brand, orders, token};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use app::backend::{Backend, BoxFuture, HomePage, TrackingAsk, TrackingPage, Unavailable};
use doorstep::calendar;
use doorstep::ids::{OrderId, TrackingToken};
use doorstep::view::tracking::{BrandView, TrackingView};

/// Answers the pages.
#[derive(Clone, Debug)]
pub struct Views(pub Services);

impl Backend for Views {
    fn tracking(
        &self,
        ask: TrackingAsk,
    ) -> BoxFuture<'_, Result<Option<TrackingPage>, Unavailable>> {
        Box::pin(async move { logged(self.tracking_page(&ask.token, &ask.language).await) })
    }

    fn home(&self, host: String, language: String) -> BoxFuture<'_, Result<HomePage, Unavailable>> {
        Box::pin(async move {
            Ok(HomePage {
                brand: self.brand(&host),
                demo: self.0.demo.links(app::texts::for_language(&language)),
            })
        })
    }

    fn brand(&self, host: &str) -> BrandView {
        brand_view(self.0.book.now().brand_of_host(host))
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

    async fn tracking_page(
        &self,
        token: &TrackingToken,
        language: &str,
    ) -> Result<Option<TrackingPage>, Error> {
        let Some(order) = self.order(token).await? else {
            return Ok(None);
        };
        let brand = brand_view(self.0.book.now().brand(order.brand_id));
        let id = order.id;
        let gathered = self.gathered(order, language).await?;
        let view = gathered.view();
        Ok(Some(TrackingPage {
            brand,
            order: id,
            structured: structured::of(&gathered, &view),
            view,
            path: format!("/t/{}", token.as_str()),
        }))
    }

    /// An order's view, now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tracking_view(
        &self,
        order: orders::Model,
        language: &str,
    ) -> Result<TrackingView, Error> {
        Ok(self.gathered(order, language).await?.view())
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
        language: &str,
    ) -> Result<Option<String>, Error> {
        let entries = self.gathered(order, language).await?.calendar(parcel);
        let file = || calendar::file(&entries, self.0.clock.now());
        Ok((!entries.is_empty()).then(file))
    }

    async fn gathered(
        &self,
        order: orders::Model,
        language: &str,
    ) -> Result<tracking::Gathered<'static>, Error> {
        let front = front::Front::of(&self.0.book.now(), order.brand_id);
        let now = self.0.clock.now();
        let texts = app::texts::for_language(language);
        tracking::gather(self.0.database.read(), order, front, now, texts).await
    }
}

fn brand_view(brand: Option<&brand::Model>) -> BrandView {
    brand.map_or_else(
        || BrandView {
            name: "Doorstep".to_owned(),
            accent: "#1f4d47".to_owned(),
            on_accent: "#ffffff".to_owned(),
            support_email: None,
            shop_url: None,
        },
        |brand| BrandView {
            name: brand.name.clone(),
            accent: brand.accent.clone(),
            on_accent: brand.on_accent.clone(),
            support_email: brand.support_email.clone(),
            shop_url: brand.shop_url.clone(),
        },
    )
}
