//! The last films, kept in memory for whoever may look at them: a film is made
//! again in a moment, so none is ever stored.

use super::film::Film;
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::staff::Serves;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many films are kept at most.
const MOST: usize = 8;

/// So many bytes of films are kept at most; the newest one always is.
const BYTES: usize = 64 * 1024 * 1024;

/// So long a film is kept.
const KEPT_FOR: TimeDelta = TimeDelta::hours(2);

/// The films of a site, and the one stage they are made on; cheap to clone.
#[derive(Clone, Debug)]
pub struct Films {
    kept: Arc<Mutex<VecDeque<Arc<Kept>>>>,
    stage: Arc<Semaphore>,
}

/// A film that was made.
#[derive(Debug)]
pub struct Kept {
    /// Its name in addresses.
    pub id: String,
    /// Whose it is.
    pub brand_id: i64,
    /// When it was made, by the watch of whoever waits.
    pub made: DateTime<Utc>,
    /// The film.
    pub film: Film,
}

/// Somebody's turn on the stage; it ends when this is dropped.
#[derive(Debug)]
pub struct Turn(#[expect(dead_code, reason = "it is held, and nothing else")] OwnedSemaphorePermit);

impl Default for Films {
    fn default() -> Self {
        Self {
            kept: Arc::default(),
            stage: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Films {
    /// The stage, unless somebody is on it: one rehearsal takes as much of the
    /// machine as a site can spare.
    #[must_use]
    pub fn turn(&self) -> Option<Turn> {
        let permit = Arc::clone(&self.stage).try_acquire_owned();
        permit.ok().map(Turn)
    }

    /// Keeps a film; the oldest ones make room for it.
    pub fn keep(&self, kept: Kept) {
        let now = kept.made;
        let mut films = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        films.push_front(Arc::new(kept));
        let mut bytes = 0;
        let mut count = 0;
        films.retain(|one| {
            count += 1;
            bytes += size(&one.film);
            let fits = count <= MOST && bytes <= BYTES && now - one.made < KEPT_FOR;
            fits || count == 1
        });
    }

    /// The films of the brands somebody serves, the newest first.
    #[must_use]
    pub fn of_served(&self, serves: &Serves, now: DateTime<Utc>) -> Vec<Arc<Kept>> {
        let films = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let own = films
            .iter()
            .filter(|one| serves.covers(one.brand_id) && now - one.made < KEPT_FOR);
        own.cloned().collect()
    }

    /// One of them; `None` for another brand's, and once its time is over.
    #[must_use]
    pub fn one_of_served(
        &self,
        serves: &Serves,
        id: &str,
        now: DateTime<Utc>,
    ) -> Option<Arc<Kept>> {
        self.of_served(serves, now)
            .into_iter()
            .find(|one| one.id == id)
    }
}

/// How many bytes of memory a film takes, but for small change.
fn size(film: &Film) -> usize {
    let frames = film.frames.iter().map(|frame| {
        let messages = frame.messages.iter().map(|message| {
            let html = message.html.as_ref().map_or(0, String::len);
            html + message.text.len() + message.subject.len()
        });
        frame.page.len() + messages.sum::<usize>()
    });
    let files = film.files.values().map(|file| file.body.len());
    frames.sum::<usize>() + files.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rehearsal::film::{Files, Frame};
    use crate::rehearsal::review::links::Links;
    use app::texts::{Language, RehearsedJourney};

    fn film(id: &str, brand_id: i64, made: DateTime<Utc>, bytes: usize) -> Kept {
        let frame = Frame {
            at: made,
            told: Vec::new(),
            page: "x".repeat(bytes),
            messages: Vec::new(),
        };
        Kept {
            id: id.to_owned(),
            brand_id,
            made,
            film: Film {
                journey: RehearsedJourney::ALL[0],
                brand: "shop".to_owned(),
                order_number: "#1".to_owned(),
                language: Language::English,
                frames: vec![frame],
                findings: Vec::new(),
                files: Files::new(),
                links: Links::default(),
            },
        }
    }

    fn noon() -> DateTime<Utc> {
        "2026-05-11T12:00:00Z".parse().unwrap()
    }

    fn ids(films: &Films, serves: &Serves, now: DateTime<Utc>) -> Vec<String> {
        let found = films.of_served(serves, now);
        found.iter().map(|one| one.id.clone()).collect()
    }

    #[test]
    fn the_newest_films_are_kept_and_no_more() {
        let films = Films::default();
        for at in 0..20 {
            films.keep(film(&at.to_string(), 1, noon(), 10));
        }
        let kept = ids(&films, &Serves::All, noon());
        assert_eq!(kept, ["19", "18", "17", "16", "15", "14", "13", "12"]);
    }

    #[test]
    fn large_films_leave_less_room_and_the_newest_always_has_it() {
        let films = Films::default();
        films.keep(film("first", 1, noon(), BYTES / 2));
        films.keep(film("second", 1, noon(), BYTES / 2));
        assert_eq!(ids(&films, &Serves::All, noon()), ["second", "first"]);
        films.keep(film("huge", 1, noon(), BYTES + 1));
        assert_eq!(ids(&films, &Serves::All, noon()), ["huge"]);
    }

    #[test]
    fn a_film_is_over_after_two_hours_and_never_anothers() {
        let films = Films::default();
        films.keep(film("old", 1, noon(), 10));
        films.keep(film("new", 2, noon() + TimeDelta::hours(1), 10));
        let later = noon() + TimeDelta::hours(2);
        assert_eq!(ids(&films, &Serves::All, later), ["new"]);
        let other = Serves::Only(vec![1]);
        assert!(films.one_of_served(&other, "new", later).is_none());
        assert!(films.one_of_served(&Serves::All, "new", later).is_some());
    }

    #[test]
    fn one_is_on_the_stage_at_a_time() {
        let films = Films::default();
        let turn = films.turn();
        assert!(turn.is_some() && films.turn().is_none());
        drop(turn);
        assert!(films.turn().is_some());
    }
}
