//! The order pane: an order's own page, gathered and derived by the code that
//! draws the shopper's, and around it all that staff know and did.
//!
//! It is read with one query a table, whatever there is of each.

mod advice;
mod choices;
mod decisions;
mod flags;
mod parcels;
mod people;
mod reader;
mod rows;
mod scans;
mod threads;
mod told;

use super::super::Views;
use super::super::front::Front;
use super::super::tracking::{self, Gathered};
use crate::db::desk::order_of_served;
use crate::db::orders;
use crate::error::Error;
use crate::staff::Actor;
use app::texts::{Language, Texts};
use doorstep::money;
use doorstep::order::OrderKind;
use doorstep::recipient::Medium;
use doorstep::shipment::Direction;
use doorstep::staff::Serves;
use doorstep::view::console::desk::{DraftView, FormView};
use doorstep::view::console::order::{HeadView, OrderPaneView};
use doorstep::view::console::parcel::PaneParcelView;
use doorstep::view::tracking::{ItemView, TrackingView, WindowStanding, WindowView};
use reader::Reader;
use rows::Rows;
use serde_json::Value;

/// Everything the parts of the pane are made from.
struct Pane<'a> {
    order: &'a orders::Model,
    gathered: &'a Gathered,
    /// The order as its shopper sees it, in our own words.
    shown: &'a TrackingView,
    rows: &'a Rows,
    reader: Reader<'a>,
}

impl Pane<'_> {
    fn texts(&self) -> &dyn Texts {
        self.reader.texts
    }

    /// Which parcel a row is about, where there are several.
    fn heading_of(&self, shipment_id: Option<i64>) -> Option<String> {
        let parcels = &self.gathered.parcels;
        let at = parcels
            .iter()
            .position(|parcel| Some(parcel.told.shipment.id) == shipment_id)?;
        self.shown.parcels.get(at)?.heading.clone()
    }

    /// Who carries a shipment; the order's first one where none is named.
    fn carrier_of(&self, shipment_id: Option<i64>) -> Option<String> {
        let parcels = &self.gathered.parcels;
        let named = parcels
            .iter()
            .find(|parcel| Some(parcel.told.shipment.id) == shipment_id);
        named.or_else(|| parcels.first())?.carrier.name()
    }
}

impl Views {
    /// An order as one of the staff sees it; `None` for one that is not there,
    /// or not theirs to see.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn order_pane(
        &self,
        actor: &Actor,
        order: &str,
        language: &str,
    ) -> Result<Option<OrderPaneView>, Error> {
        let read = self.0.database.read();
        match order_of_served(read, &actor.serves, order).await? {
            Some(order) => {
                let rehearsal = self.rehearsal_of(&order, actor, language).await?;
                let view = self.pane_of(order, Some(actor), language, |_, view| view);
                let view = view.await?;
                Ok(Some(OrderPaneView { rehearsal, ..view }))
            }
            None => Ok(None),
        }
    }

    /// The same for a program that serves these brands.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn order_pane_for(
        &self,
        serves: &Serves,
        order: &str,
        language: &str,
    ) -> Result<Option<OrderPaneView>, Error> {
        let read = self.0.database.read();
        match order_of_served(read, serves, order).await? {
            Some(order) => {
                let view = self.pane_of(order, None, language, |_, view| view);
                view.await.map(Some)
            }
            None => Ok(None),
        }
    }

    /// The same as JSON, with the codes and moments behind its words, in the
    /// brand's language. The caller has found the order among its brands'.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn order_as_json(&self, order: orders::Model) -> Result<Value, Error> {
        let book = self.0.book.now();
        let brand = book.brand(order.brand_id);
        let language = brand.map_or("en", |brand| brand.locale.as_str());
        self.pane_of(order, None, language, |pane, view| {
            told::as_json(pane, &view)
        })
        .await
    }

    async fn pane_of<T>(
        &self,
        order: orders::Model,
        actor: Option<&Actor>,
        language: &str,
        make: impl FnOnce(&Pane<'_>, OrderPaneView) -> T,
    ) -> Result<T, Error> {
        let read = self.0.database.read();
        let front = Front::of(&self.0.book.now(), order.brand_id);
        let zone = front.brand.zone.parse().unwrap_or(chrono_tz::UTC);
        let now = self.0.clock.now();
        let texts = app::texts::for_staff(language);
        // Staff read our words, whatever the brand says in their place.
        let ours = Language::English.alone();
        let gathered = tracking::gather(read, order.clone(), front, now, ours).await?;
        let shown = gathered.view();
        let rows = Rows::read(read, &order, &gathered, actor).await?;
        let reader = Reader {
            texts,
            zone,
            now,
            names: &rows.names,
            staff_id: actor.map(|actor| actor.id),
            eraser: people::eraser(&gathered.setting, rows.person.as_ref()),
            link: self.0.link_of(&order),
            reaches: Medium::ALL
                .into_iter()
                .filter(|medium| self.0.reaches(*medium))
                .collect(),
        };
        let pane = Pane {
            order: &order,
            gathered: &gathered,
            shown: &shown,
            rows: &rows,
            reader,
        };
        let view = assemble(&pane, self.path(&order));
        Ok(make(&pane, view))
    }
}

fn assemble(pane: &Pane<'_>, shopper_page: String) -> OrderPaneView {
    let parcels = parcels::all(pane);
    let (flags, past_flags) = flags::all(pane);
    let (contacts, notes) = threads::all(pane);
    let advised = advice::of(pane);
    let customer = people::customer(pane);
    let choices = choices::of(pane, &advised, &parcels, &contacts);
    OrderPaneView {
        id: pane.order.public_id.clone(),
        revision: pane.order.revision,
        language: pane.texts().tag().to_owned(),
        clock: pane.reader.zone.name().to_owned(),
        head: head(pane, &parcels),
        advice: advised.view,
        flags,
        past_flags,
        customer,
        items: items(pane),
        unshipped: pane.shown.unshipped.clone(),
        parcels,
        contacts,
        notes,
        messages: threads::messages(pane),
        claims: decisions::claims(pane),
        corrections: decisions::corrections(pane),
        audit: decisions::audit(pane),
        shopper_page,
        rehearsal: None,
        pinned: pane.rows.at_hand.is_some_and(|kept| kept.is_pinned),
        forms: FormView {
            choices,
            draft: DraftView::default(),
            ..FormView::default()
        },
    }
}

fn head(pane: &Pane<'_>, parcels: &[PaneParcelView]) -> HeadView {
    let Pane { order, shown, .. } = pane;
    let texts = pane.texts();
    let currency = order.currency.as_deref();
    let total = order.total_minor.zip(currency);
    let outbound: Vec<&PaneParcelView> = parcels
        .iter()
        .filter(|parcel| is_outbound(pane, &parcel.id))
        .collect();
    let spoken_of = if outbound.is_empty() {
        parcels.iter().collect()
    } else {
        outbound
    };
    let states: Vec<String> = spoken_of
        .iter()
        .map(|parcel| parcel.headline.clone())
        .collect();
    let rest_waits = shown.unshipped.is_some() && spoken_of.iter().any(|parcel| parcel.is_shipped);
    let window = spoken_of.first().map(|parcel| parcel.window.clone());
    HeadView {
        number: order.number.clone(),
        brand: pane.gathered.setting.front.brand.name.clone(),
        kind: OrderKind::from_code(&order.kind)
            .and_then(|kind| texts.order_kind(kind))
            .map(str::to_owned),
        placed: shown.placed.clone(),
        total: total.map(|(minor, currency)| money::amount(minor, currency)),
        service: order.service.clone(),
        headline: texts.staff_headline(&states, rest_waits),
        status: shown.status,
        window: window.unwrap_or_else(|| WindowView {
            text: String::new(),
            short: String::new(),
            standing: WindowStanding::Open,
        }),
    }
}

fn is_outbound(pane: &Pane<'_>, shipment: &str) -> bool {
    let mut parcels = pane.gathered.parcels.iter();
    let found = parcels.find(|parcel| parcel.told.shipment.public_id == shipment);
    found.is_some_and(|parcel| parcel.told.facts.direction == Direction::Outbound)
}

fn items(pane: &Pane<'_>) -> Vec<ItemView> {
    let lines = pane.gathered.setting.lines.iter();
    lines
        .map(|line| ItemView {
            title: super::super::parcel::title(line),
            quantity: line.quantity,
        })
        .collect()
}
