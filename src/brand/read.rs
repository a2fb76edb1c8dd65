//! From values by key to a brand, with everything that is wrong on the way.
//!
//! What cannot be taken is left out, so that a page can be drawn all the
//! same; whoever stores a brand refuses it as long as there is a problem.

use super::colour::Colour;
use super::fault::{Fault, Problem};
use super::hours::{Closure, Hours, WEEKDAYS, clock};
use super::keys::{self, FAMILIES, HEADERS, Kind, TEXTS};
use super::palette::{Chosen, Palette, Scheme, unreadable};
use super::remedy::{self, REMEDIES, Remedy};
use super::shapes::{email, is_host, is_selector, is_slug, link, locale, phone, yes_or_no};
use super::{
    Brand, Given, Header, Links, Look, Mail, Policies, Policy, Privacy, Shipping, Support,
};
use chrono::NaiveTime;
use std::collections::BTreeMap;

mod calendar;

/// The longest line, in characters.
const LINE: usize = 200;
/// The most for a few sentences or a list.
const WORDS: usize = 2_000;
/// The most for a list of the calendar: a line a warehouse or carrier.
const CALENDAR: usize = 20_000;
/// The most working days an order may wait.
const HANDLING: u16 = 60;
/// The most days for which raw messages are kept whole.
const RAW_DAYS: u16 = 3_650;
/// The most months after delivery for which personal data is kept.
const PERSONAL_MONTHS: u16 = 120;
/// The most days a policy may speak of.
const POLICY_DAYS: u16 = 365;
/// The most selectors: each is asked for when a sender is looked at.
const SELECTORS: usize = 10;
/// The largest radius of corners, in CSS pixels.
const CORNER: u16 = 32;
/// The radius of a brand that names none.
const USUAL_CORNER: u16 = 14;

/// Reads a brand, and says what is wrong with it.
#[must_use]
pub fn read(given: &Given) -> (Brand, Vec<Problem>) {
    let mut reader = Reader::new(given);
    reader.check_shapes();
    let brand = reader.brand();
    (brand, reader.problems)
}

struct Reader<'a> {
    given: &'a Given,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    const fn new(given: &'a Given) -> Self {
        Self {
            given,
            problems: Vec::new(),
        }
    }

    fn problem(&mut self, key: &str, fault: Fault) {
        self.problems.push(Problem {
            key: key.to_owned(),
            fault,
        });
    }

    /// What no reading of a single value sees: keys that do not exist, and
    /// texts of the wrong length.
    fn check_shapes(&mut self) {
        for (name, value) in self.given {
            let kind = match keys::of(name) {
                Some(key) => key.kind,
                None if name.starts_with(TEXTS) => Kind::Words,
                None => {
                    let nearest = keys::nearest(name);
                    self.problem(name, Fault::UnknownKey { nearest });
                    continue;
                }
            };
            let is_long = matches!(kind, Kind::Words | Kind::Lines);
            let most = match is_long {
                true if name.starts_with("calendar.") => CALENDAR,
                true => WORDS,
                false => LINE,
            };
            if value.chars().count() > most {
                self.problem(name, Fault::TooLong { most });
            } else if !is_long && value.trim().contains('\n') {
                self.problem(name, Fault::SeveralLines);
            }
        }
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        let text = self.given.get(key)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// A value as `read` makes it; what it does not take is a fault.
    fn value<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&'a str) -> Option<T>,
        fault: Fault,
    ) -> Option<T> {
        let text = self.text(key)?;
        let value = read(text);
        if value.is_none() {
            self.problem(key, fault);
        }
        value
    }

    fn required(&mut self, key: &str) -> &'a str {
        self.text(key).unwrap_or_else(|| {
            self.problem(key, Fault::Missing);
            ""
        })
    }

    fn lines(&self, key: &str) -> Vec<&'a str> {
        let lines = self.given.get(key).map_or("", |text| text).lines();
        lines
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect()
    }

    fn brand(&mut self) -> Brand {
        let slug = self.required("slug").to_owned();
        if !slug.is_empty() && !is_slug(&slug) {
            self.problem("slug", Fault::Slug);
        }
        let name = self.required("name").to_owned();
        let zone = self.text("zone").unwrap_or("UTC").to_owned();
        let shipping = self.shipping();
        Brand {
            slug,
            name,
            is_default: self
                .value("default", yes_or_no, Fault::YesOrNo)
                .unwrap_or_default(),
            hosts: self.hosts(),
            locale: self
                .value("locale", locale, Fault::Locale)
                .unwrap_or_else(|| "en".to_owned()),
            look: self.look(),
            support: self.support(&zone),
            mail: self.mail(),
            zone,
            calendar: self.calendar(&shipping.closures),
            shipping,
            policies: self.policies(),
            links: self.links(),
            privacy: self.privacy(),
            texts: self.texts(),
        }
    }

    fn hosts(&mut self) -> Vec<String> {
        let mut hosts = Vec::new();
        for line in self.lines("hosts") {
            let host = line.to_ascii_lowercase();
            if !is_host(&host) {
                self.problem("hosts", Fault::Host(line.to_owned()));
            } else if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
        hosts
    }

    fn look(&mut self) -> Look {
        let (light, dark) = self.palettes();
        let header = self.choice("look.header", HEADERS, "filled");
        let font = self.choice("look.font", FAMILIES, "sans");
        let headings = self.choice("look.headings", FAMILIES, font);
        let font_file = self.text("look.font_file").map(str::to_owned);
        if font_file.is_none() {
            for (key, family) in [("look.font", font), ("look.headings", headings)] {
                if family == "own" && self.given.contains_key(key) {
                    self.problem(key, Fault::FontMissing);
                }
            }
        }
        Look {
            logo: self.text("look.logo").map(str::to_owned),
            header: match header {
                "plain" => Header::Plain,
                _ => Header::Filled,
            },
            light,
            dark,
            corner: self
                .number("look.corner", 0, CORNER)
                .unwrap_or(USUAL_CORNER),
            font,
            headings,
            font_file,
        }
    }

    fn palettes(&mut self) -> (Palette, Palette) {
        let chosen = self.chosen(Scheme::Light);
        let for_dark = self.chosen(Scheme::Dark);
        let light = Palette::light(&chosen);
        let dark = Palette::dark(&for_dark, &chosen);
        let mut found = unreadable(Scheme::Light, &chosen, &light);
        let is_said = |problem: &Problem, found: &[Problem]| {
            let light_key = problem.key.replacen("look.dark.", "look.", 1);
            found.iter().any(|said| said.key == light_key) && !self.given.contains_key(&problem.key)
        };
        for problem in unreadable(Scheme::Dark, &for_dark, &dark) {
            // The dark takes the light's accent over: once is enough.
            if !is_said(&problem, &found) {
                found.push(problem);
            }
        }
        self.problems.extend(found);
        (light, dark)
    }

    fn chosen(&mut self, scheme: Scheme) -> Chosen {
        let mut colour = |name: &str| {
            let key = format!("{}.{name}", scheme.prefix());
            self.value(&key, Colour::parse, Fault::Colour)
        };
        Chosen {
            accent: colour("accent"),
            on_accent: colour("on_accent"),
            background: colour("background"),
            surface: colour("surface"),
            text: colour("text"),
            headline: colour("headline"),
            control: colour("control"),
        }
    }

    fn choice(
        &mut self,
        key: &str,
        choices: &'static [&'static str],
        usual: &'static str,
    ) -> &'static str {
        let named = |text: &str| choices.iter().copied().find(|choice| *choice == text);
        self.value(key, named, Fault::Choice(choices))
            .unwrap_or(usual)
    }

    fn number(&mut self, key: &str, from: u16, to: u16) -> Option<u16> {
        let read = |text: &str| {
            text.parse()
                .ok()
                .filter(|number| (from..=to).contains(number))
        };
        self.value(key, read, Fault::Number { from, to })
    }

    fn support(&mut self, zone: &str) -> Support {
        let hours = WEEKDAYS.map(|day| {
            let key = format!("support.hours.{day}");
            if self.text(&key) == Some("closed") {
                return None;
            }
            self.value(&key, Hours::parse, Fault::Hours)
        });
        Support {
            email: self.value("support.email", email, Fault::Email),
            phone: self.value("support.phone", phone, Fault::Phone),
            url: self.link("support.url"),
            help_desk: self.value("support.help_desk", email, Fault::Email),
            hours,
            zone: self.text("support.zone").unwrap_or(zone).to_owned(),
        }
    }

    fn mail(&mut self) -> Mail {
        let mut selectors = Vec::new();
        for line in self.lines("mail.selectors") {
            if selectors.len() < SELECTORS && is_selector(line) {
                selectors.push(line.to_owned());
            } else {
                self.problem("mail.selectors", Fault::Selector(line.to_owned()));
            }
        }
        Mail {
            from: self.value("mail.from", email, Fault::Email),
            selectors,
        }
    }

    fn shipping(&mut self) -> Shipping {
        let mut closures = Vec::new();
        for line in self.lines("shipping.closures") {
            match Closure::parse(line) {
                Some(closure) => closures.push(closure),
                None => self.problem("shipping.closures", Fault::Closure(line.to_owned())),
            }
        }
        closures.sort_by_key(|closure| closure.from);
        Shipping {
            handling_days: self.number("shipping.handling_days", 0, HANDLING),
            cut_off: self.value("shipping.cut_off", clock, Fault::Clock) as Option<NaiveTime>,
            closures,
        }
    }

    fn privacy(&mut self) -> Privacy {
        let usual = Privacy::default();
        let days = self.number("privacy.raw_days", 1, RAW_DAYS);
        let months = self.number("privacy.personal_months", 1, PERSONAL_MONTHS);
        Privacy {
            raw_days: days.unwrap_or(usual.raw_days),
            personal_months: months.unwrap_or(usual.personal_months),
            mask_customers: self
                .value("privacy.mask_customers", yes_or_no, Fault::YesOrNo)
                .unwrap_or_default(),
        }
    }

    fn policies(&mut self) -> Policies {
        Policies {
            late: self.policy("late"),
            lost: self.policy("lost"),
            returned: self.policy("returned"),
            undeliverable: self.policy("undeliverable"),
        }
    }

    fn policy(&mut self, trouble: &str) -> Option<Policy> {
        let days = self.number(&format!("policies.{trouble}.days"), 0, POLICY_DAYS);
        let key = format!("policies.{trouble}.words");
        let words = self.text(&key).map(str::to_owned);
        let offers = self.offers(&format!("policies.{trouble}.offers"));
        if (days.is_some() || !offers.is_empty()) && words.is_none() {
            self.problem(&key, Fault::WordsMissing);
        }
        words.map(|words| Policy {
            days,
            words,
            offers,
        })
    }

    fn offers(&mut self, key: &str) -> Vec<Remedy> {
        let (offers, strange) = remedy::read(&self.lines(key));
        if strange > 0 {
            self.problem(key, Fault::Choice(REMEDIES));
        }
        offers
    }

    fn links(&mut self) -> Links {
        Links {
            home: self.link("links.home"),
            account: self.link("links.account"),
            returns: self.link("links.returns"),
            help: self.link("links.help"),
        }
    }

    fn link(&mut self, key: &str) -> Option<String> {
        self.value(key, link, Fault::Link)
    }

    fn texts(&self) -> BTreeMap<String, String> {
        self.given
            .iter()
            .filter_map(|(key, text)| {
                let text = text.trim();
                let key = key.strip_prefix(TEXTS)?;
                (!text.is_empty()).then(|| (key.to_owned(), text.to_owned()))
            })
            .collect()
    }
}
