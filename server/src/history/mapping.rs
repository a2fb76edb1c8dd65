//! What a file's columns mean: as somebody says now, else as it was for the
//! brand's last file of the same headers, else as it is guessed.

use crate::db::history_mapping::{self, Means};
use crate::error::Error;
use crate::services::Services;
use doorstep::history::{Column, Known, Mapping, MappingFault};

/// What a file's columns mean, and who says so.
#[derive(Clone, Debug)]
pub struct Understood {
    /// What they mean; it may be that no order can be read so.
    pub mapping: Mapping,
    /// Who says so.
    pub known: Known,
}

/// What a brand's file of these headers means, given what somebody says of
/// some of them.
///
/// # Errors
/// When the database refuses, or the file has no such header.
pub async fn understood(
    services: &Services,
    brand_id: i64,
    headers: &[&str],
    said: &[(String, Option<Column>)],
) -> Result<Result<Understood, MappingFault>, Error> {
    let read = services.database.read();
    let saved = history_mapping::of_brand_by_headers(read, brand_id, headers).await?;
    let (mapping, known) = match saved {
        Some(means) => (Mapping::said(means.columns), Known::Saved),
        None => (Mapping::guessed(headers), Known::Guessed),
    };
    if said.is_empty() {
        return Ok(Ok(Understood { mapping, known }));
    }
    let corrected = mapping.corrected(headers, said);
    Ok(corrected.map(|mapping| Understood {
        mapping,
        known: Known::Said,
    }))
}

/// Keeps what a brand's file means, for the next of the same headers.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    services: &Services,
    brand_id: i64,
    headers: &[&str],
    mapping: &Mapping,
) -> Result<(), Error> {
    let means = Means {
        headers: headers.iter().copied().map(str::to_owned).collect(),
        columns: mapping.columns().to_vec(),
    };
    let transaction = services.database.begin().await?;
    let now = services.clock.now();
    history_mapping::set_for_brand(&transaction, brand_id, &means, now).await?;
    Ok(transaction.commit().await?)
}
