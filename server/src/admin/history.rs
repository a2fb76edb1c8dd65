//! Histories at the command line: looked through and taken in, with word of
//! how far they have come.

use super::{HistoryImport, Telling};
use crate::db::brand::Stored;
use crate::db::history_mapping;
use crate::error::Error;
use crate::history::{
    self, Fault, HistoryFile, Progress, Source, Stage, Understood, keep, understood, upload,
};
use crate::services::Services;
use crate::staff::By;
use doorstep::history::{BadLine, Column, Imported, Known, Survey};
use std::fmt::Write;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How often it is said how far it has come.
const SAID_EVERY: Duration = Duration::from_secs(1);

/// So many bad lines are named, unless a file is named for all of them.
const NAMED: usize = 20;

/// `history import`.
pub async fn import(
    services: &Services,
    asked: HistoryImport,
    telling: &Telling,
) -> Result<String, Error> {
    let brand = brand_of(services, asked.brand.as_deref())?;
    let running = services.histories.begin(brand.id, Stage::Reading);
    let running = running
        .ok_or_else(|| Error::refused(format!("another history of {} is coming in", brand.slug)))?;
    let file = HistoryFile::open(&asked.file)?;
    let refused = |fault: String| Error::refused(format!("{}: {fault}", asked.file.display()));
    let understood = understood(services, brand.id, &file.headers(), &asked.columns)
        .await?
        .map_err(|fault| refused(fault.to_string()))?;
    let progress = Arc::clone(&running.progress);
    let survey = telling
        .while_it_goes_on(
            &progress,
            surveyed(services, file, &asked, &understood, &progress),
        )
        .await?;
    if let Some(fault) = &survey.fault {
        return Err(refused(format!(
            "{fault}; say which is with --column\n{}",
            columns(&survey)
        )));
    }
    let mut text = found(&survey);
    let Some(as_of) = survey.as_of else {
        return Err(refused(format!("no order can be read\n{text}")));
    };
    if asked.is_dry {
        text.push_str("\nnothing is imported: this was a dry run");
        return Ok(text);
    }
    let file = HistoryFile::open(&asked.file)?;
    let mapping = understood.mapping;
    keep(services, brand.id, &file.headers(), &mapping).await?;
    let source = Source {
        file,
        mapping,
        as_of,
    };
    let imported = telling
        .while_it_goes_on(
            &progress,
            history::import(services, brand.id, source, &progress),
        )
        .await?;
    upload::told(services, By::Operator, brand.id, imported).await?;
    let _ = write!(text, "\n{}", came_of(imported));
    Ok(text)
}

/// Looks the file through; every bad line goes to the file that is named for
/// them.
async fn surveyed(
    services: &Services,
    file: HistoryFile,
    asked: &HistoryImport,
    understood: &Understood,
    progress: &Arc<Progress>,
) -> Result<Survey, Error> {
    let told = |path: &Path, error| Error::file(path.display().to_string(), error);
    let mut faults = match &asked.faults {
        None => None,
        Some(path) if path == &asked.file => {
            return Err(Error::refused(
                "--faults would overwrite the history: name another file",
            ));
        }
        Some(path) => {
            let made = File::create(path).map_err(|error| told(path, error))?;
            Some((path.clone(), BufWriter::new(made)))
        }
    };
    let tell = move |line: u64, fault: &Fault| match &mut faults {
        None => Ok(()),
        // It is written through to its end when this is dropped.
        Some((path, file)) => writeln!(file, "{line}: {fault}").map_err(|error| told(path, error)),
    };
    history::survey(services, file, understood, Arc::clone(progress), tell).await
}

/// `history mapping`.
pub async fn mapping(services: &Services, brand: Option<&str>) -> Result<String, Error> {
    let brand = brand_of(services, brand)?;
    let saved = history_mapping::of_brand(services.database.read(), brand.id).await?;
    if saved.is_empty() {
        return Ok(format!("{} has imported no history yet", brand.slug));
    }
    let shown: Vec<String> = saved
        .iter()
        .map(|means| pairs(&means.headers, &means.columns))
        .collect();
    Ok(shown.join("\n\n"))
}

fn brand_of(services: &Services, slug: Option<&str>) -> Result<Stored, Error> {
    let book = services.book.now();
    let found = match slug {
        Some(slug) => book.brand_of_slug(slug),
        None => book.brands.first(),
    };
    found
        .cloned()
        .ok_or_else(|| Error::refused(format!("no brand is called {}", slug.unwrap_or_default())))
}

fn columns(survey: &Survey) -> String {
    let known = match survey.known {
        Known::Guessed => "guessed from its headers",
        Known::Saved => "as for the last file of these headers",
        Known::Said => "as said",
    };
    format!(
        "columns, {known}\n{}",
        pairs(&survey.headers, &survey.columns)
    )
}

fn pairs(headers: &[String], columns: &[Option<Column>]) -> String {
    let lines: Vec<String> = headers
        .iter()
        .zip(columns)
        .map(|(header, column)| {
            let code = column.map_or("-", Column::code);
            format!("  {code:26} {}", plain(header))
        })
        .collect();
    lines.join("\n")
}

/// What a file says, without what would move the cursor.
fn plain(said: &str) -> String {
    said.chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect()
}

/// What the dry run has found.
fn found(survey: &Survey) -> String {
    let mut text = columns(survey);
    let _ = write!(text, "\norders       {}", survey.orders);
    for (ending, count) in &survey.endings {
        let word = format!("{ending:?}").to_lowercase();
        let _ = write!(text, "\n  {word:10} {count}");
    }
    if let (Some(first), Some(as_of)) = (survey.first, survey.as_of) {
        let _ = write!(text, "\nfrom         {first}\nas of        {as_of}");
    }
    for sample in &survey.samples {
        let or = |at: Option<chrono::NaiveDateTime>| at.map_or("-".to_owned(), |at| at.to_string());
        let _ = write!(
            text,
            "\n  {}  placed {}  left {}  came {}  to {}",
            plain(&sample.number),
            sample.placed_at,
            or(sample.handed_over_at),
            or(sample.delivered_at),
            plain(&sample.destination)
        );
    }
    text.push_str(&bad(survey));
    text
}

fn bad(survey: &Survey) -> String {
    let mut text = format!("\nleft out     {}", survey.bad);
    for BadLine { line, fault } in survey.bad_lines.iter().take(NAMED) {
        let why = fault.map_or("it is no line of a CSV file".to_owned(), |fault| {
            fault.to_string()
        });
        let _ = write!(text, "\n  line {line}: {why}");
    }
    let more = survey.bad.saturating_sub(NAMED as u64);
    if more > 0 {
        let _ = write!(text, "\n  and {more} more; --faults FILE writes them all");
    }
    text
}

fn came_of(imported: Imported) -> String {
    let Imported {
        added,
        replaced,
        known,
        live,
        newer,
        bad: _,
    } = imported;
    format!(
        "imported     {added} new, {replaced} changed, {known} known already\n\
         kept         {live} known from the shop itself, {newer} from a newer file"
    )
}

impl Telling {
    /// Says how far something has come until it is done.
    async fn while_it_goes_on<T>(&self, progress: &Progress, what: impl Future<Output = T>) -> T {
        tokio::pin!(what);
        loop {
            tokio::select! {
                done = &mut what => return done,
                () = tokio::time::sleep(SAID_EVERY) => self.say(so_far(progress)),
            }
        }
    }
}

fn so_far(progress: &Progress) -> String {
    let doing = match progress.stage() {
        Stage::Uploading => "comes in",
        Stage::Reading => "reading",
        Stage::Importing => "importing",
    };
    format!(
        "{doing} {:3} %  {} orders",
        progress.percent(),
        progress.orders()
    )
}
