//! What a tracking page says of an order and its parcels.

use super::html::Html;
use doorstep::scan::Status;

/// What a page says of one parcel; of an order of which nothing is packed yet,
/// what it says of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The tracking number; empty where there is none.
    pub number: String,
    /// Its status.
    pub status: Option<Status>,
    /// The headline above it.
    pub headline: String,
    /// When it comes; empty where nothing is said.
    pub window: String,
    /// Whether that holds, was moved or was missed.
    pub standing: String,
    /// Why it stands still, where that is said.
    pub why: String,
    /// What happened, what happens next, and what to do.
    pub answers: [String; 3],
    /// When it reached the step it stands on, as far as that is said.
    pub since: String,
}

/// A page that was read.
pub struct Page {
    /// Its mark-up.
    pub html: Html,
    /// Its parcels, in their order.
    pub parcels: Vec<Seen>,
}

impl Page {
    /// Reads a page.
    #[must_use]
    pub fn read(markup: &str) -> Self {
        let html = Html::read(markup);
        let top: Vec<usize> = html
            .all(|one| one.is_of("answer"))
            .map(|(at, _)| at)
            .collect();
        let articles: Vec<usize> = html
            .all(|one| one.get("data-parcel").is_some())
            .map(|(at, _)| at)
            .collect();
        let parcels = match articles.as_slice() {
            [] => top.iter().map(|at| seen(&html, &[*at])).collect(),
            [only] => {
                let both: Vec<usize> = top.iter().copied().chain([*only]).collect();
                vec![seen(&html, &both)]
            }
            several => several.iter().map(|at| seen(&html, &[*at])).collect(),
        };
        Self { html, parcels }
    }
}

/// What a page says first: another page that says the same tells nothing new.
/// That Thursday has become tomorrow is none.
#[must_use]
pub fn glance(markup: &str) -> Vec<String> {
    let page = Page::read(markup);
    let parcels = page.parcels.into_iter();
    parcels
        .flat_map(|seen| {
            let [happened, next, act] = seen.answers;
            [seen.headline, seen.standing, seen.why, happened, next, act]
        })
        .collect()
}

/// What stands in these elements of a page.
fn seen(html: &Html, within: &[usize]) -> Seen {
    let words = |fits: &dyn Fn(&super::html::Element) -> bool| {
        let found = html
            .all(fits)
            .find(|(at, _)| within.iter().any(|outer| html.is_within(*at, *outer)));
        found.map_or_else(String::new, |(at, _)| html.words(at))
    };
    let part = |name: &str| words(&|one| one.get("data-part") == Some(name));
    let answer = |key: &str| words(&|one| one.get("data-answer") == Some(key));
    let status = html.all(|one| one.get("data-status").is_some());
    let mut status =
        status.filter(|(at, _)| within.iter().any(|outer| html.is_within(*at, *outer)));
    let status = status.next().and_then(|(_, one)| one.get("data-status"));
    let number = html.all(|one| one.name == "strong").find(|(at, _)| {
        let is_number = |(outer, _): (usize, &super::html::Element)| html.is_within(*at, outer);
        html.all(|one| one.is_of("number")).any(is_number)
            && within.iter().any(|outer| html.is_within(*at, *outer))
    });
    let standing = html
        .all(|one| one.get("data-part") == Some("window"))
        .find(|(at, _)| within.iter().any(|outer| html.is_within(*at, *outer)));
    let since = html
        .all(|one| one.get("aria-current") == Some("step"))
        .find(|(at, _)| within.iter().any(|outer| html.is_within(*at, *outer)));
    Seen {
        number: number.map_or_else(String::new, |(at, _)| html.words(at)),
        status: status.and_then(Status::from_code),
        headline: words(&|one| matches!(one.name.as_str(), "h1" | "h2")),
        window: part("window"),
        standing: standing
            .and_then(|(_, one)| one.get("data-standing"))
            .unwrap_or_default()
            .to_owned(),
        why: part("why"),
        answers: [answer("happened"), answer("next"), answer("act")],
        since: since.map_or_else(String::new, |(step, _)| {
            let time = html
                .all(|one| one.is_of("time"))
                .find(|(at, _)| html.is_within(*at, step));
            time.map_or_else(String::new, |(at, _)| html.words(at))
        }),
    }
}
