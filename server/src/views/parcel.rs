//! One shipment as its shopper sees it.

use super::front::Front;
use super::map::{self, Town};
use super::tracking::{local, with_packing};
use super::{act, days, freshness};
use crate::db::shipment;
use crate::facts::{self, Told};
use crate::incidents::Current;
use crate::zones;
use app::texts::{Headline, Language, PromiseNote, Renamed, ShopperTexts};
use chrono_tz::Tz;
use doorstep::answers::{self, Happened, Next};
use doorstep::brand::Trouble;
use doorstep::carrier::Carrier;
use doorstep::derive::{self, Derived, Now};
use doorstep::incident::Region;
use doorstep::journey::Journey;
use doorstep::number;
use doorstep::order::OrderLine;
use doorstep::scan::{Precision, Reason, Scan, Status};
use doorstep::shipment::{Direction, ShipmentItem};
use doorstep::status::{self, Reached, Standing, Step};
use doorstep::view::brand::PolicyView;
use doorstep::view::map::MapView;
use doorstep::view::tracking::{
    CarrierView, ItemView, ParcelView, PickupView, PromiseView, StepState, StepView,
};
use doorstep::window::{Promise, Window};
use std::sync::Arc;

/// What every parcel of an order is shown with.
pub struct Setting {
    pub texts: Arc<dyn ShopperTexts>,
    pub zone: Tz,
    pub now: Now,
    pub lines: Vec<OrderLine>,
    pub front: Front,
    pub order_number: String,
    pub revision: i64,
    pub shipments: usize,
    pub destination: Option<Town>,
    pub goes_to: Option<Region>,
    pub incidents: Current,
}

impl Setting {
    pub fn today(&self) -> chrono::NaiveDate {
        self.now.at_destination.date()
    }
}

/// A shipment with what follows from what was said of it.
pub struct Parcel {
    pub told: Told,
    pub journey: Journey,
    pub derived: Derived,
    pub carrier: Carrier,
    pub ledger: Vec<Promise>,
}

impl Parcel {
    /// Derives it as it is now; `ledger` are the dates shown so far.
    pub fn new(told: Told, ledger: Vec<Promise>, now: Now) -> Self {
        let journey = Journey::from_facts(&told.facts);
        Self {
            derived: derive::derive_journey(&told.facts, &journey, now),
            carrier: facts::carrier_of(&told),
            journey,
            told,
            ledger,
        }
    }
}

/// A shipment's view.
pub fn view(setting: &Setting, parcel: &Parcel) -> ParcelView {
    let Parcel {
        told,
        journey,
        derived,
        ..
    } = parcel;
    let texts = &*setting.texts;
    let name = parcel.carrier.name();
    let name = name.as_deref();
    let answers = answers::answers(&told.facts, derived);
    let carrier = carrier_view(setting, told, &parcel.carrier, derived.service.as_deref());
    let link = carrier.as_ref().and_then(|carrier| carrier.link.as_deref());
    let pickup = act::pickup(derived);
    let headline = texts.headline(&Headline {
        status: derived.status,
        reason: derived.reason,
        direction: told.facts.direction,
        carrier: name,
    });
    let why = why(setting, derived);
    let window = match delivered_at(journey, derived.status, setting.zone) {
        Some((at, precision)) => act::arrival(setting, at, precision),
        // A reason that is said above is not said again.
        None if why.is_some() => act::window(setting, derived, &derived.window.without_reason()),
        None => act::window(setting, derived, &derived.window),
    };
    ParcelView {
        id: told.shipment.public_id.clone(),
        heading: None,
        status: derived.status,
        share: texts.share(&headline, &window.text),
        headline,
        why,
        place: act::place(setting, parcel, pickup.as_ref()),
        window,
        incident: incident(setting, parcel),
        steps: steps(setting, told, journey, derived),
        map: way(setting, told, journey, derived),
        action: act::action(setting, answers.act, derived.status, link, name),
        next: next(setting, &answers, derived, name),
        act: texts.act(answers.act, name),
        policy: policy(setting, told.facts.direction, derived),
        happened: happened(texts, answers, pickup.as_ref(), name),
        pickup,
        calendar: act::expected(told, derived).is_some(),
        promises: promises(setting, parcel, name),
        carrier,
        days: days::of(setting, journey, told.facts.direction, name),
        items: items(setting, &told.shipment),
        freshness: freshness::of(setting, told, derived.status, &parcel.carrier),
    }
}

/// When it was delivered, as far as the carrier said.
fn delivered_at(
    journey: &Journey,
    status: Status,
    zone: Tz,
) -> Option<(chrono::NaiveDateTime, Precision)> {
    let (_, first) = journey.newest_stop()?;
    let scan = journey.scan_of(&first);
    let at = shown_time(scan, zone).filter(|_| status == Status::Delivered)?;
    Some((at, scan.time.precision))
}

/// What was declared of the carrier's trouble, where it touches the parcel.
fn incident(setting: &Setting, parcel: &Parcel) -> Option<String> {
    let told = &parcel.told;
    let status = parcel.derived.status;
    let underway = Current::underway(told, &parcel.journey, status, setting.goes_to.as_ref());
    let touching = setting.incidents.touching(&underway?, setting.today());
    let words: Vec<&str> = touching
        .iter()
        .flat_map(|incident| incident.words.split_whitespace())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Why it stands still, unless nobody says.
fn why(setting: &Setting, derived: &Derived) -> Option<String> {
    let stands_still = matches!(
        derived.status,
        Status::Exception | Status::Attempted | Status::Returning
    );
    derived
        .reason
        .filter(|_| stands_still)
        .filter(|reason| !matches!(reason, Reason::Unknown | Reason::Lost))
        .map(|reason| setting.texts.why(reason))
}

fn way(setting: &Setting, told: &Told, journey: &Journey, derived: &Derived) -> Option<MapView> {
    let direction = told.facts.direction;
    let destination = setting.destination.as_ref();
    told.facts
        .tracked
        .then(|| map::view(&*setting.texts, journey, derived, direction, destination))?
}

fn happened(
    texts: &dyn ShopperTexts,
    answers: answers::Answers,
    pickup: Option<&PickupView>,
    carrier: Option<&str>,
) -> String {
    let key = match (answers.happened, pickup) {
        // The whole address stands in a place of its own.
        (Happened::AvailableForPickup { .. }, Some(pickup)) => Happened::AvailableForPickup {
            place: Some(pickup.name.clone()),
        },
        (happened, _) => happened,
    };
    let happened = texts.happened(&key, carrier);
    if answers.reopened {
        return format!("{} {happened}", texts.reopened(carrier));
    }
    happened
}

/// What happens next; while nobody has named a date, with how soon the shop
/// packs.
fn next(
    setting: &Setting,
    answers: &answers::Answers,
    derived: &Derived,
    carrier: Option<&str>,
) -> String {
    let next = setting.texts.next(answers.next, carrier);
    if answers.next == Next::ShopPrepares && derived.window == Window::Unknown {
        return with_packing(setting, &next);
    }
    next
}

/// What the shop does in the trouble it is in.
pub fn policy(setting: &Setting, direction: Direction, derived: &Derived) -> Option<PolicyView> {
    let trouble = Trouble::of(direction, derived.status, derived.reason, &derived.window)?;
    let policy = setting.front.brand.policies.of(trouble)?;
    Some(setting.texts.policy(trouble, policy))
}

/// The same, where it is said in the reader's language: what speaks another
/// has no place in a mail.
pub fn policy_in_their_language(
    setting: &Setting,
    direction: Direction,
    derived: &Derived,
) -> Option<PolicyView> {
    let trouble = Trouble::of(direction, derived.status, derived.reason, &derived.window)?;
    let texts = &*setting.texts;
    let is_home = Language::of_brand(&setting.front.brand).tag() == texts.tag();
    let is_read = is_home || texts.own_policy(trouble).is_some();
    policy(setting, direction, derived).filter(|_| is_read)
}

fn carrier_view(
    setting: &Setting,
    told: &Told,
    carrier: &Carrier,
    service: Option<&str>,
) -> Option<CarrierView> {
    let number = told.shipment.number.clone();
    // A number is worth showing even where nobody has said whose it is.
    let unnamed = || number.is_some().then(|| setting.texts.labels().carrier);
    let name = carrier.name().or_else(unnamed)?;
    let link = number
        .as_deref()
        .and_then(|number| number::link(carrier, number))
        .or_else(|| {
            told.shipment
                .link
                .clone()
                .filter(|link| link.starts_with("https://"))
        });
    let service = service.or(told.shipment.service.as_deref());
    Some(CarrierView {
        name: setting.texts.carrier_name(&name, service),
        number,
        link,
    })
}

fn steps(setting: &Setting, told: &Told, journey: &Journey, derived: &Derived) -> Vec<StepView> {
    let standing = Standing {
        status: derived.status,
        reason: derived.reason,
        since: derived.since,
    };
    let bar = status::steps(&told.facts, journey, &standing);
    let last = bar.iter().rposition(|(_, reached)| reached.is_some());
    bar.iter()
        .enumerate()
        .map(|(index, (step, reached))| StepView {
            label: setting.texts.step_label(*step).to_owned(),
            state: step_state(*step, index, last),
            time: reached.as_ref().and_then(|reached| time(setting, reached)),
        })
        .collect()
}

fn step_state(step: Step, index: usize, last: Option<usize>) -> StepState {
    let ends = matches!(
        step,
        Step::ReadyForPickup | Step::Cancelled | Step::Lost | Step::Returned
    );
    match last {
        Some(last) if index == last && ends => StepState::Ended,
        Some(last) if index == last => StepState::Current,
        Some(last) if index < last => StepState::Done,
        _ => StepState::Ahead,
    }
}

fn time(setting: &Setting, reached: &Reached<'_>) -> Option<String> {
    let (at, precision) = match reached {
        Reached::At(instant) => (local(*instant, setting.zone), Precision::Minute),
        Reached::By(scan) => (shown_time(scan, setting.zone)?, scan.time.precision),
        Reached::Unsaid => return None,
    };
    Some(setting.texts.short_moment(at, precision, setting.today()))
}

/// A scan's time as people read it: the clock of its place. Carriers give
/// that; a time in UTC is no place's clock, but an instant, told on the clock
/// of the place where its zone is known, else of the destination.
pub fn shown_time(scan: &Scan, zone: Tz) -> Option<chrono::NaiveDateTime> {
    let at_place = || {
        let instant = scan.time.instant?;
        Some(local(instant, zones::of_place(&scan.place).unwrap_or(zone)))
    };
    let is_in_utc = scan.time.offset_min == Some(0) && scan.time.precision != Precision::Date;
    if is_in_utc {
        return at_place().or(scan.time.local);
    }
    scan.time.local.or_else(at_place)
}

fn promises(setting: &Setting, parcel: &Parcel, carrier: Option<&str>) -> Vec<PromiseView> {
    let today = setting.today();
    let ledger = &parcel.ledger;
    let stands = &parcel.derived;
    let is_lost = stands.status == Status::Exception && stands.reason == Some(Reason::Lost);
    ledger
        .iter()
        .enumerate()
        .map(|(index, promise)| {
            let renamed = match index.checked_sub(1).map(|before| &ledger[before]) {
                None => Renamed::First,
                Some(before) if promise.estimate.ends() > before.estimate.ends() => Renamed::Later,
                Some(_) => Renamed::Sooner,
            };
            PromiseView {
                date: setting.texts.estimate(&promise.estimate, today),
                note: setting.texts.promise_note(
                    &PromiseNote {
                        source: promise.source,
                        carrier,
                        made_on: promise.made_at.map(|at| local(at, setting.zone).date()),
                        reason: promise.reason,
                        is_lost,
                        renamed,
                    },
                    today,
                ),
                current: index + 1 == ledger.len(),
            }
        })
        .collect()
}

fn items(setting: &Setting, shipment: &shipment::Model) -> Vec<ItemView> {
    contents(setting, shipment)
        .iter()
        .filter_map(|item| {
            let line = setting.lines.iter().find(|line| is_of_line(item, line))?;
            Some(ItemView {
                title: title(line),
                quantity: item.quantity,
            })
        })
        .collect()
}

/// A shop that says of its only shipment not what it holds means everything.
fn contents(setting: &Setting, shipment: &shipment::Model) -> Vec<ShipmentItem> {
    let items = shipment.items();
    if !items.is_empty() || setting.shipments > 1 {
        return items;
    }
    let ships = setting.lines.iter().filter(|line| line.ships);
    let whole = ships.map(|line| ShipmentItem {
        line_id: line.external_id.clone(),
        quantity: line.quantity,
    });
    whole.collect()
}

/// Whether an item is some of a line.
pub fn is_of_line(item: &ShipmentItem, line: &OrderLine) -> bool {
    item.is_of(line)
}

/// "Trail shoe, blue / 42".
pub fn title(line: &OrderLine) -> String {
    match &line.variant {
        Some(variant) => format!("{}, {variant}", line.title),
        None => line.title.clone(),
    }
}

/// Whether a status is one the history shows in our own words.
pub const fn is_movement(status: Option<Status>) -> bool {
    matches!(status, Some(status) if !matches!(status, Status::Unknown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep::scan::{Place, ScanTime};

    fn check(time: ScanTime, region: Option<&str>, wanted: &str) {
        let scan = Scan {
            source: "test".to_owned(),
            code: None,
            status: None,
            reason: None,
            text: String::new(),
            time,
            place: Place {
                region: region.map(str::to_owned),
                country: Some("US".to_owned()),
                ..Place::default()
            },
            position: 0,
            place_offset_min: None,
        };
        let shown = shown_time(&scan, Tz::America__Los_Angeles).map(|at| at.to_string());
        assert_eq!(shown.as_deref(), Some(wanted), "{:?}", scan.time);
    }

    #[test]
    fn a_time_is_told_on_the_clock_of_its_place() {
        let noon = "2026-05-11T12:00:00".parse().unwrap();
        let precision = Precision::Second;
        let given = ScanTime::with_offset(noon, -240, precision);
        check(given, Some("NY"), "2026-05-11 12:00:00");
        check(
            ScanTime::local(noon, precision),
            Some("NY"),
            "2026-05-11 12:00:00",
        );
        // In UTC: known places have their own clock.
        let utc = ScanTime::with_offset(noon, 0, precision);
        check(utc, Some("NY"), "2026-05-11 08:00:00");
        check(utc, None, "2026-05-11 05:00:00");
        check(
            ScanTime::instant(noon.and_utc()),
            Some("NY"),
            "2026-05-11 08:00:00",
        );
        // A day is a day.
        let day = ScanTime::with_offset(noon, 0, Precision::Date);
        check(day, Some("NY"), "2026-05-11 12:00:00");
    }
}
