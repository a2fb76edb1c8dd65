//! One row that several people may change: it is found within the brands
//! somebody serves, and changed from what was seen of it, or not at all.

use super::desk::served;
use crate::error::Error;
use doorstep::staff::Serves;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryFilter, UpdateMany};

/// A row of the brands somebody serves by its public id; the columns are those
/// of the brand and of the id.
pub(super) async fn row_of_served<E: EntityTrait>(
    database: &impl ConnectionTrait,
    (brand_id, public_id): (E::Column, E::Column),
    serves: &Serves,
    named: &str,
) -> Result<Option<E::Model>, Error> {
    Ok(E::find()
        .filter(served(brand_id, serves))
        .filter(public_id.eq(named))
        .one(database)
        .await?)
}

/// Changes the row that an update names, unless somebody did since this
/// version, and counts the change; says whether it did.
pub(super) async fn change<E: EntityTrait>(
    database: &impl ConnectionTrait,
    update: UpdateMany<E>,
    (version, seen): (E::Column, i64),
) -> Result<bool, Error> {
    let counted = update
        .col_expr(version, Expr::col(version).add(1))
        .filter(version.eq(seen));
    one(database, counted).await
}

/// Changes the one row that an update names and says how it has to stand; says
/// whether it stood so.
pub(super) async fn one<E: EntityTrait>(
    database: &impl ConnectionTrait,
    update: UpdateMany<E>,
) -> Result<bool, Error> {
    Ok(update.exec(database).await?.rows_affected == 1)
}
