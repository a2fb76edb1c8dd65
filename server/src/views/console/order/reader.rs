//! How the reader sees what is kept: moments on their clock, colleagues by
//! name, and words of others without the buyer where the brand masks them.

use crate::db::from_ms;
use app::texts::Texts;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use doorstep::mask::Eraser;
use doorstep::recipient::Medium;
use doorstep::template::LINK;
use std::collections::HashMap;

/// One of the staff, or a program, in front of an order.
pub struct Reader<'a> {
    pub texts: &'a dyn Texts,
    /// The brand's zone: what is done at a desk is told on its clock.
    pub zone: Tz,
    pub now: DateTime<Utc>,
    pub names: &'a HashMap<i64, String>,
    pub staff_id: Option<i64>,
    /// Takes the buyer out of words, where the brand masks its customers.
    pub eraser: Option<Eraser>,
    /// The media that go anywhere.
    pub reaches: Vec<Medium>,
    /// The address of the order's page: what is stored says where it stands.
    pub link: Option<String>,
}

impl Reader<'_> {
    /// The reader's clock at a moment.
    pub fn clock(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// The same of a column.
    pub fn at(&self, ms: i64) -> NaiveDateTime {
        self.clock(from_ms(ms))
    }

    /// The reader's day.
    pub fn today(&self) -> NaiveDate {
        self.clock(self.now).date()
    }

    /// A colleague's name; a stranger's where the account is gone.
    pub fn name(&self, staff_id: i64) -> String {
        let known = self.names.get(&staff_id).cloned();
        known.unwrap_or_else(|| self.texts.pane_words().colleague.to_owned())
    }

    /// "Rea, Thu 14 May, 12:03".
    pub fn by(&self, staff_id: i64, ms: i64) -> String {
        let name = self.name(staff_id);
        self.texts.by(&name, self.at(ms), self.today())
    }

    /// Words of others, as the reader may read them.
    pub fn said(&self, words: &str) -> String {
        match &self.eraser {
            Some(eraser) => eraser.erase(words),
            None => words.to_owned(),
        }
    }

    /// Words that went out to the buyer, with the address they went out with.
    pub fn sent(&self, words: &str) -> String {
        match &self.link {
            Some(link) => self.said(&words.replace(LINK, link)),
            None => self.said(words),
        }
    }

    /// Whether the brand masks its customers.
    pub const fn is_masked(&self) -> bool {
        self.eraser.is_some()
    }

    /// Whether somebody is the reader.
    pub fn is_me(&self, staff_id: Option<i64>) -> bool {
        staff_id.is_some() && staff_id == self.staff_id
    }

    /// Until when a row is out of sight, where it is.
    pub fn snoozed(&self, until_ms: Option<i64>) -> Option<String> {
        let until = until_ms.filter(|until| from_ms(*until) > self.now)?;
        Some(self.texts.snoozed(self.at(until), self.today()))
    }

    /// How long until a moment, or how long it is over; and whether it is.
    pub fn due(&self, ms: i64) -> (String, bool) {
        let left = from_ms(ms).signed_duration_since(self.now);
        (self.texts.due(left), left < chrono::Duration::zero())
    }
}
