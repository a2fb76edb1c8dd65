//! A message in the brand's own words, where it has some and they pass the
//! check; ours stand everywhere else.

use super::clean::{joined, line};
use super::told::Told;
use super::way::Ways;
use super::{About, Spoken};
use crate::db::brand::Stored;
use crate::db::wording::{self, Place};
use crate::error::Error;
use crate::services::Services;
use crate::views::tracking::Gathered;
use app::texts::notices::{answered, sentence, sms_act, sms_segments};
use app::texts::wording::typical;
use doorstep::recipient::{Medium, Reader};
use doorstep::view::tracking::WindowView;
use doorstep::wording::{
    Bounds, Fact, Facts, Layout, News, Part, Spot, Versions, Words, check, fitted, lines,
};
use std::collections::BTreeMap;

/// Of an order's page: no token is longer.
const LONGEST_PATH: &str = "/t/0123456789abcdefghijkl";

/// Stands for the site's address while nobody has said it.
const SOME_ADDRESS: &str = "https://track.shop.example";

/// What a brand says in its own words.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    words: BTreeMap<News, Words>,
    /// The order of the blocks.
    pub layout: Layout,
    /// Which versions these are.
    pub versions: Versions,
}

impl Wording {
    /// One message in these words.
    pub fn of_one(news: News, words: Words, layout: Layout) -> Self {
        Self {
            words: BTreeMap::from([(news, words)]),
            layout,
            versions: Versions::default(),
        }
    }

    /// The words of the news; `None` for ours.
    pub fn of(&self, news: News) -> Option<&Words> {
        self.words.get(&news)
    }
}

/// What a brand says of the news in a language, as far as it can be said
/// today.
pub async fn of_brand(
    services: &Services,
    brand: &Stored,
    (medium, language): (Medium, &'static str),
    told: &[News],
) -> Result<Wording, Error> {
    let spot = |news: &News| Spot {
        news: *news,
        medium,
        language,
    };
    let places = told.iter().map(|news| Place::Message(spot(news)));
    let mut places: Vec<Place> = places.collect();
    if medium == Medium::Email {
        places.push(Place::Layout);
    }
    let read = services.database.read();
    let mut own = Wording::default();
    for row in wording::held_of_brand_at(read, brand.id, &places).await? {
        if let Some(layout) = row.layout() {
            own.layout = layout;
            own.versions.arrange(row.version);
        }
        let (Some(words), Some((news, _))) = (row.words(), row.message()) else {
            continue;
        };
        let spot = spot(&news);
        if check(spot, &words, &bounds(services, brand, spot)).is_empty() {
            own.words.insert(news, words);
            own.versions.say(news, row.version);
        } else {
            tracing::warn!(
                brand = %brand.slug, news = news.code(), medium = medium.code(), language,
                "the brand's words for a message need mending, so ours are sent"
            );
        }
    }
    Ok(own)
}

/// What the words of a brand's message are held against.
#[must_use]
pub fn bounds(services: &Services, brand: &Stored, spot: Spot) -> Bounds {
    let texts = app::texts::for_brand(spot.language, brand);
    let address = services.address_of(brand);
    let home = brand.links.home.as_deref();
    let linked = [address.as_deref(), home].into_iter().flatten();
    let hosts = linked.filter_map(host_of).chain(brand.hosts.clone());
    let link = format!(
        "{}{LONGEST_PATH}",
        address.as_deref().unwrap_or(SOME_ADDRESS)
    );
    Bounds {
        hosts: hosts.collect(),
        typical: typical(&*texts, spot.news, &line(&brand.name), &link),
        segments: sms_segments(texts.tag()),
    }
}

fn host_of(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    rest.split(['/', '?', '#']).next().map(str::to_owned)
}

/// What a message knows of all the parcels it tells of: what stands once in it
/// must be so of each.
pub fn facts_of_all(
    gathered: &Gathered,
    about: &About<'_>,
    told: &[Told<'_>],
    with: &Spoken<'_>,
) -> Facts {
    Facts::of_all(told.iter().map(|one| facts(gathered, about, one, with)))
}

/// What a message knows of a parcel for its reader.
pub fn facts(gathered: &Gathered, about: &About<'_>, told: &Told<'_>, with: &Spoken<'_>) -> Facts {
    let texts = &*gathered.setting.texts;
    let reader = about.reader.reader;
    let said = told.said(reader);
    let answered = answered(texts, &said);
    let order = (reader == Reader::Buyer).then(|| line(&about.order.number));
    let shop = line(&about.brand.name);
    let button = texts.notice_words(told.notice, reader, &shop).button;
    Facts::default()
        .with(Fact::FirstName, with.first_name.map(str::to_owned))
        .with(Fact::Order, order)
        .with(Fact::Shop, Some(shop))
        .with(Fact::Headline, Some(with.headline.to_owned()))
        .with(Fact::Happened, Some(joined(&answered.happened)))
        .with(Fact::Next, Some(joined(&answered.next)))
        .with(Fact::Act, Some(joined(&answered.act)))
        .with(Fact::Button, Some(button.to_owned()))
        .with(Fact::Window, in_sentence(&told.view.window.text))
        .with(Fact::Carrier, said.carrier.map(line))
        .with(Fact::Why, said.why.map(line))
}

/// When it comes as a sentence; `None` where nothing is awaited.
fn in_sentence(window: &str) -> Option<String> {
    let window = joined(window);
    (!window.is_empty()).then(|| sentence(&window))
}

/// A part of a message in the brand's words; `None` where ours stand.
pub fn said(words: Option<&Words>, part: Part, facts: &Facts) -> Option<Vec<String>> {
    let said = lines(words?.of(part), facts);
    (!said.is_empty()).then_some(said)
}

/// The same of a part of one line.
pub fn said_in_line(words: Option<&Words>, part: Part, facts: &Facts) -> Option<String> {
    said(words, part, facts).map(|lines| lines.join(" "))
}

/// What a text message knows of a parcel: of what to do what can be done from
/// a doorstep, of when it comes as much as it is given.
pub fn sms_facts(
    (gathered, about): (&Gathered, &About<'_>),
    told: &Told<'_>,
    window: &str,
    (with, ways): (&Spoken<'_>, &Ways),
) -> Facts {
    let act = sms_act(&*gathered.setting.texts, &told.said(about.reader.reader));
    facts(gathered, about, told, with)
        .with(Fact::Act, act)
        .with(Fact::Link, Some(ways.page.clone()))
        .with(Fact::Window, in_sentence(window))
}

/// A text message in the brand's words; `None` where ours are sent, as they
/// are where the brand's have no room.
pub fn sms(
    (gathered, about): (&Gathered, &About<'_>),
    told: &[Told<'_>],
    (with, ways): (&Spoken<'_>, &Ways),
) -> Option<String> {
    let words = with.lead(told)?;
    let texts = &*gathered.setting.texts;
    let spot = Spot {
        news: told.first()?.news()?,
        medium: Medium::Sms,
        language: texts.tag(),
    };
    let of_all = |window: fn(&WindowView) -> &str| {
        let facts = told.iter().map(|one| {
            let window = window(&one.view.window);
            sms_facts((gathered, about), one, window, (with, ways))
        });
        Facts::of_all(facts)
    };
    let (facts, short) = (
        of_all(|window| &window.text),
        of_all(|window| &window.short),
    );
    fitted(spot, words, &facts, &short, sms_segments(texts.tag()))
}
