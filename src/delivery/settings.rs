//! What a brand has set of its notices. A new brand sends nothing.

use super::Hour;
use crate::notice::Notice;
use crate::order::OrderKind;
use crate::recipient::Medium;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most days a delay may be kept quiet.
pub const MOST_DELAY_DAYS: u16 = 14;

/// The most messages a day that can be allowed.
pub const MOST_DAILY: u16 = 20;

/// The most testers.
pub const MOST_TESTERS: usize = 50;

/// Which notices a brand sends, how, and within which bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeSettings {
    /// What is switched on.
    pub on: BTreeSet<(Notice, Medium)>,
    /// A window that moves by more days than this is told of.
    pub delay_days: u16,
    /// From when until when no text message goes out, by the recipient's
    /// clock.
    pub quiet: Option<(Hour, Hour)>,
    /// The most messages to one address in a day, about all its orders.
    pub daily: u16,
    /// The e-mail addresses that hear of test orders.
    pub testers: Vec<String>,
}

impl Default for NoticeSettings {
    fn default() -> Self {
        Self {
            on: BTreeSet::new(),
            delay_days: 0,
            quiet: Some((Hour::whole(21), Hour::whole(8))),
            daily: 5,
            testers: Vec::new(),
        }
    }
}

/// What is wrong with what somebody has set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeFault {
    /// The days of a delay are no number in bounds.
    DelayDays,
    /// The messages a day are no number in bounds.
    Daily,
    /// One of the quiet hours is no time of day, or stands alone.
    Quiet,
    /// A line of the testers is no e-mail address, or they are too many.
    Testers,
}

/// The settings as a form holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What is ticked, as "shipped.email".
    pub on: Vec<String>,
    /// The days of a delay.
    pub delay_days: String,
    /// From when it is quiet.
    pub quiet_from: String,
    /// Until when.
    pub quiet_to: String,
    /// The messages a day.
    pub daily: String,
    /// The testers, one a line.
    pub testers: String,
}

impl NoticeSettings {
    /// Everything switched on, and nothing else changed: a demo begins so.
    #[must_use]
    pub fn with_all_on() -> Self {
        let all = |medium| Notice::ALL.map(|notice| (notice, medium));
        Self {
            on: Medium::ALL.into_iter().flat_map(all).collect(),
            ..Self::default()
        }
    }

    /// Whether a notice goes out this way.
    #[must_use]
    pub fn is_on(&self, notice: Notice, medium: Medium) -> bool {
        self.on.contains(&(notice, medium))
    }

    /// Whether an address is one of the testers'.
    #[must_use]
    pub fn is_tester(&self, address: &str) -> bool {
        let address = address.trim().to_lowercase();
        self.testers.contains(&address)
    }

    /// Whether anything about an order of this kind may be mailed to an
    /// address: of a test order to its testers alone.
    #[must_use]
    pub fn may_be_mailed(&self, kind: OrderKind, address: &str) -> bool {
        kind != OrderKind::Test || self.is_tester(address)
    }

    /// As a form shows them.
    #[must_use]
    pub fn typed(&self) -> Typed {
        let on = self.on.iter();
        let hour = |hour: Option<Hour>| hour.map(|hour| hour.to_string()).unwrap_or_default();
        Typed {
            on: on.map(|(notice, medium)| field(*notice, *medium)).collect(),
            delay_days: self.delay_days.to_string(),
            quiet_from: hour(self.quiet.map(|(from, _)| from)),
            quiet_to: hour(self.quiet.map(|(_, to)| to)),
            daily: self.daily.to_string(),
            testers: self.testers.join("\n"),
        }
    }

    /// Reads a form.
    ///
    /// # Errors
    /// Says all that is wrong with it.
    pub fn read(typed: &Typed) -> Result<Self, Vec<NoticeFault>> {
        let mut faults = Vec::new();
        let mut number = |text: &str, least: u16, most: u16, fault| {
            let number = text.trim().parse().ok();
            let number = number.filter(|number| (least..=most).contains(number));
            number.unwrap_or_else(|| {
                faults.push(fault);
                least
            })
        };
        let delay_days = number(
            &typed.delay_days,
            0,
            MOST_DELAY_DAYS,
            NoticeFault::DelayDays,
        );
        let daily = number(&typed.daily, 1, MOST_DAILY, NoticeFault::Daily);
        let quiet = quiet(&typed.quiet_from, &typed.quiet_to).unwrap_or_else(|()| {
            faults.push(NoticeFault::Quiet);
            None
        });
        let testers = testers(&typed.testers).unwrap_or_else(|()| {
            faults.push(NoticeFault::Testers);
            Vec::new()
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            on: typed.on.iter().filter_map(|name| of_field(name)).collect(),
            delay_days,
            quiet,
            daily,
            testers,
        })
    }
}

/// What a notice's tick is called in a form.
#[must_use]
pub fn field(notice: Notice, medium: Medium) -> String {
    format!("{}.{}", notice.code(), medium.code())
}

fn of_field(name: &str) -> Option<(Notice, Medium)> {
    let (notice, medium) = name.split_once('.')?;
    Some((Notice::from_code(notice)?, Medium::from_code(medium)?))
}

fn quiet(from: &str, to: &str) -> Result<Option<(Hour, Hour)>, ()> {
    match (from.trim().is_empty(), to.trim().is_empty()) {
        (true, true) => Ok(None),
        (false, false) => {
            let hours = Hour::parse(from).zip(Hour::parse(to)).ok_or(())?;
            Ok(Some(hours).filter(|(from, to)| from != to))
        }
        _ => Err(()),
    }
}

fn testers(lines: &str) -> Result<Vec<String>, ()> {
    let mut testers = Vec::new();
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    for line in lines {
        let (name, host) = line.split_once('@').ok_or(())?;
        let is_address = !name.is_empty()
            && host.contains('.')
            && !line.contains(|sign: char| sign.is_whitespace() || sign == ',')
            && line.len() <= 254;
        if !is_address || host.contains('@') {
            return Err(());
        }
        testers.push(line.to_lowercase());
    }
    testers.sort();
    testers.dedup();
    if testers.len() > MOST_TESTERS {
        return Err(());
    }
    Ok(testers)
}
