//! The outbox at the command line: what waits, what was given up, and once
//! more.

use crate::db::outbox::{Mailed, open_mails_of_brands};
use crate::error::Error;
use crate::intake::desk::Refusal;
use crate::intake::desk::reply::replay as queue_again;
use crate::metrics::Mails;
use crate::services::Services;
use crate::staff::By;
use chrono::{DateTime, Utc};
use doorstep::delivery::Wait;
use doorstep::mail::MailState;
use doorstep::staff::Serves;

/// How many are listed.
const MANY: u64 = 1_000;

/// Lists the mails that wait or were given up; no word of any person.
pub async fn list(services: &Services) -> Result<String, Error> {
    let open = open_mails_of_brands(services.database.read(), &Serves::All, MANY).await?;
    if open.is_empty() {
        return Ok("no message waits".to_owned());
    }
    let mut lines: Vec<String> = open.iter().map(|mail| line(services, mail)).collect();
    if !services.outbox.is_set_up() {
        lines.push(NOT_SET_UP.to_owned());
    }
    Ok(lines.join("\n"))
}

const NOT_SET_UP: &str =
    "no mail server is set up: mails wait until [mail] in doorstep.toml names one";

fn line(services: &Services, mail: &Mailed) -> String {
    let book = services.book.now();
    let brand = book.brand(mail.brand_id).map_or("", |brand| &brand.slug);
    let then = match (mail.state, mail.next_try) {
        (MailState::Queued, Some(next)) if mail.attempts > 0 => {
            format!("next try {}", moment(next))
        }
        _ => String::new(),
    };
    format!(
        "{}  {:6}  {}  {:20}  {:16}  tries {:2}  {then}  {}",
        mail.name,
        mail.state.code(),
        moment(mail.queued),
        mail.kind.code(),
        brand,
        mail.attempts,
        mail.why
            .as_deref()
            .or(mail.waits.map(Wait::code))
            .unwrap_or_default()
    )
    .trim_end()
    .to_owned()
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%SZ").to_string()
}

/// Queues mails again that were given up.
pub async fn replay(services: &Services, name: Option<&str>) -> Result<String, Error> {
    match queue_again(services, By::Operator, name).await {
        Ok(0) => Ok("no message was given up".to_owned()),
        Ok(1) => Ok("1 mail is queued again".to_owned()),
        Ok(count) => Ok(format!("{count} mails are queued again")),
        Err(Refusal::Failed(error)) => Err(error),
        Err(_) => Err(Error::refused(format!(
            "no mail that was given up is called {}: see `doorstep outbox list`",
            name.unwrap_or_default()
        ))),
    }
}

/// The lines of `doorstep status`.
#[must_use]
pub fn standing(services: &Services, mails: Mails) -> String {
    let Mails {
        waiting,
        oldest_s,
        dead,
    } = mails;
    let mut text = format!("\nmails waiting      {waiting}");
    if waiting > 0 {
        text.push_str(&format!(", the oldest for {oldest_s} s"));
    }
    if !services.outbox.is_set_up() {
        text.push_str(" (no mail server is set up)");
    }
    text.push_str(&format!("\nmails given up     {dead}"));
    text
}
