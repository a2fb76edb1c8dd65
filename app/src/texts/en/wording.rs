//! English for the pages on which messages are edited.

use super::English;
use crate::texts::{WordingTexts, WordingWords};
use doorstep::wording::{Block, Fact, Fault, News, Part, Wrong};

impl WordingTexts for English {
    fn news_label(&self, news: News) -> &'static str {
        match news {
            News::OrderConfirmed => "Order confirmed",
            News::Shipped => "Shipped",
            News::Milestone => "Crossed a border, or came near",
            News::OutForDelivery => "Out for delivery",
            News::Delivered => "Delivered",
            News::AvailableForPickup => "Ready for pickup",
            News::PickupReminder => "Still waits for pickup",
            News::Attempted => "Could not be delivered",
            News::Delay => "Later than planned",
            News::Late => "Late, without a new date",
            News::Exception => "A problem",
            News::Lost => "Lost",
            News::Returning => "Coming back",
            News::Returned => "Came back",
            News::Cancelled => "Cancelled",
        }
    }

    fn part_label(&self, part: Part) -> &'static str {
        match part {
            Part::Subject => "Subject",
            Part::Preview => "Preview line",
            Part::Greeting => "Greeting",
            Part::Heading => "Heading",
            Part::Happened => "What happened",
            Part::Next => "What happens next",
            Part::Act => "What to do",
            Part::Button => "The button",
            Part::Footer => "Closing lines",
            Part::Text => "Text message",
        }
    }

    fn part_hint(&self, part: Part) -> &'static str {
        match part {
            Part::Preview => "What mail programs show beside the subject.",
            Part::Next => "And what that means for the date.",
            Part::Act => "Often: nothing.",
            Part::Greeting => "Left empty, and without a name, ours is said.",
            Part::Button => {
                "It leads to the order's page, whatever it says. Left empty, ours is said."
            }
            Part::Footer => {
                "May stay empty. Below them it always says why they get the mail, and how to choose and stop."
            }
            Part::Text => {
                "The lines are joined into one message. A line with a ? goes where there is no room."
            }
            Part::Subject | Part::Heading | Part::Happened => "",
        }
    }

    fn fact_label(&self, fact: Fact) -> &'static str {
        match fact {
            Fact::FirstName => "the buyer's first name",
            Fact::Order => "the order's number",
            Fact::Shop => "the shop's name",
            Fact::Headline => "the news in one line",
            Fact::Happened => "what happened, in our words",
            Fact::Next => "what happens next, in our words",
            Fact::Act => "what to do, in our words",
            Fact::Button => "what the button says, in our words",
            Fact::Window => "when it comes, as a sentence",
            Fact::Carrier => "the carrier's name",
            Fact::Why => "why, in a few words",
            Fact::Link => "the link to the page",
        }
    }

    fn block_label(&self, block: Block) -> &'static str {
        match block {
            Block::Window => "When it comes",
            Block::Steps => "The steps",
            Block::Answers => "The three answers",
            Block::Button => "The button",
            Block::Details => "Carrier and items",
        }
    }

    fn language_label(&self, tag: &str) -> &'static str {
        match tag {
            "de" => "German",
            "es" => "Spanish",
            _ => "English",
        }
    }

    fn wording_fault(&self, fault: &Fault) -> String {
        let part = self.part_label(fault.part);
        format!("{part}, line {}: {}", fault.line, wrong(fault))
    }

    fn sms_length(&self, letters: usize, segments: usize) -> String {
        match segments {
            1 => format!("{letters} characters, sent as one message"),
            many => format!("{letters} characters, sent as {many} messages"),
        }
    }

    fn wording_version(&self, version: i64, who: &str, when: &str) -> String {
        format!("Version {version}, {who}, {when}")
    }

    fn wording_words(&self) -> WordingWords {
        PAGE
    }
}

const PAGE: WordingWords = WordingWords {
    list: "Messages in your words",
    list_text: "What shoppers are sent, in each language. Every message says what happened, what happens next and what to do.",
    languages: "Language",
    ours: "our words",
    changed: "your words",
    broken: "your words need mending: ours are sent",
    broken_text: "These words no longer pass the check, so ours are sent until they are mended:",
    back: "All messages",
    save: "Save",
    draw: "Preview",
    saved: "Saved. The next message says it.",
    mend: "Nothing is saved yet. Please mend:",
    changed_meanwhile: "Somebody else has changed this message meanwhile. Yours is still in the fields: saving puts it in the place of theirs, which is this:",
    preview: "Preview",
    order: "Shown with",
    sample: "A made-up order",
    facts: "What you may ask for",
    facts_text: "{{shop}} becomes the fact. What an order may lack says what stands there then: {{first_name|there}} says other words, and a line with {{window?}} is left out. On the right is what the order above says.",
    unknown: "not known of this order",
    versions: "Versions",
    no_versions: "Nobody has changed our words yet.",
    holds: "sent now",
    revert: "Back to this version",
    reset: "Back to our words",
    differs: "What differs from our words",
    before: "Ours",
    after: "Yours",
    nobody: "copied",
    layout: "Order of the blocks",
    layout_text: "In every e-mail, below the heading. Each block always stands there, and so does the way to stop these mails.",
    layout_versions: "Versions of this order",
    no_layout_versions: "Nobody has moved a block yet.",
    layout_ours: "our order",
    layout_reset: "Back to our order",
    layout_changed_meanwhile: "Somebody else has moved the blocks meanwhile. This is how they stand now: look again, then decide.",
    up: "Up",
    down: "Down",
    narrow: "On a phone, 360 pixels",
    wide: "On a desk, 640 pixels",
    plain: "As plain text",
};

fn asked(fact: Fact) -> String {
    format!("{{{{{}}}}}", fact.code())
}

fn wrong(fault: &Fault) -> String {
    match &fault.wrong {
        Wrong::Empty if fault.part.is_answer() => {
            "this answer is missing. Every message gives all three.".to_owned()
        }
        Wrong::Empty => "there are no words.".to_owned(),
        Wrong::Lacks(any) => {
            let any: Vec<String> = any.iter().map(|fact| asked(*fact)).collect();
            let any = any.join(" or ");
            format!("only the order knows this answer: ask for {any}.")
        }
        Wrong::TooLong { most } => format!("it goes on beyond {most} characters: shorten it."),
        Wrong::Segments { count, most } => format!(
            "with its link it is sent as {count} messages, and {most} is the most: shorten it. Letters such as emoji leave room for less than half."
        ),
        Wrong::SeveralLines => "keep it on one line.".to_owned(),
        Wrong::Unknown { name, nearest } => {
            let advice = nearest.map_or_else(
                || "take it away.".to_owned(),
                |nearest| format!("did you mean {}?", asked(nearest)),
            );
            format!("nothing is called {{{{{name}}}}}: {advice}")
        }
        Wrong::NotHere(fact) => {
            format!("this message does not know {}: take it away.", asked(*fact))
        }
        Wrong::NoRoom(fact) => {
            format!("a button has no room for {}: take it away.", asked(*fact))
        }
        Wrong::NoWayOut(fact) => {
            let code = fact.code();
            format!(
                "an order may lack {}: write {{{{{code}|other words}}}}, or {{{{{code}?}}}} to leave out the line then.",
                asked(*fact)
            )
        }
        Wrong::Braces => "braces come in pairs of two, as in {{shop}}.".to_owned(),
        Wrong::Markup(found) => {
            format!("“{found}” is mark-up. Only words can stand here: take it away.")
        }
        Wrong::Address(found) => format!(
            "“{found}” does not lead to your own shop over https: take it away. The button is there already."
        ),
        Wrong::Control => {
            "there is a character that nobody sees: type the line once more.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::en::ENGLISH;

    #[test]
    fn faults_say_where_and_what_to_do() {
        let said = |part, line, wrong| ENGLISH.wording_fault(&Fault { part, line, wrong });
        assert_eq!(
            said(Part::Next, 1, Wrong::Empty),
            "What happens next, line 1: this answer is missing. Every message gives all three."
        );
        assert_eq!(
            said(Part::Act, 2, Wrong::Markup("<b>".to_owned())),
            "What to do, line 2: “<b>” is mark-up. Only words can stand here: take it away."
        );
        let name = "windo".to_owned();
        let nearest = Some(Fact::Window);
        assert_eq!(
            said(Part::Text, 3, Wrong::Unknown { name, nearest }),
            "Text message, line 3: nothing is called {{windo}}: did you mean {{window}}?"
        );
        assert_eq!(
            said(
                Part::Happened,
                1,
                Wrong::Lacks(&[Fact::Happened, Fact::Why])
            ),
            "What happened, line 1: only the order knows this answer: ask for {{happened}} or {{why}}."
        );
        assert_eq!(
            said(Part::Button, 1, Wrong::NoRoom(Fact::Next)),
            "The button, line 1: a button has no room for {{next}}: take it away."
        );
        assert_eq!(
            said(Part::Heading, 1, Wrong::NoWayOut(Fact::Order)),
            "Heading, line 1: an order may lack {{order}}: write {{order|other words}}, or {{order?}} to leave out the line then."
        );
    }
}
