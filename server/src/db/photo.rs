//! Photos that shoppers sent, drawn anew by us: nothing but the picture is left of the file. Personal.

use super::{ROWS_A_STATEMENT, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::ids::PhotoId;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, PaginatorTrait, QueryOrder, QuerySelect};

/// A row of `photo`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "photo")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`pho_...`).
    pub public_id: String,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The contact it came with.
    pub contact_id: i64,
    /// The picture.
    pub jpeg: Vec<u8>,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// When it came.
    pub created_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A photo to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewPhoto<'a> {
    /// The id everyone else will name it by.
    pub id: &'a PhotoId,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The contact it came with.
    pub contact_id: i64,
    /// The picture.
    pub jpeg: &'a [u8],
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Keeps a photo.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    new: &NewPhoto<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.id.as_str().to_owned()),
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        contact_id: ActiveValue::Set(new.contact_id),
        jpeg: ActiveValue::Set(new.jpeg.to_vec()),
        width: ActiveValue::Set(new.width.into()),
        height: ActiveValue::Set(new.height.into()),
        created_ms: ActiveValue::Set(to_ms(now)),
    };
    Entity::insert(row).exec_without_returning(database).await?;
    Ok(())
}

/// A photo in a list, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The id everyone else names it by (`pho_...`).
    pub public_id: String,
    /// The contact it came with.
    pub contact_id: i64,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// When it came.
    pub created_ms: i64,
}

/// The photos of an order, oldest first, without their bytes.
///
/// # Errors
/// When the database refuses.
pub async fn listed_of_order(
    database: &impl ConnectionTrait,
    order_id: i64,
) -> Result<Vec<Listed>, Error> {
    let rows: Vec<(String, i64, i64, i64, i64)> = Entity::find()
        .select_only()
        .columns([
            Column::PublicId,
            Column::ContactId,
            Column::Width,
            Column::Height,
            Column::CreatedMs,
        ])
        .filter(Column::OrderId.eq(order_id))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(database)
        .await?;
    let listed = |(public_id, contact_id, width, height, created_ms)| Listed {
        public_id,
        contact_id,
        width,
        height,
        created_ms,
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// The photos of an order with their bytes, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(database: &impl ConnectionTrait, order_id: i64) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// How many photos a contact has.
///
/// # Errors
/// When the database refuses.
pub async fn count_of_contact(
    database: &impl ConnectionTrait,
    contact_id: i64,
) -> Result<u64, Error> {
    Ok(Entity::find()
        .filter(Column::ContactId.eq(contact_id))
        .count(database)
        .await?)
}

/// Whether a contact has this very picture already.
///
/// # Errors
/// When the database refuses.
pub async fn is_of_contact(
    database: &impl ConnectionTrait,
    contact_id: i64,
    jpeg: &[u8],
) -> Result<bool, Error> {
    let same = Entity::find()
        .filter(Column::ContactId.eq(contact_id))
        .filter(Column::Jpeg.eq(jpeg.to_vec()))
        .count(database)
        .await?;
    Ok(same > 0)
}

/// A photo of any brand by its public id: whoever asks looks whether it is
/// theirs.
///
/// # Errors
/// When the database refuses.
pub async fn by_public_id(
    database: &impl ConnectionTrait,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::PublicId.eq(public_id))
        .all(database)
        .await?
        .pop())
}

/// Erases the photos of these orders; says how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn erase_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<u64, Error> {
    let mut erased = 0;
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Column::OrderId.is_in(chunk.iter().copied());
        let gone = Entity::delete_many().filter(of_these).exec(database);
        erased += gone.await?.rows_affected;
    }
    Ok(erased)
}
