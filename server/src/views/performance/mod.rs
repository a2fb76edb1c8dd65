//! The performance page: reads the roll-ups once, and makes of them what is
//! shown. Nothing here reads a scan.

mod basics;
mod bottlenecks;
mod charts;
mod figures;
mod form;
mod orders;

use crate::error::Error;
use crate::performance::read::{Unread, Wanted};
use crate::services::{Entries, Services};
use crate::staff::Actor;
use app::texts::Texts;
use app::texts::performance::Question;
use chrono::NaiveDate;
use doorstep::carrier::Carrier;
use doorstep::performance::{Asked, Count, Dimension, Tally, Week};
use doorstep::staff::Role;
use doorstep::view::chart::ChartView;
use doorstep::view::performance::{PerformanceView, SectionView};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use orders::{MARK, OrdersAsked, PAGE, orders};

/// Tallies by what they are told apart by.
type Apart = BTreeMap<Vec<String>, Tally>;

/// What somebody looks at.
pub struct Look<'a> {
    services: &'a Services,
    book: Arc<Entries>,
    /// What is asked.
    pub asked: &'a Asked,
    texts: &'a dyn Texts,
    serves: Vec<i64>,
    role: Role,
    wanted: Wanted,
    before: Option<(Week, Week)>,
    today: NaiveDate,
}

impl<'a> Look<'a> {
    /// At what is asked, of the brands somebody serves.
    #[must_use]
    pub fn new(
        services: &'a Services,
        actor: &Actor,
        asked: &'a Asked,
        texts: &'a dyn Texts,
    ) -> Self {
        let book = services.book.now();
        let served = book.brands.iter().filter(|brand| actor.serves(brand.id));
        let serves: Vec<i64> = served.map(|brand| brand.id).collect();
        let is_meant = |slug: &str| asked.brand.as_ref().is_none_or(|brand| brand == slug);
        let meant = book.brands.iter().filter(|brand| is_meant(&brand.slug));
        let brand_ids: Vec<i64> = meant
            .map(|brand| brand.id)
            .filter(|brand| serves.contains(brand))
            .collect();
        let now = services.clock.now();
        let zone = brand_ids.first().map(|brand| book.zone(*brand));
        let today = now
            .with_timezone(&zone.unwrap_or(chrono_tz::Tz::UTC))
            .date_naive();
        let (from, to) = asked.span(today);
        Self {
            wanted: Wanted {
                brand_ids,
                from,
                to,
                with: asked.with.clone(),
            },
            before: asked.other_span(today),
            serves,
            role: actor.role,
            services,
            book,
            asked,
            texts,
            today,
        }
    }

    /// What they see.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn page(&self) -> Result<PerformanceView, Error> {
        let read = match Read::of(self).await {
            Ok(read) => read,
            Err(Unread::Failed(error)) => return Err(error),
            Err(Unread::TooFine) => {
                let words = self.texts.performance_words();
                return Ok(PerformanceView {
                    form: self.form(&Read::default()),
                    nothing: Some(words.too_fine.to_owned()),
                    ..self.frame()
                });
            }
        };
        let is_empty = read.whole.of(Count::Parcels) == 0;
        let words = self.texts.performance_words();
        let (bottlenecks, more_bottlenecks) = self.bottlenecks().await?;
        Ok(PerformanceView {
            form: self.form(&read),
            basics: self.basics().await?,
            figures: self.figures(&read),
            bottlenecks,
            more_bottlenecks,
            sections: self.sections(&read),
            nothing: is_empty.then(|| words.nothing.to_owned()),
            ..self.frame()
        })
    }

    /// One of its charts, by its name.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn named(&self, name: &str) -> Result<Option<ChartView>, Error> {
        let read = match Read::of(self).await {
            Ok(read) => read,
            Err(Unread::Failed(error)) => return Err(error),
            Err(Unread::TooFine) => return Ok(None),
        };
        let charts = self.sections(&read);
        let mut charts = charts.into_iter().flat_map(|section| section.charts);
        Ok(charts.find(|chart| chart.name == name))
    }

    fn frame(&self) -> PerformanceView {
        let span = |from: Week, to: Week| self.texts.span_of_days(from.monday(), to.sunday());
        PerformanceView {
            period: span(self.wanted.from, self.wanted.to),
            compared: self.before.map(|(from, to)| span(from, to)),
            formulas: self.formulas(),
            ..PerformanceView::default()
        }
    }

    fn sections(&self, read: &Read) -> Vec<SectionView> {
        let section = |question, charts| SectionView {
            name: charts::name_of(question).to_owned(),
            heading: self.texts.question(question).to_owned(),
            note: self.texts.question_note(question).map(str::to_owned),
            charts,
        };
        vec![
            section(
                Question::Promises,
                vec![self.on_time(read), self.distribution(read)],
            ),
            section(
                Question::Blame,
                vec![self.carriers(read), self.split(read), self.troubles(read)],
            ),
            section(
                Question::Where,
                vec![self.regions(read), self.lanes(read), self.told_apart(read)],
            ),
            section(Question::Cost, vec![self.asking(read), self.causes(read)]),
            section(
                Question::Tracking,
                vec![self.silence(read), self.first_scans(read)],
            ),
        ]
    }

    /// The name of a value as people read it.
    fn name(&self, dimension: Dimension, value: &str) -> String {
        if dimension == Dimension::Carrier && !value.is_empty() {
            let carrier = Carrier::from_code(value);
            return carrier.name().unwrap_or_else(|| value.to_owned());
        }
        self.texts.dimension_value(dimension, value)
    }

    /// The same of several together: a carrier with its service.
    fn names(&self, by: &[Dimension], values: &[String]) -> String {
        let known = by.iter().zip(values).filter(|(by, value)| {
            // A carrier of one service, or none that is told, is named alone.
            **by != Dimension::Service || !value.is_empty()
        });
        let mut names: Vec<String> = known.map(|(by, value)| self.name(*by, value)).collect();
        // "UPS Ground" says already whose it is.
        if let [carrier, service, ..] = names.as_slice()
            && by.first() == Some(&Dimension::Carrier)
            && service.starts_with(carrier.as_str())
        {
            names.remove(0);
        }
        names.join(" ")
    }
}

/// All that the page reads.
#[derive(Debug, Default)]
struct Read {
    weeks: BTreeMap<Week, Tally>,
    whole: Tally,
    before: Option<BTreeMap<Week, Tally>>,
    before_whole: Option<Tally>,
    services: Apart,
    warehouses: Apart,
    destinations: Apart,
    lanes: Apart,
    apart: Apart,
}

impl Read {
    async fn of(look: &Look<'_>) -> Result<Self, Unread> {
        let database = look.services.database.read();
        let wanted = &look.wanted;
        let weeks = of_all(wanted.by_week(database, &[]).await?);
        let before = match look.before {
            Some((from, to)) => {
                let then = wanted.over(from, to);
                Some(of_all(then.by_week(database, &[]).await?))
            }
            None => None,
        };
        let by_carrier = [Dimension::Carrier, Dimension::Service];
        let lane = [Dimension::Origin, Dimension::Destination];
        Ok(Self {
            whole: sum(weeks.values()),
            before_whole: before.as_ref().map(|weeks| sum(weeks.values())),
            weeks,
            before,
            services: or_none(wanted.told_apart(database, &by_carrier).await)?,
            warehouses: or_none(wanted.told_apart(database, &[Dimension::Warehouse]).await)?,
            destinations: or_none(wanted.told_apart(database, &[Dimension::Destination]).await)?,
            lanes: or_none(wanted.told_apart(database, &lane).await)?,
            apart: or_none(wanted.told_apart(database, &[look.asked.by]).await)?,
        })
    }
}

/// Told apart by nothing there is one.
fn of_all(found: BTreeMap<Vec<String>, BTreeMap<Week, Tally>>) -> BTreeMap<Week, Tally> {
    found.into_values().next().unwrap_or_default()
}

/// A chart for which figures are not kept so finely is empty; the others are
/// not.
fn or_none(found: Result<Apart, Unread>) -> Result<Apart, Unread> {
    match found {
        Err(Unread::TooFine) => Ok(Apart::new()),
        found => found,
    }
}

fn sum<'t>(tallies: impl IntoIterator<Item = &'t Tally>) -> Tally {
    let mut sum = Tally::default();
    for tally in tallies {
        sum.merge(tally, 1);
    }
    sum
}
