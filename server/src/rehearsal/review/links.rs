//! A link that leads nowhere: every one of the site's own in pages, mails and
//! texts is followed in the private instance; those of others are only read.

use super::finding;
use super::html::Html;
use crate::error::Error;
use crate::rehearsal::film::{Fault, File, Files, Film, Finding, Frame};
use crate::rehearsal::instance::Instance;
use reqwest::Url;
use std::collections::{BTreeMap, BTreeSet};

/// Where links lead.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// The addresses of the site itself.
    own: BTreeSet<String>,
    /// What each of the site's own answered, by its path.
    answered: BTreeMap<String, u16>,
}

/// What a link is.
enum Link {
    /// A page of the site: its path.
    Own(String),
    /// Somebody else's page, or a mail to be written.
    Other,
    /// Nothing that could be followed.
    Broken,
}

impl Links {
    /// Follows every link of a film, each once.
    ///
    /// # Errors
    /// When the private instance does not answer.
    pub(in crate::rehearsal) async fn followed(
        film: &Film,
        instance: &Instance,
    ) -> Result<(Self, Files), Error> {
        let services = &instance.services;
        let book = services.book.now();
        let brands = book.brands.iter();
        let own = brands.filter_map(|brand| services.address_of(brand));
        let mut links = Self {
            own: own
                .chain(services.address.as_deref().map(str::to_owned))
                .collect(),
            answered: BTreeMap::new(),
        };
        let mut files = Files::new();
        for link in film.frames.iter().flat_map(of_frame) {
            let Link::Own(path) = links.read(&link) else {
                continue;
            };
            if links.answered.contains_key(&path) {
                continue;
            }
            let got = instance.post.get(&path).await?;
            links.answered.insert(path.clone(), got.status.as_u16());
            let is_drawn_with = ["text/css", "image/", "font/"];
            if is_drawn_with.iter().any(|kind| got.kind.starts_with(kind)) {
                let (kind, body) = (got.kind, got.body);
                files.insert(path, File { kind, body });
            }
        }
        Ok((links, files))
    }

    /// The links of a film that lead nowhere, each in the first frame that
    /// has it.
    pub(super) fn check(&self, film: &Film) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        for (at, frame) in film.frames.iter().enumerate() {
            for link in of_frame(frame) {
                let wrong = match self.read(&link) {
                    Link::Other => continue,
                    Link::Broken => format!("{link:?} is no link"),
                    Link::Own(path) => match self.answered.get(&path) {
                        Some(200 | 303) => continue,
                        Some(status) => format!("{path:?} answers {status}"),
                        None => format!("{path:?} was not followed"),
                    },
                };
                if found.iter().all(|one| one.detail != wrong) {
                    found.push(finding(at, Fault::Link, wrong));
                }
            }
        }
        found
    }

    fn read(&self, link: &str) -> Link {
        if link.starts_with('/') && !link.starts_with("//") {
            return Link::Own(link.split('#').next().unwrap_or(link).to_owned());
        }
        if let Some(to) = link.strip_prefix("mailto:") {
            return if to.contains('@') {
                Link::Other
            } else {
                Link::Broken
            };
        }
        if let Some(number) = link.strip_prefix("tel:") {
            let is_number = number.chars().any(|sign| sign.is_ascii_digit());
            return if is_number { Link::Other } else { Link::Broken };
        }
        for own in &self.own {
            if let Some(path) = link.strip_prefix(own.as_str()) {
                let path = path.split('#').next().unwrap_or(path);
                let path = if path.is_empty() { "/" } else { path };
                return Link::Own(path.to_owned());
            }
        }
        match Url::parse(link) {
            Ok(url) if url.scheme() == "https" && url.host_str().is_some_and(is_host) => {
                Link::Other
            }
            _ => Link::Broken,
        }
    }
}

fn is_host(host: &str) -> bool {
    host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

/// The links of a page and of its messages.
fn of_frame(frame: &Frame) -> Vec<String> {
    let mut links = of_markup(&frame.page);
    for message in &frame.messages {
        links.extend(message.html.as_deref().map(of_markup).unwrap_or_default());
        links.extend(of_text(&message.text));
    }
    links
}

/// What a reader can follow, and what is fetched to draw it.
fn of_markup(markup: &str) -> Vec<String> {
    let html = Html::read(markup);
    let mut links: Vec<String> = Vec::new();
    for (_, element) in html.all(|_| true) {
        let link = match element.name.as_str() {
            "a" | "link" => element.get("href"),
            "img" | "script" | "source" => element.get("src"),
            "form" if element.get("method") != Some("post") => element.get("action"),
            _ => None,
        };
        links.extend(
            link.filter(|link| !link.starts_with(['#']))
                .map(str::to_owned),
        );
    }
    links
}

/// Addresses in plain text end at a space.
fn of_text(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split_whitespace();
    words
        .filter(|word| word.contains("://"))
        .map(|word| word.trim_end_matches(['.', ',', ')']).to_owned())
}
