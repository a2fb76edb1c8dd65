//! A history that comes in by the browser. It lies in a file beside the data,
//! never in memory; it is looked through, shown, corrected and then taken in,
//! whether or not the page is still open. What a stopped server leaves half
//! done can be begun again.

use super::{HistoryFile, Running, Source, Stage, import, keep, survey, understood};
use crate::db::audit::{self, NewDeed};
use crate::db::history_upload::{self, Model, UploadState};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use crate::staff::{Actor, By};
use bytes::{Bytes, BytesMut};
use chrono::TimeDelta;
use doorstep::audit::Deed;
use doorstep::history::{Column, Ended, Imported, Known, Mapping, Survey, UploadFault};
use doorstep::ids::base62;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The largest file that is taken, in bytes.
pub const LARGEST: u64 = 4 * 1024 * 1024 * 1024;

/// What nobody has imported is thrown away after this.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// So much is gathered before it is written.
const AT_ONCE: usize = 1024 * 1024;

/// What a file is called while it comes in.
const ARRIVING: &str = "part";

/// A file that is coming in; dropped before its end, it leaves nothing.
pub struct Arriving {
    running: Running,
    services: Services,
    public_id: String,
    part: Part,
    file: Option<File>,
    waiting: BytesMut,
    written: u64,
    seen: Arc<AtomicU64>,
}

/// A file that is not whole yet, and goes unless it gets another name.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // It has its other name.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Arriving {
    /// Makes room for a brand's file; `size` is what its sender says of it.
    ///
    /// # Errors
    /// When something is done with another one, or no file can be made.
    pub fn begin(services: &Services, brand_id: i64, size: u64) -> Result<Self, UploadFault> {
        let running = services.histories.begin(brand_id, Stage::Uploading);
        let running = running.ok_or(UploadFault::Busy)?;
        let seen = Arc::new(AtomicU64::new(0));
        running
            .progress
            .begins(Stage::Uploading, (size, Arc::clone(&seen)));
        let public_id = format!("hst_{}", base62(site::random_bits()));
        let path = services.histories.path(&public_id);
        let mut arriving = Self {
            running,
            services: services.clone(),
            part: Part(path.with_extension(ARRIVING)),
            public_id,
            file: None,
            waiting: BytesMut::new(),
            written: 0,
            seen,
        };
        arriving.file = Some(arriving.make().map_err(|error| fault(&error))?);
        Ok(arriving)
    }

    fn make(&self) -> std::io::Result<File> {
        let folder = self.services.histories.folder();
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&self.part.0)
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// When it grows too large, or the disk is full.
    pub async fn take(&mut self, more: &Bytes) -> Result<(), UploadFault> {
        self.written += more.len() as u64;
        self.seen.store(self.written, Ordering::Relaxed);
        if self.written > LARGEST {
            return Err(UploadFault::TooLarge);
        }
        self.waiting.extend_from_slice(more);
        if self.waiting.len() < AT_ONCE {
            return Ok(());
        }
        self.write().await
    }

    async fn write(&mut self) -> Result<(), UploadFault> {
        let Some(mut file) = self.file.take() else {
            return Err(UploadFault::Failed);
        };
        let piece = self.waiting.split().freeze();
        let written = tokio::task::spawn_blocking(move || {
            file.write_all(&piece)?;
            Ok(file)
        });
        let written = written.await.map_err(|_| UploadFault::Failed)?;
        self.file = Some(written.map_err(|error: std::io::Error| fault(&error))?);
        Ok(())
    }

    /// The file is whole: it takes the place of the brand's last one, and is
    /// looked through.
    ///
    /// # Errors
    /// When nothing has come, or it cannot be kept.
    pub async fn end(mut self, name: &str) -> Result<(), UploadFault> {
        if self.written == 0 {
            return Err(UploadFault::NoFile);
        }
        self.write().await?;
        let path = self.services.histories.path(&self.public_id);
        std::fs::rename(&self.part.0, path).map_err(|error| fault(&error))?;
        let Self {
            running,
            services,
            public_id,
            ..
        } = self;
        let now = services.clock.watch();
        let upload = history_upload::new(running.brand_id, public_id, name.to_owned(), now);
        match replace(&services, &upload).await {
            Ok(()) => {
                look_through(&services, running, upload, None);
                Ok(())
            }
            Err(error) => {
                remove(&services, &upload.public_id);
                Err(logged(&error))
            }
        }
    }
}

fn fault(error: &std::io::Error) -> UploadFault {
    tracing::error!(%error, "a history that was uploaded could not be written");
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => UploadFault::NoRoom,
        _ => UploadFault::Failed,
    }
}

fn logged(error: &Error) -> UploadFault {
    tracing::error!(%error, "a history could not be taken in");
    UploadFault::Failed
}

/// Takes a file away; there may be none.
fn remove(services: &Services, public_id: &str) {
    match std::fs::remove_file(services.histories.path(public_id)) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            tracing::error!(%error, "a history that was uploaded could not be removed");
        }
        _ => {}
    }
}

/// Puts an upload in the place of the brand's last one.
async fn replace(services: &Services, upload: &Model) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    let before = history_upload::of_brand(&transaction, upload.brand_id).await?;
    history_upload::set_for_brand(&transaction, upload).await?;
    transaction.commit().await?;
    if let Some(before) = before.filter(|before| before.public_id != upload.public_id) {
        remove(services, &before.public_id);
    }
    Ok(())
}

/// Looks an upload through, by what somebody says of all of its columns or by
/// what is known of them; it goes on by itself.
pub fn look_through(
    services: &Services,
    running: Running,
    mut upload: Model,
    said: Option<Vec<Option<Column>>>,
) {
    let services = services.clone();
    UploadState::Reading.code().clone_into(&mut upload.state);
    tokio::spawn(async move {
        let ended = looked_through(&services, &running, &upload, said).await;
        let (state, survey, result) = match ended {
            // It says so when the server is there again.
            Err(Error::Stopping) => return,
            Ok(survey) => (UploadState::Read, Some(survey), None),
            Err(Error::Refused(_)) => {
                let fault = Ended::Failed(UploadFault::NoHistory);
                (UploadState::Failed, None, Some(fault))
            }
            Err(error) => {
                let fault = Ended::Failed(logged(&error));
                (UploadState::Failed, None, Some(fault))
            }
        };
        kept(&services, upload, state, survey.as_ref(), result).await;
        drop(running);
    });
}

async fn looked_through(
    services: &Services,
    running: &Running,
    upload: &Model,
    said: Option<Vec<Option<Column>>>,
) -> Result<Survey, Error> {
    replace(services, upload).await?;
    let file = HistoryFile::open(&services.histories.path(&upload.public_id))?;
    let headers = file.headers();
    let understood = match said {
        Some(columns) if columns.len() == headers.len() => super::Understood {
            mapping: Mapping::said(columns),
            known: Known::Said,
        },
        _ => understood(services, upload.brand_id, &headers, &[])
            .await?
            .map_err(|fault| Error::refused(fault.to_string()))?,
    };
    let progress = Arc::clone(&running.progress);
    survey(services, file, &understood, progress, |_, _| Ok(())).await
}

/// Keeps how far an upload has come.
async fn kept(
    services: &Services,
    mut upload: Model,
    state: UploadState,
    survey: Option<&Survey>,
    result: Option<Ended>,
) {
    state.code().clone_into(&mut upload.state);
    let json = survey.map(crate::db::json).transpose();
    let kept = match json {
        Ok(json) => {
            upload.survey = json.or(upload.survey);
            upload.result = result.and_then(|ended| crate::db::json(&ended).ok());
            replace(services, &upload).await
        }
        Err(error) => Err(error),
    };
    if let Err(error) = kept {
        tracing::error!(%error, "what became of a history could not be kept");
    }
}

/// What the dry run of an upload has found.
#[must_use]
pub fn survey_of(upload: &Model) -> Option<Survey> {
    let survey = upload.survey.as_deref()?;
    serde_json::from_str(survey).ok()
}

/// How an upload ended.
#[must_use]
pub fn ended(upload: &Model) -> Option<Ended> {
    let result = upload.result.as_deref()?;
    serde_json::from_str(result).ok()
}

/// Takes an upload in that was looked through; it goes on by itself.
pub fn take_in(services: &Services, running: Running, actor: &Actor, mut upload: Model) {
    let (services, actor) = (services.clone(), actor.clone());
    UploadState::Importing.code().clone_into(&mut upload.state);
    tokio::spawn(async move {
        let ended = match taken_in(&services, &running, &upload).await {
            Err(Error::Stopping) => return,
            Ok(imported) => Ended::Imported(imported),
            Err(error) => Ended::Failed(logged(&error)),
        };
        let state = match ended {
            Ended::Imported(imported) => {
                remove(&services, &upload.public_id);
                let told = told(&services, By::Staff(&actor), upload.brand_id, imported).await;
                if let Err(error) = told {
                    tracing::error!(%error, "an import could not be written into the trail");
                }
                UploadState::Imported
            }
            Ended::Failed(_) => UploadState::Failed,
        };
        kept(&services, upload, state, None, Some(ended)).await;
        drop(running);
    });
}

async fn taken_in(
    services: &Services,
    running: &Running,
    upload: &Model,
) -> Result<Imported, Error> {
    replace(services, upload).await?;
    let file = HistoryFile::open(&services.histories.path(&upload.public_id))?;
    let found = survey_of(upload).filter(Survey::can_be_imported);
    let found = found.ok_or_else(|| Error::refused("nothing of it can be imported"))?;
    let as_of = found.as_of.unwrap_or_default();
    let mapping = Mapping::said(found.columns);
    keep(services, upload.brand_id, &file.headers(), &mapping).await?;
    let source = Source {
        file,
        mapping,
        as_of,
    };
    import(services, upload.brand_id, source, &running.progress).await
}

/// Writes an import into the trail; in figures, and no word of any order.
///
/// # Errors
/// When the database refuses.
pub async fn told(
    services: &Services,
    by: By<'_>,
    brand_id: i64,
    imported: Imported,
) -> Result<(), Error> {
    let new = NewDeed {
        brand_id: Some(brand_id),
        detail: Some(serde_json::to_value(imported)?),
        ..by.deed(Deed::HistoryImported)
    };
    let transaction = services.database.begin().await?;
    audit::add(&transaction, &new, services.clock.now()).await?;
    Ok(transaction.commit().await?)
}

/// Throws a brand's upload away.
///
/// # Errors
/// When the database refuses.
pub async fn discard(services: &Services, upload: &Model) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    history_upload::remove_of_brand(&transaction, upload.brand_id, &upload.public_id).await?;
    transaction.commit().await?;
    remove(services, &upload.public_id);
    Ok(())
}

/// Throws away what was uploaded a day ago and never imported.
///
/// # Errors
/// When the database refuses.
pub async fn drop_old(services: &Services) -> Result<(), Error> {
    let before = services.clock.watch() - KEPT;
    for upload in history_upload::of_any_brand(services.database.read()).await? {
        let is_kept = upload.uploaded() > before || upload.upload_state() == UploadState::Imported;
        if is_kept {
            continue;
        }
        // Nothing is done with it until it is gone.
        let stage = Stage::Reading;
        if let Some(_running) = services.histories.begin(upload.brand_id, stage) {
            discard(services, &upload).await?;
        }
    }
    Ok(())
}

/// Takes away what was coming in when the server stopped.
pub fn drop_broken_off(services: &Services) {
    let Ok(found) = std::fs::read_dir(services.histories.folder()) else {
        return;
    };
    let parts = found
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == ARRIVING));
    for path in parts {
        if let Err(error) = std::fs::remove_file(path) {
            tracing::error!(%error, "a history that broke off could not be removed");
        }
    }
}
