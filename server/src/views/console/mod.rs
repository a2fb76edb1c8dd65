//! What the console's pages are made from. Each asks which brands somebody
//! serves before it reads, and reads nothing of others.

pub mod find;
mod found;
pub mod incidents;
pub mod order;
pub mod queue;
mod search;

use crate::services::{Entries, Services};
use crate::staff::Actor;
use doorstep::queue::Filter;
use doorstep::view::console::BrandChoice;

/// The brands somebody serves, as they may choose among them.
#[must_use]
pub fn brands(services: &Services, actor: &Actor) -> Vec<BrandChoice> {
    let book = services.book.now();
    let served = book.brands.iter().filter(|brand| actor.serves(brand.id));
    served
        .map(|brand| BrandChoice {
            slug: brand.slug.clone(),
            name: brand.name.clone(),
        })
        .collect()
}

/// Those of them that are looked at, by row id; none where another one is
/// asked for.
#[must_use]
pub fn brands_looked_at(entries: &Entries, actor: &Actor, filter: &Filter) -> Vec<i64> {
    let served = entries.brands.iter().filter(|brand| actor.serves(brand.id));
    let wanted = |slug: &str| filter.brand.as_ref().is_none_or(|brand| brand == slug);
    served
        .filter(|brand| wanted(&brand.slug))
        .map(|brand| brand.id)
        .collect()
}
