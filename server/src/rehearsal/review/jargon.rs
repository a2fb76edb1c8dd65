//! Words that shoppers would have to look up, on pages and in messages; what
//! others have said there (carriers, the shop, the buyer) is theirs.

use super::html::Element;
use super::{Case, finding};
use crate::rehearsal::film::{Fault, Finding, Shown};
use app::texts::plain::{JARGON_OF_MESSAGES, SLIPS, jargon};
use doorstep::brand::read;

/// Stands where others have said something, so that the words around it stay a
/// sentence.
const NAME: &str = "Name";

/// Looks at every page and message of a film. A word is found in the first
/// frame that shows it.
pub fn check(case: &Case<'_>) -> Vec<Finding> {
    let others = others(case);
    let tag = case.film.language.tag();
    let words = || SLIPS.iter().chain(jargon(tag)).copied();
    let mut found: Vec<Finding> = Vec::new();
    let mut keep = |at: usize, word: &str, text: &str| {
        let detail = format!("“{word}” in “{text}”");
        if found.iter().all(|one| one.detail != detail) {
            found.push(finding(at, Fault::Jargon, detail));
        }
    };
    for (at, frame) in case.film.frames.iter().enumerate() {
        for text in case.pages[at].html.outside(is_of_others) {
            let own = without(&text, &others);
            for word in words().filter(|word| own.contains(word)) {
                keep(at, word, &text);
            }
        }
        for message in &frame.messages {
            for line in lines(message) {
                let own = without(line, &others);
                let all = words().chain(JARGON_OF_MESSAGES);
                for word in all.filter(|word| own.contains(word)) {
                    keep(at, word, line);
                }
            }
        }
    }
    found
}

/// What others have said on a page: a carrier's words, what is in the parcel,
/// the shop's own frame around it.
fn is_of_others(element: &Element) -> bool {
    matches!(
        element.name.as_str(),
        "q" | "script" | "style" | "head" | "header" | "footer"
    ) || element.is_of("said")
        || element.get("data-part") == Some("items")
}

fn lines(message: &Shown) -> impl Iterator<Item = &str> {
    let text = message.text.lines();
    std::iter::once(message.subject.as_str())
        .chain(text)
        .map(str::trim)
        .filter(|line| !line.contains("://") || message.html.is_none())
}

/// Names that are not ours to choose.
fn others(case: &Case<'_>) -> Vec<String> {
    let round = &case.round;
    let (brand, _) = read(&case.copied.given);
    let mut others = vec![brand.name, round.buyer().first_name.to_owned()];
    for line in round.lines() {
        let (good, _) = round.line(line);
        others.extend([good.title.to_owned(), good.variant.to_owned()]);
    }
    for parcel in 0..round.journey.parcels.len() {
        others.push(round.carriage(parcel).service.to_owned());
    }
    others
}

/// A text without what others have said in it, and without links.
fn without(text: &str, others: &[String]) -> String {
    let words = text.split_whitespace().filter(|word| !word.contains("://"));
    let mut own = words.collect::<Vec<_>>().join(" ");
    for other in others.iter().filter(|other| !other.is_empty()) {
        own = own.replace(other.as_str(), NAME);
    }
    own
}
