//! What the pages ask on which a shopper says what is wrong: what fits the
//! part it is about, what the shop's policy allows, and what was told before.

use super::tracking::Gathered;
use super::{Views, parcel, told};
use crate::db::{contact, orders, photo};
use crate::error::Error;
use app::texts::ReportBody;
use doorstep::brand::{Remedy, Trouble};
use doorstep::contact::{Looked, Topic};
use doorstep::scan::Status;
use doorstep::shipment::Direction;
use doorstep::view::brand::{BrandView, PolicyView};
use doorstep::view::report::{
    PartView, REST, ReportForm, ReportProblem, ReportStep, ReportView, SentView, Typed,
};
use doorstep::view::tracking::TrackingView;

/// An order that something may be wrong with.
pub struct Reporting {
    /// The shop front.
    pub brand: BrandView,
    /// The path of the order's page.
    pub path: String,
    gathered: Gathered,
    parts: Vec<Part>,
}

/// A part of it: a parcel, or what has not left.
pub struct Part {
    view: PartView,
    /// The parcel's public id; none for what has not left.
    pub shipment: Option<String>,
    shipment_id: Option<i64>,
    direction: Direction,
    status: Status,
    trouble: Option<Trouble>,
    left_at: Option<String>,
    policy: Option<PolicyView>,
}

impl Views {
    /// All that the pages are made from; `None` where nothing can be told any
    /// more.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn reporting(&self, order: orders::Model) -> Result<Option<Reporting>, Error> {
        if !told::is_open(&order) {
            return Ok(None);
        }
        let brand = self.brand_view(self.0.book.now().brand(order.brand_id));
        let path = self.path(&order);
        let gathered = self.gathered(order).await?;
        let parts = parts(&gathered, &gathered.view());
        Ok(Some(Reporting {
            brand,
            path,
            gathered,
            parts,
        }))
    }
}

fn parts(gathered: &Gathered, view: &TrackingView) -> Vec<Part> {
    let parcels = gathered.parcels.iter().zip(&view.parcels);
    let of_parcels = parcels.map(|(parcel, shown)| {
        let setting = &gathered.setting;
        let direction = parcel.told.facts.direction;
        let derived = &parcel.derived;
        let shipment = &parcel.told.shipment;
        // Before anything left, the order stands in the place of a parcel.
        let has_row = shipment.public_id != gathered.order.public_id;
        Part {
            view: PartView {
                id: shown.id.clone(),
                heading: shown.heading.clone(),
                headline: shown.headline.clone(),
            },
            shipment: has_row.then(|| shipment.public_id.clone()),
            shipment_id: has_row.then_some(shipment.id),
            direction,
            status: derived.status,
            trouble: Trouble::of(direction, derived.status, derived.reason, &derived.window),
            left_at: derived.left_at.clone(),
            policy: parcel::policy(setting, direction, derived),
        }
    });
    let rest = view.unshipped.as_ref().map(|rest| Part {
        view: PartView {
            id: REST.to_owned(),
            heading: None,
            headline: rest.headline.clone(),
        },
        shipment: None,
        shipment_id: None,
        direction: Direction::Outbound,
        status: Status::Ordered,
        trouble: None,
        left_at: None,
        policy: None,
    });
    of_parcels.chain(rest).collect()
}

impl Part {
    fn topics(&self) -> Vec<Topic> {
        Topic::offered_for(self.direction, self.status, self.trouble)
    }

    /// Whether a topic asks what happens with a parcel in its trouble.
    fn speaks_of_trouble(topic: Topic) -> bool {
        matches!(topic, Topic::WhereIsIt | Topic::Returned)
    }
}

impl Reporting {
    /// The part that is named, or the only one there is.
    #[must_use]
    pub fn part(&self, named: Option<&str>) -> Option<&Part> {
        match (named, self.parts.as_slice()) {
            (Some(named), parts) => parts.iter().find(|part| part.view.id == named),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }

    /// Whether a part's state offers a topic.
    #[must_use]
    pub fn offers(&self, part: &Part, topic: Topic) -> bool {
        part.topics().contains(&topic)
    }

    /// What may be chosen of, as the shop's policy for the part's trouble
    /// has it.
    #[must_use]
    pub fn remedies(&self, part: &Part, topic: Topic) -> &[Remedy] {
        let settles = |trouble: &Trouble| {
            topic == Topic::Returned
                && matches!(trouble, Trouble::Returned | Trouble::Undeliverable)
        };
        let policies = &self.gathered.setting.front.brand.policies;
        let policy = part.trouble.filter(settles);
        policy
            .and_then(|trouble| policies.of(trouble))
            .map_or(&[], |policy| &policy.offers)
    }

    /// The page that asks which part it is about, or what is wrong with it.
    #[must_use]
    pub fn asks(&self, part: Option<&Part>) -> ReportView {
        let step = match part {
            Some(part) => ReportStep::What {
                topics: part.topics(),
                trouble: part.trouble,
            },
            None => {
                let all = self.parts.iter().map(|part| part.view.clone());
                ReportStep::Which(all.collect())
            }
        };
        self.view(part, step)
    }

    /// The form of a topic.
    #[must_use]
    pub fn form(
        &self,
        part: &Part,
        topic: Topic,
        typed: Typed,
        problems: Vec<ReportProblem>,
    ) -> ReportView {
        let left_at = part.left_at.clone();
        let policy = part.policy.clone();
        let form = ReportForm {
            topic,
            trouble: part.trouble,
            left_at: left_at.filter(|_| topic == Topic::NotReceived),
            remedies: self.remedies(part, topic).to_vec(),
            policy: policy.filter(|_| Part::speaks_of_trouble(topic)),
            joins: self.is_told(part, topic),
            typed,
            problems,
        };
        self.view(Some(part), ReportStep::Form(Box::new(form)))
    }

    /// Whether the same was told and is open: what comes now joins it.
    fn is_told(&self, part: &Part, topic: Topic) -> bool {
        self.gathered.contacts.iter().any(|row| {
            row.closed_ms.is_none() && row.shipment_id == part.shipment_id && row.topic() == topic
        })
    }

    /// The page that says that a report has come; `None` for one that is not
    /// this order's.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sent(&self, views: &Views, contact: &str) -> Result<Option<ReportView>, Error> {
        let mut rows = self.gathered.contacts.iter();
        let Some(row) = rows.find(|row| row.public_id == contact) else {
            return Ok(None);
        };
        let photos = photo::count_of_contact(views.0.database.read(), row.id).await?;
        let part = self.part_of(row);
        let speaks = Part::speaks_of_trouble(row.topic());
        let policy = part.and_then(|part| part.policy.clone());
        let sent = SentView {
            told: told::told(&self.gathered, row),
            photos: usize::try_from(photos).unwrap_or(usize::MAX),
            policy: policy.filter(|_| speaks),
        };
        Ok(Some(self.view(part, ReportStep::Sent(Box::new(sent)))))
    }

    fn part_of(&self, row: &contact::Model) -> Option<&Part> {
        let mut parts = self.parts.iter();
        parts.find(|part| part.shipment_id == row.shipment_id)
    }

    fn view(&self, part: Option<&Part>, step: ReportStep) -> ReportView {
        let contacts = self.gathered.contacts.iter();
        let told = contacts.map(|row| told::told(&self.gathered, row));
        ReportView {
            path: self.path.clone(),
            order_number: self.gathered.order.number.clone(),
            told: told.collect(),
            part: part.map(|part| part.view.clone()),
            step,
        }
    }

    /// The language its pages speak, as a BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.gathered.setting.texts.tag()
    }

    /// What was typed, as staff are to read it.
    #[must_use]
    pub fn body(&self, part: &Part, topic: Topic, typed: &Typed) -> String {
        let brand = &self.gathered.setting.front.brand;
        let texts = app::texts::for_staff(&brand.locale);
        texts.report_body(&ReportBody {
            topic,
            trouble: part.trouble,
            typed,
            left_at: part.left_at.as_deref(),
        })
    }

    /// What of a form has no place in a topic is left out of it.
    #[must_use]
    pub fn fitting(&self, part: &Part, topic: Topic, typed: Typed) -> Typed {
        let remedies = self.remedies(part, topic);
        let looked: Vec<Looked> = match topic {
            Topic::NotReceived => typed.looked,
            _ => Vec::new(),
        };
        Typed {
            looked,
            remedy: typed.remedy.filter(|remedy| remedies.contains(remedy)),
            words: typed.words,
        }
    }

    /// The order.
    #[must_use]
    pub const fn order(&self) -> &orders::Model {
        &self.gathered.order
    }
}
