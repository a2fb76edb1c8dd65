//! What is told of each parcel: gathered by the very code that draws its
//! page, so that no mail says what the page does not.

use super::About;
use crate::views::order_facts::at_its_point;
use crate::views::parcel::{self, Parcel, policy_in_their_language};
use crate::views::tracking::Gathered;
use app::texts::notices::SmsWindow;
use app::texts::{Lateness, NoticeSaid, ShopperTexts};
use doorstep::answers::{Act, Answers, answers};
use doorstep::notice::{DueNotice, MilestoneOf, Notice};
use doorstep::recipient::Reader;
use doorstep::scan::{Reason, Status};
use doorstep::shipment::Direction;
use doorstep::view::tracking::ParcelView;
use doorstep::window::Window;
use doorstep::wording::News;

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
    milestone: MilestoneOf,
    /// Whether the whole order is in it.
    of_order: bool,
    answers: Answers,
    /// When it comes, as a text message says it.
    when: (String, String),
    lateness: Lateness,
    stands: Window,
    why: Option<&'a str>,
    carrier: Option<String>,
}

impl Told<'_> {
    /// Which of a brand's own words it takes; `None` where ours are said, for
    /// what a brand says of a day that moved is not so of one that may be missed.
    pub fn news(&self) -> Option<News> {
        let is_certain = self.lateness != Lateness::AtRisk;
        is_certain.then(|| News::of(self.notice, &self.answers.happened, &self.stands))
    }

    /// The news with what its words need.
    pub fn said(&self, reader: Reader) -> NoticeSaid<'_> {
        NoticeSaid {
            notice: self.notice,
            reader,
            of_order: self.of_order,
            milestone: self.milestone,
            answers: &self.answers,
            lateness: self.lateness,
            why: self.why,
            carrier: self.carrier.as_deref(),
        }
    }
}

/// What a text message says of several parcels: of why, when and what to do,
/// only what holds for all of them.
pub struct Together<'a> {
    lead: &'a Told<'a>,
    answers: Answers,
    why: Option<&'a str>,
    carrier: Option<&'a str>,
    when: (&'a str, &'a str),
}

impl<'a> Together<'a> {
    /// `None` of none.
    pub fn of(told: &'a [Told<'a>]) -> Option<Self> {
        let lead = told.first()?;
        let mut answers = lead.answers.clone();
        if told.iter().any(|one| one.answers.act != answers.act) {
            answers.act = Act::Nothing;
        }
        let is_why = told.iter().all(|one| one.why == lead.why);
        let is_when = told.iter().all(|one| one.when == lead.when);
        let is_carrier = told.iter().all(|one| one.carrier == lead.carrier);
        let (text, short) = &lead.when;
        Some(Self {
            answers,
            why: lead.why.filter(|_| is_why),
            carrier: lead.carrier.as_deref().filter(|_| is_carrier),
            when: if is_when { (text, short) } else { ("", "") },
            lead,
        })
    }

    /// The news with what its words need.
    pub fn said(&self, reader: Reader) -> NoticeSaid<'_> {
        NoticeSaid {
            answers: &self.answers,
            why: self.why,
            carrier: self.carrier,
            ..self.lead.said(reader)
        }
    }

    /// When they come.
    pub const fn window(&self) -> SmsWindow<'_> {
        let (text, short) = self.when;
        SmsWindow { text, short }
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
    mut view: ParcelView,
    due: &DueNotice,
    is_order: bool,
) -> Told<'a> {
    let texts: &'a dyn ShopperTexts = &*gathered.setting.texts;
    let mut answers = answers(&parcel.told.facts, &parcel.derived);
    answers.happened = at_its_point(answers.happened, &view);
    let reason = reason(due.notice, parcel);
    let facts = &parcel.told.facts;
    view.policy = policy_in_their_language(&gathered.setting, facts.direction, &parcel.derived);
    Told {
        notice: due.notice,
        is_order,
        of_order: is_order && gathered.parcels.len() == 1,
        milestone: due.milestone_of(),
        when: when(gathered, due.notice, parcel, &view),
        answers,
        lateness: match parcel.derived.window {
            Window::Missed { .. } => Lateness::Missed,
            Window::Expected { .. } if due.is_of_risk() => Lateness::AtRisk,
            Window::Closed | Window::Unknown | Window::Expected { .. } => Lateness::Moved,
        },
        stands: parcel.derived.window.clone(),
        why: reason.map(|reason| match due.notice {
            Notice::Delay => texts.we_reason_of_date(reason),
            _ => texts.we_reason(reason),
        }),
        carrier: parcel.carrier.name().map(|name| super::clean::line(&name)),
        view,
    }
}

/// When it comes, in a sentence and in two words. What the news says itself,
/// that it is late or comes today, is not said again.
fn when(
    gathered: &Gathered,
    notice: Notice,
    parcel: &Parcel,
    view: &ParcelView,
) -> (String, String) {
    let texts = &*gathered.setting.texts;
    let shown = &view.window;
    match &parcel.derived.window {
        missed @ Window::Missed { .. } if notice == Notice::Delay => {
            // In these words of a parcel whose driver came, the lateness is
            // left out.
            let text = texts.window(missed, Status::Attempted, gathered.setting.today());
            (text, String::new())
        }
        Window::Expected { estimate, .. } if notice == Notice::OutForDelivery => {
            let hours = estimate
                .hours
                .and_then(|hours| Some((hours.from?, hours.to)));
            let short =
                hours.map(|(from, to)| format!("{}-{}", texts.clock(from), texts.clock(to)));
            let short = short.unwrap_or_else(|| shown.short.clone());
            (shown.text.clone(), short)
        }
        _ => (shown.text.clone(), shown.short.clone()),
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
        // That it is lost is the news itself.
        Notice::Exception | Notice::Attempted | Notice::Returning => {
            derived.reason.filter(|reason| *reason != Reason::Lost)
        }
        _ => None,
    };
    reason.filter(|reason| *reason != Reason::Unknown)
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
