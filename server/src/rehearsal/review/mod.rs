//! What must not be in any film: one module for each fault that is looked for.

mod answers;
mod backwards;
mod dates;
mod html;
mod jargon;
pub mod links;
mod messages;
pub mod page;

use super::copied::CopiedBrand;
use super::film::{Fault, Film, Finding, Wanted};
use super::journeys::{self, Rehearsed};
use crate::demo::round::Round;
use chrono::{DateTime, Utc};
use doorstep::notice::Notice;
use page::Page;

/// A film beside what it is held against.
struct Case<'a> {
    film: &'a Film,
    /// Its pages, read once.
    pages: Vec<Page>,
    wanted: &'a Wanted,
    copied: &'a CopiedBrand,
    rehearsed: &'static Rehearsed,
    round: Round,
}

/// Everything that is wrong with a film, frame by frame.
#[must_use]
pub fn review(film: &Film, wanted: &Wanted, copied: &CopiedBrand) -> Vec<Finding> {
    let Some(rehearsed) = journeys::of(film.journey) else {
        return Vec::new();
    };
    let case = Case {
        film,
        pages: film
            .frames
            .iter()
            .map(|one| Page::read(&one.page))
            .collect(),
        wanted,
        copied,
        rehearsed,
        round: rehearsed.round(film.language),
    };
    let mut found = messages::check(&case);
    found.extend(answers::check(&case));
    found.extend(film.links.check(film));
    found.extend(dates::check(&case));
    found.extend(jargon::check(&case));
    found.extend(backwards::check(&case));
    found.sort_by_key(|one| (one.frame, one.fault));
    found.dedup();
    found
}

impl Case<'_> {
    /// The newest frame at a moment, the first one before any.
    fn frame_at(&self, at: DateTime<Utc>) -> usize {
        let mut frames = self.film.frames.iter();
        frames.rposition(|frame| frame.at <= at).unwrap_or(0)
    }
}

fn finding(frame: usize, fault: Fault, detail: impl Into<String>) -> Finding {
    Finding {
        frame,
        fault,
        detail: detail.into(),
    }
}

/// What staff call a message.
fn named(notice: &str) -> &'static str {
    let texts = app::texts::for_staff("en");
    let notice = Notice::from_code(notice);
    notice.map_or(texts.other_message(), |notice| texts.notice_label(notice))
}
