//! Signed-in browsers: each holds a secret in a cookie, of which the database
//! keeps a hash. The account is read with every request, so that what is
//! changed of it holds at once.

use super::{Account, By, second_factor_is_required, trail};
use crate::db::{Connected, staff, staff_session};
use crate::error::Error;
use crate::services::Services;
use crate::site::{random_bits, session_token_hash};
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::audit::Deed;
use doorstep::ids::SessionToken;
use serde_json::json;

/// How long a session lasts that nobody uses.
pub const IDLE: TimeDelta = TimeDelta::hours(12);

/// How long it lasts at most.
pub const LONGEST: TimeDelta = TimeDelta::days(7);

/// How long somebody has, after the password, for the second factor.
pub const HALF_WAY: TimeDelta = TimeDelta::minutes(15);

/// How often at most it is noted that one is used.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// How far somebody has come in signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// All the way.
    Whole,
    /// The password was right; the second factor is to be given.
    CodeDue,
    /// The password was right; a second factor has to be set up.
    SetUpDue,
}

/// A browser that has signed in, or is about to.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Its session.
    pub session: staff_session::Model,
    /// Whose it is.
    pub account: Account,
    /// How far it has come.
    pub stage: Stage,
}

/// Begins a session; its secret is kept nowhere else.
///
/// # Errors
/// When the database refuses.
pub async fn begin(
    database: &impl Connected,
    staff_id: i64,
    stage: Stage,
    now: DateTime<Utc>,
) -> Result<SessionToken, Error> {
    let token = SessionToken::from_bits(random_bits());
    let hash = session_token_hash(&token);
    let complete = stage == Stage::Whole;
    staff_session::add_of_staff(database, staff_id, &hash, complete, now).await?;
    Ok(token)
}

/// How far somebody has come whose password is right.
#[must_use]
pub const fn stage(account: &Account, complete: bool, required: bool) -> Stage {
    match (account.has_second_factor(), complete) {
        (true, false) => Stage::CodeDue,
        (true, true) => Stage::Whole,
        (false, _) if required => Stage::SetUpDue,
        (false, _) => Stage::Whole,
    }
}

/// The browser that holds a secret; `None` when its session has ended, or
/// the account is closed.
///
/// # Errors
/// When the database refuses.
pub async fn entered(services: &Services, token: &SessionToken) -> Result<Option<Entered>, Error> {
    let read = services.database.read();
    let now = services.clock.wall();
    let Some(session) = staff_session::by_hash(read, &session_token_hash(token)).await? else {
        return Ok(None);
    };
    if has_ended(&session, now) {
        return Ok(None);
    }
    let Some(row) = staff::by_id(read, session.staff_id).await? else {
        return Ok(None);
    };
    let account = Account::of(read, row).await?;
    if !account.is_open() {
        return Ok(None);
    }
    let required = second_factor_is_required(services).await?;
    Ok(Some(Entered {
        stage: stage(&account, session.complete, required),
        session,
        account,
    }))
}

fn has_ended(session: &staff_session::Model, now: DateTime<Utc>) -> bool {
    let since = |ms: i64| TimeDelta::milliseconds(now.timestamp_millis() - ms);
    let longest = if session.complete { LONGEST } else { HALF_WAY };
    since(session.created_ms) >= longest || since(session.seen_ms) >= IDLE
}

/// Notes that somebody used a session, which keeps it from ending idle. A
/// request is answered whether or not this can be written down.
pub async fn used(services: &Services, session: &staff_session::Model) {
    let now = services.clock.wall();
    if now.timestamp_millis() - session.seen_ms < NOTED_EVERY.num_milliseconds() {
        return;
    }
    let noted = async {
        let transaction = services.database.begin().await?;
        staff_session::seen(&transaction, session.id, now).await?;
        Ok::<(), Error>(transaction.commit().await?)
    };
    if let Err(error) = noted.await {
        tracing::error!(%error, "the use of a session could not be noted");
    }
}

/// The browsers in which somebody is signed in.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    services: &Services,
    account: &Account,
) -> Result<Vec<staff_session::Model>, Error> {
    let now = services.clock.wall();
    let read = services.database.read();
    let mut found = staff_session::of_staff_since(read, account.row.id, now - IDLE).await?;
    found.retain(|session| !has_ended(session, now));
    Ok(found)
}

/// Which sessions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// This browser's.
    Here,
    /// Those of every browser.
    Everywhere,
}

/// Signs somebody out.
///
/// # Errors
/// When the database refuses.
pub async fn sign_out(services: &Services, entered: &Entered, ends: Ends) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    match ends {
        Ends::Here => staff_session::end(&transaction, entered.session.id).await?,
        Ends::Everywhere => {
            staff_session::end_of_staff(&transaction, entered.account.row.id, None).await?;
        }
    }
    let actor = entered.account.actor();
    let by = By::Staff(&actor);
    let said = json!({ "everywhere": ends == Ends::Everywhere });
    let subject = Some(actor.public_id.as_str());
    trail::add(
        services,
        &transaction,
        by,
        Deed::SignedOut,
        subject,
        Some(said),
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// Drops sessions that have ended by themselves.
///
/// # Errors
/// When the database refuses.
pub async fn drop_ended(services: &Services) -> Result<u64, Error> {
    let now = services.clock.wall();
    let transaction = services.database.begin().await?;
    let dropped = staff_session::drop_of_all_staff(&transaction, now - LONGEST, now - IDLE).await?;
    transaction.commit().await?;
    Ok(dropped)
}
