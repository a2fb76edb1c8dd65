//! Whether this server can do its work now.

use crate::intake::Again;
use crate::services::Services;
use std::time::Duration;

/// How long the database may take to answer a question of one row.
const DATABASE: Duration = Duration::from_secs(2);

/// How long a job with nothing to do may wait in the intake's queue: senders
/// give up after about as long.
const INTAKE: Duration = Duration::from_secs(10);

/// Why no work should be sent here; nothing when the server is ready. Said
/// to whoever asks, so it names no address and no data.
pub async fn reasons(services: &Services) -> Vec<&'static str> {
    if services.stopping.is_cancelled() {
        return vec!["the server is stopping"];
    }
    let (database, intake) = tokio::join!(database(services), intake(services));
    database.into_iter().chain(intake).collect()
}

async fn database(services: &Services) -> Option<&'static str> {
    match tokio::time::timeout(DATABASE, services.database.pending()).await {
        Ok(Ok(pending)) if pending.is_empty() => None,
        Ok(Ok(_)) => Some("the database is of an older shape"),
        Ok(Err(error)) => {
            tracing::error!(%error, "the database could not be asked whether it is ready");
            Some("the database cannot be used")
        }
        Err(_) => Some("the database does not answer"),
    }
}

/// Sends a job with nothing to do through the queue: it comes back when a
/// writer has opened a transaction and committed it.
async fn intake(services: &Services) -> Option<&'static str> {
    match tokio::time::timeout(INTAKE, services.intake.rederive(Again::default())).await {
        Ok(Ok(_)) => None,
        Ok(Err(error)) => {
            tracing::error!(%error, "the intake could not write");
            Some("the intake cannot write")
        }
        Err(_) => Some("the intake is stuck"),
    }
}
