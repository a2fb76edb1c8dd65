//! Rehearsals as their pages show them.

use super::Views;
use crate::db::orders;
use crate::error::Error;
use crate::rehearsal::film::{Fault, Film, Frame, Shown};
use crate::rehearsal::kept::Kept;
use crate::rehearsal::on_order::{self, Broken};
use crate::rehearsal::review::page::glance;
use crate::rehearsal::strip::{self, zone_of};
use crate::services::Services;
use crate::staff::Actor;
use app::pages::staff::{
    BrandChoice, Chosen, FilmLine, FilmPage, FindingLine, FrameLine, JourneyChoice, MessageLine,
    MessageSeen, RehearsalPage, TestOrder,
};
use app::texts::{Language, RehearsedJourney, Standstill, Texts};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use doorstep::notice::Notice;
use doorstep::order::OrderKind;
use doorstep::recipient::Medium;
use doorstep::scan::Precision;
use doorstep::sms;
use doorstep::staff::Role;
use doorstep::view::console::order::RehearsalView;

/// So many test orders are listed.
const ORDERS: u64 = 10;

impl Views {
    /// What somebody can rehearse, what they did, and the newest test orders.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn rehearsals(
        &self,
        actor: &Actor,
        chosen: Chosen,
        language: &str,
    ) -> Result<RehearsalPage, Error> {
        let services = &self.0;
        let texts = app::texts::for_staff(language);
        let book = services.book.now();
        let served = book.brands.iter().filter(|brand| actor.serves(brand.id));
        let brands = served.map(|brand| BrandChoice {
            slug: brand.slug.clone(),
            name: brand.name.clone(),
        });
        let languages = Language::ALL.map(|one| {
            let name = texts.language_name(one);
            (one.tag().to_owned(), name.to_owned())
        });
        let films = services
            .films
            .of_served(&actor.serves, services.clock.watch());
        Ok(RehearsalPage {
            brands: brands.collect(),
            journeys: journeys(texts),
            languages: languages.to_vec(),
            chosen,
            problem: None,
            begun: false,
            films: films
                .iter()
                .map(|kept| line(services, kept, texts))
                .collect(),
            orders: self.test_orders(actor, texts).await?,
        })
    }

    async fn test_orders(&self, actor: &Actor, texts: &dyn Texts) -> Result<Vec<TestOrder>, Error> {
        let services = &self.0;
        let read = services.database.read();
        let found = orders::newest_tests_of_served(read, &actor.serves, ORDERS).await?;
        let mut listed = Vec::with_capacity(found.len());
        for order in found {
            let shop = services
                .book
                .now()
                .brand(order.brand_id)
                .map(|brand| brand.name.clone());
            let placed = order
                .placed_at()
                .map(|at| words_of(services, order.brand_id, at, texts));
            let parts = [Some(texts.order_label(&order.number)), shop, placed];
            listed.push(TestOrder {
                label: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
                given: self.given_journey(&order, texts).await?,
                id: order.public_id,
            });
        }
        Ok(listed)
    }
}

impl Views {
    /// How a test order stands to journeys.
    async fn given_journey(
        &self,
        order: &orders::Model,
        texts: &dyn Texts,
    ) -> Result<RehearsalView, Error> {
        let standing = on_order::standing(&self.0, order).await?;
        if let Some(playing) = standing.plays {
            return Ok(RehearsalView {
                plays: Some(texts.journey_plays(playing)),
                ..RehearsalView::default()
            });
        }
        let goes_on = standing.goes_on();
        let can_begin = standing.hindered.is_none();
        let hindered = standing.hindered.filter(|_| !goes_on);
        let left_out = on_order::too_few(order).filter(|_| can_begin);
        let journeys = choices(on_order::playable(order), texts).into_iter();
        let journeys = journeys.filter(|_| can_begin);
        Ok(RehearsalView {
            plays: None,
            broke_off: standing.broken.map(|broken| broke_off(broken, texts)),
            goes_on,
            hindered: hindered.map(|problem| texts.rehearsal_problem(problem).to_owned()),
            journeys: journeys.map(|one| (one.code, one.title)).collect(),
            left_out: left_out.map(|things| texts.journeys_left_out(things)),
        })
    }
}

fn broke_off(broken: Broken, texts: &dyn Texts) -> String {
    texts.journey_broke_off(&Standstill {
        step: broken.told + 1,
        steps: broken.course.steps().len(),
        tells: broken.course.told_in(broken.told),
        why: broken.why,
    })
}

impl Views {
    /// What an admin may rehearse with an order; `None` for one that is no
    /// test, and for whoever is no admin.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn rehearsal_of(
        &self,
        order: &orders::Model,
        actor: &Actor,
        language: &str,
    ) -> Result<Option<RehearsalView>, Error> {
        let is_test = order.kind() == OrderKind::Test;
        if !is_test || actor.role < Role::Admin {
            return Ok(None);
        }
        let texts = app::texts::for_staff(language);
        Ok(Some(self.given_journey(order, texts).await?))
    }
}

/// The journeys there are to choose from.
#[must_use]
pub fn journeys(texts: &dyn Texts) -> Vec<JourneyChoice> {
    let all = RehearsedJourney::ALL.iter().copied();
    choices(all, texts)
}

fn choices(
    journeys: impl Iterator<Item = RehearsedJourney>,
    texts: &dyn Texts,
) -> Vec<JourneyChoice> {
    journeys
        .map(|journey| JourneyChoice {
            code: journey.code().to_owned(),
            title: texts.journey_name(journey).to_owned(),
            text: texts.journey_story(journey).to_owned(),
        })
        .collect()
}

fn line(services: &Services, kept: &Kept, texts: &dyn Texts) -> FilmLine {
    let film = &kept.film;
    FilmLine {
        id: kept.id.clone(),
        title: texts.journey_name(film.journey).to_owned(),
        about: about(services, kept, texts),
        when: words_of(services, kept.brand_id, kept.made, texts),
        findings: texts.findings_counted(film.findings.len()),
    }
}

fn about(services: &Services, kept: &Kept, texts: &dyn Texts) -> String {
    let film = &kept.film;
    let book = services.book.now();
    let shop = book.brand(kept.brand_id);
    let shop = shop.map_or(film.brand.as_str(), |brand| brand.name.as_str());
    texts.film_about(shop, &film.order_number, film.language, film.frames.len())
}

/// A moment on the clock of a shop.
fn words_of(services: &Services, brand_id: i64, at: DateTime<Utc>, texts: &dyn Texts) -> String {
    let zone = services.book.now().zone(brand_id);
    let today = services.clock.now().with_timezone(&zone).date_naive();
    let local = at.with_timezone(&zone).naive_local();
    texts.short_moment(local, Precision::Minute, today)
}

/// A film as its page shows it.
#[must_use]
pub fn film_page(services: &Services, kept: &Kept, language: &str) -> FilmPage {
    let texts = app::texts::for_staff(language);
    let film = &kept.film;
    let zone = zone_of(film);
    FilmPage {
        id: kept.id.clone(),
        title: texts.journey_name(film.journey).to_owned(),
        text: texts.journey_story(film.journey).to_owned(),
        about: about(services, kept, texts),
        findings: film
            .findings
            .iter()
            .map(|finding| FindingLine {
                frame: finding.frame + 1,
                text: said(finding.fault, &finding.detail, texts),
            })
            .collect(),
        frames: frames(kept, zone, texts),
    }
}

fn said(fault: Fault, detail: &str, texts: &dyn Texts) -> String {
    let label = texts.rehearsal_fault(fault);
    if detail.is_empty() {
        return label.to_owned();
    }
    format!("{label}: {detail}")
}

fn frames(kept: &Kept, zone: Tz, texts: &dyn Texts) -> Vec<FrameLine> {
    let film = &kept.film;
    let today = film.frames.first().map(|first| first.at);
    let mut before: Option<Vec<String>> = None;
    let mut frames = Vec::with_capacity(film.frames.len());
    for (at, frame) in film.frames.iter().enumerate() {
        let seen = glance(&frame.page);
        let findings: Vec<String> = of_frame(film, at, texts);
        let is_same = before.as_ref() == Some(&seen);
        let local = frame.at.with_timezone(&zone);
        let first = today.unwrap_or(frame.at).with_timezone(&zone).date_naive();
        frames.push(FrameLine {
            number: at + 1,
            when: texts.short_moment(local.naive_local(), Precision::Minute, first),
            told: strip::told(frame, texts),
            headline: seen.first().cloned().unwrap_or_default(),
            is_quiet: is_same && frame.messages.is_empty() && findings.is_empty(),
            messages: messages(kept, at, frame, texts),
            findings,
        });
        before = Some(seen);
    }
    frames
}

fn of_frame(film: &Film, at: usize, texts: &dyn Texts) -> Vec<String> {
    let own = film.findings.iter().filter(|finding| finding.frame == at);
    own.map(|finding| said(finding.fault, &finding.detail, texts))
        .collect()
}

fn messages(kept: &Kept, at: usize, frame: &Frame, texts: &dyn Texts) -> Vec<MessageLine> {
    let shown = frame.messages.iter().enumerate();
    shown
        .map(|(place, message)| MessageLine {
            label: label(message, texts),
            to: message.to.clone(),
            is_on: message.is_on,
            seen: match message.medium {
                Medium::Sms => {
                    let segments = sms::segments(&message.text);
                    MessageSeen::Text(texts.segments_counted(segments))
                }
                Medium::Email => {
                    let drawn = message.html.as_ref().map(|_| {
                        let (film, frame, mail) = (&kept.id, at + 1, place + 1);
                        format!("/settings/rehearsal/{film}/frames/{frame}/mails/{mail}")
                    });
                    MessageSeen::Email(message.subject.clone(), drawn)
                }
            },
            text: message.text.clone(),
        })
        .collect()
}

fn label(message: &Shown, texts: &dyn Texts) -> String {
    let notice = Notice::from_code(&message.notice);
    let notice = notice.map_or(message.notice.as_str(), |notice| texts.notice_label(notice));
    format!("{notice}, {}", texts.medium_label(message.medium))
}
