//! A message that leaves an answer out: what happened, what happens next, and
//! what to do stand in every mail, under their headings and in both of its
//! forms; a text says the news, and leads to where the rest is.

use super::html::Html;
use super::{Case, finding, named};
use crate::rehearsal::film::{Fault, Finding, Shown};
use doorstep::recipient::Medium;
use doorstep::sms::segments;

/// Looks at every message of a film.
pub fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, frame) in case.film.frames.iter().enumerate() {
        for message in &frame.messages {
            let missing = match message.medium {
                Medium::Email => of_mail(case, message),
                Medium::Sms => of_text(case, message),
            };
            let medium = app::texts::for_staff("en").medium_label(message.medium);
            found.extend(missing.into_iter().map(|what| {
                let detail = format!("{}, {medium}: {what}", named(&message.notice));
                finding(at, Fault::Answer, detail)
            }));
        }
    }
    found
}

fn of_mail(case: &Case<'_>, message: &Shown) -> Vec<String> {
    let labels = case.film.language.texts().labels();
    let markup = message.html.as_deref().map(Html::read);
    let markup: Option<String> = markup.map(|html| {
        let words: Vec<String> = html.outside(|_| false).collect();
        words.join(" ")
    });
    let mut missing = Vec::new();
    for label in [&labels.happened, &labels.next, &labels.act] {
        let answers = below(&message.text, label);
        if answers.is_empty() {
            missing.push(format!("nothing stands below {label:?} in the text"));
        }
        let Some(markup) = &markup else {
            missing.push("it has no mark-up".to_owned());
            return missing;
        };
        for answer in answers {
            if !markup.contains(&answer) {
                missing.push(format!("{answer:?} is not in the mark-up"));
            }
        }
    }
    missing
}

/// What stands in the lines right below a heading, wherever it stands.
fn below(text: &str, label: &str) -> Vec<String> {
    let heading = format!("{label}:");
    let lines: Vec<&str> = text.lines().collect();
    let headings = lines.windows(2).filter(|pair| pair[0].trim() == heading);
    headings
        .map(|pair| pair[1].split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|answer| !answer.is_empty())
        .collect()
}

fn of_text(case: &Case<'_>, message: &Shown) -> Vec<String> {
    let words = message.text.split_whitespace();
    let (links, words): (Vec<&str>, Vec<&str>) = words.partition(|word| word.contains("://"));
    let mut missing = Vec::new();
    if links.is_empty() {
        missing.push("it leads nowhere".to_owned());
    }
    if words.len() < 3 {
        missing.push("it says nothing".to_owned());
    }
    let most = app::texts::notices::sms_segments(case.film.language.tag());
    let count = segments(&message.text);
    if count > most {
        missing.push(format!("it takes {count} segments"));
    }
    missing
}
