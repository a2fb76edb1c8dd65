//! What is told of each parcel: gathered by the very code that draws its
//! page, so that no mail says what the page does not.

use super::About;
use crate::views::order_facts::at_its_point;
use crate::views::parcel::{self, Parcel};
use crate::views::tracking::Gathered;
use app::texts::{Lateness, NoticeSaid, ShopperTexts};
use doorstep::answers::{Answers, answers};
use doorstep::notice::{DueNotice, Notice};
use doorstep::recipient::Reader;
use doorstep::scan::{Reason, Status};
use doorstep::shipment::Direction;
use doorstep::view::tracking::ParcelView;
use doorstep::window::Window;

/// The most parcels one message tells of.
const MOST: usize = 6;

/// One parcel, and what is told of it.
pub struct Told<'a> {
    /// What kind of news.
    pub notice: Notice,
    /// As its page shows it.
    pub view: ParcelView,
    /// Whether it is what has not left yet, or the order as a whole.
    pub is_order: bool,
    answers: Answers,
    lateness: Lateness,
    why: Option<&'a str>,
    carrier: Option<String>,
}

impl Told<'_> {
    /// The news with what its words need.
    pub fn said(&self, reader: Reader) -> NoticeSaid<'_> {
        NoticeSaid {
            notice: self.notice,
            reader,
            answers: &self.answers,
            lateness: self.lateness,
            why: self.why,
            carrier: self.carrier.as_deref(),
        }
    }
}

/// What is told, each parcel once, by the notice that leads.
pub fn of<'a>(gathered: &'a Gathered, about: &About<'_>) -> Vec<Told<'a>> {
    let views = gathered.view().parcels;
    let mut told: Vec<(usize, Told<'a>)> = Vec::new();
    for (shipment, due) in about.told {
        let Some(at) = place(gathered, *shipment) else {
            continue;
        };
        let is_told = told.iter().any(|(known, _)| *known == at);
        if is_told || told.len() >= MOST {
            continue;
        }
        if let (Some(parcel), Some(view)) = (gathered.parcels.get(at), views.get(at)) {
            let is_order = shipment.is_none() || parcel.told.shipment.id == 0;
            told.push((at, one(gathered, parcel, view.clone(), due, is_order)));
        }
    }
    told.into_iter().map(|(_, told)| told).collect()
}

/// The shipment's place among the parcels; the whole order's is that of the
/// first parcel on its way out.
fn place(gathered: &Gathered, shipment: Option<i64>) -> Option<usize> {
    let mut parcels = gathered.parcels.iter();
    match shipment {
        Some(id) => parcels.position(|parcel| parcel.told.shipment.id == id),
        None => parcels.position(|parcel| parcel.told.facts.direction == Direction::Outbound),
    }
}

fn one<'a>(
    gathered: &'a Gathered,
    parcel: &Parcel,
    view: ParcelView,
    due: &DueNotice,
    is_order: bool,
) -> Told<'a> {
    let texts: &'a dyn ShopperTexts = &*gathered.setting.texts;
    let mut answers = answers(&parcel.told.facts, &parcel.derived);
    answers.happened = at_its_point(answers.happened, &view);
    let reason = reason(due.notice, parcel);
    Told {
        notice: due.notice,
        is_order,
        answers,
        lateness: match parcel.derived.window {
            Window::Missed { .. } => Lateness::Missed,
            Window::Closed | Window::Unknown | Window::Expected { .. } => Lateness::Moved,
        },
        why: reason.map(|reason| texts.we_reason(reason)),
        carrier: parcel.carrier.name().map(|name| super::clean::line(&name)),
        view,
    }
}

/// Why it is late, or stands still.
fn reason(notice: Notice, parcel: &Parcel) -> Option<Reason> {
    let derived = &parcel.derived;
    let of_window = match derived.window {
        Window::Expected { reason, .. } | Window::Missed { reason, .. } => reason,
        Window::Closed | Window::Unknown => None,
    };
    let reason = match notice {
        Notice::Delay => of_window,
        Notice::Exception | Notice::Attempted | Notice::Returning => derived.reason,
        _ => None,
    };
    reason.filter(|reason| !matches!(reason, Reason::Unknown | Reason::Lost))
}

/// The items of the whole order, as its page would list them.
pub fn of_order(gathered: &Gathered) -> Vec<(String, u32)> {
    let lines = gathered.setting.lines.iter().filter(|line| line.ships);
    lines
        .map(|line| (parcel::title(line), line.quantity))
        .collect()
}

/// The name of a status' tone, as on the page.
pub const fn tone(status: Status) -> &'static str {
    match status {
        Status::Unknown
        | Status::Ordered
        | Status::Packed
        | Status::LabelCreated
        | Status::Cancelled => "quiet",
        Status::PickedUp | Status::InTransit | Status::OutForDelivery => "moving",
        Status::Delivered => "good",
        Status::AvailableForPickup | Status::Attempted | Status::Returning | Status::Returned => {
            "attention"
        }
        Status::Exception => "problem",
    }
}
