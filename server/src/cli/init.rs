//! `doorstep init`: asks for what is missing, makes the site, and says what
//! to do next.

use super::InitArguments;
use super::terminal::Person;
use crate::admin::JSON;
use crate::brand::{BrandFile, Checked, check};
use crate::clock::Clock;
use crate::config::{self, DEFAULT_CONFIG, DEFAULT_LISTEN, PublicAddress};
use crate::error::Error;
use crate::setup::{self, NewSite, Plan};
use crate::shops::SHOPS;
use doorstep::brand::{self, Given};
use std::fmt::Write;
use std::path::Path;

/// Why there is no plan.
#[derive(Debug, PartialEq, Eq)]
pub struct NoPlan(pub String);

/// Makes the site and tells what was made.
pub async fn init(plan: &Plan, file: Option<&Path>) -> Result<String, Error> {
    let file = file.unwrap_or(Path::new(DEFAULT_CONFIG));
    let made = setup::set_up(plan, file, Clock::real()).await?;
    Ok(report(plan, file, &made))
}

/// What the flags say, and the answers of a person where there is one. With
/// every flag that has to be there, nobody is asked anything.
pub fn plan(given: InitArguments, person: Option<&mut dyn Person>) -> Result<Plan, NoPlan> {
    let missing: Vec<&str> = [
        ("--brand", given.brand.is_none()),
        ("--host", given.host.is_none()),
        ("--shop", given.shop.is_none()),
    ]
    .into_iter()
    .filter_map(|(flag, is_missing)| is_missing.then_some(flag))
    .collect();
    let person = match person {
        _ if missing.is_empty() => None,
        None => {
            return Err(NoPlan(format!(
                "{} must be given where nobody can be asked; see `doorstep init --help`",
                missing.join(", ")
            )));
        }
        some => some,
    };
    Asking { person }.plan(given)
}

struct Asking<'a> {
    person: Option<&'a mut dyn Person>,
}

impl Asking<'_> {
    fn plan(mut self, given: InitArguments) -> Result<Plan, NoPlan> {
        let listen = given.listen.as_deref().unwrap_or(DEFAULT_LISTEN);
        let listen = config::listen_at(listen).map_err(|error| NoPlan(error.to_string()))?;
        let named = self.wanted(
            given.brand,
            "What is the shop called, as shoppers know it?",
            named,
        )?;
        let address = self.wanted(
            given.host,
            "Under which host will its tracking pages be (such as track.acme.example)?",
            |text| PublicAddress::parse(text).map_err(|error| error.to_string()),
        )?;
        let question = format!("Which shop platform is it ({})?", platforms().join(", "));
        let source = self.wanted(given.shop, &question, platform)?;
        let secret = match source.as_str() {
            JSON => given.secret,
            _ => self.optional(
                given.secret,
                "Which secret does the platform sign its webhooks with (empty: I do not know yet)?",
                |text| Ok(text.to_owned()),
            )?,
        };
        let email = self.optional(
            given.email,
            "Which e-mail address do shoppers ask at (empty: none)?",
            email,
        )?;
        let mut values = named.given;
        values.insert("default".to_owned(), "true".to_owned());
        values.insert("hosts".to_owned(), address.host().to_owned());
        values.extend(email.map(|email| ("support.email".to_owned(), email)));
        Ok(Plan {
            brand: checked(values).map_err(NoPlan)?,
            address,
            listen,
            source,
            secret,
        })
    }

    /// A flag, or an answer, until it will do.
    fn wanted<T>(
        &mut self,
        flag: Option<String>,
        question: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, NoPlan> {
        let Some(person) = self.person.as_mut().filter(|_| flag.is_none()) else {
            return read(flag.as_deref().unwrap_or_default()).map_err(NoPlan);
        };
        loop {
            let answer = person.ask(question).ok_or_else(|| {
                NoPlan("nothing was made: the questions were not answered".to_owned())
            })?;
            match read(answer.trim()) {
                Ok(value) => return Ok(value),
                Err(why) => person.tell(&why),
            }
        }
    }

    /// The same for what may be left out.
    fn optional(
        &mut self,
        flag: Option<String>,
        question: &str,
        read: impl Fn(&str) -> Result<String, String>,
    ) -> Result<Option<String>, NoPlan> {
        if flag.is_none() && self.person.is_none() {
            return Ok(None);
        }
        self.wanted(flag, question, |text| match text {
            "" => Ok(None),
            text => read(text).map(Some),
        })
    }
}

fn named(name: &str) -> Result<Checked, String> {
    let letters = name.to_ascii_lowercase();
    let words = letters
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<&str>>().join("-");
    let slug = if slug.is_empty() { "shop" } else { &slug };
    checked(brand::named(slug, name.trim()))
}

fn checked(values: Given) -> Result<Checked, String> {
    check(BrandFile::of(values, Vec::new()), &[])
        .or_refused(app::texts::for_staff("en"))
        .map_err(|error| error.to_string())
}

fn platforms() -> Vec<&'static str> {
    SHOPS.iter().map(|shop| shop.name).chain([JSON]).collect()
}

fn platform(name: &str) -> Result<String, String> {
    let name = name.to_ascii_lowercase();
    if platforms().contains(&name.as_str()) {
        return Ok(name);
    }
    let known = platforms().join(", ");
    Err(format!(
        "no shop platform is called {name}: use one of {known} (json is for every other)"
    ))
}

fn email(text: &str) -> Result<String, String> {
    let parts = text.split_once('@');
    if parts.is_some_and(|(who, at)| !who.is_empty() && at.contains('.')) {
        return Ok(text.to_owned());
    }
    Err(format!("{text} is no e-mail address"))
}

fn report(plan: &Plan, file: &Path, made: &NewSite) -> String {
    let address = plan.address.as_str();
    let mut text = format!(
        "made       {} and, beside it, the database and the site key\nbrand      {} at {address}\nconnection {}",
        file.display(),
        plan.brand.brand.name,
        made.connection.id
    );
    // Writing to a String cannot fail, here and below.
    if let Some(path) = &made.connection.path {
        let _ = write!(text, "\nwebhook    {address}{path}");
    }
    if let Some(secret) = &made.connection.made_up_secret {
        let _ = write!(text, "\nsecret     {secret}    (shown this once)");
    }
    if let Some(key) = &made.key {
        let _ = write!(text, "\nkey        {}    (shown this once)", key.key);
        for part in ["orders", "shipments", "scans"] {
            let _ = write!(text, "\n{part:10} {address}/api/v1/{part}");
        }
    }
    let _ = write!(text, "\n\nNext:");
    for (number, step) in (1..).zip(steps(plan, file, made)) {
        let _ = write!(text, "\n{number}. {step}");
    }
    text
}

fn steps(plan: &Plan, file: &Path, made: &NewSite) -> Vec<String> {
    let flag = match file.to_str() {
        Some(DEFAULT_CONFIG) => String::new(),
        _ => format!(" --config {}", file.display()),
    };
    let key = match &made.config.site_key {
        config::SiteKeyFrom::File(path) => path.display().to_string(),
        config::SiteKeyFrom::Text(_) => "DOORSTEP_SITE_KEY".to_owned(),
    };
    let mut steps = vec![
        format!(
            "Start it: doorstep{flag} serve. It prints a link that makes the first account; doorstep{flag} staff setup prints another one."
        ),
        format!(
            "Let a proxy with TLS pass {} on to {}: the Caddyfile of the archive does.",
            plan.address.as_str(),
            plan.listen
        ),
    ];
    if made.key.is_some() {
        steps
            .push("Send orders, shipments and scans with the key: README.md shows how.".to_owned());
    } else {
        steps.push(format!(
            "Make the webhooks at {} to the address above: README.md says which.",
            plan.source
        ));
    }
    if made.connection.made_up_secret.is_some() {
        steps.push(format!(
            "If the platform signs with a secret of its own: doorstep{flag} connection rotate {} --secret SECRET",
            made.connection.id
        ));
    }
    steps.push(format!("Keep a copy of {key} away from this machine: without it, links that were sent stop working."));
    steps.push(format!("See what is still missing: doorstep{flag} check"));
    steps
}

#[cfg(test)]
mod tests;
