//! Who ordered and where it goes, as far as the brand shows it to its staff.

use super::super::super::parcel::Setting;
use super::Pane;
use crate::db::person;
use doorstep::mask::{self, Eraser};
use doorstep::order::{Address, Buyer};
use doorstep::view::console::order::CustomerView;

/// What takes the buyer out of words of others; none where the brand shows its
/// customers.
pub fn eraser(setting: &Setting, person: Option<&person::Model>) -> Option<Eraser> {
    setting.front.brand.privacy.mask_customers.then(|| {
        person.map_or_else(Eraser::default, |person| {
            Eraser::of(&person.buyer(), &person.address())
        })
    })
}

/// The customer.
pub fn customer(pane: &Pane<'_>) -> CustomerView {
    let forgotten = pane.order.forgotten_ms.is_some();
    let masked = pane.reader.is_masked();
    let Some(person) = &pane.rows.person else {
        let address = [&pane.order.region, &pane.order.country];
        return CustomerView {
            address: address.into_iter().flatten().cloned().collect(),
            masked,
            forgotten,
            ..CustomerView::default()
        };
    };
    let (buyer, address) = (person.buyer(), person.address());
    let has_mail = buyer.email.is_some();
    if masked {
        let part = mask::buyer(&buyer, &address);
        return CustomerView {
            name: part.name,
            email: part.email,
            phone: part.phone,
            address: part.address,
            masked,
            forgotten,
            has_mail,
        };
    }
    CustomerView {
        name: name(&buyer, &address),
        address: lines(&address, &buyer),
        email: buyer.email,
        phone: buyer.phone,
        masked,
        forgotten,
        has_mail,
    }
}

fn name(buyer: &Buyer, address: &Address) -> Option<String> {
    let names: Vec<&str> = [&buyer.first_name, &buyer.last_name]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let whole = names.join(" ");
    if whole.trim().is_empty() {
        address.name.clone()
    } else {
        Some(whole)
    }
}

/// The address, an entry a line; whose it is only where that is another name.
fn lines(address: &Address, buyer: &Buyer) -> Vec<String> {
    let own = name(buyer, &Address::default());
    let addressee = address
        .name
        .clone()
        .filter(|name| Some(name) != own.as_ref());
    let town: Vec<&str> = [&address.postal_code, &address.city, &address.region]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let town = (!town.is_empty()).then(|| town.join(" "));
    addressee
        .into_iter()
        .chain(address.street.iter().cloned())
        .chain(town)
        .chain(address.country.clone())
        .collect()
}
