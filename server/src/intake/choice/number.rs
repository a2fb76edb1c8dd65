//! A phone number for text messages: asked for, proved by a code that was
//! sent there, and let go. The code is sent by whoever calls, with no
//! transaction open.

use crate::db::consent::{self, NewConsent};
use crate::db::stopped::{self, Place};
use crate::db::{from_ms, orders};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::choice::StopReason;
use doorstep::ids::ConsentId;
use doorstep::order::OrderKind;
use doorstep::recipient::Medium;
use subtle::ConstantTimeEq;

/// How long a code holds.
pub const CODE_HOLDS: TimeDelta = TimeDelta::minutes(10);

/// How often one code may be tried: a millionth each.
pub const MOST_TRIES: i32 = 5;

/// How a consent is given, as its proof says.
const HOW: &str = "the code that was sent to the number was typed on the order's page of messages";

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A code is to be sent.
    Code {
        /// The consent it will prove.
        consent: ConsentId,
        /// The code.
        code: String,
    },
    /// The number's owner wants nothing: no code either.
    Stopped(StopReason),
    /// Nothing of a test order is texted to anybody.
    TestOrder,
}

/// What came of typing a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// It is the right one.
    Right,
    /// It is another.
    Wrong,
    /// There is no code that could be typed any more.
    Over,
}

/// Somebody typed a number and agreed to these words. Whatever number the
/// order had before is let go.
///
/// # Errors
/// When the database refuses.
pub async fn ask(
    services: &Services,
    order: &orders::Model,
    number: &str,
    proof: &str,
) -> Result<Asked, Error> {
    if order.kind() == OrderKind::Test {
        return Ok(Asked::TestOrder);
    }
    // Somebody sits at a screen with the phone beside it, whatever clock runs.
    let now = services.clock.watch();
    let place = Place {
        brand_id: order.brand_id,
        medium: Medium::Sms,
        hash: services.key.address_hash(Medium::Sms, number),
    };
    let id = ConsentId::from_random(site::random_bits());
    let transaction = services.database.begin().await?;
    if let Some(stopped) = stopped::of_brand(&transaction, &place).await? {
        transaction.rollback().await?;
        return Ok(Asked::Stopped(stopped.why()));
    }
    consent::end_of_order(&transaction, order.id, now).await?;
    let new = NewConsent {
        id: &id,
        brand_id: order.brand_id,
        order_id: order.id,
        number,
        number_hash: place.hash,
        code_until: now + CODE_HOLDS,
        how: HOW,
        proof,
    };
    consent::keep(&transaction, &new, now).await?;
    transaction.commit().await?;
    let code = services.key.sms_code(&id);
    Ok(Asked::Code { consent: id, code })
}

/// The provider has taken the code, and calls the message so.
///
/// # Errors
/// When the database refuses.
pub async fn sent(services: &Services, consent: &ConsentId, sent_as: &str) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    consent::sent_by_public_id(&transaction, consent.as_str(), sent_as).await?;
    transaction.commit().await?;
    Ok(())
}

/// Whether a consent's code may still be typed.
#[must_use]
pub fn is_awaited(consent: &consent::Model, now: DateTime<Utc>) -> bool {
    consent.confirmed_ms.is_none()
        && consent.ended_ms.is_none()
        && consent.tries < MOST_TRIES
        && from_ms(consent.code_until_ms) > now
}

/// Somebody typed a code. A try is counted before it is looked at.
///
/// # Errors
/// When the database refuses.
pub async fn confirm(
    services: &Services,
    order: &orders::Model,
    typed: &str,
) -> Result<Typed, Error> {
    let now = services.clock.watch();
    let transaction = services.database.begin().await?;
    let Some(open) = consent::open_of_order(&transaction, order.id).await? else {
        transaction.rollback().await?;
        return Ok(Typed::Over);
    };
    if !consent::try_by_id(&transaction, open.id, MOST_TRIES, now).await? {
        transaction.rollback().await?;
        return Ok(Typed::Over);
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let code = services.key.sms_code(&ConsentId::from_text(open.public_id));
    let is_right = bool::from(code.as_bytes().ct_eq(digits.as_bytes()));
    if is_right {
        consent::confirm_by_id(&transaction, open.id, services.clock.now()).await?;
    }
    transaction.commit().await?;
    let is_last = open.tries + 1 >= MOST_TRIES;
    Ok(match (is_right, is_last) {
        (true, _) => Typed::Right,
        (false, true) => Typed::Over,
        (false, false) => Typed::Wrong,
    })
}

/// Lets an order's number go: nothing is texted about it any more.
///
/// # Errors
/// When the database refuses.
pub async fn let_go(services: &Services, order: &orders::Model) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    consent::end_of_order(&transaction, order.id, services.clock.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// The provider says why a message did not arrive; where it was one of our
/// codes, that is kept with it.
///
/// # Errors
/// When the database refuses.
pub async fn not_delivered(
    services: &Services,
    sent_as: &str,
    trouble: &str,
) -> Result<bool, Error> {
    let transaction = services.database.begin().await?;
    let found = consent::of_any_brand_by_message(&transaction, sent_as).await?;
    if let Some(consent) = &found {
        consent::trouble_by_id(&transaction, consent.id, trouble).await?;
    }
    transaction.commit().await?;
    Ok(found.is_some())
}
