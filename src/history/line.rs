//! What a line of a history file says.

use super::{Column, Mapping, PastOrder};
use crate::promise::{End, Order};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// It is empty, and no order can be read without it.
    #[error("it is empty, and no order can be read without it")]
    Missing,
    /// It is no date with a time.
    #[error("it is no date with a time")]
    NoTime,
    /// It is no date.
    #[error("it is no date")]
    NoDate,
    /// It is no number, or one below zero.
    #[error("it is no number, or one below zero")]
    NoNumber,
    /// It is no latitude or longitude.
    #[error("it is no latitude or longitude")]
    NoPlace,
    /// It is longer than any real one.
    #[error("it is longer than any real one")]
    TooLong,
    /// It is a time that has not come yet.
    #[error("it is a time that has not come yet")]
    Ahead,
}

/// Why a line is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Error, Serialize, Deserialize)]
#[error("{}: {wrong}", .column.code())]
pub struct LineFault {
    /// The column.
    pub column: Column,
    /// What is wrong with what stands there.
    pub wrong: Wrong,
}

/// The longest text in a cell, in bytes.
const LONGEST: usize = 200;

/// How times are written: as ISO 8601 with or without its T, as Shopify does
/// with an offset behind, and as WooCommerce does with the month first. An
/// offset is not needed: a file's times are all of one place.
const TIMES: [&str; 6] = [
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
];

/// Reads a line; `cell` gives what stands at a place of it.
///
/// # Errors
/// The first cell that cannot be read.
pub fn read<'a>(
    mapping: &Mapping,
    cell: impl Fn(usize) -> Option<&'a str>,
) -> Result<PastOrder, LineFault> {
    let line = Line { mapping, cell };
    Ok(PastOrder {
        number: line.needed(Column::OrderNumber, text)?,
        order: line.order()?,
        approved_at: line.known(Column::ApprovedAt, time)?,
        handed_over_at: line.known(Column::HandedOverAt, time)?,
        delivered_at: line.known(Column::DeliveredAt, time)?,
        cancelled_at: line.known(Column::CancelledAt, time)?,
        promised_on: line.known(Column::PromisedOn, date)?,
        status: line.known(Column::Status, text)?,
    })
}

/// What all of an order shares, and shops write on its first line alone.
const SHARED: [Column; 7] = [
    Column::ApprovedAt,
    Column::HandedOverAt,
    Column::DeliveredAt,
    Column::PromisedOn,
    Column::Status,
    Column::DestinationCountry,
    Column::DestinationRegion,
];

/// Whether a line is another article of the order before it, for which some
/// shops write its number, perhaps the time it was placed, and nothing else that
/// all of it shares; the pieces it adds.
pub fn continues<'a>(
    before: &PastOrder,
    mapping: &Mapping,
    cell: impl Fn(usize) -> Option<&'a str>,
) -> Option<Option<u32>> {
    let line = Line { mapping, cell };
    let number = line.known(Column::OrderNumber, text).ok()??;
    let placed = line.known(Column::PlacedAt, time).ok()?;
    let is_same = placed.is_none_or(|placed| placed == before.order.placed_at);
    let says = |column: &Column| !matches!(line.known(*column, text), Ok(None));
    let is_more = number == before.number && is_same && !SHARED.iter().any(says);
    is_more.then(|| line.known(Column::Items, count).ok().flatten())
}

struct Line<'m, C> {
    mapping: &'m Mapping,
    cell: C,
}

impl<'a, C: Fn(usize) -> Option<&'a str>> Line<'_, C> {
    /// What was known when it was placed.
    fn order(&self) -> Result<Order, LineFault> {
        Ok(Order {
            placed_at: self.needed(Column::PlacedAt, time)?,
            warehouse: self.known(Column::Warehouse, text)?,
            origin: End {
                country: self.known(Column::OriginCountry, text)?,
                region: self.known(Column::OriginRegion, text)?,
                postal_prefix: self.known(Column::OriginPostalPrefix, postal)?,
                point: self.point(Column::OriginLat, Column::OriginLng)?,
            },
            destination: End {
                country: self.known(Column::DestinationCountry, text)?,
                region: self.known(Column::DestinationRegion, text)?,
                postal_prefix: self.known(Column::DestinationPostalPrefix, postal)?,
                point: self.point(Column::DestinationLat, Column::DestinationLng)?,
            },
            carrier: self.known(Column::Carrier, text)?,
            service: self.known(Column::Service, text)?,
            category: self.known(Column::Category, text)?,
            items: self.known(Column::Items, count)?,
            weight_g: self.known(Column::WeightG, amount)?,
            volume_l: self.known(Column::VolumeL, amount)?,
            goods_value: self.known(Column::GoodsValue, amount)?,
            freight_value: self.known(Column::FreightValue, amount)?,
        })
    }

    /// What stands in a column; empty is nothing.
    fn known<T>(
        &self,
        column: Column,
        read: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Result<Option<T>, LineFault> {
        let place = self.mapping.place_of(column);
        let said = place.and_then(&self.cell).map_or("", str::trim);
        if said.is_empty() {
            return Ok(None);
        }
        let read = read(said).map_err(|wrong| LineFault { column, wrong })?;
        Ok(Some(read))
    }

    fn needed<T>(
        &self,
        column: Column,
        read: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Result<T, LineFault> {
        let wrong = Wrong::Missing;
        self.known(column, read)?.ok_or(LineFault { column, wrong })
    }

    /// Both halves, or nothing.
    fn point(&self, lat: Column, lng: Column) -> Result<Option<(f64, f64)>, LineFault> {
        let within = |most: f64| {
            move |said: &str| {
                let degrees = said.parse::<f64>().map_err(|_| Wrong::NoPlace)?;
                let is_place = degrees.abs() <= most;
                if is_place {
                    Ok(degrees)
                } else {
                    Err(Wrong::NoPlace)
                }
            }
        };
        let lat = self.known(lat, within(90.0))?;
        let lng = self.known(lng, within(180.0))?;
        Ok(lat.zip(lng))
    }
}

fn text(said: &str) -> Result<String, Wrong> {
    if said.len() > LONGEST {
        return Err(Wrong::TooLong);
    }
    Ok(said.to_owned())
}

/// Shopify writes an apostrophe before it, so that a spreadsheet keeps its
/// noughts.
fn postal(said: &str) -> Result<String, Wrong> {
    text(said.strip_prefix('\'').unwrap_or(said))
}

fn time(said: &str) -> Result<NaiveDateTime, Wrong> {
    let local = without_offset(said);
    TIMES
        .iter()
        .find_map(|written| NaiveDateTime::parse_from_str(local, written).ok())
        .ok_or(Wrong::NoTime)
}

/// "2026-05-12 10:33:04 -0400", "...T10:33:04Z" and "...T10:33:04+02:00"
/// without what stands behind the clock.
fn without_offset(said: &str) -> &str {
    let local = said.strip_suffix('Z').unwrap_or(said);
    let local = local.strip_suffix("UTC").unwrap_or(local).trim_end();
    let Some(at) = local.rfind(['+', '-']) else {
        return local;
    };
    // The date has dashes of its own.
    let (clock, offset) = local.split_at(at);
    let digits = offset.bytes().filter(u8::is_ascii_digit).count();
    let is_offset = clock.contains(':') && (2..=4).contains(&digits);
    if is_offset { clock.trim_end() } else { local }
}

/// A day; of a time, the day it falls on.
fn date(said: &str) -> Result<NaiveDate, Wrong> {
    said.parse()
        .or_else(|_| NaiveDate::parse_from_str(said, "%m/%d/%Y"))
        .or_else(|_| time(said).map(|time| time.date()))
        .map_err(|_| Wrong::NoDate)
}

fn amount(said: &str) -> Result<f64, Wrong> {
    let amount = said.parse::<f64>().map_err(|_| Wrong::NoNumber)?;
    let is_amount = amount.is_finite() && amount >= 0.0;
    if is_amount {
        Ok(amount)
    } else {
        Err(Wrong::NoNumber)
    }
}

fn count(said: &str) -> Result<u32, Wrong> {
    let whole = said.strip_suffix(".0").unwrap_or(said);
    whole.parse().map_err(|_| Wrong::NoNumber)
}
