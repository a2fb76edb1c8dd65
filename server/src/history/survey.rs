//! The dry run: what a file says, and how late it is in it. Nothing is kept.

use super::{Fault, HistoryFile, Progress, Stage, Understood};
use crate::error::Error;
use crate::services::Services;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use doorstep::history::Survey;
use std::sync::Arc;

/// So many orders are read before it is said how many.
const SAID_EVERY: u64 = 1_000;

/// The latest that any clock on earth can show: a file says nothing of its
/// zone.
pub(super) fn latest_clock(now: DateTime<Utc>) -> NaiveDateTime {
    (now + TimeDelta::hours(14)).naive_utc()
}

/// Reads a whole file; each line that is not taken in is told.
///
/// # Errors
/// When the server stops, or what is told of a line cannot be kept.
pub async fn survey(
    services: &Services,
    file: HistoryFile,
    understood: &Understood,
    progress: Arc<Progress>,
    mut told: impl FnMut(u64, &Fault) -> Result<(), Error> + Send + 'static,
) -> Result<Survey, Error> {
    let headers: Vec<String> = file.headers().into_iter().map(str::to_owned).collect();
    let Understood { mapping, known } = understood.clone();
    let mut survey = Survey::of(headers, mapping.columns().to_vec(), known);
    let mapping = match mapping.checked() {
        Ok(mapping) => mapping,
        Err(fault) => {
            survey.fault = Some(fault);
            return Ok(survey);
        }
    };
    let latest = latest_clock(services.clock.now());
    let stopping = services.stopping.clone();
    let reading = tokio::task::spawn_blocking(move || {
        progress.begins(Stage::Reading, file.extent());
        for (count, (line, row)) in (1_u64..).zip(file.orders_by(mapping)) {
            match row.and_then(|past| past.not_after(latest).map_err(Fault::Cell)) {
                Ok(past) => survey.good(&past),
                Err(fault) => {
                    survey.bad(line, fault.cell());
                    told(line, &fault)?;
                }
            }
            if count % SAID_EVERY == 0 {
                progress.more(SAID_EVERY);
                if stopping.is_cancelled() {
                    return Err(Error::Stopping);
                }
            }
        }
        Ok(survey)
    });
    reading.await.unwrap_or(Err(Error::Stopping))
}
