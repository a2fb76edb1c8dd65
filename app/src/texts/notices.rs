//! Notices in words: what an e-mail or a text message says of news. The three
//! answers are those of the page, in the shop's own voice, unless the news is
//! something else than where the parcel stands.

use super::ShopperTexts;
use super::alike::capital;
use doorstep::answers::{Act, Answers, Happened};
use doorstep::notice::{MilestoneOf, Notice};
use doorstep::recipient::Reader;
use doorstep::scan::Reason;
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
    /// Whether it is about the order as a whole.
    pub of_order: bool,
    /// What a milestone on the way is.
    pub milestone: MilestoneOf,
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

impl NoticeSaid<'_> {
    /// Whether what is to be done is the buyer's alone to do, and somebody
    /// else reads it.
    #[must_use]
    pub const fn is_for_the_buyer(&self) -> bool {
        let is_buyers = match self.answers.act {
            Act::ContactShop => true,
            Act::Resolve(reason) => is_buyers(reason),
            Act::Nothing | Act::BeThere | Act::Collect | Act::LookAround => false,
        };
        is_buyers && matches!(self.reader, Reader::Follower)
    }

    /// Whether a part of it is sold out, and somebody else than its buyer
    /// reads it.
    #[must_use]
    pub fn is_sold_out(&self) -> bool {
        let is_so = matches!(
            self.answers.happened,
            Happened::Exception {
                reason: Reason::OutOfStock,
                ..
            }
        );
        is_so && self.reader == Reader::Follower
    }
}

/// Whether trouble is settled between the shop and its buyer.
const fn is_buyers(reason: Reason) -> bool {
    match reason {
        Reason::Documents
        | Reason::Duties
        | Reason::PaymentDue
        | Reason::Refused
        | Reason::Unclaimed
        | Reason::AddressIncorrect
        | Reason::WrongAddressData
        | Reason::OutOfStock
        | Reason::NotReady
        | Reason::Damaged
        | Reason::Lost
        | Reason::Prohibited
        | Reason::CancelledByShop => true,
        Reason::Missorted
        | Reason::Vehicle
        | Reason::Capacity
        | Reason::ProcessingDelay
        | Reason::Disruption
        | Reason::Packaging
        | Reason::NotHome
        | Reason::BusinessClosed
        | Reason::Access
        | Reason::Identity
        | Reason::RescheduleRequested
        | Reason::Inspection
        | Reason::CustomsDelay
        | Reason::Weather
        | Reason::Disaster
        | Reason::Unknown => false,
    }
}

/// How a delay shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lateness {
    /// There is a later date.
    Moved,
    /// The date has passed, and there is no other.
    Missed,
    /// The date is about to pass, and there is no other.
    AtRisk,
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
    /// What the reader should do in few words, as a text message has room for;
    /// `None` where there is nothing to do.
    fn notice_short_act(&self, act: Act, carrier: Option<&str>) -> Option<String>;
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

/// The text message: the news and the link; why, when and what to do, as much
/// as fits.
#[must_use]
pub fn sms(
    texts: &dyn ShopperTexts,
    of: &NoticeSaid<'_>,
    headline: &str,
    window: SmsWindow<'_>,
    shop: &str,
    link: Option<&str>,
) -> String {
    let most = sms_segments(texts.tag());
    let act = sms_act(texts, of);
    let wordings = wordings(of, window, act.as_deref());
    let mut told = wordings.iter().map(|wording| wording.parts(headline));
    let whole = told.find_map(|(news, more)| {
        let parts = sms::Parts {
            from: shop,
            news: &news,
            more: &more,
            link,
        };
        sms::whole(&parts, most)
    });
    whole.unwrap_or_else(|| {
        let (news, _) = Wording::of_why(of.why).parts(headline);
        let parts = sms::Parts {
            from: shop,
            news: &news,
            more: &[],
            link,
        };
        sms::fitted(&parts, most)
    })
}

/// What a text message says beside the news.
#[derive(Clone, Copy)]
struct Wording<'a> {
    why: Option<&'a str>,
    when: &'a str,
    act: Option<&'a str>,
}

impl<'a> Wording<'a> {
    /// Why, and nothing else.
    const fn of_why(why: Option<&'a str>) -> Self {
        Self {
            why,
            when: "",
            act: None,
        }
    }

    /// The news, and the sentences behind it.
    fn parts(&self, headline: &str) -> (String, Vec<String>) {
        let why = self.why.filter(|why| !self.when.contains(why));
        let news = match why {
            Some(why) => format!("{headline}: {why}."),
            None => sentence(headline),
        };
        let said = [Some(self.when), self.act].into_iter().flatten();
        let more = said
            .filter(|words| !words.is_empty())
            .map(|words| capital(&sentence(words)));
        (news, more.collect())
    }
}

/// What may be said, the fullest first. Where trouble needs something done,
/// that matters more than when and why.
fn wordings<'a>(
    of: &NoticeSaid<'a>,
    window: SmsWindow<'a>,
    act: Option<&'a str>,
) -> Vec<Wording<'a>> {
    let SmsWindow { text, short } = window;
    let say = |why, when, act| Wording { why, when, act };
    let mut all = vec![say(of.why, text, act)];
    if act.is_some() && matches!(of.answers.act, Act::Resolve(_)) {
        // A bare date would seem to be that of the trouble.
        all.extend([
            say(of.why, "", act),
            say(None, text, act),
            say(None, "", act),
        ]);
    } else if !short.is_empty() {
        all.push(say(of.why, short, act));
    }
    all.extend([
        say(of.why, text, None),
        say(of.why, short, None),
        Wording::of_why(of.why),
    ]);
    all
}

/// What to do, as a text message says it: in few words, and nothing where the
/// notice says of itself that nothing is to be done.
#[must_use]
pub fn sms_act(texts: &dyn ShopperTexts, of: &NoticeSaid<'_>) -> Option<String> {
    let is_said = texts.notice_act(of).is_none();
    let short_act = || texts.notice_short_act(of.answers.act, of.carrier);
    is_said.then(short_act).flatten()
}

/// Words as a sentence, however they end.
#[must_use]
pub fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?']) {
        return words.to_owned();
    }
    format!("{words}.")
}
