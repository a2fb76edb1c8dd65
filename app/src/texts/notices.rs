//! Notices in words: what an e-mail or a text message says of news. The three
//! answers are those of the page, in the shop's own voice, unless the news is
//! something else than where the parcel stands.

use super::ShopperTexts;
use doorstep::answers::{Act, Answers};
use doorstep::notice::Notice;
use doorstep::recipient::Reader;
use doorstep::sms;

#[cfg(test)]
mod tests;

/// News, with what its words need.
#[derive(Clone, Copy, Debug)]
pub struct NoticeSaid<'a> {
    /// What kind.
    pub notice: Notice,
    /// Who reads it.
    pub reader: Reader,
    /// Where the parcel stands.
    pub answers: &'a Answers,
    /// How a delay shows.
    pub lateness: Lateness,
    /// Why it stands still or is late, in a few words; `None` when nobody
    /// said.
    pub why: Option<&'a str>,
    /// The carrier's name, where one is named.
    pub carrier: Option<&'a str>,
}

/// How a delay shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lateness {
    /// There is a later date.
    Moved,
    /// The date has passed, and there is no other.
    Missed,
}

/// The three answers in words: none can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What happened.
    pub happened: String,
    /// What happens next.
    pub next: String,
    /// What the reader should do.
    pub act: String,
}

/// What stands around the news in every mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeWords {
    /// On the one button.
    pub button: &'static str,
    /// Over the items of an order that has not left.
    pub in_order: &'static str,
    /// Whom to ask.
    pub questions: &'static str,
    /// Why they get this.
    pub because: String,
    /// The link to what is sent, and how.
    pub choose: &'static str,
    /// The link that ends it.
    pub stop: &'static str,
}

/// Notices in one language.
pub trait NoticeTexts {
    /// The news in one line, without a full stop: the headline of a mail, and
    /// how a text message begins.
    fn notice_headline(&self, of: &NoticeSaid<'_>) -> &'static str;
    /// A mail's subject: its headline, with the order's number for whoever
    /// knows it.
    fn notice_subject(&self, headline: &str, order: Option<&str>) -> String;
    /// What happened; `None` where the news is where the parcel stands.
    fn notice_happened(&self, of: &NoticeSaid<'_>) -> Option<String>;
    /// What happens next; `None` likewise.
    fn notice_next(&self, of: &NoticeSaid<'_>) -> Option<&'static str>;
    /// What the reader should do; `None` likewise.
    fn notice_act(&self, of: &NoticeSaid<'_>) -> Option<&'static str>;
    /// How a mail begins.
    fn notice_hello(&self, first_name: Option<&str>) -> String;
    /// At the end of a list: so many more items.
    fn notice_more_items(&self, count: usize) -> String;
    /// What stands around the news.
    fn notice_words(&self, notice: Notice, reader: Reader, shop: &str) -> NoticeWords;
}

/// The three answers of a mail.
#[must_use]
pub fn answered(texts: &dyn ShopperTexts, of: &NoticeSaid<'_>) -> Answered {
    let Answers {
        reopened,
        happened,
        next,
        act,
    } = of.answers;
    let as_on_the_page = || {
        let said = texts.we_happened(happened, of.carrier);
        if *reopened {
            return format!("{} {said}", texts.reopened(of.carrier));
        }
        said
    };
    let own = texts.notice_next(of).map(str::to_owned);
    let to_do = texts.notice_act(of).map(str::to_owned);
    Answered {
        happened: texts.notice_happened(of).unwrap_or_else(as_on_the_page),
        next: own.unwrap_or_else(|| texts.we_next(*next, of.carrier)),
        act: to_do.unwrap_or_else(|| texts.we_act(*act, of.carrier)),
    }
}

/// The line that mail programs show beside the subject: when, and what to do.
#[must_use]
pub fn preview(window: &str, answered: &Answered) -> String {
    let first = if window.is_empty() {
        &answered.happened
    } else {
        window
    };
    format!("{} {}", sentence(first), answered.act)
}

/// How many segments a text message may take: one where the language's
/// letters allow it.
#[must_use]
pub fn sms_segments(tag: &str) -> usize {
    if tag == "en" { 1 } else { 2 }
}

/// When it comes, as a text message says it.
#[derive(Clone, Copy, Debug, Default)]
pub struct SmsWindow<'a> {
    /// In a sentence; empty where nothing is awaited.
    pub text: &'a str,
    /// In two words, for where the sentence has no room.
    pub short: &'a str,
}

/// The text message: the news, why, when, what to do, as much as fits, and
/// the link.
#[must_use]
pub fn sms(
    texts: &dyn ShopperTexts,
    of: &NoticeSaid<'_>,
    headline: &str,
    window: SmsWindow<'_>,
    shop: &str,
    link: Option<&str>,
) -> String {
    let whole = with_window(texts, of, headline, window.text, shop, link);
    if window.short.is_empty() || whole.contains(&sentence(window.text)) {
        return whole;
    }
    with_window(texts, of, headline, window.short, shop, link)
}

fn with_window(
    texts: &dyn ShopperTexts,
    of: &NoticeSaid<'_>,
    headline: &str,
    window: &str,
    shop: &str,
    link: Option<&str>,
) -> String {
    let news = match of.why {
        Some(why) => format!("{headline}: {why}."),
        None => format!("{headline}."),
    };
    let mut more = Vec::new();
    if !window.is_empty() {
        more.push(sentence(window));
    }
    let act = of.answers.act;
    // What can be done from a doorstep is said in few words.
    let is_short = matches!(act, Act::BeThere | Act::Collect | Act::Resolve(_));
    if is_short && texts.notice_act(of).is_none() {
        more.push(texts.act(act, of.carrier));
    }
    let parts = sms::Parts {
        from: shop,
        news: &news,
        more: &more,
        link,
    };
    sms::fitted(&parts, sms_segments(texts.tag()))
}

/// Words as a sentence, however they end.
fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?']) {
        return words.to_owned();
    }
    format!("{words}.")
}
