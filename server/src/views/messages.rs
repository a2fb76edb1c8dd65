//! The pages on which people choose what they hear: an order's, a follower's,
//! and the one that ends it.

use super::{Views, told};
use crate::db::consent::Model as Consent;
use crate::db::stopped::{self, Place};
use crate::db::{choice, consent, follower, lookup, orders, person};
use crate::error::Error;
use crate::intake::choice::follow::MOST;
use crate::intake::choice::number::is_awaited;
use crate::intake::choice::stop::{Address, BUYER_BY_EMAIL, BUYER_BY_SMS, Whom};
use crate::site;
use doorstep::choice::{Kinds, StopReason};
use doorstep::ids::{ConsentId, FollowerId, FollowerToken};
use doorstep::mask::{hint_of_email, hint_of_phone};
use doorstep::order::OrderKind;
use doorstep::recipient::Medium;
use doorstep::view::messages::{
    EmailView, FollowStep, FollowView, FollowerView, MessagesView, SmsView, UnsubscribeStep,
    UnsubscribeView,
};
use doorstep::view::tracking::{ParcelView, TrackingView, UnshippedView};

/// Whom a link that ends messages belongs to.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// The order.
    pub order: orders::Model,
    /// Whom it reaches.
    pub whom: Whom,
    /// Their address, while it is known.
    pub address: Option<Address>,
}

impl Views {
    /// The page of an order's messages; `None` where nobody hears of it any
    /// more.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn messages(&self, order: &orders::Model) -> Result<Option<MessagesView>, Error> {
        if !told::is_open(order) {
            return Ok(None);
        }
        let read = self.0.database.read();
        let chosen = choice::of_order(read, order.id).await?;
        let email = match self.buyers_email(order).await? {
            Some(address) => Some(EmailView {
                stopped: self.stopped(order, Medium::Email, &address).await?,
                hint: hint_of_email(&address),
                kinds: chosen.email,
            }),
            None => None,
        };
        let followers = follower::of_order(read, order.id).await?;
        let open: Vec<FollowerView> = followers
            .iter()
            .filter(|one| one.is_open())
            .map(|one| FollowerView {
                id: one.public_id.clone(),
                hint: hint_of_email(&one.address),
                is_confirmed: one.is_confirmed(),
            })
            .collect();
        Ok(Some(MessagesView {
            path: self.path(order),
            order_number: order.number.clone(),
            email,
            sms: self.sms(order, chosen.sms).await?,
            has_room: open.len() < MOST,
            followers: open,
            said: None,
            problem: None,
        }))
    }

    /// The buyer's e-mail address.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn buyers_email(&self, order: &orders::Model) -> Result<Option<String>, Error> {
        let read = self.0.database.read();
        let person = person::of_orders(read, &[order.id]).await?.pop();
        Ok(person.and_then(|person| person.buyer().email))
    }

    async fn stopped(
        &self,
        order: &orders::Model,
        medium: Medium,
        address: &str,
    ) -> Result<Option<StopReason>, Error> {
        let place = Place {
            brand_id: order.brand_id,
            medium,
            hash: self.0.key.address_hash(medium, address),
        };
        let found = stopped::of_brand(self.0.database.read(), &place).await?;
        Ok(found.map(|stopped| stopped.why()))
    }

    async fn sms(&self, order: &orders::Model, kinds: Kinds) -> Result<SmsView, Error> {
        let is_demo = self.0.demo.has_mailbox();
        let consent = consent::open_of_order(self.0.database.read(), order.id).await?;
        // Nobody is texted of a test order, whatever number stands with it.
        let is_test = order.kind() == OrderKind::Test;
        if is_test || (!self.0.sms.is_set_up() && !is_demo) {
            return Ok(SmsView::NotOffered);
        }
        let ends = self.0.sms.texts_end();
        let Some(consent) = consent else {
            return Ok(SmsView::Ask { ends });
        };
        let hint = hint_of_phone(&consent.number);
        if let Some(why) = self.stopped(order, Medium::Sms, &consent.number).await? {
            return Ok(SmsView::Stopped { hint, why });
        }
        if consent.is_given() {
            return Ok(SmsView::On { hint, kinds });
        }
        if !is_awaited(&consent, self.0.clock.watch()) {
            return Ok(SmsView::Ask { ends });
        }
        let shown = is_demo.then(|| self.code_of(consent));
        Ok(SmsView::Code { hint, shown })
    }

    fn code_of(&self, consent: Consent) -> String {
        let id = ConsentId::from_text(consent.public_id);
        self.0.key.sms_code(&id)
    }

    /// The follower behind the secret of a link, with the order they follow;
    /// `None` for a secret nobody was given, and for an order that was
    /// forgotten.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn follower(
        &self,
        token: &FollowerToken,
    ) -> Result<Option<(follower::Model, orders::Model)>, Error> {
        let read = self.0.database.read();
        let hash = site::follower_token_hash(token);
        let found = follower::by_token_hash(read, &hash).await?;
        // Whoever was taken out has no link any more.
        let Some(found) = found.filter(|found| found.removed_ms.is_none()) else {
            return Ok(None);
        };
        let orders = lookup::of_brands_by_id(read, &[found.brand_id], &[found.order_id]).await?;
        let open = orders
            .into_iter()
            .next()
            .filter(|order| told::is_open(order) && order.placed_ms.is_some());
        Ok(open.map(|order| (found, order)))
    }

    /// The page of somebody who follows an order.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn follow(
        &self,
        found: &follower::Model,
        order: orders::Model,
    ) -> Result<FollowView, Error> {
        let id = FollowerId::from_text(found.public_id.clone());
        let path = format!("/f/{}", self.0.key.follower_token(&id).as_str());
        let step = if !found.is_open() {
            FollowStep::Ended
        } else if found.is_confirmed() {
            let view = self.tracking_view(order).await?;
            FollowStep::Shown(Box::new(quiet(view)))
        } else {
            FollowStep::Ask
        };
        Ok(FollowView { path, step })
    }

    /// Whom a link that ends messages belongs to; `None` for one nobody was
    /// given, or whose order or reader is gone.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn leaving(&self, token: &str) -> Result<Option<Leaving>, Error> {
        let Some((id, recipient)) = self.0.key.unsubscribed(token) else {
            return Ok(None);
        };
        let read = self.0.database.read();
        let order = lookup::of_any_brand_by_public_id(read, id.as_str()).await?;
        let Some(order) = order.filter(|order| order.forgotten_ms.is_none()) else {
            return Ok(None);
        };
        let (whom, address) = match recipient.as_str() {
            BUYER_BY_EMAIL => {
                let address = self.buyers_email(&order).await?;
                (Whom::BuyerByEmail, address)
            }
            BUYER_BY_SMS => {
                let consent = consent::open_of_order(read, order.id).await?;
                (Whom::BuyerBySms, consent.map(|consent| consent.number))
            }
            follower => {
                let found = follower::of_order_by_public_id(read, order.id, follower).await?;
                let Some(found) = found else {
                    return Ok(None);
                };
                let address = found.is_open().then(|| found.address.clone());
                (Whom::Follower(Box::new(found)), address)
            }
        };
        let address = address.and_then(|address| Address::parse(&address));
        Ok(Some(Leaving {
            order,
            whom,
            address,
        }))
    }

    /// How it stands with what somebody gets.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn unsubscribe(
        &self,
        token: &str,
        leaving: &Leaving,
    ) -> Result<UnsubscribeView, Error> {
        let order = &leaving.order;
        let address = leaving.address.as_ref();
        let stopped = match address {
            Some(address) => self.stopped(order, address.medium, &address.text).await?,
            None => None,
        };
        let gets = match &leaving.whom {
            Whom::BuyerByEmail => {
                let chosen = choice::of_order(self.0.database.read(), order.id).await?;
                !chosen.email.is_empty()
            }
            Whom::BuyerBySms => address.is_some(),
            Whom::Follower(one) => one.is_open(),
        };
        let step = match stopped {
            Some(StopReason::Unsubscribed | StopReason::Stop) => UnsubscribeStep::NoneOfShop,
            Some(StopReason::Bounced | StopReason::Complained) => UnsubscribeStep::NoneEver,
            None if gets => UnsubscribeStep::Gets,
            None => UnsubscribeStep::NoneOfOrder,
        };
        Ok(UnsubscribeView {
            path: format!("/unsubscribe/{token}"),
            hint: address.map(|address| match address.medium {
                Medium::Email => hint_of_email(&address.text),
                Medium::Sms => hint_of_phone(&address.text),
            }),
            step,
        })
    }
}

/// An order as somebody sees it who follows it: where it is and when it comes,
/// and nothing that is between the shop and its buyer.
fn quiet(view: TrackingView) -> TrackingView {
    TrackingView {
        order_number: String::new(),
        placed: String::new(),
        report: None,
        unshipped: view.unshipped.map(|rest| UnshippedView {
            items: Vec::new(),
            ..rest
        }),
        parcels: view.parcels.into_iter().map(quiet_parcel).collect(),
        ..view
    }
}

fn quiet_parcel(parcel: ParcelView) -> ParcelView {
    ParcelView {
        action: None,
        policy: None,
        calendar: false,
        promises: Vec::new(),
        carrier: None,
        days: Vec::new(),
        items: Vec::new(),
        share: String::new(),
        ..parcel
    }
}
