//! `/settings/brand/{slug}/messages`: a brand's own words for messages, and
//! the order of the blocks of its e-mails.

mod preview;

pub use preview::{stored_preview, typed_preview};

use super::fields::Fields;
use super::page::{self, Drawn, SiteClock};
use crate::db::brand::Stored;
use crate::db::wording::Place;
use crate::error::Error;
use crate::http::pages::{language, not_found};
use crate::http::routes::Http;
use crate::http::session::Admin;
use crate::intake::desk::Refusal;
use crate::intake::desk::wording::{self as intake, Changing, NotSaved};
use crate::staff::Actor;
use crate::views::notices::{bounds, preview as drawing};
use crate::views::wording::{self, Standing};
use app::pages::staff::{ListState, Section, StaffPage, WordingPage, WordingState, WordingsPage};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use doorstep::wording::{Block, Fact, Fault, Part, Spot, Way, Words};

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: Option<String>,
    language: Option<String>,
    order: Option<String>,
}

/// A message, as addresses name it.
#[derive(Debug, serde::Deserialize)]
pub struct Named {
    slug: String,
    news: String,
    medium: String,
    language: String,
}

/// Who asks, for what.
struct Asking<'a> {
    http: &'a Http,
    actor: &'a Actor,
    headers: &'a HeaderMap,
    brand: Stored,
}

impl<'a> Asking<'a> {
    /// `None` for a brand they do not serve, which looks like none.
    fn of(http: &'a Http, actor: &'a Actor, headers: &'a HeaderMap, slug: &str) -> Option<Self> {
        let book = http.services.book.now();
        let brand = book.brand_of_slug(slug)?.clone();
        actor.serves(brand.id).then_some(Self {
            http,
            actor,
            headers,
            brand,
        })
    }

    fn frame(&self) -> app::pages::staff::StaffFrame {
        page::frame(self.actor, Some(Section::Notices))
    }

    async fn list(&self, tag: Option<&str>, state: ListState) -> Result<Response, Error> {
        let services = &self.http.services;
        let languages = wording::languages();
        let home = app::texts::Language::of_brand(&self.brand).tag();
        let tag = languages.iter().find(|one| Some(**one) == tag);
        let tag = tag.copied().unwrap_or(home);
        let (layout, layout_version) = wording::layout(services, &self.brand).await?;
        let clock = SiteClock::of(self.http, services.clock.now());
        let reads = language(self.headers);
        let when = |at| clock.words(at, &reads);
        let page = WordingsPage {
            slug: self.brand.slug.clone(),
            brand: self.brand.name.clone(),
            language: tag,
            languages,
            own: wording::own(services, &self.brand, tag).await?,
            layout,
            layout_version,
            layout_versions: wording::layout_versions(services, &self.brand, &when).await?,
            state,
        };
        let status = match state {
            ListState::Opened | ListState::Saved => StatusCode::OK,
            ListState::ChangedMeanwhile => StatusCode::CONFLICT,
        };
        Ok(Drawn::new(StaffPage::Wordings(Box::new(page)))
            .of(status)
            .within(self.frame())
            .answer(&reads))
    }

    /// The form with these words in it, looked at with an order; with the
    /// first that fits where none is named.
    async fn form(&self, spot: Spot, shown: Shown, order: Option<&str>) -> Result<Response, Error> {
        let services = &self.http.services;
        let brand = &self.brand;
        let orders = drawing::fitting(services, brand, spot).await?;
        let first = || orders.first().map(|(id, _)| id.clone());
        let order = order.map_or_else(|| first().unwrap_or_default(), str::to_owned);
        let (layout, _) = wording::layout(services, brand).await?;
        let ours = wording::ours_of(brand, spot);
        let drawn = drawing::preview(services, brand, (spot, &ours), layout, &order).await?;
        let known = Fact::ALL.iter().filter(|fact| fact.is_known_to(spot));
        let said = |fact: &Fact| (*fact, drawn.facts.get(*fact).map(str::to_owned));
        let tag = language(self.headers);
        let clock = SiteClock::of(self.http, services.clock.now());
        let when = |at| clock.words(at, &tag);
        let status = match shown.state {
            WordingState::Opened | WordingState::Saved => StatusCode::OK,
            WordingState::Refused => StatusCode::UNPROCESSABLE_ENTITY,
            WordingState::ChangedMeanwhile(_) => StatusCode::CONFLICT,
        };
        let page = WordingPage {
            slug: brand.slug.clone(),
            spot,
            words: shown.words,
            version: shown.version,
            state: shown.state,
            faults: shown.faults,
            broken: shown.broken,
            order,
            orders,
            facts: known.map(said).collect(),
            versions: wording::versions(services, brand, spot, &when).await?,
        };
        Ok(Drawn::new(StaffPage::Wording(Box::new(page)))
            .of(status)
            .within(self.frame())
            .answer_live(&tag))
    }

    /// What was typed, beside what somebody else has stored meanwhile.
    async fn changed_meanwhile(&self, spot: Spot, typed: Option<Words>) -> Result<Response, Error> {
        let theirs = wording::standing(&self.http.services, &self.brand, spot).await?;
        let shown = Shown {
            words: typed.unwrap_or_else(|| theirs.words.clone()),
            version: theirs.version,
            state: WordingState::ChangedMeanwhile(theirs.words),
            faults: Vec::new(),
            broken: Vec::new(),
        };
        self.form(spot, shown, None).await
    }
}

/// What stands in a form.
struct Shown {
    words: Words,
    version: i64,
    state: WordingState,
    faults: Vec<Fault>,
    broken: Vec<Fault>,
}

impl Shown {
    fn stored(standing: Standing, state: WordingState) -> Self {
        let Standing {
            words,
            version,
            broken,
        } = standing;
        Self {
            words,
            version,
            state,
            faults: Vec::new(),
            broken,
        }
    }
}

fn answered(answer: Result<Response, Error>) -> Response {
    answer.unwrap_or_else(page::failed)
}

/// `GET /settings/brand/{slug}/messages`.
pub async fn list(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(slug): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let Some(asking) = Asking::of(&http, &actor, &headers, &slug) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let state = match asked.saved {
        Some(_) => ListState::Saved,
        None => ListState::Opened,
    };
    answered(asking.list(asked.language.as_deref(), state).await)
}

/// `POST /settings/brand/{slug}/messages`: moves a block of the e-mails up or
/// down, goes back to an earlier order, or puts ours back.
pub async fn arrange(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(slug): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let Some(asking) = Asking::of(&http, &actor, &headers, &slug) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let tag = fields.one("language");
    let seen = fields.one("version").parse().unwrap_or(0);
    match moved(&asking, &fields, seen).await {
        Ok(()) => {
            let languages = wording::languages();
            let tag = languages.iter().find(|one| **one == tag).unwrap_or(&"en");
            let slug = &asking.brand.slug;
            page::see(&format!(
                "/settings/brand/{slug}/messages?language={tag}&saved=now#layout"
            ))
        }
        Err(Refusal::Failed(error)) => page::failed(error),
        Err(Refusal::NotThere) => not_found(State(http.clone()), headers.clone()).await,
        Err(_) => answered(asking.list(Some(tag), ListState::ChangedMeanwhile).await),
    }
}

async fn moved(asking: &Asking<'_>, fields: &Fields, seen: i64) -> Result<(), Refusal> {
    let services = &asking.http.services;
    let brand_id = asking.brand.id;
    if fields.one("do") == "reset" {
        let changing = Changing {
            brand_id,
            place: Place::Layout,
            seen,
        };
        return intake::reset(services, asking.actor, changing).await;
    }
    if fields.one("do") == "revert" {
        let to = fields.one("to").parse().unwrap_or(0);
        return intake::rearrange(services, asking.actor, (brand_id, seen), to).await;
    }
    let (layout, _) = wording::layout(services, &asking.brand).await?;
    let block = |name| Block::from_code(fields.one(name));
    let layout = match (block("up"), block("down")) {
        (Some(block), _) => layout.moved(block, Way::Up),
        (None, Some(block)) => layout.moved(block, Way::Down),
        (None, None) => layout,
    };
    intake::arrange(services, asking.actor, (brand_id, seen), layout).await
}

/// `GET /settings/brand/{slug}/messages/{news}/{medium}/{language}`.
pub async fn open(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(named): Path<Named>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let asking = Asking::of(&http, &actor, &headers, &named.slug);
    let spot = wording::spot(&named.news, &named.medium, &named.language);
    let (Some(asking), Some(spot)) = (asking, spot) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let state = match asked {
        Ok(Query(Asked { saved: Some(_), .. })) => WordingState::Saved,
        _ => WordingState::Opened,
    };
    let standing = wording::standing(&http.services, &asking.brand, spot).await;
    match standing {
        Ok(standing) => answered(
            asking
                .form(spot, Shown::stored(standing, state), None)
                .await,
        ),
        Err(error) => page::failed(error),
    }
}

/// `POST /settings/brand/{slug}/messages/{news}/{medium}/{language}`: saves
/// the words, goes back to a version, or puts ours back.
pub async fn change(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(named): Path<Named>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let asking = Asking::of(&http, &actor, &headers, &named.slug);
    let spot = wording::spot(&named.news, &named.medium, &named.language);
    let (Some(asking), Some(spot)) = (asking, spot) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    answered(changed(&asking, spot, &fields).await)
}

async fn changed(asking: &Asking<'_>, spot: Spot, fields: &Fields) -> Result<Response, Error> {
    let services = &asking.http.services;
    let brand_id = asking.brand.id;
    let seen = fields.one("version").parse().unwrap_or(0);
    let bounds = bounds(services, &asking.brand, spot);
    let mut typed = None;
    let done = match fields.one("do") {
        "reset" => {
            let changing = Changing {
                brand_id,
                place: Place::Message(spot),
                seen,
            };
            let reset = intake::reset(services, asking.actor, changing).await;
            reset.map_err(NotSaved::from)
        }
        "revert" => {
            let to = (spot, fields.one("to").parse().unwrap_or(0));
            intake::revert(services, asking.actor, (brand_id, seen), to, &bounds).await
        }
        _ => {
            let words = &*typed.insert(words_of(spot, fields));
            let new = (spot, words);
            intake::save(services, asking.actor, (brand_id, seen), new, &bounds).await
        }
    };
    match done {
        Ok(()) => {
            let slug = &asking.brand.slug;
            let (news, medium) = (spot.news.code(), spot.medium.code());
            Ok(page::see(&format!(
                "/settings/brand/{slug}/messages/{news}/{medium}/{}?saved=now",
                spot.language
            )))
        }
        Err(NotSaved::Faults(faults)) => {
            let stored = wording::standing(services, &asking.brand, spot).await?;
            let shown = Shown {
                words: typed.unwrap_or(stored.words),
                version: seen,
                state: WordingState::Refused,
                faults,
                broken: Vec::new(),
            };
            let order = Some(fields.one("order")).filter(|_| !fields.one("order").is_empty());
            asking.form(spot, shown, order).await
        }
        Err(NotSaved::Refused(Refusal::Failed(error))) => Err(error),
        Err(NotSaved::Refused(Refusal::NotThere)) => {
            let (http, headers) = (asking.http.clone(), asking.headers.clone());
            Ok(not_found(State(http), headers).await)
        }
        Err(NotSaved::Refused(_)) => asking.changed_meanwhile(spot, typed).await,
    }
}

/// Browsers end lines in two characters.
fn words_of(spot: Spot, fields: &Fields) -> Words {
    Part::of(spot.medium)
        .iter()
        .fold(Words::default(), |words, part| {
            let typed = fields.one(part.code()).replace("\r\n", "\n");
            words.with(*part, typed.trim_end())
        })
}
