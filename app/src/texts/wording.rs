//! A brand's own words for messages: what stands in their place while there
//! are none, what an order would typically say, and the words of the pages on
//! which they are edited.

use super::notices::{sentence, sms_act};
use super::{Lateness, NoticeSaid, ShopperTexts};
use chrono::NaiveDate;
use doorstep::answers::{Act, Answers, Happened, Next};
use doorstep::notice::MilestoneOf;
use doorstep::reading::Estimate;
use doorstep::recipient::{Medium, Reader};
use doorstep::scan::{Reason, Status};
use doorstep::shipment::PromiseSource;
use doorstep::window::Window;
use doorstep::wording::{Block, Fact, Facts, Fault, News, Part, Spot, Words};

#[cfg(test)]
mod tests;

/// Our words, written as a brand would write them: each part asks for what we
/// say there.
#[must_use]
pub fn ours(texts: &dyn ShopperTexts, spot: Spot) -> Words {
    let asked = |fact: Fact| format!("{{{{{}}}}}", fact.code());
    let if_known = |fact: Fact| format!("{{{{{}?}}}}", fact.code());
    if spot.medium == Medium::Sms {
        let news = format!("{}: {}.", asked(Fact::Shop), asked(Fact::Headline));
        let why = format!("{}.", if_known(Fact::Why));
        let known = |fact: Fact| fact.is_known_to(spot);
        let lines = [
            Some(news),
            known(Fact::Why).then_some(why),
            known(Fact::Window).then(|| if_known(Fact::Window)),
            Some(if_known(Fact::Act)),
            Some(asked(Fact::Link)),
        ];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        return Words::default().with(Part::Text, lines.join("\n"));
    }
    // Whom we do not know, ours greets without a name.
    let greeting = texts.notice_hello(Some(&if_known(Fact::FirstName)));
    let subject = texts.notice_subject(&asked(Fact::Headline), Some(&if_known(Fact::Order)));
    let begins = if Fact::Window.is_known_to(spot) {
        if_known(Fact::Window)
    } else {
        asked(Fact::Happened)
    };
    Words::default()
        .with(Part::Subject, subject)
        .with(Part::Preview, format!("{begins} {}", asked(Fact::Act)))
        .with(Part::Greeting, greeting)
        .with(Part::Heading, asked(Fact::Headline))
        .with(Part::Happened, asked(Fact::Happened))
        .with(Part::Next, asked(Fact::Next))
        .with(Part::Act, asked(Fact::Act))
        .with(Part::Button, asked(Fact::Button))
}

/// What an order would typically say to a text message, in few words; the link
/// is the longest there is.
#[must_use]
pub fn typical(texts: &dyn ShopperTexts, news: News, shop: &str, link: &str) -> Facts {
    let sample = texts.sample();
    let answers = answers_of(news);
    let said = NoticeSaid {
        notice: news.notice(),
        reader: Reader::Buyer,
        of_order: news == News::Cancelled,
        milestone: MilestoneOf::Border,
        answers: &answers,
        lateness: match news {
            News::Late => Lateness::Missed,
            _ => Lateness::Moved,
        },
        why: Some(texts.we_reason(Reason::Weather)),
        carrier: Some(sample.carrier),
    };
    let status = news.statuses().first().copied().unwrap_or(Status::Unknown);
    // A Wednesday in September: few dates are longer.
    let today = NaiveDate::from_ymd_opt(2026, 9, 20).unwrap_or_default();
    let day = NaiveDate::from_ymd_opt(2026, 9, 30).unwrap_or_default();
    let window = Window::Expected {
        estimate: Estimate {
            from: day,
            to: day,
            hours: None,
        },
        source: PromiseSource::Carrier,
        was: None,
        reason: None,
    };
    let answered = super::notices::answered(texts, &said);
    Facts::default()
        .with(Fact::FirstName, Some(sample.first_name.to_owned()))
        .with(Fact::Order, Some(sample.number.to_owned()))
        .with(Fact::Shop, Some(shop.to_owned()))
        .with(
            Fact::Headline,
            Some(texts.notice_headline(&said).to_owned()),
        )
        .with(Fact::Happened, Some(answered.happened))
        .with(Fact::Next, Some(answered.next))
        .with(Fact::Act, sms_act(texts, &said))
        .with(
            Fact::Window,
            Some(sentence(&texts.short_window(&window, status, today))),
        )
        .with(Fact::Carrier, Some(sample.carrier.to_owned()))
        .with(Fact::Why, said.why.map(str::to_owned))
        .with(Fact::Link, Some(link.to_owned()))
}

fn answers_of(news: News) -> Answers {
    let reason = Reason::Weather;
    let (happened, next, act) = match news {
        News::OrderConfirmed => (Happened::Ordered, Next::ShopPrepares, Act::Nothing),
        News::OutForDelivery => (Happened::OutForDelivery, Next::ComesToday, Act::BeThere),
        News::AvailableForPickup | News::PickupReminder => (
            Happened::AvailableForPickup { place: None },
            Next::WaitsForPickup,
            Act::Collect,
        ),
        News::Attempted => (
            Happened::Attempted {
                reason: Reason::NotHome,
            },
            Next::TriesAgain,
            Act::BeThere,
        ),
        News::Exception => (
            Happened::Exception {
                reason,
                place: None,
            },
            Next::TravelsOn,
            Act::Nothing,
        ),
        News::Lost => (Happened::Lost, Next::ShopSettles, Act::ContactShop),
        _ => (
            Happened::InTransit { place: None },
            Next::TravelsOn,
            Act::Nothing,
        ),
    };
    Answers {
        reopened: false,
        happened,
        next,
        act,
    }
}

/// The words of the pages on which messages are edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordingWords {
    /// The heading of the list.
    pub list: &'static str,
    /// What the list is.
    pub list_text: &'static str,
    /// The label over the languages.
    pub languages: &'static str,
    /// Beside a message in our words.
    pub ours: &'static str,
    /// Beside one in the brand's.
    pub changed: &'static str,
    /// Beside one in the brand's that cannot be sent as it is.
    pub broken: &'static str,
    /// What that means, on its page.
    pub broken_text: &'static str,
    /// The way back to the list.
    pub back: &'static str,
    /// The button that saves.
    pub save: &'static str,
    /// The button that draws the preview.
    pub draw: &'static str,
    /// Said once it is saved.
    pub saved: &'static str,
    /// Said over what must be mended.
    pub mend: &'static str,
    /// Said where somebody else has changed it meanwhile.
    pub changed_meanwhile: &'static str,
    /// The heading of the preview.
    pub preview: &'static str,
    /// The label over the orders to look at it with.
    pub order: &'static str,
    /// A made-up one.
    pub sample: &'static str,
    /// The heading over what may be asked for.
    pub facts: &'static str,
    /// How that is written.
    pub facts_text: &'static str,
    /// Of a fact the order does not know.
    pub unknown: &'static str,
    /// The heading over the versions.
    pub versions: &'static str,
    /// Said while there is none.
    pub no_versions: &'static str,
    /// Beside the version that holds.
    pub holds: &'static str,
    /// The button that goes back to a version.
    pub revert: &'static str,
    /// The button that goes back to ours.
    pub reset: &'static str,
    /// The summary over what differs from ours.
    pub differs: &'static str,
    /// Before our words.
    pub before: &'static str,
    /// Before the brand's.
    pub after: &'static str,
    /// Who made a version that came with another brand's settings.
    pub nobody: &'static str,
    /// The heading over the order of the blocks.
    pub layout: &'static str,
    /// What it does.
    pub layout_text: &'static str,
    /// The heading over its versions.
    pub layout_versions: &'static str,
    /// Said while there is none.
    pub no_layout_versions: &'static str,
    /// Beside a version that put ours back.
    pub layout_ours: &'static str,
    /// The button that goes back to ours.
    pub layout_reset: &'static str,
    /// Said where somebody else has changed it meanwhile.
    pub layout_changed_meanwhile: &'static str,
    /// The button that moves a block up.
    pub up: &'static str,
    /// The button that moves one down.
    pub down: &'static str,
    /// The frame of a mail as a phone shows it.
    pub narrow: &'static str,
    /// The frame of a mail as a desk shows it.
    pub wide: &'static str,
    /// The heading over the plain text of a mail.
    pub plain: &'static str,
}

/// What staff read of the words of messages.
pub trait WordingTexts {
    /// A message's name.
    fn news_label(&self, news: News) -> &'static str;
    /// A part's name.
    fn part_label(&self, part: Part) -> &'static str;
    /// What a part is for, where its name does not say it.
    fn part_hint(&self, part: Part) -> &'static str;
    /// What a fact is, in a few words.
    fn fact_label(&self, fact: Fact) -> &'static str;
    /// A block's name.
    fn block_label(&self, block: Block) -> &'static str;
    /// The name of a language, by its tag.
    fn language_label(&self, tag: &str) -> &'static str;
    /// What is wrong with a message's words, where, and what to do.
    fn wording_fault(&self, fault: &Fault) -> String;
    /// How long a text message is.
    fn sms_length(&self, letters: usize, segments: usize) -> String;
    /// One of the versions: its number, who made it, when.
    fn wording_version(&self, version: i64, who: &str, when: &str) -> String;
    /// The pages on which they are edited.
    fn wording_words(&self) -> WordingWords;
}
