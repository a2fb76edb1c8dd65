//! Forgets a person: rows, raw messages, and the bytes of both.

use super::Subject;
use super::raw::Named;
use crate::db::Compaction;
use crate::error::Error;
use crate::intake::forget::{self, Erased, Run};
use crate::services::Services;
use doorstep::recipient::Medium;
use std::fmt;

/// How many orders one transaction takes.
const ORDERS: usize = 200;

/// How many messages one transaction takes.
const MESSAGES: usize = 500;

/// What became of a person.
#[derive(Clone, Debug)]
pub struct Forgotten {
    /// Whether it was done.
    pub run: Run,
    /// The numbers of their orders.
    pub orders: Vec<String>,
    /// How much was erased.
    pub erased: Erased,
    /// How many of the messages had been quarantined.
    pub quarantined: u64,
}

/// Forgets a person, on behalf of whom the trail names. Done twice, it does
/// the rest of what the first time left undone.
///
/// # Errors
/// When the database refuses.
pub async fn forget(
    services: &Services,
    subject: &Subject,
    run: Run,
    by: &str,
) -> Result<Forgotten, Error> {
    let forgotten = rows_and_messages(services, subject, run, by).await?;
    if run == Run::ForGood {
        let now = services.clock.now();
        services.database.compact(Compaction::Now, now).await?;
        tracing::info!(
            orders = subject.orders.len(),
            messages = forgotten.erased.messages.len(),
            "people were forgotten"
        );
    }
    Ok(forgotten)
}

/// The same without rewriting the file, for callers that do so in the end.
pub async fn rows_and_messages(
    services: &Services,
    subject: &Subject,
    run: Run,
    by: &str,
) -> Result<Forgotten, Error> {
    let Services {
        database,
        bus,
        clock,
        ..
    } = services;
    // Their names are gathered before anything is erased.
    let named = Named::of(services, subject).await?;
    let mut erased = Erased::default();
    for chunk in subject.order_ids().chunks(ORDERS) {
        erased.add(forget::forget(database, bus, chunk, (run, Some(by)), clock.now()).await?);
    }
    if let Some(email) = &subject.email {
        let hash = services.key.address_hash(Medium::Email, email);
        erased.add(forget::forget_follower(database, &subject.brands, &hash, run).await?);
    }
    let mut quarantined = 0;
    let mut about = Vec::new();
    named
        .each(services, |message, _| {
            quarantined += u64::from(message.is_quarantined());
            about.push(message.id);
        })
        .await?;
    if run == Run::ForGood {
        for chunk in about.chunks(MESSAGES) {
            forget::forget_messages(database, chunk, clock.now()).await?;
        }
    }
    erased.messages.extend(about);
    Ok(Forgotten {
        run,
        orders: subject
            .orders
            .iter()
            .map(|order| order.number.clone())
            .collect(),
        erased,
        quarantined,
    })
}

impl fmt::Display for Forgotten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Erased {
            people,
            scans,
            reports,
            words,
            notices,
            mails,
            exports,
            entries,
            photos,
            choices,
            messages,
        } = &self.erased;
        let head = match self.run {
            Run::ForGood => "erased",
            Run::Dry => "would be erased (nothing was)",
        };
        writeln!(f, "{head}")?;
        writeln!(
            f,
            "  {people:5}  people (name, e-mail, phone, address), of orders: {}",
            self.numbers()
        )?;
        writeln!(
            f,
            "  {:5}  raw messages, {} of them quarantined",
            messages.len(),
            self.quarantined
        )?;
        writeln!(f, "  {scans:5}  scans' words and postal codes")?;
        writeln!(
            f,
            "  {reports:5}  reports' signatures and places where it was left"
        )?;
        writeln!(
            f,
            "  {words:5}  corrected addresses, and what staff wrote beside claims, marks and flags"
        )?;
        writeln!(f, "  {notices:5}  notices that had not gone out (dropped)")?;
        writeln!(f, "  {mails:5}  mails that staff wrote to them")?;
        writeln!(f, "  {exports:5}  exports made on request")?;
        writeln!(
            f,
            "  {entries:5}  reports, answers and notes, and {photos} photos"
        )?;
        writeln!(
            f,
            "  {choices:5}  choices of messages, consents to text messages, and followers"
        )?;
        writeln!(
            f,
            "stays    the orders' numbers, lines, totals and dates, country and region; the parcels' numbers and journeys; all figures; of addresses that want nothing more, a hash"
        )?;
        write!(
            f,
            "check    backups made before now still hold it (copies made before an upgrade among them), and so does the shop: erase it there too"
        )
    }
}

impl Forgotten {
    fn numbers(&self) -> String {
        const SHOWN: usize = 20;
        let shown: Vec<&str> = self
            .orders
            .iter()
            .take(SHOWN)
            .map(|number| &**number)
            .collect();
        match self.orders.len() {
            0 => "none".to_owned(),
            count if count > SHOWN => format!("{} and {} more", shown.join(", "), count - SHOWN),
            _ => shown.join(", "),
        }
    }
}
