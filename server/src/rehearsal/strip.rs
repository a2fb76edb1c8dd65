//! A film as plain text, one block a frame: what a terminal shows.

use super::film::{Film, Frame, Shown};
use super::journeys;
use super::review::page::Page;
use crate::demo::round::{SHOP_ZONE, zone};
use app::texts::Texts;
use chrono_tz::Tz;
use doorstep::recipient::Medium;
use std::fmt::Write;

/// Columns that hold what a line is about.
const LABEL: usize = 8;

/// The film, then what is wrong with it.
#[must_use]
pub fn text(film: &Film) -> String {
    let mut text = String::new();
    let texts = app::texts::for_staff("en");
    let title = texts.journey_name(film.journey);
    line(&mut text, &format!("{} ({})", title, film.journey.code()));
    let about = format!(
        "{} of {}, in {}",
        film.order_number,
        film.brand,
        film.language.tag()
    );
    line(&mut text, &about);
    let zone = zone_of(film);
    for (at, frame) in film.frames.iter().enumerate() {
        text.push('\n');
        frame_in(&mut text, at, frame, zone, texts);
    }
    text.push('\n');
    for finding in &film.findings {
        let name = texts.rehearsal_fault(finding.fault);
        line(
            &mut text,
            &format!("! frame {}: {name}: {}", finding.frame + 1, finding.detail),
        );
    }
    line(&mut text, &summary(film));
    text
}

/// How a film ends, in one line.
#[must_use]
pub fn summary(film: &Film) -> String {
    let messages = film.frames.iter().map(|frame| frame.messages.len());
    let messages: usize = messages.sum();
    let found = match film.findings.len() {
        0 => "nothing is wrong".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    format!(
        "{}: {} frames, {messages} messages, {found}",
        film.journey.code(),
        film.frames.len()
    )
}

/// The clock that the buyer reads.
pub fn zone_of(film: &Film) -> Tz {
    journeys::of(film.journey).map_or(SHOP_ZONE, |rehearsed| {
        zone(&rehearsed.round(film.language).buyer().town)
    })
}

/// What was told in a frame, in words.
#[must_use]
pub fn told(frame: &Frame, texts: &dyn Texts) -> Vec<String> {
    if frame.told.is_empty() {
        return vec![texts.film_words().time_passes.to_owned()];
    }
    let told = frame.told.iter().map(|told| texts.step_told(told));
    told.collect()
}

fn frame_in(text: &mut String, at: usize, frame: &Frame, zone: Tz, texts: &dyn Texts) {
    let when = frame.at.with_timezone(&zone).format("%a %-d %b %H:%M");
    let told = told(frame, texts).join("; ");
    line(text, &format!("{:>2}  {when}  {told}", at + 1));
    for seen in Page::read(&frame.page).parcels {
        let window = Some(seen.window).filter(|window| !window.is_empty());
        let says: Vec<String> = [Some(seen.headline), window]
            .into_iter()
            .flatten()
            .collect();
        labelled(text, "page", &says.join(" / "));
    }
    for message in &frame.messages {
        let first = first_line(message, texts);
        labelled(text, message.medium.code(), &first);
    }
}

fn first_line(message: &Shown, texts: &dyn Texts) -> String {
    let says = match message.medium {
        Medium::Email => &message.subject,
        Medium::Sms => &message.text,
    };
    if message.is_on {
        return says.clone();
    }
    format!("{says} [{}]", texts.film_words().switched_off)
}

fn labelled(text: &mut String, label: &str, says: &str) {
    line(text, &format!("      {label:<LABEL$}{says}"));
}

/// A line of its own, whatever it holds.
fn line(text: &mut String, says: &str) {
    let plain: String = says
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", plain.trim_end());
}
