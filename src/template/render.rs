//! Fills templates in, and says what is wrong with one.
//!
//! `{{number}}` is the fact, or stays where it is unknown. `{{first_name|there}}`
//! says other words then. A line with `{{incident?}}` is left out then.

use super::pieces::{self, Ask, Piece, Unreadable, read};
use super::{Known, Placeholder};
use crate::nearest::nearest;
use serde::{Deserialize, Serialize};

/// How the address of the order's page is written where it is not put in yet:
/// what is stored holds no address that opens anything.
pub const LINK: &str = "{{link}}";

/// The longest subject, in characters.
const SUBJECT: usize = 200;

/// The longest text, in characters.
const BODY: usize = 5_000;

/// A text that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The text.
    pub text: String,
    /// What it asks for and nobody knows, once each.
    pub missing: Vec<Placeholder>,
}

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The mail's subject.
    Subject,
    /// The mail's text.
    Body,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// There are no words.
    Empty(Part),
    /// It is longer than there is room for.
    TooLong {
        /// Where.
        part: Part,
        /// How many characters there is room for.
        most: usize,
    },
    /// A subject is one line.
    SeveralLines,
    /// It asks for something that is not known of any order.
    Unknown {
        /// Where.
        part: Part,
        /// In which line, counted from 1.
        line: usize,
        /// What it asks for.
        name: String,
        /// What was probably meant.
        nearest: Option<Placeholder>,
    },
    /// Braces are opened and not closed, or closed and never opened.
    Braces {
        /// Where.
        part: Part,
        /// In which line, counted from 1.
        line: usize,
    },
}

impl Ask for Placeholder {
    fn named(name: &str) -> Option<Self> {
        Self::from_code(name)
    }
}

/// Fills a text in. A line that cannot be read stays as it is: nothing is
/// stored with one.
#[must_use]
pub fn render(text: &str, known: &Known) -> Rendered {
    let mut missing = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let Ok(pieces) = read(line) else {
            lines.push(line.to_owned());
            continue;
        };
        let Some(line) = filled(&pieces, known, &mut missing) else {
            continue;
        };
        // Where a line went, its blank one goes too.
        let is_second_blank = line.is_empty() && lines.last().is_none_or(String::is_empty);
        if !is_second_blank {
            lines.push(line);
        }
    }
    Rendered {
        text: lines.join("\n").trim_end().to_owned(),
        missing,
    }
}

/// `None` where the line goes.
fn filled(
    pieces: &[Piece<'_, Placeholder>],
    known: &Known,
    missing: &mut Vec<Placeholder>,
) -> Option<String> {
    let filled = pieces::filled(pieces, |placeholder| known.get(placeholder))?;
    for placeholder in filled.lacks {
        if !missing.contains(&placeholder) {
            missing.push(placeholder);
        }
    }
    Some(filled.text)
}

/// Fills subject and text in, and says what both lack.
#[must_use]
pub fn render_mail(subject: &str, body: &str, known: &Known) -> (String, String, Vec<Placeholder>) {
    let subject = render(subject, known);
    let body = render(body, known);
    let mut missing = subject.missing;
    missing.extend(body.missing);
    missing.sort_unstable();
    missing.dedup();
    (subject.text, body.text, missing)
}

/// Whether something a text asks for still stands in it. The order's link is
/// put in when the mail is sent.
#[must_use]
pub fn is_unfinished(text: &str) -> bool {
    let text = text.replace(LINK, "");
    text.find("{{")
        .is_some_and(|open| text[open..].contains("}}"))
}

/// Everything that is wrong with a template.
#[must_use]
pub fn check(subject: &str, body: &str) -> Vec<TemplateFault> {
    let mut faults = Vec::new();
    if subject.trim().contains(['\n', '\r']) {
        faults.push(TemplateFault::SeveralLines);
    }
    for (part, text, most) in [(Part::Subject, subject, SUBJECT), (Part::Body, body, BODY)] {
        if text.trim().is_empty() {
            faults.push(TemplateFault::Empty(part));
        } else if text.chars().count() > most {
            faults.push(TemplateFault::TooLong { part, most });
        }
        for (line, text) in (1..).zip(text.lines()) {
            match read::<Placeholder>(text) {
                Ok(_) => {}
                Err(Unreadable::Braces) => faults.push(TemplateFault::Braces { part, line }),
                Err(Unreadable::Name(name)) => faults.push(unknown(part, line, name)),
            }
        }
    }
    faults
}

fn unknown(part: Part, line: usize, name: &str) -> TemplateFault {
    let names: Vec<&str> = Placeholder::ALL.iter().map(|one| one.code()).collect();
    TemplateFault::Unknown {
        part,
        line,
        name: name.to_owned(),
        nearest: nearest(name, &names).and_then(Placeholder::from_code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(facts: &[(Placeholder, &str)]) -> Known {
        facts
            .iter()
            .fold(Known::default(), |known, (placeholder, fact)| {
                known.with(*placeholder, Some((*fact).to_owned()))
            })
    }

    fn check_rendered(text: &str, facts: &[(Placeholder, &str)], wanted: &str) -> Vec<Placeholder> {
        let rendered = render(text, &known(facts));
        assert_eq!(rendered.text, wanted);
        rendered.missing
    }

    #[test]
    fn a_known_fact_is_put_in_and_an_unknown_one_stays_in_sight() {
        let facts = [(Placeholder::Order, "1001"), (Placeholder::Carrier, "UPS")];
        let missing = check_rendered(
            "Order {{order}} with {{ carrier }} as {{number}}, {{number}}.",
            &facts,
            "Order 1001 with UPS as {{number}}, {{number}}.",
        );
        assert_eq!(missing, [Placeholder::Number]);
    }

    #[test]
    fn other_words_stand_in_and_lines_go() {
        let text =
            "Hello {{first_name|there}},\n\n{{incident?}}\n\nThe number is {{number?}}.\nBye";
        let missing = check_rendered(text, &[], "Hello there,\n\nBye");
        assert_eq!(missing, []);
        check_rendered(
            text,
            &[
                (Placeholder::FirstName, "Jo"),
                (Placeholder::Incident, "A storm."),
                (Placeholder::Number, "1Z"),
            ],
            "Hello Jo,\n\nA storm.\n\nThe number is 1Z.\nBye",
        );
        // What a line that goes asks for is not missed.
        let missing = check_rendered("{{carrier}} as {{number?}}", &[], "");
        assert_eq!(missing, []);
    }

    #[test]
    fn a_mail_lists_what_it_lacks_once() {
        let known = known(&[(Placeholder::Shop, "Acme")]);
        let (subject, body, missing) =
            render_mail("{{order}}", "{{order}} {{window}} {{shop}}", &known);
        assert_eq!(subject, "{{order}}");
        assert_eq!(body, "{{order}} {{window}} Acme");
        assert_eq!(missing, [Placeholder::Order, Placeholder::Window]);
    }

    #[test]
    fn only_the_link_may_be_left_for_later() {
        assert!(!is_unfinished("Follow it: {{link}}"));
        assert!(is_unfinished("{{link}} {{number}}"));
        assert!(is_unfinished("{{anything}}"));
        assert!(!is_unfinished("a }} b {{ c"), "that asks for nothing");
        assert!(!is_unfinished("{ \"json\": {} }"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert_eq!(
            check(
                "Order {{order}}",
                "Hello {{first_name|there}},\n{{incident?}}"
            ),
            []
        );
        assert_eq!(
            check("", "fine\n{{fist_name}}\nopen {{order\nshut }}\n{{a {{b}}"),
            [
                TemplateFault::Empty(Part::Subject),
                TemplateFault::Unknown {
                    part: Part::Body,
                    line: 2,
                    name: "fist_name".into(),
                    nearest: Some(Placeholder::FirstName),
                },
                TemplateFault::Braces {
                    part: Part::Body,
                    line: 3
                },
                TemplateFault::Braces {
                    part: Part::Body,
                    line: 4
                },
                TemplateFault::Braces {
                    part: Part::Body,
                    line: 5
                },
            ]
        );
        assert_eq!(
            check("one\ntwo", &"x".repeat(BODY + 1)),
            [
                TemplateFault::SeveralLines,
                TemplateFault::TooLong {
                    part: Part::Body,
                    most: BODY
                },
            ]
        );
    }
}
