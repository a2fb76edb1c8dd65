//! Every journey is played for a brand of the site's, through the real
//! webhooks, and nothing is wrong with any of them.

use crate::harness::{Doorstep, Said, Site, Store, program};
use app::texts::{Language, RehearsedJourney};
use chrono::TimeDelta;
use doorstep::brand::named;
use doorstep::delivery::NoticeSettings;
use doorstep::notice::Notice;
use doorstep::recipient::Medium;
use futures::stream::{self, StreamExt};
use sea_orm::EntityTrait;
use server::admin::Command as Asked;
use server::brand::BrandFile;
use server::db::{notice_setting, orders};
use server::rehearsal::review::review;
use server::rehearsal::{
    CopiedBrand, Fault, Film, Finding, Frame, Shown, Wanted, album, copy_of, play, strip,
};
use std::time::Duration;
use tokio::process::Command;
use tokio_util::sync::CancellationToken;

/// How many are played at a time: the machine has few cores, and each waits
/// for its own disk now and then.
const AT_A_TIME: usize = 6;

/// Far more than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

const fn wanted(journey: RehearsedJourney) -> Wanted {
    Wanted {
        journey,
        language: Language::English,
        sms: true,
    }
}

async fn played(wanted: Wanted) -> Film {
    let copied = CopiedBrand::of_new_site();
    let film = play(&copied, &wanted, &CancellationToken::new()).await;
    film.unwrap_or_else(|error| panic!("{}: {error}", wanted.journey.code()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_journey_plays_without_a_finding() {
    let all = RehearsedJourney::ALL
        .iter()
        .zip(Language::ALL.into_iter().cycle());
    let films: Vec<Film> = stream::iter(all)
        .map(|(journey, language)| {
            tokio::spawn(played(Wanted {
                language,
                ..wanted(*journey)
            }))
        })
        .buffer_unordered(AT_A_TIME)
        .map(|film| film.expect("it is played to its end"))
        .collect()
        .await;
    let wrong = films.iter().filter(|film| !film.findings.is_empty());
    let wrong: Vec<String> = wrong.map(strip::text).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert_eq!(films.len(), RehearsedJourney::ALL.len());
}

/// A film with which nothing is wrong, and what it is held against.
struct Right {
    copied: CopiedBrand,
    wanted: Wanted,
    film: Film,
}

impl Right {
    async fn of(journey: RehearsedJourney) -> Self {
        let wanted = wanted(journey);
        let film = played(wanted).await;
        assert!(film.findings.is_empty(), "{}", strip::text(&film));
        Self {
            copied: CopiedBrand::of_new_site(),
            wanted,
            film,
        }
    }

    /// Breaks a copy; the faults that are found in it, each once.
    fn broken(&self, breaks: impl FnOnce(&mut Film)) -> Vec<Finding> {
        let mut film = self.film.clone();
        breaks(&mut film);
        review(&film, &self.wanted, &self.copied)
    }

    fn check(&self, fault: Fault, detail: &str, breaks: impl FnOnce(&mut Film)) {
        let found = self.broken(breaks);
        let is_it = |one: &Finding| one.fault == fault && one.detail.contains(detail);
        assert!(!found.is_empty(), "{detail} was not found");
        assert!(found.iter().all(is_it), "not {detail} alone: {found:?}");
    }
}

fn frame_of<'a>(film: &'a mut Film, notice: &str) -> &'a mut Frame {
    let mut frames = film.frames.iter_mut();
    let frame = frames.find(|frame| frame.messages.iter().any(|one| one.notice == notice));
    frame.unwrap_or_else(|| panic!("no frame brings {notice}"))
}

fn mail_of<'a>(film: &'a mut Film, notice: &str) -> &'a mut Shown {
    let mut messages = frame_of(film, notice).messages.iter_mut();
    let mail = messages.find(|one| one.notice == notice && one.html.is_some());
    mail.unwrap_or_else(|| panic!("no mail brings {notice}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_message_too_few_or_too_many_is_found() {
    let right = Right::of(RehearsedJourney::FailedAttempt).await;
    right.check(
        Fault::Messages,
        "Delivery failed is missing on 2026-09-17",
        |film| {
            frame_of(film, "attempted").messages.clear();
        },
    );
    right.check(
        Fault::Messages,
        "Delivery failed is missing as a text",
        |film| {
            let messages = &mut frame_of(film, "attempted").messages;
            messages.retain(|one| one.medium == Medium::Email);
        },
    );
    right.check(Fault::Messages, "Delivery failed", |film| {
        let frame = frame_of(film, "attempted");
        frame.messages.extend(frame.messages.clone());
    });
    // A day late is as good as not at all.
    right.check(Fault::Messages, "Delivery failed", |film| {
        for message in &mut frame_of(film, "attempted").messages {
            message.at += TimeDelta::days(1);
        }
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_answer_that_is_left_out_is_found() {
    let right = Right::of(RehearsedJourney::FailedAttempt).await;
    let labels = Language::English.texts().labels();
    for label in [labels.happened, labels.next, labels.act] {
        right.check(Fault::Answer, &label, |film| {
            let mail = mail_of(film, "attempted");
            let (before, after) = mail
                .text
                .split_once(&format!("{label}:\n"))
                .expect("it is there");
            let (_, rest) = after.split_once('\n').expect("an answer is a line");
            mail.text = format!("{before}{label}:\n\n{rest}");
        });
    }
    right.check(Fault::Answer, "no mark-up", |film| {
        mail_of(film, "attempted").html = None;
    });
    right.check(Fault::Answer, "leads nowhere", |film| {
        let mut messages = frame_of(film, "attempted").messages.iter_mut();
        let text = messages
            .find(|one| one.medium == Medium::Sms)
            .expect("a text");
        text.text = "Your parcel waits for you".to_owned();
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_page_without_date_or_reason_is_found() {
    let right = Right::of(RehearsedJourney::FailedAttempt).await;
    right.check(Fault::Date, "neither when nor why not", |film| {
        let page = &mut frame_of(film, "shipped").page;
        *page = page.replace("data-part=\"window\"", "data-part=\"elsewhere\"");
    });
    right.check(Fault::Date, "neither order nor parcel", |film| {
        frame_of(film, "shipped").page = "<main><p>Hello</p></main>".to_owned();
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn jargon_is_found_but_not_in_what_a_carrier_says() {
    let right = Right::of(RehearsedJourney::FailedAttempt).await;
    right.check(Fault::Jargon, "shipment", |film| {
        let page = &mut frame_of(film, "shipped").page;
        *page = page.replace("</h1>", " of your shipment</h1>");
    });
    right.check(Fault::Jargon, "milestone", |film| {
        mail_of(film, "shipped").subject.push_str(": a milestone");
    });
    let said = right.broken(|film| {
        let page = &mut frame_of(film, "shipped").page;
        *page = page.replace("</h1>", "</h1><q>Shipment exception: unknown</q>");
    });
    assert_eq!(said, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_status_that_goes_back_by_itself_is_found() {
    let right = Right::of(RehearsedJourney::FailedAttempt).await;
    right.check(Fault::Backwards, "without a newer scan", |film| {
        let page = frame_of(film, "shipped").page.clone();
        let last = film.frames.last().expect("there are frames").at;
        film.frames.push(Frame {
            at: last + TimeDelta::hours(1),
            told: Vec::new(),
            page,
            messages: Vec::new(),
        });
    });
    // A van that is told of when the parcel is there is no evidence either.
    let right = Right::of(RehearsedJourney::OutOfOrder).await;
    right.check(Fault::Backwards, "without a newer scan", |film| {
        let before = film.frames[film.frames.len() - 3].page.clone();
        let last = film.frames.last_mut().expect("there are frames");
        last.page = before;
    });
}

/// The brand has a link that is none, and a logo that is not there.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_link_that_leads_nowhere_is_found() {
    let mut copied = CopiedBrand::of_new_site();
    let name = "0123456789abcdef.png".to_owned();
    copied.given.insert("look.logo".to_owned(), name);
    let wanted = wanted(RehearsedJourney::NeverShipped);
    let film = play(&copied, &wanted, &CancellationToken::new())
        .await
        .expect("it is played");
    let all_of_it = |one: &Finding| one.fault == Fault::Link && one.detail.contains("404");
    assert!(film.findings.iter().all(all_of_it), "{:?}", film.findings);
    assert!(!film.findings.is_empty());
    let right = Right::of(RehearsedJourney::NeverShipped).await;
    right.check(Fault::Link, "http://shop.example", |film| {
        film.frames[0]
            .page
            .push_str("<a href=\"http://shop.example/\">x</a>");
    });
    right.check(Fault::Link, "was not followed", |film| {
        film.frames[0].page.push_str("<a href=\"/t/another\">x</a>");
    });
}

/// A site's brand with its settings: what it has switched on is marked, and
/// what it does not tell of is not awaited.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_brands_own_settings_are_played_and_its_site_is_left_alone() {
    let site = Site::on(Store::sqlite()).await;
    let mut given = named("acme", "Acme Outfitters");
    given.insert(
        "hosts".to_owned(),
        "track.acme-outfitters.example".to_owned(),
    );
    given.insert(
        "links.home".to_owned(),
        "https://acme-outfitters.example".to_owned(),
    );
    let brand = BrandFile::of(given, Vec::new());
    site.command(Asked::BrandSet(brand))
        .await
        .expect("it can be set");
    let services = &site.services;
    let book = services.book.now();
    let acme = book.brands.iter().find(|brand| brand.slug == "acme");
    let acme = acme.expect("it is there").id;
    let settings = NoticeSettings {
        on: [(Notice::Delivered, Medium::Email)].into(),
        delay_days: 2,
        quiet: None,
        ..NoticeSettings::default()
    };
    let database = services.database.begin().await.expect("it begins");
    notice_setting::put_of_brand(&database, acme, &settings, services.clock.now())
        .await
        .expect("it is set");
    database.commit().await.expect("it is stored");
    let copied = copy_of(services, acme).await.expect("it can be copied");
    assert_eq!(copied.notices, settings);
    let wanted = wanted(RehearsedJourney::Delayed);
    let film = play(&copied, &wanted, &CancellationToken::new())
        .await
        .expect("it is played");
    assert!(film.findings.is_empty(), "{}", strip::text(&film));
    let messages: Vec<&Shown> = film.frames.iter().flat_map(|one| &one.messages).collect();
    assert!(
        messages.iter().all(|one| one.notice != "delay"),
        "two days are not told"
    );
    let on: Vec<&str> = messages
        .iter()
        .filter(|one| one.is_on)
        .map(|one| one.notice.as_str())
        .collect();
    assert_eq!(on, ["delivered"]);
    assert!(messages.iter().all(|one| {
        one.text
            .contains("https://track.acme-outfitters.example/t/")
    }));
    assert!(
        film.frames
            .iter()
            .all(|frame| frame.page.contains("Acme Outfitters"))
    );
    let orders = orders::Entity::find().all(services.database.read()).await;
    assert_eq!(orders.expect("it can be read"), []);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_command_plays_without_a_site_and_makes_none() {
    let store = Store::sqlite();
    let list = Said::of(&store, &["rehearse", "--list"]).await.ok();
    assert_eq!(list.lines().count(), RehearsedJourney::ALL.len());
    let film = Said::of(&store, &["rehearse", "--journey", "cancelled"])
        .await
        .ok();
    assert!(
        film.contains("nothing is wrong") && film.contains("The shop calls the order off"),
        "{film}"
    );
    assert!(!store.key_file().exists() && !store.folder.path("doorstep.sqlite").exists());
    let unknown = Said::of(&store, &["rehearse", "--journey", "to-the-moon"]).await;
    assert_eq!(unknown.code, 64);
    let unknown = Said::of(&store, &["rehearse", "--brand", "acme"]).await;
    assert_eq!(unknown.code, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_command_copies_a_brand_of_a_running_server_and_of_one_that_is_stopped() {
    let store = Store::sqlite();
    let file = store.folder.path("acme.toml");
    std::fs::write(
        &file,
        "slug = \"acme\"\nname = \"Acme Outfitters\"\nlocale = \"de\"\n",
    )
    .expect("a file can be written");
    let server = Doorstep::serve(&store).await;
    let file = file.display().to_string();
    Said::of(&store, &["brand", "set", &file]).await.ok();
    let album = store.folder.path("film");
    let folder = album.display().to_string();
    let asked = [
        "rehearse",
        "--brand",
        "acme",
        "--journey",
        "failed-attempt",
        "--sms",
        "--out",
        &folder,
    ];
    let film = Said::of(&store, &asked).await.ok();
    assert!(
        film.contains("of acme, in de") && film.contains("sms"),
        "{film}"
    );
    let page = std::fs::read_to_string(album.join("index.html")).expect("it was written");
    assert!(page.contains("Acme Outfitters"));
    assert_alone(&page);
    assert_eq!(server.stop().await, 0);
    let again = Said::of(&store, &asked).await.ok();
    assert_eq!(again.lines().count(), film.lines().count());
    let refused = Said::of(&store, &["rehearse", "--brand", "other"]).await;
    assert!(
        refused.code == 1 && refused.err.contains("acme"),
        "{refused:?}"
    );
}

/// What shops call their messages is nobody's word for what happens.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_film_tells_what_happens_in_plain_words() {
    let journeys = [
        RehearsedJourney::Cancelled,
        RehearsedJourney::TwoTogether,
        RehearsedJourney::OneLostOfTwo,
    ];
    let store = Store::sqlite();
    for journey in journeys {
        let film = played(wanted(journey)).await;
        let folder = store.folder.path(journey.code());
        album::write(&film, &folder).expect("it can be written");
        let album = std::fs::read_to_string(folder.join("index.html")).expect("it was written");
        let told = album.split("<p class=\"told\">").skip(1);
        let told: Vec<&str> = told.filter_map(|rest| rest.split("</p>").next()).collect();
        assert!(told[0].contains("The shop tells of the order"), "{told:?}");
        let strip = strip::text(&film);
        for raw in ["orders/", "fulfillments/", "json", "shopify", "shipments"] {
            assert!(!strip.contains(raw), "{raw}: {strip}");
            assert!(!told.iter().any(|one| one.contains(raw)), "{raw}: {told:?}");
        }
        assert!(!album.contains("<p>sms to") && !album.contains("<p>email to"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_rehearsal_that_is_broken_off_leaves_nothing_behind() {
    for signal in ["-INT", "-TERM"] {
        let store = Store::sqlite();
        let temporary = store.folder.path("temporary");
        std::fs::create_dir(&temporary).expect("a folder can be made");
        let left = || {
            let entries = std::fs::read_dir(&temporary).expect("it can be read");
            entries.count()
        };
        let mut asked = program(&store);
        asked.env("TMPDIR", &temporary).args(["rehearse", "--all"]);
        let mut child = asked.spawn().expect("the program starts");
        let ended = async {
            while left() == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let id = child.id().expect("it runs").to_string();
            let asked = Command::new("kill").args([signal, &id]).status().await;
            assert!(asked.expect("it can be asked").success());
            child.wait().await.expect("it can be waited for")
        };
        let ended = tokio::time::timeout(PATIENCE, ended).await;
        let status = ended.expect("it ends when it is told to");
        assert!(!status.success(), "{signal}: {status}");
        assert_eq!(left(), 0, "{signal}: its folders are left behind");
    }
}

/// Nothing is fetched, and nothing runs, when a film is looked at.
fn assert_alone(page: &str) {
    for fetched in [
        "<script",
        "&lt;script",
        "&lt;link ",
        "src=&quot;/",
        "src=\"/",
    ] {
        assert!(!page.contains(fetched), "{fetched}");
    }
    let frames = page.matches("<iframe").count();
    assert!(frames > 0 && page.matches("sandbox").count() == frames);
}
