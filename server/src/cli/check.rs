//! `doorstep check`: what is still missing, as lines to read.

use super::run::{Failure, until_answered};
use super::terminal::say;
use crate::admin::{self, Command};
use crate::check::{self, Finding, Grade};
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
use std::process::ExitCode;

/// Looks at everything and says what was found; 1 when something vital is
/// missing.
pub async fn checked(config: &Config) -> Result<ExitCode, Failure> {
    let mut found = check::machine(config);
    found.push(check::mail(config).await);
    found.extend(until_answered(async || looked_at(config).await).await?);
    let code = ExitCode::from(u8::from(!is_whole(&found)));
    say(&lines(found));
    Ok(code)
}

/// `None` while a server holds the data and does not answer.
async fn looked_at(config: &Config) -> Result<Option<Vec<Finding>>, Failure> {
    let asked = match config.database.file() {
        Some(file) => admin::ask(file, &Command::Check, &say).await?,
        None => None,
    };
    match asked {
        Some(answer) if answer.done => Ok(Some(check::heard(&answer.text)?)),
        Some(answer) => Err(Failure::Other(Error::refused(answer.text))),
        None => Ok(check::here(config, Clock::real().now()).await),
    }
}

/// The findings as lines, the gravest last, where they are read first.
fn lines(mut findings: Vec<Finding>) -> String {
    findings.sort_by_key(|finding| order(finding.grade));
    let mut lines: Vec<String> = findings
        .iter()
        .map(|found| {
            format!(
                "{:8} {:12} {}",
                word(found.grade),
                found.subject,
                found.text
            )
        })
        .collect();
    let missing = findings
        .iter()
        .filter(|found| found.grade == Grade::Missing)
        .count();
    lines.push(match missing {
        0 => "nothing vital is missing".to_owned(),
        count => format!("vital and missing: {count}"),
    });
    lines.join("\n")
}

/// Whether the site can do its work.
fn is_whole(findings: &[Finding]) -> bool {
    findings.iter().all(|found| found.grade != Grade::Missing)
}

const fn order(grade: Grade) -> u8 {
    match grade {
        Grade::Fine => 0,
        Grade::ToDo => 1,
        Grade::Missing => 2,
    }
}

const fn word(grade: Grade) -> &'static str {
    match grade {
        Grade::Fine => "fine",
        Grade::ToDo => "to do",
        Grade::Missing => "missing",
    }
}
