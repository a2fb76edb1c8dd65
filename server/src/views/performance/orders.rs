//! The very orders behind a point.

use super::Look;
use crate::db::orders as rows;
use crate::db::outcome::{self, Listed, Model};
use crate::error::Error;
use chrono::NaiveDate;
use doorstep::performance::{Dimension, Mark, Week};
use doorstep::view::performance::{OrderRowView, OrdersView};
use std::collections::HashMap;

/// The field of an address that says what the orders are marked with.
pub const MARK: &str = "mark";

/// The field that says after how many the list goes on.
pub const PAGE: &str = "after";

/// So many are on a page.
const ROWS: u64 = 100;

/// Which of them are listed, beside what is asked of the figures.
#[derive(Clone, Debug, Default)]
pub struct OrdersAsked {
    /// What they are marked with.
    pub mark: Option<Mark>,
    /// From the week of which day on, in place of what is asked.
    pub from: Option<NaiveDate>,
    /// Up to the week of which.
    pub to: Option<NaiveDate>,
    /// After how many.
    pub after: u64,
}

/// Lists them.
///
/// # Errors
/// When the database refuses, or a stored row cannot be read.
pub async fn orders(look: &Look<'_>, of: &OrdersAsked) -> Result<OrdersView, Error> {
    let database = look.services.database.read();
    let from = of.from.map_or(look.wanted.from, Week::of);
    let to = of.to.map_or(look.wanted.to, Week::of);
    let listed = Listed {
        brand_ids: &look.wanted.brand_ids,
        from,
        to,
        with: &look.wanted.with,
        mark: of.mark,
    };
    let mut found = outcome::listed_of_brands(database, &listed, of.after, ROWS + 1).await?;
    let has_more = found.len() as u64 > ROWS;
    found.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let ids: Vec<i64> = found.iter().filter_map(|row| row.order_id).collect();
    let public: HashMap<i64, String> = rows::public_ids(database, &ids).await?;
    let view = |row: &Model| look.row(row, &public);
    Ok(OrdersView {
        about: look.about(of, from, to),
        rows: found.iter().map(view).collect::<Result<_, Error>>()?,
        next: has_more.then(|| look.next_link(of)),
        back: format!("/performance{}", look.asked.query()),
    })
}

impl Look<'_> {
    fn about(&self, of: &OrdersAsked, from: Week, to: Week) -> Vec<String> {
        let mut about = vec![self.texts.span_of_days(from.monday(), to.sunday())];
        about.extend(of.mark.map(|mark| self.texts.mark_label(mark).to_owned()));
        about.extend(self.asked.with.iter().map(|(dimension, value)| {
            let label = self.texts.dimension_label(*dimension);
            format!("{label}: {}", self.name(*dimension, value))
        }));
        about
    }

    fn next_link(&self, of: &OrdersAsked) -> String {
        let after = (of.after + ROWS).to_string();
        let from = of.from.map(|day| day.to_string());
        let to = of.to.map(|day| day.to_string());
        let fields = [
            (MARK, of.mark.map(Mark::code)),
            ("from", from.as_deref()),
            ("to", to.as_deref()),
            (PAGE, Some(after.as_str())),
        ];
        let fields: Vec<(&str, &str)> = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
        self.orders_link(&fields)
    }

    fn row(&self, row: &Model, public: &HashMap<i64, String>) -> Result<OrderRowView, Error> {
        let of = row.outcome()?;
        let day = |day: NaiveDate| self.texts.day_label(day, self.today);
        let by = of.dimensions();
        let name = |dimension| self.name(dimension, by.value(dimension));
        let carrier = [Dimension::Carrier, Dimension::Service];
        let services = carrier.map(|one| by.value(one).to_owned());
        Ok(OrderRowView {
            number: of.number.clone(),
            link: row
                .order_id
                .and_then(|id| public.get(&id))
                .map(|id| format!("/console/orders/{id}")),
            placed: day(of.order.placed_at.date()),
            promised: of.promised(self.asked.measure.against).map(day),
            delivered: of.delivered.map(|at| day(at.local.date())),
            carrier: self.names(&carrier, &services),
            lane: self
                .texts
                .chart_lane(&name(Dimension::Origin), &name(Dimension::Destination)),
            marks: Mark::of_bits(row.marks)
                .filter(|mark| mark.is_told())
                .map(|mark| self.texts.mark_label(mark).to_owned())
                .collect(),
        })
    }
}
