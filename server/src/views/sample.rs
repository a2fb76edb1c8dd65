//! A made-up order, to look at a brand that is being set.

use app::texts::{
    Freshness, Headline, Hearing, PromiseNote, Renamed, ScanLine, ShopperTexts, Whereabouts,
};
use chrono::{Days, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use doorstep::answers::{Act, Happened, Next};
use doorstep::brand::Trouble;
use doorstep::reading::Estimate;
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::{Direction, PromiseSource};
use doorstep::status::Step;
use doorstep::view::brand::BrandView;
use doorstep::view::tracking::{
    CarrierView, ItemView, ParcelView, PromiseView, ScanDay, ScanView, StepState, StepView,
    TrackingView, WindowStanding, WindowView,
};
use doorstep::window::Window;

/// What the sample is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    Moving,
    Late,
    Ordered,
}

/// A page of the brand with a parcel on its way ("moving", and any other
/// word), late ("late"), or an order that has not left ("ordered").
#[must_use]
pub fn sample(brand: &BrandView, moment: &str, texts: &dyn ShopperTexts) -> TrackingView {
    let moment = match moment {
        "late" => Moment::Late,
        "ordered" => Moment::Ordered,
        _ => Moment::Moving,
    };
    let parcel = parcel(brand, moment, texts);
    TrackingView {
        revision: 0,
        brand_version: brand.version,
        language: texts.tag().to_owned(),
        order_number: texts.sample().number.to_owned(),
        placed: texts.placed(before(brand.today, 4)),
        headline: parcel.headline.clone(),
        status: parcel.status,
        announcement: String::new(),
        parcels: vec![parcel],
        unshipped: None,
        report: None,
        labels: texts.labels(),
    }
}

fn before(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_sub_days(Days::new(days)).unwrap_or(today)
}

fn at(date: NaiveDate, hour: u32) -> NaiveDateTime {
    date.and_time(NaiveTime::from_hms_opt(hour, 5, 0).unwrap_or_default())
}

fn window(today: NaiveDate, moment: Moment) -> Window {
    let on = |date| Estimate {
        from: date,
        to: date,
        hours: None,
    };
    match moment {
        Moment::Ordered => Window::Unknown,
        Moment::Late => Window::Missed {
            estimate: on(before(today, 1)),
            source: PromiseSource::Carrier,
            reason: Some(Reason::Weather),
        },
        Moment::Moving => Window::Expected {
            estimate: on(today.checked_add_days(Days::new(2)).unwrap_or(today)),
            source: PromiseSource::Carrier,
            was: None,
            reason: None,
        },
    }
}

fn parcel(brand: &BrandView, moment: Moment, texts: &dyn ShopperTexts) -> ParcelView {
    let words = texts.sample();
    let is_sent = moment != Moment::Ordered;
    let carrier = is_sent.then_some(words.carrier);
    let status = if is_sent {
        Status::InTransit
    } else {
        Status::Ordered
    };
    let window = window(brand.today, moment);
    let (happened, next) = if is_sent {
        let place = Some(words.place.to_owned());
        (Happened::InTransit { place }, Next::TravelsOn)
    } else {
        (Happened::Ordered, Next::ShopPrepares)
    };
    let packing = texts.packing(&brand.shipping, brand.today);
    let packing = packing.filter(|_| !is_sent).unwrap_or_default();
    let late = brand.policies.of(Trouble::Late);
    let headline = texts.headline(&Headline {
        status,
        reason: None,
        direction: Direction::Outbound,
        carrier,
    });
    let when = texts.window(&window, status, brand.today);
    ParcelView {
        id: String::new(),
        heading: None,
        status,
        share: texts.share(&headline, &when),
        headline,
        why: None,
        place: is_sent.then(|| texts.whereabouts(Whereabouts::Seen(words.place))),
        incident: None,
        window: WindowView {
            text: when,
            short: texts.short_window(&window, status, brand.today),
            standing: match moment {
                Moment::Late => WindowStanding::Missed,
                Moment::Moving | Moment::Ordered => WindowStanding::Open,
            },
        },
        steps: steps(brand.today, moment, texts),
        map: None,
        happened: texts.happened(&happened, carrier),
        next: format!("{} {packing}", texts.next(next, carrier))
            .trim()
            .to_owned(),
        act: texts.act(Act::Nothing, carrier),
        action: None,
        pickup: None,
        // A made-up day belongs into no calendar.
        calendar: false,
        policy: late
            .filter(|_| moment == Moment::Late)
            .map(|policy| texts.policy(Trouble::Late, policy)),
        promises: promises(&window, brand.today, texts),
        carrier: carrier.map(|name| CarrierView {
            name: name.to_owned(),
            number: Some(words.tracking.to_owned()),
            link: None,
        }),
        days: if is_sent {
            scans(brand.today, texts)
        } else {
            Vec::new()
        },
        items: vec![ItemView {
            title: words.item.to_owned(),
            quantity: 2,
        }],
        freshness: freshness(brand.today, carrier, texts),
    }
}

fn steps(today: NaiveDate, moment: Moment, texts: &dyn ShopperTexts) -> Vec<StepView> {
    let bar = [
        Step::Ordered,
        Step::Packed,
        Step::Shipped,
        Step::OutForDelivery,
        Step::Delivered,
    ];
    let current = if moment == Moment::Ordered { 0 } else { 2 };
    bar.into_iter()
        .enumerate()
        .map(|(place, step)| StepView {
            label: texts.step_label(step).to_owned(),
            state: match place.cmp(&current) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => StepState::Current,
                std::cmp::Ordering::Greater => StepState::Ahead,
            },
            time: (place <= current).then(|| {
                let day = before(today, 4_u64.saturating_sub(place as u64));
                texts.moment(at(day, 9), Precision::Minute, today)
            }),
        })
        .collect()
}

fn promises(window: &Window, today: NaiveDate, texts: &dyn ShopperTexts) -> Vec<PromiseView> {
    let (Window::Expected { estimate, .. } | Window::Missed { estimate, .. }) = window else {
        return Vec::new();
    };
    let note = PromiseNote {
        source: PromiseSource::Carrier,
        carrier: Some(texts.sample().carrier),
        made_on: Some(before(today, 3)),
        reason: None,
        is_lost: false,
        renamed: Renamed::First,
    };
    vec![PromiseView {
        date: texts.estimate(estimate, today),
        note: texts.promise_note(&note, today),
        current: true,
    }]
}

fn scans(today: NaiveDate, texts: &dyn ShopperTexts) -> Vec<ScanDay> {
    let words = texts.sample();
    let line = |status| {
        texts.scan_line(&ScanLine {
            status: Some(status),
            reason: None,
            direction: Direction::Outbound,
            carrier: Some(words.carrier),
        })
    };
    [(1, Status::InTransit), (2, Status::PickedUp)]
        .into_iter()
        .map(|(days, status)| ScanDay {
            label: texts.date(before(today, days), today),
            scans: vec![ScanView {
                time: Some(texts.clock(at(today, 9).time())),
                text: line(status).unwrap_or_default(),
                place: Some(words.place.to_owned()),
                carrier_words: None,
            }],
        })
        .collect()
}

fn freshness(today: NaiveDate, carrier: Option<&str>, texts: &dyn ShopperTexts) -> String {
    let freshness = match carrier {
        None => Freshness::NoNumber,
        Some(_) => Freshness::Heard {
            carrier,
            at: at(today, 9),
            ago: Duration::minutes(12),
            hearing: Hearing::Pushed,
        },
    };
    texts.freshness(&freshness, today)
}
