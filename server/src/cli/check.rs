//! `doorstep check`: what is still missing, as lines to read.

use crate::check::{Finding, Grade};

/// The findings as lines, the gravest last, where they are read first.
pub fn lines(mut findings: Vec<Finding>) -> String {
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
pub fn is_whole(findings: &[Finding]) -> bool {
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
