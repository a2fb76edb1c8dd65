//! Parcels as carriers know them: a number at a carrier, heard through one
//! connection. Scans hang on these, whether or not an order is known yet.

use super::{ROWS_A_STATEMENT, without_nul};
use crate::error::Error;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, QueryOrder, QueryTrait};

/// A row of `parcel`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, DeriveEntityModel)]
#[sea_orm(table_name = "parcel")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The connection it was heard through; only orders of that connection's
    /// brands may show it.
    pub connection_id: i64,
    /// Who carries it; empty where the source does not say.
    pub carrier: String,
    /// The cleaned number, or [`shipment_key`].
    pub key: String,
    /// The carrier's own unique id; empty where it has none.
    pub unique_id: String,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The key of a parcel that a shop names by its own id of the shipment. The
/// colon keeps it apart from every cleaned number.
#[must_use]
pub fn shipment_key(external_id: &str) -> String {
    format!("shipment:{}", without_nul(external_id))
}

/// Makes the rows that are not there yet.
///
/// # Errors
/// When the database refuses.
pub async fn make(database: &impl ConnectionTrait, rows: Vec<Model>) -> Result<(), Error> {
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|row| ActiveModel {
            id: ActiveValue::NotSet,
            ..ActiveModel::from(row.clone())
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([
                    Column::Key,
                    Column::ConnectionId,
                    Column::Carrier,
                    Column::UniqueId,
                ])
                .do_nothing()
                .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// Parcels of any connection under these keys; the caller checks brands.
///
/// # Errors
/// When the database refuses.
pub async fn by_key_of_any_connection(
    database: &impl ConnectionTrait,
    keys: &[String],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in keys.chunks(ROWS_A_STATEMENT) {
        found.extend(
            Entity::find()
                .filter(Column::Key.is_in(chunk.iter().cloned()))
                .order_by_asc(Column::Id)
                .all(database)
                .await?,
        );
    }
    Ok(found)
}
