//! Views for open streams, read once per revision and language however many
//! streams wait for them.

use crate::db::orders;
use crate::error::Error;
use crate::services::Services;
use crate::views::Views;
use moka::future::Cache;
use std::sync::Arc;
use std::time::Duration;

/// Reads and shares views.
#[derive(Clone, Debug)]
pub struct StreamViews {
    views: Views,
    read: Cache<(i64, i64, i64, String), Arc<str>>,
}

impl StreamViews {
    /// Prepares the sharing.
    #[must_use]
    pub fn new(services: &Services) -> Self {
        Self {
            views: Views(services.clone()),
            read: Cache::builder()
                .max_capacity(2_000)
                .time_to_live(Duration::from_secs(10))
                .build(),
        }
    }

    /// An order's view at its newest revision, as the stream sends it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn view(&self, order: orders::Model) -> Result<Arc<str>, Error> {
        let brand = self.views.brand_version(order.brand_id);
        // With the brand, this is what its language follows from.
        let language = order.locale.clone().unwrap_or_default();
        let key = (order.id, order.revision, brand, language);
        let read = async {
            let view = self.views.tracking_view(order).await?;
            Ok(Arc::from(serde_json::to_string(&view)?))
        };
        self.read
            .try_get_with(key, read)
            .await
            .map_err(|error: Arc<Error>| Error::Stored(error.to_string()))
    }
}
