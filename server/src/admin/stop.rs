//! Leaves an address alone, or takes that back, at the command line.

use crate::error::Error;
use crate::intake::choice::stop::{self, Address};
use crate::services::Services;
use doorstep::choice::StopReason;

/// Stops an address, or lets messages go there again.
pub async fn carry_out(
    services: &Services,
    address: &str,
    slug: Option<&str>,
    lift: bool,
) -> Result<String, Error> {
    let Some(address) = Address::parse(address) else {
        return Err(Error::refused(
            "name an e-mail address, or a phone number with its country's code such as +491711234567",
        ));
    };
    let book = services.book.now();
    let named = book
        .brands
        .iter()
        .filter(|brand| slug.is_none_or(|slug| brand.slug == slug));
    let brands: Vec<i64> = named.map(|brand| brand.id).collect();
    if brands.is_empty() {
        return Err(Error::refused(format!(
            "no brand is called {}",
            slug.unwrap_or_default()
        )));
    }
    if lift {
        let lifted = stop::lift(services, &brands, &address, None).await?;
        return Ok(match lifted {
            0 => "it was not stopped".to_owned(),
            1 => "messages go there again, in 1 brand".to_owned(),
            count => format!("messages go there again, in {count} brands"),
        });
    }
    stop::stop(services, &brands, &address, StopReason::Unsubscribed).await?;
    Ok(match brands.len() {
        1 => "nothing more is sent there, in 1 brand".to_owned(),
        count => format!("nothing more is sent there, in {count} brands"),
    })
}
