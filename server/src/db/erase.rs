//! Takes what tells of a person out of orders, shipments, scans and reports.
//! Rows stay, with what keeps them apart: a scan that is heard again finds
//! its old fingerprint and brings no words back.

use super::{
    ROWS_A_STATEMENT, connection, json, orders, parcel, person, report, scan, shipment, to_ms,
};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::reading::Report;
use doorstep::scan::Place;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query, SimpleExpr};
use sea_orm::{Condition, QueryOrder, QuerySelect};
use std::collections::BTreeSet;

/// Marks orders as forgotten and takes the shops' own links from their
/// shipments: those may carry a postal code.
///
/// # Errors
/// When the database refuses.
pub async fn forget_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        orders::Entity::update_many()
            .col_expr(orders::Column::ForgottenMs, Expr::value(to_ms(now)))
            .filter(orders::Column::Id.is_in(chunk.iter().copied()))
            .filter(orders::Column::ForgottenMs.is_null())
            .exec(database)
            .await?;
        shipment::Entity::update_many()
            .col_expr(shipment::Column::Link, Expr::value(None::<String>))
            .filter(shipment::Column::OrderId.is_in(chunk.iter().copied()))
            .filter(shipment::Column::Link.is_not_null())
            .exec(database)
            .await?;
    }
    Ok(())
}

/// The parcels that go by the numbers of these orders and were heard through
/// connections of their brands.
///
/// # Errors
/// When the database refuses.
pub async fn parcels_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<Vec<parcel::Model>, Error> {
    let shipments = shipment::of_orders(database, order_ids).await?;
    let brands: BTreeSet<i64> = shipments.iter().map(|shipment| shipment.brand_id).collect();
    let mut keys: Vec<String> = shipments
        .iter()
        .flat_map(shipment::Model::parcel_keys)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let serves = connection::served_brands(database).await?;
    let mut found = parcel::by_key_of_any_connection(database, &keys).await?;
    found.retain(|parcel| {
        serves
            .get(&parcel.connection_id)
            .is_some_and(|served| served.iter().any(|brand| brands.contains(brand)))
    });
    Ok(found)
}

/// Takes the carriers' words and the postal codes from the scans of these
/// parcels; says of how many.
///
/// # Errors
/// When the database refuses.
pub async fn scans(database: &impl ConnectionTrait, parcel_ids: &[i64]) -> Result<u64, Error> {
    let mut erased = 0;
    for chunk in parcel_ids.chunks(ROWS_A_STATEMENT) {
        let blank = scan::Entity::update_many()
            .col_expr(scan::Column::Text, Expr::value(String::new()))
            .col_expr(scan::Column::PostalCode, Expr::value(None::<String>))
            .filter(scan::Column::ParcelId.is_in(chunk.iter().copied()))
            .filter(tells_something());
        erased += blank.exec(database).await?.rows_affected;
    }
    Ok(erased)
}

fn tells_something() -> Condition {
    Condition::any()
        .add(scan::Column::Text.ne(""))
        .add(scan::Column::PostalCode.is_not_null())
}

/// Takes from the reports of these parcels who signed, where they were left
/// or wait, and the town they go to; says from how many.
///
/// # Errors
/// When the database refuses, or a stored report cannot be read.
pub async fn reports(database: &impl ConnectionTrait, parcel_ids: &[i64]) -> Result<u64, Error> {
    let mut erased = 0;
    for chunk in parcel_ids.chunks(ROWS_A_STATEMENT) {
        let rows = report::Entity::find()
            .filter(report::Column::ParcelId.is_in(chunk.iter().copied()))
            .all(database)
            .await?;
        for row in rows {
            let told: Report = serde_json::from_str(&row.body)?;
            let rest = json(&impersonal(told))?;
            if rest == row.body {
                continue;
            }
            report::Entity::update_many()
                .col_expr(report::Column::Body, Expr::value(rest))
                .filter(report::Column::Id.eq(row.id))
                .exec(database)
                .await?;
            erased += 1;
        }
    }
    Ok(erased)
}

fn impersonal(told: Report) -> Report {
    Report {
        left_at: None,
        signed_by: None,
        pickup_point: None,
        destination: told.destination.map(|place| Place {
            city: None,
            postal_code: None,
            ..place
        }),
        ..told
    }
}

/// The raw messages that first brought the scans and reports of these
/// parcels.
///
/// # Errors
/// When the database refuses.
pub async fn messages_of_parcels(
    database: &impl ConnectionTrait,
    parcel_ids: &[i64],
) -> Result<BTreeSet<i64>, Error> {
    let mut found = BTreeSet::new();
    for chunk in parcel_ids.chunks(ROWS_A_STATEMENT) {
        let of_scans: Vec<i64> = scan::Entity::find()
            .select_only()
            .column(scan::Column::MessageId)
            .distinct()
            .filter(scan::Column::ParcelId.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(database)
            .await?;
        let of_reports: Vec<i64> = report::Entity::find()
            .select_only()
            .column(report::Column::MessageId)
            .distinct()
            .filter(report::Column::ParcelId.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(database)
            .await?;
        found.extend(of_scans.into_iter().chain(of_reports));
    }
    Ok(found)
}

/// Forgotten orders to whose shipments these keys of parcels lead.
///
/// # Errors
/// When the database refuses.
pub async fn forgotten_orders_by_key(
    database: &impl ConnectionTrait,
    keys: &[String],
) -> Result<Vec<i64>, Error> {
    let mut found = Vec::new();
    for chunk in keys.chunks(ROWS_A_STATEMENT) {
        let ids = chunk
            .iter()
            .filter_map(|key| parcel::shipment_of_key(key))
            .map(str::to_owned);
        let any = Condition::any()
            .add(shipment::Column::Number.is_in(chunk.iter().cloned()))
            .add(shipment::Column::ExternalId.is_in(ids));
        let theirs = Query::select()
            .column(shipment::Column::OrderId)
            .from(shipment::Entity)
            .cond_where(any)
            .take();
        let forgotten = orders::Entity::find()
            .select_only()
            .column(orders::Column::Id)
            .filter(orders::Column::Id.in_subquery(theirs))
            .filter(orders::Column::ForgottenMs.is_not_null());
        found.extend(forgotten.into_tuple::<i64>().all(database).await?);
    }
    Ok(found)
}

/// Parcels of a connection that still tell of a person, were last heard of
/// before a moment, and belong to no order that has a person: their order
/// never came, or was forgotten. By row id after a row id.
///
/// # Errors
/// When the database refuses.
pub async fn orphans_of_connection(
    database: &impl ConnectionTrait,
    connection_id: i64,
    before: DateTime<Utc>,
    after_id: i64,
    limit: u64,
) -> Result<Vec<i64>, Error> {
    let of_parcel = |column: (scan::Entity, scan::Column)| {
        Expr::col(column).equals((parcel::Entity, parcel::Column::Id))
    };
    let scans = || {
        Query::select()
            .expr(Expr::val(1))
            .from(scan::Entity)
            .and_where(of_parcel((scan::Entity, scan::Column::ParcelId)))
            .take()
    };
    let telling = scans().cond_where(tells_something()).take();
    let recent = scans()
        .and_where(scan::Column::ReceivedMs.gte(to_ms(before)))
        .take();
    Ok(parcel::Entity::find()
        .select_only()
        .column(parcel::Column::Id)
        .filter(parcel::Column::ConnectionId.eq(connection_id))
        .filter(parcel::Column::Id.gt(after_id))
        .filter(Expr::exists(telling).or(telling_report()))
        .filter(Expr::exists(recent).not())
        .filter(Expr::exists(person_by(number_is_key())).not())
        .filter(Expr::exists(person_by(own_id_is_key())).not())
        .order_by_asc(parcel::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?)
}

fn telling_report() -> SimpleExpr {
    let named = Condition::any()
        .add(report::Column::Body.like("%\"signed_by\":\"%"))
        .add(report::Column::Body.like("%\"left_at\":\"%"));
    Expr::exists(
        Query::select()
            .expr(Expr::val(1))
            .from(report::Entity)
            .and_where(
                Expr::col((report::Entity, report::Column::ParcelId))
                    .equals((parcel::Entity, parcel::Column::Id)),
            )
            .cond_where(named)
            .take(),
    )
}

fn number_is_key() -> SimpleExpr {
    Expr::col((shipment::Entity, shipment::Column::Number))
        .equals((parcel::Entity, parcel::Column::Key))
}

fn own_id_is_key() -> SimpleExpr {
    let own_id = format!("substr(parcel.key, {})", parcel::shipment_key("").len() + 1);
    Expr::col((shipment::Entity, shipment::Column::ExternalId)).eq(Expr::cust(own_id))
}

fn person_by(leads_to: SimpleExpr) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(shipment::Entity)
        .inner_join(
            person::Entity,
            Expr::col((person::Entity, person::Column::OrderId))
                .equals((shipment::Entity, shipment::Column::OrderId)),
        )
        .and_where(leads_to)
        .take()
}
