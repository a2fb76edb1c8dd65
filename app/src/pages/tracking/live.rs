//! The part of the page that changes by itself: it follows the order's stream
//! and takes in each newer view.

use super::order::order;
use crate::browser;
use doorstep::view::tracking::{TrackingView, WindowView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize, Serializer};

/// What is on the screen, and what changed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// The view.
    pub view: TrackingView,
    /// How often it answered otherwise than before.
    pub answers: u32,
    /// How often incidents came, went or said something else.
    pub incidents: u32,
}

/// What to do with a view the stream offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Take {
    /// It is news: show it and say so.
    Aloud,
    /// The same news, said later (a relative time has moved on): show it.
    Quietly,
    /// Older, or nothing has changed.
    Leave,
}

fn take(held: &TrackingView, offered: &TrackingView) -> Take {
    if offered.revision > held.revision {
        return Take::Aloud;
    }
    if offered.revision == held.revision && offered != held {
        return Take::Quietly;
    }
    Take::Leave
}

impl Shown {
    pub(super) const fn first(view: TrackingView) -> Self {
        Self {
            view,
            answers: 0,
            incidents: 0,
        }
    }

    fn after(&self, offered: TrackingView) -> Self {
        Self {
            answers: self.answers + u32::from(answer(&self.view) != answer(&offered)),
            incidents: self.incidents + u32::from(incidents(&self.view).ne(incidents(&offered))),
            view: offered,
        }
    }
}

/// What is read first: the headline; of a single parcel where and when.
fn answer(view: &TrackingView) -> (&str, Option<&str>, Option<&WindowView>) {
    let only = view.parcels.first().filter(|_| view.parcels.len() == 1);
    let place = only.and_then(|parcel| parcel.place.as_deref());
    (&view.headline, place, only.map(|parcel| &parcel.window))
}

fn incidents(view: &TrackingView) -> impl Iterator<Item = Option<&str>> {
    view.parcels.iter().map(|parcel| parcel.incident.as_deref())
}

/// A view on its way into the island. The island's macro writes its
/// properties in the browser as well, where nobody reads them: code for that
/// is not loaded.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Sent(pub TrackingView);

impl Serialize for Sent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if cfg!(feature = "hydrate") {
            return serializer.serialize_unit();
        }
        self.0.serialize(serializer)
    }
}

/// The order, drawn from a signal; on the server it is drawn once.
#[island]
pub fn LiveTracking(
    /// The order as it was when the page was made.
    view: Sent,
    /// The page's own path; its stream and its calendar are below it.
    path: String,
) -> impl IntoView {
    let shown = RwSignal::new(Shown::first(view.0));
    let announcement = RwSignal::new(String::new());
    browser::on_press(move |done| announcement.set(done));
    browser::follow(
        format!("{path}/live"),
        move || shown.with_untracked(|shown| shown.view.revision),
        move |offered: TrackingView| {
            // The brand stands outside of the island.
            if shown.with_untracked(|shown| shown.view.brand_version) != offered.brand_version {
                return browser::reload();
            }
            let taken = shown.with_untracked(|shown| take(&shown.view, &offered));
            if taken == Take::Leave {
                return;
            }
            if taken == Take::Aloud {
                announcement.set(offered.announcement.clone());
            }
            shown.update(|shown| *shown = shown.after(offered));
        },
    );
    view! {
        <p class="heard-only" role="status" data-part="announcement">
            {announcement}
        </p>
        {move || shown.with(|shown| order(shown, &path))}
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    fn check(offered: &TrackingView, expected: Take) {
        assert_eq!(take(&sample(), offered), expected);
    }

    #[test]
    fn only_newer_views_are_taken_and_said_aloud() {
        let newer = TrackingView {
            revision: 8,
            ..sample()
        };
        check(&newer, Take::Aloud);
        check(&sample(), Take::Leave);
        let older = TrackingView {
            revision: 6,
            headline: "Packed".into(),
            ..sample()
        };
        check(&older, Take::Leave);
    }

    #[test]
    fn time_passing_is_taken_in_without_a_word() {
        let mut later = sample();
        later.parcels[0].freshness = "Last heard from UPS 13 min ago.".into();
        check(&later, Take::Quietly);
    }

    #[test]
    fn motion_follows_the_answer() {
        let first = Shown::first(sample());
        let same = first.after(TrackingView {
            revision: 8,
            ..sample()
        });
        assert_eq!(same.answers, 0);
        let mut arrived = sample();
        arrived.headline = "Delivered".into();
        let next = same.after(arrived.clone());
        assert_eq!(next.answers, 1);
        arrived.parcels[0].place = Some("Left at: Front door".into());
        assert_eq!(next.after(arrived).answers, 2);
    }

    #[test]
    fn what_is_below_is_drawn_anew_when_an_incident_comes_or_goes() {
        let first = Shown::first(sample());
        let mut stormy = sample();
        stormy.parcels[0].incident = Some("Snow in Kentucky.".into());
        let during = first.after(stormy.clone());
        let still = during.after(stormy);
        let after = still.after(sample());
        let counts = [&first, &during, &still, &after].map(|shown| shown.incidents);
        assert_eq!(counts, [0, 1, 1, 2]);
    }
}
