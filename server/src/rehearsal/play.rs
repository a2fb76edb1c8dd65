//! Plays a journey in a private instance, and films it.
//!
//! The clock goes from event to event: to whatever is told next, is looked at
//! again next, or goes out next. So a delay, a night and a day's last message
//! come at their true time, however fast it is played.

use super::copied::CopiedBrand;
use super::film::{Files, Film, Frame, Shown, Wanted};
use super::instance::Instance;
use super::journeys::{self, Rehearsed};
use super::review;
use super::review::links::Links;
use super::told::told;
use crate::db::{orders, outbox};
use crate::demo::journeys::Step;
use crate::demo::round::Round;
use crate::demo::senders;
use crate::error::Error;
use crate::views::Views;
use app::texts::StepTold;
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::delivery::NoticeSettings;
use doorstep::notice::Notice;
use tokio_util::sync::CancellationToken;

/// The brand is connected so long before its order is placed.
const BEFORE: TimeDelta = TimeDelta::hours(1);

/// Messages that follow so soon belong to what was told: they have waited for
/// what may be told with them.
const TOGETHER: TimeDelta = TimeDelta::minutes(15);

/// How often something may be due at one and the same moment.
const MOST_AT_ONCE: usize = 100;

/// The number that texts go to: of a range kept for films.
const NUMBER: &str = "+12125550142";

/// Plays a journey for a copied brand, and says what is wrong with it. It is
/// broken off, and its instance put away as always, once `stopping` says so.
///
/// # Errors
/// When the private instance cannot be made, or does not take in what it is
/// told, or the journey is broken off.
pub async fn play(
    copied: &CopiedBrand,
    wanted: &Wanted,
    stopping: &CancellationToken,
) -> Result<Film, Error> {
    let rehearsed =
        journeys::of(wanted.journey).ok_or_else(|| Error::refused("this journey has no tables"))?;
    if stopping.is_cancelled() {
        return Err(broken_off());
    }
    let round = rehearsed.round(wanted.language);
    let instance = Instance::open(copied, round.begins() - BEFORE).await?;
    let filmed = tokio::select! {
        filmed = film(&instance, copied, wanted, rehearsed, &round) => filmed,
        () = stopping.cancelled() => Err(broken_off()),
    };
    let closed = instance.close().await;
    let film = filmed?;
    closed?;
    Ok(film)
}

fn broken_off() -> Error {
    Error::refused("the rehearsal was broken off: nothing of it is left")
}

async fn film(
    instance: &Instance,
    copied: &CopiedBrand,
    wanted: &Wanted,
    rehearsed: &Rehearsed,
    round: &Round,
) -> Result<Film, Error> {
    let mut camera = Camera {
        instance,
        round,
        on: &copied.notices,
        scene: None,
        glance: Vec::new(),
        frames: Vec::new(),
    };
    for step in round.journey.steps {
        camera.wait_until(round.told(step)).await?;
        camera.tell(step, wanted).await?;
    }
    camera.wait_until(rehearsed.ends(round)).await?;
    let mut film = Film {
        journey: wanted.journey,
        brand: copied.slug().to_owned(),
        order_number: round.order_number(),
        language: wanted.language,
        frames: camera.frames,
        findings: Vec::new(),
        files: Files::default(),
        links: Links::default(),
    };
    (film.links, film.files) = Links::followed(&film, instance).await?;
    film.findings = review::review(&film, wanted, copied);
    Ok(film)
}

/// What is filmed, and what has been so far.
struct Camera<'a> {
    instance: &'a Instance,
    round: &'a Round,
    /// What the brand itself has switched on.
    on: &'a NoticeSettings,
    /// The order and the path of its page, once it is placed.
    scene: Option<(orders::Model, String)>,
    /// What the newest page says first.
    glance: Vec<String>,
    frames: Vec<Frame>,
}

impl Camera<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.instance.services.clock.now()
    }

    /// Lets time pass, stopping wherever something happens by itself.
    async fn wait_until(&mut self, until: DateTime<Utc>) -> Result<(), Error> {
        let mut at_once = 0;
        while let Some(next) = self.instance.next().await?.filter(|next| *next <= until) {
            at_once = if next <= self.now() { at_once + 1 } else { 0 };
            if at_once > MOST_AT_ONCE {
                return Err(Error::refused("a rehearsal does not come to rest"));
            }
            self.instance.step_to(next.max(self.now())).await?;
            self.look().await?;
        }
        self.instance.services.clock.step_to(until);
        Ok(())
    }

    /// Has a step told, and takes a frame of what comes of it.
    async fn tell(&mut self, step: &'static Step, wanted: &Wanted) -> Result<(), Error> {
        let message = senders::message(self.round, step);
        self.instance.tell(&message).await?;
        if step.places_order() {
            let shop = self.round.shop().told_by();
            let order = self.instance.order(shop, self.round.order_id()).await?;
            if wanted.sms {
                self.instance.text_to(&order, NUMBER).await?;
            }
            let path = Views(self.instance.services.clone()).path(&order);
            self.scene = Some((order, path));
        }
        self.instance.work().await?;
        let messages = self.messages().await?;
        let told = told(self.round, step);
        let together = self.frames.last_mut();
        if let Some(last) = together.filter(|last| last.at == self.instance.services.clock.now())
            && !last.told.is_empty()
        {
            last.told.push(told);
            last.messages.extend(messages);
            last.page = page(self.instance, self.scene.as_ref()).await?;
            self.glance = review::page::glance(&last.page);
            return Ok(());
        }
        self.take(vec![told], messages).await
    }

    /// Looks at what time alone has done: messages that belong to the frame
    /// before go there, and a page that says the same makes no frame.
    async fn look(&mut self) -> Result<(), Error> {
        let messages = self.messages().await?;
        let now = self.now();
        let before = self.frames.last_mut();
        if !messages.is_empty()
            && let Some(last) = before.filter(|last| now - last.at <= TOGETHER)
        {
            last.messages.extend(messages);
            return Ok(());
        }
        if self.scene.is_none() {
            return Ok(());
        }
        let page = page(self.instance, self.scene.as_ref()).await?;
        if messages.is_empty() && review::page::glance(&page) == self.glance {
            return Ok(());
        }
        self.keep(Vec::new(), page, messages);
        Ok(())
    }

    async fn take(&mut self, told: Vec<StepTold>, messages: Vec<Shown>) -> Result<(), Error> {
        let page = page(self.instance, self.scene.as_ref()).await?;
        self.keep(told, page, messages);
        Ok(())
    }

    fn keep(&mut self, told: Vec<StepTold>, page: String, messages: Vec<Shown>) {
        self.glance = review::page::glance(&page);
        self.frames.push(Frame {
            at: self.now(),
            told,
            page,
            messages,
        });
    }

    /// What went out since it was last asked.
    async fn messages(&self) -> Result<Vec<Shown>, Error> {
        let recorded = self.instance.recorder.take();
        let Some((order, _)) = self.scene.as_ref().filter(|_| !recorded.is_empty()) else {
            return Ok(Vec::new());
        };
        let rows = outbox::of_order(self.instance.services.database.read(), order.id).await?;
        let at = self.now();
        let shown = recorded.into_iter().map(|message| {
            let row = rows.iter().find(|row| row.name() == message.name);
            let notice = row.map_or_else(String::new, |row| row.notice.clone());
            let kind = Notice::from_code(&notice);
            Shown {
                at,
                is_on: kind.is_some_and(|kind| self.on.is_on(kind, message.medium)),
                notice,
                medium: message.medium,
                to: message.to,
                subject: message.subject,
                html: message.html,
                text: message.text,
            }
        });
        Ok(shown.collect())
    }
}

/// The order's page as it is served now.
async fn page(
    instance: &Instance,
    scene: Option<&(orders::Model, String)>,
) -> Result<String, Error> {
    let Some((_, path)) = scene else {
        return Ok(String::new());
    };
    let page = instance.post.get(path).await?;
    if page.status != reqwest::StatusCode::OK {
        let status = page.status;
        return Err(Error::refused(format!(
            "the page was answered with {status}"
        )));
    }
    Ok(String::from_utf8_lossy(&page.body).into_owned())
}
