//! English for reports: what shoppers are asked and told, and how staff read
//! it. Nothing here says what the shop will do: that is the shop's to say.

use super::English;
use super::ways::wait;
use crate::texts::{ReportAsk, ReportBody, ReportDeskTexts, ReportTexts, ReportWords};
use doorstep::brand::{Remedy, Trouble};
use doorstep::contact::{Looked, State, Topic};
use doorstep::view::report::{PhotoProblem, ReportProblem};

impl ReportTexts for English {
    fn report_words(&self) -> ReportWords {
        WORDS
    }

    fn report_topic(&self, topic: Topic, trouble: Option<Trouble>) -> &'static str {
        match (topic, trouble) {
            (Topic::NotReceived, _) => "Marked as delivered, but I do not have it",
            (Topic::WhereIsIt, _) => "It has not arrived",
            (Topic::Damaged, _) => "It is damaged",
            (Topic::WrongContents, _) => "Something is missing or wrong in the box",
            (Topic::WrongAddress, _) => "The address is wrong",
            (Topic::Returned, Some(Trouble::Undeliverable)) => {
                "It could not be delivered: what happens now?"
            }
            (Topic::Returned, _) => "It goes back to the shop: what happens now?",
            (Topic::Other, _) => "Something else",
        }
    }

    fn report_ask(&self, topic: Topic) -> ReportAsk {
        ask(topic)
    }

    fn looked(&self, looked: Looked, left_at: Option<&str>) -> String {
        match (looked, left_at) {
            (Looked::WhereLeft, Some(spot)) => format!("Where the carrier left it: {spot}"),
            (Looked::WhereLeft, None) => "At the door and the letter box".into(),
            (Looked::Neighbours, _) => "With the neighbours".into(),
            (Looked::AtHome, _) => "With everybody who lives or works here".into(),
        }
    }

    fn remedy(&self, remedy: Remedy) -> &'static str {
        match remedy {
            Remedy::SendAgain => "Send it to me again",
            Remedy::NewAddress => "Send it to another address",
            Remedy::Refund => "Give my money back",
        }
    }

    fn report_problem(&self, topic: Topic, problem: ReportProblem) -> String {
        match problem {
            ReportProblem::NoWords => no_words(topic).into(),
            ReportProblem::TooLong => "Write 4,000 characters at most".into(),
            ReportProblem::NoRemedy => "Choose what you would like".into(),
            ReportProblem::TooManyPhotos => "Choose four photos at most".into(),
            ReportProblem::PhotosTooLarge => {
                "Together the photos are larger than 20 MB. Choose fewer".into()
            }
            ReportProblem::Photo(number, why) => format!("Photo {number} {}", photo(why)),
            ReportProblem::CutOff => "Not all of it came through. Send it again".into(),
            ReportProblem::Wait(seconds) => {
                format!("Please wait {}, then send it again", wait(seconds))
            }
        }
    }

    fn contact_state(&self, state: State) -> &'static str {
        match state {
            State::Received => "received",
            State::LookedAt => "being looked at",
            State::Answered => "answered",
            State::Closed => "closed",
        }
    }

    fn told_line(&self, reference: &str, state: State) -> String {
        format!("{reference}: {}", self.contact_state(state))
    }

    fn told_on(&self, on: &str, topic: Topic, reference: &str, state: State) -> String {
        let state = match state {
            State::Received => "the shop has it",
            State::LookedAt => "the shop is looking into it",
            State::Answered => "the shop has answered",
            State::Closed => "closed",
        };
        format!("{on}: {}. {reference}: {state}.", said(topic))
    }

    fn photos_came(&self, count: usize) -> String {
        match count {
            1 => "1 photo came with it.".into(),
            count => format!("{count} photos came with it."),
        }
    }

    fn report_title(&self, headline: &str, brand: &str) -> String {
        format!("{headline} - {brand}")
    }
}

impl ReportDeskTexts for English {
    fn topic_name(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::NotReceived => "Not received",
            Topic::WhereIsIt => "Where is it",
            Topic::Damaged => "Damaged",
            Topic::WrongContents => "Missing or wrong item",
            Topic::WrongAddress => "Wrong address",
            Topic::Returned => "Came back",
            Topic::Other => "Other",
        }
    }

    fn report_body(&self, body: &ReportBody<'_>) -> String {
        let mut lines = Vec::new();
        let places: Vec<String> = body
            .typed
            .looked
            .iter()
            .map(|looked| self.looked(*looked, body.left_at))
            .collect();
        if !places.is_empty() {
            lines.push(format!("Has looked. {}.", places.join(". ")));
        }
        if let Some(remedy) = body.typed.remedy {
            lines.push(format!("Would like: {}.", self.remedy(remedy)));
        }
        let words = body.typed.words.trim();
        if !words.is_empty() {
            lines.push(words.to_owned());
        }
        if lines.is_empty() {
            lines.push(self.report_topic(body.topic, body.trouble).to_owned());
        }
        lines.join("\n")
    }

    fn handed_on(&self, words: &str, via: Option<&str>) -> String {
        match via {
            Some(via) => format!("{words}\n(through {via})"),
            None => words.to_owned(),
        }
    }
}

const WORDS: ReportWords = ReportWords {
    link: "Something is wrong",
    which: "Which parcel is it about?",
    what: "What is wrong?",
    told: "You told us before",
    joins: "This is open already. What you send now is added to it.",
    back: "Back to your order",
    other: "Something else is wrong",
    looked: "Where have you looked?",
    remedy: "What would you like?",
    photos: "Photos",
    photos_hint: "Four at most, as JPEG, PNG or WebP, of 8 MB each and 20 MB together. We keep the picture alone: nothing that says where it was taken.",
    photos_again: "Please choose your photos again. A page cannot keep them.",
    send: "Send to the shop",
    mend: "This is still missing",
    sent: "The shop has your report",
    sent_text: "Name this reference when you write or call. Your order's page shows how far it is.",
    reference: "Your reference",
};

/// What was told, within a line.
const fn said(topic: Topic) -> &'static str {
    match topic {
        Topic::NotReceived => "Marked as delivered, not received",
        Topic::WhereIsIt => "It has not arrived",
        Topic::Damaged => "It is damaged",
        Topic::WrongContents => "Something is missing or wrong",
        Topic::WrongAddress => "The address is wrong",
        Topic::Returned => "It did not reach you",
        Topic::Other => "Your question",
    }
}

const fn ask(topic: Topic) -> ReportAsk {
    const LEAVE_EMPTY: &str = "You may leave this empty.";
    let (text, label, hint) = match topic {
        Topic::NotReceived => (
            "Parcels are often left with a neighbour or in a dry corner. Please look there first.",
            "What helps to find it",
            LEAVE_EMPTY,
        ),
        Topic::WhereIsIt => (
            "Tell the shop that you are waiting.",
            "What the shop should know",
            LEAVE_EMPTY,
        ),
        Topic::Damaged => (
            "Keep the box and all that is in it until the shop has answered.",
            "What is broken?",
            "Words or a photo: one of them is enough.",
        ),
        Topic::WrongContents => (
            "Keep all that came until the shop has answered.",
            "What is missing or wrong?",
            "",
        ),
        Topic::WrongAddress => (
            "The shop tells you whether it can still be changed.",
            "The right address",
            "As on a letter: name, street and number, postal code, town, country.",
        ),
        Topic::Returned => (
            "Tell the shop what you would like.",
            "What the shop should know",
            "For another address: write it as on a letter.",
        ),
        Topic::Other => ("Tell the shop in your own words.", "What is wrong?", ""),
    };
    ReportAsk { text, label, hint }
}

const fn no_words(topic: Topic) -> &'static str {
    match topic {
        Topic::Damaged => "Say what is broken, or add a photo",
        Topic::WrongContents => "Say what is missing or wrong",
        Topic::WrongAddress => "Write the right address",
        Topic::Returned => "Write the other address",
        Topic::NotReceived | Topic::WhereIsIt | Topic::Other => "Say what is wrong",
    }
}

const fn photo(why: PhotoProblem) -> &'static str {
    match why {
        PhotoProblem::OtherKind => "is no photo that we can read. Choose a JPEG, PNG or WebP",
        PhotoProblem::Heic => {
            "is in a format that phones keep for themselves (HEIC). Choose a JPEG, or a screenshot of it"
        }
        PhotoProblem::TooLarge => "is larger than 8 MB. Choose a smaller one",
        PhotoProblem::TooManyPixels => "has more than 50 million pixels. Choose a smaller one",
        PhotoProblem::Broken => "cannot be read to its end. Choose another one",
    }
}
