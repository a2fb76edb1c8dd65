//! Finds the orders of some brands by what a help desk knows of them.

use crate::db::search_term::{self, Extent, Sought};
use crate::db::{Connected, lookup, orders, person, reach, search_word, shipment};
use crate::error::Error;
use crate::views::Views;
use doorstep::lookup::{self as spelling, TypedNumber};
use doorstep::number;
use doorstep::search::{self, Kind};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many orders are told at once.
const MOST: usize = 20;

/// How many are looked through for each of the things they are found by.
const LOOKED_THROUGH: u64 = 100;

/// So many digits has a phone number that is compared with one that has a
/// country's code before the same digits.
const PHONE_DIGITS: usize = 8;

/// So many digits has a US postal code, and so many with the part after the
/// hyphen.
const ZIP: usize = 5;
const ZIP_PLUS_4: usize = 9;

/// What an order is looked up by; everything that is there narrows.
#[derive(Clone, Default)]
pub struct LookUp {
    /// The number the buyer knows.
    pub number: Option<String>,
    /// A tracking number.
    pub tracking: Option<String>,
    /// The buyer's e-mail address.
    pub email: Option<String>,
    /// The buyer's phone number.
    pub phone: Option<String>,
    /// The postal code it goes to.
    pub postal_code: Option<String>,
}

/// Whoever looks somebody up has typed personal data: it hides itself in logs.
impl std::fmt::Debug for LookUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LookUp(..)")
    }
}

/// The orders that were found.
#[derive(Debug)]
pub struct Found {
    /// Newest first; those whose number is spelled exactly so stand before.
    pub orders: Vec<orders::Model>,
    /// Whether there are more.
    pub more: bool,
}

/// What somebody who names one order means.
#[derive(Debug)]
pub enum Meant {
    /// This one.
    One(Box<orders::Model>),
    /// None that there is.
    Nothing,
    /// More than one has the number.
    Several,
}

impl Views {
    /// The orders of some brands that fit.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn look_up(&self, brands: &[i64], by: &LookUp) -> Result<Found, Error> {
        let read = self.0.database.read();
        let mut found: Option<Vec<orders::Model>> = None;
        if let Some(typed) = &by.number {
            narrow(&mut found, by_number(read, brands, typed).await?);
        }
        if let Some(typed) = &by.tracking {
            narrow(&mut found, by_tracking(read, brands, typed).await?);
        }
        if let Some(typed) = &by.email {
            narrow(&mut found, by_email(read, brands, typed).await?);
        }
        let mut orders = match found {
            Some(orders) => orders,
            None => by_person(read, brands, by).await?,
        };
        if by.phone.is_some() || by.postal_code.is_some() {
            orders = of_person(read, orders, by).await?;
        }
        let more = orders.len() > MOST;
        orders.truncate(MOST);
        Ok(Found { orders, more })
    }

    /// The one order of some brands that a number or an id means.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn one_order(&self, brands: &[i64], named: &str) -> Result<Meant, Error> {
        let read = self.0.database.read();
        if named.starts_with("ord_") {
            for brand in brands {
                let found = lookup::of_brand_by_public_id(read, *brand, named).await?;
                if let Some(order) = found.filter(|order| order.placed_ms.is_some()) {
                    return Ok(Meant::One(Box::new(order)));
                }
            }
            return Ok(Meant::Nothing);
        }
        let mut found = by_number(read, brands, named).await?;
        if let Some(typed) = TypedNumber::parse(named) {
            let is_exact = |order: &orders::Model| typed.is_exactly(&order.number);
            if found.iter().any(is_exact) {
                found.retain(is_exact);
            }
        }
        Ok(match found.len() {
            0 => Meant::Nothing,
            1 => Meant::One(Box::new(found.remove(0))),
            _ => Meant::Several,
        })
    }
}

fn narrow(found: &mut Option<Vec<orders::Model>>, more: Vec<orders::Model>) {
    match found {
        None => *found = Some(more),
        Some(found) => found.retain(|order| more.iter().any(|other| other.id == order.id)),
    }
}

async fn by_number(
    read: &impl Connected,
    brands: &[i64],
    typed: &str,
) -> Result<Vec<orders::Model>, Error> {
    let mut found = Vec::new();
    let Some(number) = TypedNumber::parse(typed) else {
        return Ok(found);
    };
    for brand in brands {
        let reached = reach::of_brand_by_number(read, *brand, &number, LOOKED_THROUGH).await?;
        found.extend(reached.into_iter().map(|reach| reach.order));
    }
    Ok(found)
}

async fn by_tracking(
    read: &impl Connected,
    brands: &[i64],
    typed: &str,
) -> Result<Vec<orders::Model>, Error> {
    let numbers = [number::clean(typed)];
    let shipments = shipment::by_number_of_any_brand(read, &numbers, &[]).await?;
    let ids: BTreeSet<i64> = shipments
        .iter()
        .filter(|shipment| !shipment.removed && brands.contains(&shipment.brand_id))
        .map(|shipment| shipment.order_id)
        .collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut found = lookup::of_brands_by_id(read, brands, &ids).await?;
    found.retain(|order| order.placed_ms.is_some());
    Ok(found)
}

async fn by_email(
    read: &impl Connected,
    brands: &[i64],
    typed: &str,
) -> Result<Vec<orders::Model>, Error> {
    let mut found = Vec::new();
    for brand in brands {
        let theirs = reach::orders_of_brand_by_email(read, *brand, typed, LOOKED_THROUGH).await?;
        found.extend(theirs);
    }
    Ok(found)
}

/// Those that may have this phone number, or where none is named this postal
/// code: the newest first.
async fn by_person(
    read: &impl Connected,
    brands: &[i64],
    by: &LookUp,
) -> Result<Vec<orders::Model>, Error> {
    let mut values = Vec::new();
    let kind = match (&by.phone, &by.postal_code) {
        (Some(phone), _) => {
            for phone in search::fold(Kind::Phone, phone) {
                values.extend(phones_like(read, brands, &phone).await?);
            }
            Kind::Phone
        }
        (None, Some(code)) => {
            for code in search::fold(Kind::PostalCode, code) {
                values.extend(codes_like(&code));
            }
            Kind::PostalCode
        }
        (None, None) => return Ok(Vec::new()),
    };
    let sought: Vec<Sought<'_>> = brands
        .iter()
        .flat_map(|brand_id| {
            values.iter().map(move |(value, extent)| Sought {
                brand_id: *brand_id,
                kind,
                value,
                extent: *extent,
            })
        })
        .collect();
    let terms = search_term::newest_of_brands(read, &sought, &[], LOOKED_THROUGH).await?;
    let ids: BTreeSet<i64> = terms.iter().map(|term| term.order_id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut found = lookup::of_brands_by_id(read, brands, &ids).await?;
    found.retain(|order| order.placed_ms.is_some());
    found.sort_by_key(|order| Reverse((order.placed_ms, order.id)));
    Ok(found)
}

/// The spellings that some order of the brands has of a phone number, however
/// it is dialled.
async fn phones_like(
    read: &impl Connected,
    brands: &[i64],
    phone: &str,
) -> Result<Vec<(String, Extent)>, Error> {
    let Some(ending) = phone.get(phone.len().saturating_sub(PHONE_DIGITS)..) else {
        return Ok(Vec::new());
    };
    let words =
        search_word::ending_of_brands(read, brands, Kind::Phone, ending, LOOKED_THROUGH).await?;
    let mut same: Vec<String> = words
        .into_iter()
        .map(|word| word.value)
        .filter(|value| is_same(value, phone))
        .collect();
    same.sort_unstable();
    same.dedup();
    Ok(same
        .into_iter()
        .map(|value| (value, Extent::Whole))
        .collect())
}

/// A postal code, and where it may be a US one the same with and without the
/// part after the hyphen.
fn codes_like(code: &str) -> Vec<(String, Extent)> {
    let whole = (code.to_owned(), Extent::Whole);
    let is_digits = code.bytes().all(|byte| byte.is_ascii_digit());
    match code.len() {
        ZIP if is_digits => vec![whole, (code.to_owned(), Extent::Beginning)],
        ZIP_PLUS_4 if is_digits => vec![whole, (code[..ZIP].to_owned(), Extent::Whole)],
        _ => vec![whole],
    }
}

/// Those whose person has this phone number and this postal code.
async fn of_person(
    read: &impl Connected,
    mut orders: Vec<orders::Model>,
    by: &LookUp,
) -> Result<Vec<orders::Model>, Error> {
    let ids: Vec<i64> = orders.iter().map(|order| order.id).collect();
    let people = person::of_orders(read, &ids).await?;
    let fits = |person: &person::Model| {
        let address = person.address();
        let country = address.country.as_deref();
        let phone = person.buyer().phone.unwrap_or_default();
        let code = address.postal_code.unwrap_or_default();
        by.phone
            .as_deref()
            .is_none_or(|typed| same_phone(typed, &phone))
            && by.postal_code.as_deref().is_none_or(|typed| {
                let typed = spelling::postal_code(typed, country);
                !typed.is_empty() && typed == spelling::postal_code(&code, country)
            })
    };
    let fitting: BTreeSet<i64> = people
        .iter()
        .filter(|person| fits(person))
        .map(|person| person.order_id)
        .collect();
    orders.retain(|order| fitting.contains(&order.id));
    Ok(orders)
}

fn same_phone(one: &str, other: &str) -> bool {
    let digits = |text| search::fold(Kind::Phone, text).pop().unwrap_or_default();
    is_same(&digits(one), &digits(other))
}

/// Whether two numbers are one, of which either may begin with its country's
/// code.
fn is_same(one: &str, other: &str) -> bool {
    one.len().min(other.len()) >= PHONE_DIGITS && (one.ends_with(other) || other.ends_with(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_the_same_with_and_without_its_country() {
        assert!(same_phone("+1 207 555 0143", "(207) 555-0143"));
        assert!(same_phone("0043 660 1234567", "0660/1234567"));
        assert!(!same_phone("555 0143", "555 0143"), "too short to tell");
        assert!(!same_phone("+1 207 555 0143", "+1 207 555 0144"));
        assert!(!same_phone("", ""));
        // Another area's number ends alike, and is somebody else's.
        assert!(!same_phone("(207) 555-0143", "(307) 555-0143"));
    }
}
