//! `doorstep rehearse`: plays journeys for a brand and prints their films.

use super::run::{Failure, asked, stopped};
use super::terminal::say;
use crate::admin::Command;
use crate::config::Config;
use crate::error::Error;
use crate::rehearsal::{CopiedBrand, Film, Wanted, album, play, strip};
use app::texts::{Language, RehearsedJourney};
use clap::Args;
use doorstep::brand::read;
use futures::stream::{self, StreamExt};
use std::path::PathBuf;
use std::process::ExitCode;
use tokio_util::sync::CancellationToken;

/// How many are played at a time.
const AT_A_TIME: usize = 4;

/// What is to be rehearsed.
#[derive(Clone, Debug, Args)]
pub struct RehearseArguments {
    /// The brand whose settings are copied; the default brand when left out.
    #[arg(long)]
    pub brand: Option<String>,
    /// The journey; on-time when left out.
    #[arg(long, value_parser = journey, conflicts_with = "all")]
    pub journey: Option<RehearsedJourney>,
    /// Every journey there is.
    #[arg(long)]
    pub all: bool,
    /// What the buyer reads: en, es or de; the brand's language when left out.
    #[arg(long, value_parser = language)]
    pub language: Option<Language>,
    /// The buyer gets text messages too.
    #[arg(long)]
    pub sms: bool,
    /// Write the film into this folder as well, as pages to be opened offline.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// List the journeys, and play none.
    #[arg(long)]
    pub list: bool,
}

fn journey(code: &str) -> Result<RehearsedJourney, String> {
    RehearsedJourney::from_code(code)
        .ok_or_else(|| "use one that `doorstep rehearse --list` names".to_owned())
}

fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::tag).join(", ");
    Language::of(tag).ok_or_else(|| format!("use one of {known}"))
}

/// Plays what was asked for; success only where nothing is wrong.
pub async fn rehearsed(
    asked: &RehearseArguments,
    config: impl FnOnce() -> Result<Config, Failure>,
) -> Result<ExitCode, Failure> {
    if asked.list {
        say(&list());
        return Ok(ExitCode::SUCCESS);
    }
    let copied = copied(&config()?, asked.brand.clone()).await?;
    let (brand, _) = read(&copied.given);
    let language = asked.language.unwrap_or_else(|| Language::of_brand(&brand));
    let wanted = |journey| Wanted {
        journey,
        language,
        sms: asked.sms,
    };
    let journeys: Vec<RehearsedJourney> = match asked.journey {
        _ if asked.all => RehearsedJourney::ALL.to_vec(),
        Some(journey) => vec![journey],
        None => vec![RehearsedJourney::OnTime],
    };
    // Whoever stops it is left nothing: what plays is put away first.
    let stopping = CancellationToken::new();
    let asked_to_stop = stopped();
    let stops = stopping.clone();
    tokio::spawn(async move {
        asked_to_stop.await;
        stops.cancel();
    });
    let mut films = Vec::new();
    let mut playing = stream::iter(journeys)
        .map(|journey| {
            let (copied, stopping) = (&copied, &stopping);
            async move { play(copied, &wanted(journey), stopping).await }
        })
        .buffered(AT_A_TIME);
    let mut broke_off = None;
    while let Some(film) = playing.next().await {
        match film {
            Ok(film) => {
                say(&strip::text(&film));
                films.push(film);
            }
            // The others that play are let come to their end, and leave
            // nothing behind either.
            Err(error) => {
                stopping.cancel();
                broke_off.get_or_insert(error);
            }
        }
    }
    if let Some(error) = broke_off {
        return Err(error.into());
    }
    if let Some(folder) = &asked.out {
        write(&films, asked.all, folder)?;
    }
    let is_right = films.iter().all(|film| film.findings.is_empty());
    Ok(ExitCode::from(u8::from(!is_right)))
}

fn write(films: &[Film], all: bool, folder: &std::path::Path) -> Result<(), Error> {
    for film in films {
        if all {
            album::write(film, &folder.join(film.journey.code()))?;
        } else {
            album::write(film, folder)?;
        }
    }
    if all {
        album::write_list(films, folder)?;
    }
    say(&format!("look at {}", folder.join("index.html").display()));
    Ok(())
}

fn list() -> String {
    let texts = app::texts::for_staff("en");
    let lines = RehearsedJourney::ALL.iter().map(|journey| {
        let (name, story) = (texts.journey_name(*journey), texts.journey_story(*journey));
        format!("{:<24}{name}: {story}", journey.code())
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The settings of a brand of the site's; those of a new site where there is
/// no site yet, which none is made for.
async fn copied(config: &Config, brand: Option<String>) -> Result<CopiedBrand, Failure> {
    let is_new = config.database.file().is_some_and(|file| !file.exists());
    if is_new && brand.is_none() {
        return Ok(CopiedBrand::of_new_site());
    }
    if is_new {
        return Err(Failure::Other(Error::refused(
            "there is no site here yet, and so no brand of that name: leave --brand out",
        )));
    }
    let answer = asked(config, Command::BrandCopy { slug: brand }).await?;
    if !answer.done {
        return Err(Failure::Other(Error::refused(answer.text)));
    }
    serde_json::from_str(&answer.text).map_err(|error| Failure::Other(error.into()))
}
