//! The few columns of an order that the derivation of its shipments reads:
//! with every scan they are read again.

use super::{Column, Entity, locked};
use crate::db::listed::listed;
use crate::db::{ROWS_A_STATEMENT, from_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::order::OrderKind;
use doorstep::reading::Estimate;
use sea_orm::entity::prelude::*;
use serde::Deserialize;

/// What of an order the derivation of its shipments reads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Terms {
    /// Row id.
    pub id: i64,
    /// The brand it was placed with.
    pub brand_id: i64,
    kind: String,
    placed_ms: Option<i64>,
    /// The country it goes to, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The state or province it goes to.
    pub region: Option<String>,
    /// The IANA zone of the destination, where it can be told.
    pub zone: Option<String>,
    expected: Option<String>,
    /// When it was called off.
    pub cancelled_ms: Option<i64>,
    /// When its person was forgotten.
    pub forgotten_ms: Option<i64>,
}

impl Terms {
    /// Its columns, in the order of its fields.
    const READ: [Column; 10] = [
        Column::Id,
        Column::BrandId,
        Column::Kind,
        Column::PlacedMs,
        Column::Country,
        Column::Region,
        Column::Zone,
        Column::Expected,
        Column::CancelledMs,
        Column::ForgottenMs,
    ];

    /// When it was placed.
    #[must_use]
    pub fn placed_at(&self) -> Option<DateTime<Utc>> {
        self.placed_ms.map(from_ms)
    }

    /// The date named at checkout.
    #[must_use]
    pub fn expected(&self) -> Option<Estimate> {
        serde_json::from_str(self.expected.as_deref()?).ok()
    }

    /// Live, test or imported.
    #[must_use]
    pub fn kind(&self) -> OrderKind {
        OrderKind::from_code(&self.kind).unwrap_or_default()
    }
}

impl From<&super::Model> for Terms {
    fn from(order: &super::Model) -> Self {
        Self {
            id: order.id,
            brand_id: order.brand_id,
            kind: order.kind.clone(),
            placed_ms: order.placed_ms,
            country: order.country.clone(),
            region: order.region.clone(),
            zone: order.zone.clone(),
            expected: order.expected.clone(),
            cancelled_ms: order.cancelled_ms,
            forgotten_ms: order.forgotten_ms,
        }
    }
}

/// The terms of orders by row id, for reading.
///
/// # Errors
/// When the database refuses.
pub async fn terms_by_id(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<Vec<Terms>, Error> {
    let mut found = Vec::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::Id.is_in(chunk.iter().copied()));
        let list = listed(database, &Terms::READ, of_these).await?;
        let terms: Vec<Terms> = serde_json::from_str(&list)?;
        found.extend(terms);
    }
    Ok(found)
}

/// The terms of orders by row id, locked where the database locks rows, in
/// the one order everyone locks in.
///
/// # Errors
/// When the database refuses.
pub async fn terms_locked_by_id(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<Vec<Terms>, Error> {
    let mut found = Vec::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let of_these = locked(database, Column::Id.is_in(chunk.iter().copied()));
        let list = listed(database, &Terms::READ, of_these).await?;
        let terms: Vec<Terms> = serde_json::from_str(&list)?;
        found.extend(terms);
    }
    Ok(found)
}
