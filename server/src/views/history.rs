//! How the history of a brand's orders stands: what is uploaded, what was
//! found in it, and how far it has come.

use crate::db::brand::Stored;
use crate::db::history_upload::{self, Model, UploadState};
use crate::error::Error;
use crate::history::{Progress, Stage, upload};
use crate::services::Services;
use crate::staff::Actor;
use app::pages::staff::{BrandChoice, FoundHistory, HistoryPage, HistoryProgress, HistoryState};
use app::texts::HistoryStage;
use chrono::NaiveDateTime;
use doorstep::history::{Ended, Survey, UploadFault};

/// A brand's page.
///
/// # Errors
/// When the database refuses.
pub async fn page_of_brand(
    services: &Services,
    actor: &Actor,
    brand: &Stored,
    problem: Option<UploadFault>,
) -> Result<HistoryPage, Error> {
    let book = services.book.now();
    let others = book
        .brands
        .iter()
        .filter(|other| other.id != brand.id && actor.serves(other.id))
        .map(|other| BrandChoice {
            slug: other.slug.clone(),
            name: other.name.clone(),
        })
        .collect();
    let (state, failed) = state_of_brand(services, brand.id).await?;
    Ok(HistoryPage {
        slug: brand.slug.clone(),
        brand: brand.name.clone(),
        others,
        problem: problem.or(failed),
        state,
    })
}

/// How far a brand's file has come, while something is done with it.
#[must_use]
pub fn progress_of_brand(services: &Services, brand_id: i64) -> Option<HistoryProgress> {
    let progress = services.histories.progress_of(brand_id)?;
    Some(seen(&progress))
}

fn seen(progress: &Progress) -> HistoryProgress {
    HistoryProgress {
        stage: match progress.stage() {
            Stage::Uploading => HistoryStage::Uploading,
            Stage::Reading => HistoryStage::Reading,
            Stage::Importing => HistoryStage::Importing,
        },
        percent: progress.percent(),
        orders: progress.orders(),
    }
}

/// And what went wrong with a file that can still be imported.
async fn state_of_brand(
    services: &Services,
    brand_id: i64,
) -> Result<(HistoryState, Option<UploadFault>), Error> {
    if let Some(progress) = progress_of_brand(services, brand_id) {
        return Ok((HistoryState::Running(progress), None));
    }
    let row = history_upload::of_brand(services.database.read(), brand_id).await?;
    let Some(row) = row else {
        return Ok((HistoryState::Nothing, None));
    };
    let survey = upload::survey_of(&row);
    let state = match (row.upload_state(), upload::ended(&row), survey) {
        (UploadState::Reading, ..) => HistoryState::Interrupted(HistoryStage::Reading),
        (UploadState::Importing, ..) => HistoryState::Interrupted(HistoryStage::Importing),
        (_, Some(Ended::Imported(imported)), _) => HistoryState::Imported(imported),
        (_, Some(Ended::Failed(fault)), Some(survey)) => {
            return Ok((found(&row, survey), Some(fault)));
        }
        (_, Some(Ended::Failed(fault)), None) => HistoryState::Failed(fault),
        (_, None, Some(survey)) => found(&row, survey),
        (_, None, None) => HistoryState::Failed(UploadFault::Failed),
    };
    Ok((state, None))
}

fn found(row: &Model, survey: Survey) -> HistoryState {
    let day = |at: NaiveDateTime| at.date().to_string();
    let span = survey.first.zip(survey.as_of);
    HistoryState::Found(Box::new(FoundHistory {
        name: row.name.clone(),
        span: span.map(|(from, until)| (day(from), day(until))),
        survey,
    }))
}
