//! `/settings/senders`: whom the mails of brands come from, and whether the
//! world believes them, as far as whoever looks serves the brands.

use super::page::{self, Drawn};
use crate::http::pages::language;
use crate::http::routes::Http;
use crate::http::session::Admin;
use crate::services::Services;
use app::pages::staff::{Section, SenderCheck, SenderRow, SendersPage, StaffPage};
use app::texts::SenderFrom;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use doorstep::brand::Brand;
use doorstep::sender::Sender;

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The slug of the brand whose sender is looked at.
    check: Option<String>,
}

/// `GET /settings/senders`. It asks name servers and changes nothing, so that
/// looking again is loading again.
pub async fn open(
    State(http): State<Http>,
    Admin(actor): Admin,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let services = &http.services;
    let book = services.book.now();
    let mut rows = Vec::new();
    for brand in book.brands.iter().filter(|brand| actor.serves(brand.id)) {
        let is_asked = asked.check.as_deref() == Some(brand.slug.as_str());
        rows.push(row(services, brand, is_asked).await);
    }
    Drawn::new(StaffPage::Senders(SendersPage { rows }))
        .within(page::frame(&actor, Some(Section::Senders)))
        .answer(&language(&headers))
}

async fn row(services: &Services, brand: &Brand, is_asked: bool) -> SenderRow {
    let address = services.sender_of(brand);
    let sender = address
        .as_deref()
        .and_then(|address| sender(services, brand, address));
    let check = match sender.filter(|_| is_asked) {
        Some(sender) => Some(SenderCheck {
            found: services.dns.look_at(&sender).await,
            domain: sender.domain,
        }),
        None => None,
    };
    let from = if brand.mail.from.is_some() {
        SenderFrom::Brand
    } else if services.outbox.from().is_some() {
        SenderFrom::Site
    } else {
        SenderFrom::Support
    };
    SenderRow {
        slug: brand.slug.clone(),
        name: brand.name.clone(),
        address,
        from,
        check,
    }
}

fn sender(services: &Services, brand: &Brand, address: &str) -> Option<Sender> {
    let (_, domain) = address.rsplit_once('@')?;
    // Name servers know a host in other letters by another name.
    let domain = idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_ascii_lowercase());
    Some(Sender {
        domain,
        host: services.outbox.host().map(str::to_owned),
        selectors: brand.mail.selectors.clone(),
    })
}
