//! A mail before it is drawn: every word and colour of it, for mark-up and
//! plain text alike.

use super::clean::{line, paragraphs};
use super::look::{Look, Tone};
use super::own::{facts, facts_of_all, said, said_in_line};
use super::told::{self, Told, tone};
use super::way::Ways;
use super::{About, Spoken};
use crate::views::structured;
use crate::views::tracking::Gathered;
use app::texts::notices::{Answered, answered, preview, sentence};
use app::texts::{NoticeWords, ShopperTexts};
use doorstep::brand::Brand;
use doorstep::notice::Notice;
use doorstep::recipient::Reader;
use doorstep::view::tracking::{Labels, ParcelView, StepState};
use doorstep::wording::{Layout, Part};
use serde::Serialize;

/// The most items that are listed: mail programs cut long mails.
const MOST_ITEMS: usize = 20;

/// Blank characters behind the preview, so that nothing else is taken for it.
const PADDING: &str = "\u{a0}\u{200c}";

/// The whole of a mail.
#[derive(Debug, Serialize)]
pub struct Sheet {
    pub language: &'static str,
    pub subject: String,
    pub preview: String,
    padding: String,
    #[serde(flatten)]
    look: Look,
    brand: Front,
    hello: String,
    headline: String,
    order: Option<String>,
    /// What it is made of below the heading, in the order it is drawn.
    blocks: Vec<&'static str>,
    parcels: Vec<Parcel>,
    button: Link,
    /// What the shop says below everything else.
    footer: Vec<String>,
    because: String,
    choose: Link,
    stop: Link,
    questions: Option<&'static str>,
    /// JSON, to stand in a script.
    #[serde(skip)]
    pub structured: Option<String>,
}

/// Whose mail it is.
#[derive(Debug, Serialize)]
struct Front {
    name: String,
    home: Option<String>,
    logo: Option<String>,
}

#[derive(Debug, Serialize)]
struct Link {
    label: String,
    link: String,
}

/// A heading with lines below it.
#[derive(Debug, Serialize)]
struct Lines {
    label: Option<String>,
    lines: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Step {
    label: String,
    reached: bool,
    current: bool,
}

#[derive(Debug, Serialize)]
struct Carrier {
    label: String,
    name: String,
    number: Option<String>,
    link: Option<String>,
}

/// One parcel's part.
#[derive(Debug, Serialize)]
struct Parcel {
    title: Option<String>,
    /// The one button stands with the first.
    button: bool,
    window: String,
    tone: Option<Tone>,
    /// Of one step, in percent.
    width: usize,
    steps: Vec<Step>,
    /// The three, and what belongs to them.
    answers: Vec<Lines>,
    carrier: Option<Carrier>,
    items: Option<Lines>,
}

impl Sheet {
    /// Puts it together.
    pub fn of(
        gathered: &Gathered,
        about: &About<'_>,
        told: &[Told<'_>],
        ways: &Ways,
        with: &Spoken<'_>,
    ) -> Self {
        let texts = &*gathered.setting.texts;
        let reader = about.reader.reader;
        let is_buyer = reader == Reader::Buyer;
        let brand: &Brand = about.brand;
        let name = line(&brand.name);
        let notice = told.first().map_or(Notice::Shipped, |told| told.notice);
        let words = texts.notice_words(notice, reader, &name);
        let look = Look::of(brand);
        let number = Some(line(&about.order.number)).filter(|_| is_buyer);
        let own = with.lead(told);
        let facts = facts_of_all(gathered, about, told, with);
        let in_line = |part| said_in_line(own, part, &facts);
        let or = |part, ours: &str| in_line(part).unwrap_or_else(|| ours.to_owned());
        let desk = Desk {
            about,
            with,
            gathered,
            texts,
            labels: texts.labels(),
            words: &words,
            look: &look,
            reader,
        };
        let parcels = told.iter().enumerate();
        let parcels = parcels.map(|(at, one)| desk.parcel(at, one, told.len() > 1));
        Self {
            language: texts.tag(),
            subject: or(
                Part::Subject,
                &texts.notice_subject(with.headline, number.as_deref()),
            ),
            preview: in_line(Part::Preview).unwrap_or_else(|| desk.preview(told)),
            padding: PADDING.repeat(60),
            brand: front(brand, name, ways),
            hello: or(Part::Greeting, &texts.notice_hello(with.first_name)),
            headline: or(Part::Heading, with.headline),
            order: number.map(|number| texts.order_label(&number)),
            blocks: blocks(with.wording.layout),
            parcels: parcels.collect(),
            button: link(&or(Part::Button, words.button), &ways.page),
            footer: said(own, Part::Footer, &facts).unwrap_or_default(),
            choose: link(words.choose, &ways.choose),
            stop: link(words.stop, &ways.stop),
            questions: gathered.setting.front.support().map(|_| words.questions),
            structured: is_buyer.then(|| structured::of(gathered, &gathered.view())),
            because: words.because,
            look,
        }
    }
}

fn blocks(layout: Layout) -> Vec<&'static str> {
    let blocks = layout.blocks().iter();
    blocks.map(|block| block.code()).collect()
}

fn link(label: &str, link: &str) -> Link {
    Link {
        label: label.to_owned(),
        link: link.to_owned(),
    }
}

/// Mail programs draw no SVG: the name stands for it.
fn front(brand: &Brand, name: String, ways: &Ways) -> Front {
    let logo = brand.look.logo.as_deref();
    let drawn = logo.filter(|file| !file.to_ascii_lowercase().ends_with(".svg"));
    Front {
        name,
        home: brand.links.home.clone(),
        logo: drawn.map(|file| format!("{}{}", ways.site, app::brand::file_path(brand, file))),
    }
}

/// What every part of a mail is put into words with.
struct Desk<'a> {
    about: &'a About<'a>,
    with: &'a Spoken<'a>,
    gathered: &'a Gathered,
    texts: &'a dyn ShopperTexts,
    labels: Labels,
    words: &'a NoticeWords,
    look: &'a Look,
    reader: Reader,
}

impl Desk<'_> {
    /// When, and what to do: of several parcels what is the same for all, and
    /// when each comes where that is not.
    fn preview(&self, told: &[Told<'_>]) -> String {
        let answers: Vec<Answered> = told
            .iter()
            .map(|one| answered(self.texts, &one.said(self.reader)))
            .collect();
        let (Some(lead), Some(first)) = (told.first(), answers.first()) else {
            return String::new();
        };
        let when = &lead.view.window.text;
        let is_when = told.iter().all(|one| one.view.window.text == *when);
        let is_happened = answers.iter().all(|one| one.happened == first.happened);
        let window = if is_when && (is_happened || !when.is_empty()) {
            when.clone()
        } else {
            told.iter().map(in_few_words).collect::<Vec<_>>().join(" ")
        };
        let is_act = answers.iter().all(|one| one.act == first.act);
        let act = if is_act { &*first.act } else { "" };
        let all = Answered {
            act: act.to_owned(),
            ..first.clone()
        };
        line(&preview(&window, &all))
    }

    fn parcel(&self, at: usize, told: &Told<'_>, is_one_of_several: bool) -> Parcel {
        let view = &told.view;
        let heading = view.heading.as_deref().filter(|_| !told.is_order);
        let steps: Vec<Step> = view
            .steps
            .iter()
            .map(|step| Step {
                label: line(&step.label),
                reached: step.state != StepState::Ahead,
                current: matches!(step.state, StepState::Current | StepState::Ended),
            })
            .collect();
        Parcel {
            title: match heading {
                Some(heading) if is_one_of_several => {
                    Some(line(&format!("{heading}: {}", view.headline)))
                }
                heading => heading.map(line),
            },
            button: at == 0,
            window: line(&view.window.text),
            tone: self.look.tone(tone(view.status)),
            width: 100 / steps.len().max(1),
            steps,
            answers: self.answers(told),
            carrier: self.carrier(view),
            items: self.items(told),
        }
    }

    fn answers(&self, told: &Told<'_>) -> Vec<Lines> {
        let ours = answered(self.texts, &told.said(self.reader));
        let own = told.news().and_then(|news| self.with.wording.of(news));
        let facts = facts(self.gathered, self.about, told, self.with);
        [
            (&self.labels.happened, Part::Happened, ours.happened),
            (&self.labels.next, Part::Next, ours.next),
            (&self.labels.act, Part::Act, ours.act),
        ]
        .map(|(label, part, ours)| match said(own, part, &facts) {
            // A brand may say more than fits a line of a stranger's.
            Some(own) => Lines {
                label: Some(line(label)),
                lines: own,
            },
            None => words(Some(label), &ours),
        })
        .into_iter()
        .chain(self.more(&told.view))
        .collect()
    }

    /// Where it waits, what the shop says of trouble that touches it, and what
    /// the shop does then.
    fn more(&self, view: &ParcelView) -> Vec<Lines> {
        let pickup = view.pickup.as_ref().map(|point| {
            let hours = point.hours.as_ref();
            let hours = hours.map(|hours| format!("{}: {hours}", self.labels.pickup_hours));
            let all = std::iter::once(point.name.clone()).chain(point.lines.iter().cloned());
            lines(Some(&self.labels.pickup), all.chain(hours))
        });
        let incident = view.incident.as_deref().map(|said| words(None, said));
        let is_buyer = self.reader == Reader::Buyer;
        let policy = view.policy.as_ref().filter(|_| is_buyer);
        let policy = policy.map(|policy| words(Some(&policy.heading), &policy.text));
        [pickup, incident, policy].into_iter().flatten().collect()
    }

    /// With the number or the link anybody reads at the carrier what the
    /// follower's own page leaves out.
    fn carrier(&self, view: &ParcelView) -> Option<Carrier> {
        if self.reader == Reader::Follower {
            return None;
        }
        let carrier = view.carrier.as_ref()?;
        Some(Carrier {
            label: self.labels.carrier.clone(),
            name: line(&carrier.name),
            number: carrier.number.as_deref().map(line),
            link: carrier.link.clone(),
        })
    }

    /// What is in it is the buyer's alone to know.
    fn items(&self, told: &Told<'_>) -> Option<Lines> {
        if self.reader == Reader::Follower {
            return None;
        }
        let of_parcel = || {
            let items = told.view.items.iter();
            items
                .map(|item| (item.title.clone(), item.quantity))
                .collect()
        };
        let (label, items): (&str, Vec<(String, u32)>) = if told.is_order {
            (self.words.in_order, told::of_order(self.gathered))
        } else {
            (&self.labels.items, of_parcel())
        };
        let more = items.len().saturating_sub(MOST_ITEMS);
        let listed = items.iter().take(MOST_ITEMS);
        let listed = listed.map(|(title, quantity)| format!("{quantity} × {title}"));
        let rest = (more > 0).then(|| self.texts.notice_more_items(more));
        let all = lines(Some(label), listed.chain(rest));
        (!items.is_empty()).then_some(all)
    }
}

/// Which parcel, and when it comes or where it stands.
fn in_few_words(told: &Told<'_>) -> String {
    let view = &told.view;
    let short = Some(&view.window.short).filter(|short| !short.is_empty());
    let said = short.unwrap_or(&view.headline);
    match &view.heading {
        Some(heading) => sentence(&format!("{heading}: {said}")),
        None => sentence(said),
    }
}

/// What we and the shop say, whole; the carrier's words in it are short.
fn words(label: Option<&str>, text: &str) -> Lines {
    Lines {
        label: label.map(line),
        lines: paragraphs(text).collect(),
    }
}

/// What strangers wrote.
fn lines(label: Option<&str>, texts: impl IntoIterator<Item = String>) -> Lines {
    Lines {
        label: label.map(line),
        lines: texts.into_iter().map(|text| line(&text)).collect(),
    }
}
