//! Others follow an order: asked by its buyer, and heard of only once they
//! say yes themselves.

use crate::db::follower::{self, NewFollower};
use crate::db::outbox::{self, NewMail};
use crate::db::stopped::{self, Place};
use crate::db::{Connected, notice_setting, orders};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use doorstep::choice;
use doorstep::ids::FollowerId;
use doorstep::mail::MailKind;
use doorstep::recipient::Medium;

/// How many may follow one order, or be asked to.
pub const MOST: usize = 3;

/// What came of asking somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// They are asked; or they want nothing, which the asking buyer is not
    /// told.
    Asked,
    /// So many are asked already.
    TooMany,
    /// The order is a test, and they are none of its testers.
    NoTester,
}

/// Asks somebody by e-mail whether they want to follow. Whoever was asked
/// about this order before is not asked again, and a stopped address never;
/// who had said yes and was taken out by the buyer follows again.
///
/// # Errors
/// When the database refuses.
pub async fn invite(
    services: &Services,
    order: &orders::Model,
    email: &str,
) -> Result<Invited, Error> {
    let now = services.clock.now();
    let hash = services.key.address_hash(Medium::Email, email);
    let transaction = services.database.begin().await?;
    let settings = notice_setting::of_brand(&transaction, order.brand_id).await?;
    if !settings.may_be_mailed(order.kind(), email) {
        transaction.rollback().await?;
        return Ok(Invited::NoTester);
    }
    // Two at once would both find room.
    orders::locked_by_id(&transaction, &[order.id]).await?;
    let all = follower::of_order(&transaction, order.id).await?;
    let known = all.iter().find(|one| one.address_hash == hash);
    let open = all.iter().filter(|one| one.is_open()).count();
    let is_over = known.is_some_and(|one| !one.may_come_back());
    if is_over || is_stopped(&transaction, order.brand_id, hash).await? {
        transaction.rollback().await?;
        return Ok(Invited::Asked);
    }
    // Those who said no or were taken out count too: an order asks so many
    // people and no more.
    if open >= MOST || (known.is_none() && all.len() >= 2 * MOST) {
        transaction.rollback().await?;
        return Ok(Invited::TooMany);
    }
    if let Some(known) = known {
        follower::come_back_by_id(&transaction, known.id, email).await?;
        transaction.commit().await?;
        return Ok(Invited::Asked);
    }
    let id = FollowerId::from_random(site::random_bits());
    let new = NewFollower {
        id: &id,
        brand_id: order.brand_id,
        order_id: order.id,
        medium: Medium::Email,
        address: email,
        address_hash: hash,
        token_hash: site::follower_token_hash(&services.key.follower_token(&id)),
        kinds: &choice::of_follower(),
    };
    follower::keep(&transaction, &new, now).await?;
    let mail = NewMail {
        brand_id: order.brand_id,
        order_id: order.id,
        kind: MailKind::Invitation,
        about: id.as_str(),
        dedupe_key: format!("{} {id}", MailKind::Invitation.code()),
        mail_id: None,
    };
    outbox::queue_mail(&transaction, mail, now).await?;
    transaction.commit().await?;
    services.outbox.wake();
    Ok(Invited::Asked)
}

async fn is_stopped(
    database: &impl Connected,
    brand_id: i64,
    hash: [u8; 32],
) -> Result<bool, Error> {
    let place = Place {
        brand_id,
        medium: Medium::Email,
        hash,
    };
    Ok(stopped::of_brand(database, &place).await?.is_some())
}

/// Somebody says yes, at the link they were sent.
///
/// # Errors
/// When the database refuses.
pub async fn confirm(services: &Services, follower: &follower::Model) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    follower::confirm_by_id(&transaction, follower.id, services.clock.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Somebody says no, then or later.
///
/// # Errors
/// When the database refuses.
pub async fn end(services: &Services, follower: &follower::Model) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    follower::end_by_id(&transaction, follower.id, services.clock.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// The buyer takes somebody out.
///
/// # Errors
/// When the database refuses.
pub async fn remove(
    services: &Services,
    order: &orders::Model,
    public_id: &str,
) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    let now = services.clock.now();
    follower::remove_of_order(&transaction, order.id, public_id, now).await?;
    transaction.commit().await?;
    Ok(())
}
