//! The words around a report: what shoppers are asked, what they are told of
//! it afterwards, and how staff read it.

use doorstep::brand::{Remedy, Trouble};
use doorstep::contact::{Looked, State, Topic};
use doorstep::view::report::{ReportProblem, Typed};

/// The fixed words of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportWords {
    /// The link on the order's page.
    pub link: &'static str,
    /// Over the choice of a parcel.
    pub which: &'static str,
    /// Over the choice of what is wrong.
    pub what: &'static str,
    /// Over what was told before.
    pub told: &'static str,
    /// That what is sent now joins it.
    pub joins: &'static str,
    /// The link back to the order.
    pub back: &'static str,
    /// The link to the other topics.
    pub other: &'static str,
    /// Over where they have looked.
    pub looked: &'static str,
    /// Over what they would like.
    pub remedy: &'static str,
    /// Over the photos.
    pub photos: &'static str,
    /// How many, of which kind, and what is kept of them.
    pub photos_hint: &'static str,
    /// Once the form is shown again: no page can fill files in.
    pub photos_again: &'static str,
    /// The button.
    pub send: &'static str,
    /// Over what has to be mended.
    pub mend: &'static str,
    /// The heading once it has come.
    pub sent: &'static str,
    /// What becomes of it.
    pub sent_text: &'static str,
    /// Before the reference.
    pub reference: &'static str,
}

/// What the form of a topic asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportAsk {
    /// What to know before writing.
    pub text: &'static str,
    /// Over the words.
    pub label: &'static str,
    /// What to write; may be empty.
    pub hint: &'static str,
}

/// A report as staff are to read it.
#[derive(Clone, Copy, Debug)]
pub struct ReportBody<'a> {
    /// What it is about.
    pub topic: Topic,
    /// The trouble the parcel is in.
    pub trouble: Option<Trouble>,
    /// What was typed.
    pub typed: &'a Typed,
    /// Where the carrier says it was left.
    pub left_at: Option<&'a str>,
}

/// How staff read a report.
pub trait ReportDeskTexts {
    /// A topic in a word or two, for staff.
    fn topic_name(&self, topic: Topic) -> &'static str;
    /// A report as staff are to read it.
    fn report_body(&self, body: &ReportBody<'_>) -> String;
    /// What a help desk handed on, with where it came from.
    fn handed_on(&self, words: &str, via: Option<&str>) -> String;
}

/// The words around a report, in one language.
pub trait ReportTexts {
    /// The fixed words of the pages.
    fn report_words(&self) -> ReportWords;
    /// A topic in the shopper's words.
    fn report_topic(&self, topic: Topic, trouble: Option<Trouble>) -> &'static str;
    /// What the form of a topic asks.
    fn report_ask(&self, topic: Topic) -> ReportAsk;
    /// A place to look at.
    fn looked(&self, looked: Looked, left_at: Option<&str>) -> String;
    /// What they may choose of.
    fn remedy(&self, remedy: Remedy) -> &'static str;
    /// What has to be mended.
    fn report_problem(&self, topic: Topic, problem: ReportProblem) -> String;
    /// How far a contact is.
    fn contact_state(&self, state: State) -> &'static str;
    /// How far what was told is, short enough for a line on a phone: a change
    /// of it moves nothing.
    fn told_line(&self, reference: &str, state: State) -> String;
    /// The same with the day and the topic.
    fn told_on(&self, on: &str, topic: Topic, reference: &str, state: State) -> String;
    /// How many photos came along.
    fn photos_came(&self, count: usize) -> String;
    /// The title of a page.
    fn report_title(&self, headline: &str, brand: &str) -> String;
}
