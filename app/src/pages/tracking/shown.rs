//! What is on the screen, which newer view replaces it, and what changed.

use doorstep::view::tracking::{ParcelView, TrackingView, WindowView};

/// What is on the screen, and how often its parts have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The view.
    pub view: TrackingView,
    /// How often it answered otherwise than before.
    pub answers: u32,
    /// How often incidents came, went or said something else: they take or
    /// leave room, and what is below has not moved then.
    pub incidents: u32,
    /// How often each parcel did, in the view's order.
    pub parcels: Vec<Changes>,
}

/// How often the parts of a parcel have changed whose lines stand in a room
/// kept for them. A part that has changed is drawn anew: its lines have not
/// moved then, as they are others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Where and when.
    pub answer: u32,
    /// What to do.
    pub act: u32,
    /// The names in the bar of steps.
    pub steps: u32,
    /// What happened, and what happens next.
    pub story: u32,
}

/// What to do with a view the stream offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// It is news: show it and say so.
    Aloud,
    /// The same news, said later (a relative time has moved on): show it.
    Quietly,
    /// Older, or nothing has changed.
    Leave,
    /// What stands around it has changed too: load the page anew.
    Reload,
}

impl Shown {
    /// The view the page came with.
    #[must_use]
    pub fn first(view: TrackingView) -> Self {
        Self {
            answers: 0,
            incidents: 0,
            parcels: vec![Changes::default(); view.parcels.len()],
            view,
        }
    }

    /// What to do with another view.
    #[must_use]
    pub fn take(&self, offered: &TrackingView) -> Take {
        let held = &self.view;
        // The brand stands outside of what is drawn anew.
        if held.brand_version != offered.brand_version {
            return Take::Reload;
        }
        if offered.revision > held.revision {
            return Take::Aloud;
        }
        if offered.revision == held.revision && offered != held {
            return Take::Quietly;
        }
        Take::Leave
    }

    /// With another view in its place.
    #[must_use]
    pub fn after(&self, offered: TrackingView) -> Self {
        let parcels = offered.parcels.iter().enumerate().map(|(at, parcel)| {
            let mut held = self.view.parcels.iter().zip(&self.parcels);
            match held.find(|(held, _)| held.id == parcel.id) {
                Some((held, before)) => before.after(held, parcel),
                // Another parcel stands where this one did, or none.
                None => self.parcels.get(at).copied().unwrap_or_default().all(),
            }
        });
        Self {
            answers: self.answers + u32::from(answer(&self.view) != answer(&offered)),
            incidents: self.incidents + u32::from(incidents(&self.view).ne(incidents(&offered))),
            parcels: parcels.collect(),
            view: offered,
        }
    }
}

impl Changes {
    fn all(self) -> Self {
        Self {
            answer: self.answer + 1,
            act: self.act + 1,
            steps: self.steps + 1,
            story: self.story + 1,
        }
    }

    fn after(self, held: &ParcelView, offered: &ParcelView) -> Self {
        Self {
            answer: self.answer + u32::from(answer_of(held) != answer_of(offered)),
            act: self.act + u32::from(act_moves(held, offered)),
            steps: self.steps + u32::from(!steps_of(held).eq(steps_of(offered))),
            story: self.story + u32::from(story_of(held) != story_of(offered)),
        }
    }
}

type Answer<'a> = (&'a str, [Option<&'a str>; 3], &'a WindowView);

/// What is read first: the headline; of a single parcel where and when.
fn answer(view: &TrackingView) -> (&str, Option<&str>, Option<Answer<'_>>) {
    let rest = view.unshipped.as_ref().map(|rest| rest.rest.as_str());
    let only = match view.parcels.as_slice() {
        [only] => Some(answer_of(only)),
        _ => None,
    };
    (&view.headline, rest, only)
}

fn answer_of(parcel: &ParcelView) -> Answer<'_> {
    let facts = [&parcel.why, &parcel.place, &parcel.incident];
    (
        &parcel.headline,
        facts.map(Option::as_deref),
        &parcel.window,
    )
}

fn incidents(view: &TrackingView) -> impl Iterator<Item = Option<&str>> {
    view.parcels.iter().map(|parcel| parcel.incident.as_deref())
}

/// Whether the lines of what to do would move. With something to press below
/// them they stand at the top, and the button keeps its focus; without, in
/// the middle.
fn act_moves(held: &ParcelView, offered: &ParcelView) -> bool {
    let presses = |parcel: &ParcelView| parcel.calendar || parcel.action.is_some();
    let differs = held.act != offered.act || held.pickup != offered.pickup;
    presses(held) != presses(offered) || (differs && !presses(held))
}

fn steps_of(parcel: &ParcelView) -> impl Iterator<Item = &str> {
    parcel.steps.iter().map(|step| step.label.as_str())
}

fn story_of(parcel: &ParcelView) -> impl PartialEq + '_ {
    (&parcel.happened, &parcel.next)
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    fn check(offered: &TrackingView, expected: Take) {
        assert_eq!(Shown::first(sample()).take(offered), expected);
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
    fn another_look_of_the_brand_needs_the_page_anew() {
        let repainted = TrackingView {
            brand_version: 2,
            ..sample()
        };
        check(&repainted, Take::Reload);
    }

    #[test]
    fn what_has_changed_is_counted_and_nothing_else_is() {
        let first = Shown::first(sample());
        let same = first.after(TrackingView {
            revision: 8,
            ..sample()
        });
        assert_eq!((same.answers, same.parcels[0]), (0, Changes::default()));
        let mut arrived = sample();
        arrived.headline = "Delivered".into();
        let next = same.after(arrived.clone());
        assert_eq!((next.answers, next.parcels[0]), (1, Changes::default()));
        arrived.parcels[0].place = Some("Left at: Front door".into());
        let next = next.after(arrived.clone());
        assert_eq!((next.answers, next.parcels[0].answer), (2, 1));
        arrived.parcels[0].act = "Be there.".into();
        let next = next.after(arrived.clone());
        assert_eq!(next.parcels[0].act, 0, "the button stays where it is");
        arrived.parcels[0].calendar = false;
        let next = next.after(arrived.clone());
        assert_eq!((next.answers, next.parcels[0].act), (2, 1));
        arrived.parcels[0].steps[1].time = Some("Wed 13 May".into());
        let next = next.after(arrived.clone());
        assert_eq!(next.parcels[0].steps, 0, "a time has its room");
        arrived.parcels[0].steps.pop();
        arrived.parcels[0].next = "Nothing more.".into();
        let next = next.after(arrived);
        let all = Changes {
            answer: 1,
            act: 1,
            steps: 1,
            story: 1,
        };
        assert_eq!((next.answers, next.parcels[0]), (2, all));
    }

    #[test]
    fn another_parcel_in_the_same_place_is_drawn_anew() {
        let mut offered = sample();
        offered.parcels[0].id = "shp_2".into();
        let next = Shown::first(sample()).after(offered);
        assert_eq!(next.parcels[0], Changes::default().all());
    }

    #[test]
    fn parcels_are_told_apart_by_their_id() {
        let mut first = sample();
        let mut second = first.parcels[0].clone();
        second.id = "shp_2".into();
        first.parcels.push(second);
        let mut offered = first.clone();
        offered.parcels.swap(0, 1);
        offered.parcels[1].calendar = false;
        let next = Shown::first(first).after(offered);
        let acts: Vec<u32> = next.parcels.iter().map(|parcel| parcel.act).collect();
        assert_eq!(acts, [0, 1]);
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
