//! Learning from the beginning: a brand's past, told in batches in the order
//! in which its orders were placed.

use super::{Event, Learned, Story, events};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was forecast in these days still decides how wide a window is; before
/// them the model learns once a week, which leaves it much the same.
const NIGHTLY: Duration = Duration::days(200);
const WEEK: Duration = Duration::days(7);

/// A model on its way through the past.
#[derive(Debug)]
pub struct Lessons {
    learned: Learned,
    now: NaiveDateTime,
    /// What has still to happen, by its moment.
    ahead: BTreeMap<(NaiveDateTime, Event, String), Arc<Story>>,
    learned_on: Option<NaiveDate>,
}

impl Lessons {
    /// Begins to learn a past that ends now, of one in so many orders.
    #[must_use]
    pub fn until(now: NaiveDateTime, one_in: u32) -> Self {
        Self {
            learned: Learned::of_one_in(one_in),
            now,
            ahead: BTreeMap::new(),
            learned_on: None,
        }
    }

    /// Takes the next orders in: none of them was placed before one of an
    /// earlier batch.
    pub fn take(&mut self, batch: Vec<Story>) {
        let mut newest = None;
        for story in batch {
            newest = newest.max(Some(story.order.placed_at));
            let story = Arc::new(story);
            for (at, event) in events(&story, self.now) {
                let key = (at, event, story.number.clone());
                self.ahead.insert(key, Arc::clone(&story));
            }
        }
        if let Some(newest) = newest {
            self.live_until(newest);
        }
    }

    /// What was learned by now.
    #[must_use]
    pub fn end(mut self) -> Learned {
        self.live_until(self.now);
        self.learned.learn(self.now);
        self.learned
    }

    /// Things of one moment may be in different batches: that moment waits.
    fn live_until(&mut self, moment: NaiveDateTime) {
        while let Some(next) = self.ahead.first_entry() {
            let at = next.key().0;
            let is_over = at < moment || (at == moment && moment == self.now);
            if !is_over {
                return;
            }
            let ((at, event, _), story) = next.remove_entry();
            self.night(at);
            self.learned.happened(at, event, &story);
        }
    }

    fn night(&mut self, at: NaiveDateTime) {
        let is_recent = self.now - at < NIGHTLY;
        let pause = if is_recent { Duration::days(1) } else { WEEK };
        let is_due = |last: NaiveDate| at.date() - last >= pause;
        if self.learned_on.is_none_or(is_due) {
            self.learned_on = Some(at.date());
            self.learned.learn(at);
        }
    }
}
