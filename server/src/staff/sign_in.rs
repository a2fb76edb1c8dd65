//! Signing in: a password, then the second factor where one is due. Each
//! success begins a new session; each refusal is told apart in the trail
//! alone.

use super::seed::{self, Kept};
use super::sessions::{self, Entered, Stage};
use super::{
    Account, By, Refusal, own, password, recovery, second_factor_is_required, totp, trail,
};
use crate::db::staff::Change;
use crate::db::{Transaction, staff, staff_recovery, staff_session};
use crate::error::Error;
use crate::services::Services;
use doorstep::audit::Deed;
use doorstep::ids::SessionToken;
use doorstep::staff::StaffFault;
use serde_json::json;

/// Somebody who has come a step further.
#[derive(Debug)]
pub struct Opened {
    /// The secret of the new session.
    pub token: SessionToken,
    /// What is still due.
    pub stage: Stage,
}

/// Takes an e-mail address, folded, and a password; `None` when they are not
/// an open account's, which takes as long to find out whatever is wrong.
///
/// # Errors
/// When the database refuses.
pub async fn with_password(
    services: &Services,
    email: &str,
    typed: &str,
) -> Result<Option<Opened>, Error> {
    let read = services.database.read();
    let row = staff::by_email(read, email).await?;
    let stored = row.as_ref().and_then(|row| row.password.as_deref());
    let fits = password::fits(typed, stored).await?;
    let required = second_factor_is_required(services).await?;
    let transaction = services.database.begin().await?;
    // Read again: it may have been closed while the password was worked on.
    let row = match row {
        Some(row) => staff::by_id(&transaction, row.id).await?,
        None => None,
    };
    let account = match row {
        Some(row) => Some(Account::of(&transaction, row).await?),
        None => None,
    };
    let opened = match &account {
        Some(account) if fits && account.is_open() => {
            Some(open(services, &transaction, account, required).await?)
        }
        _ => {
            refused(services, &transaction, account.as_ref(), fits).await?;
            None
        }
    };
    transaction.commit().await?;
    Ok(opened)
}

async fn open(
    services: &Services,
    transaction: &Transaction,
    account: &Account,
    required: bool,
) -> Result<Opened, Error> {
    let stage = sessions::stage(account, false, required);
    // A seed that was shown and never proved is not shown again: who knows
    // who has seen it.
    if !account.has_second_factor() && account.row.totp_seed.is_some() {
        staff::change(transaction, account.row.id, Change::Seed(None)).await?;
    }
    let now = services.clock.wall();
    let token = sessions::begin(transaction, account.row.id, stage, now).await?;
    if stage == Stage::Whole {
        signed_in(services, transaction, account, "password").await?;
    }
    Ok(Opened { token, stage })
}

pub(super) async fn signed_in(
    services: &Services,
    transaction: &Transaction,
    account: &Account,
    with: &str,
) -> Result<(), Error> {
    let actor = account.actor();
    let subject = Some(actor.public_id.as_str());
    let said = json!({ "with": with });
    let by = By::Staff(&actor);
    trail::add(
        services,
        transaction,
        by,
        Deed::SignedIn,
        subject,
        Some(said),
    )
    .await
}

async fn refused(
    services: &Services,
    transaction: &Transaction,
    account: Option<&Account>,
    fits: bool,
) -> Result<(), Error> {
    let why = match account {
        None => "unknown",
        Some(account) if fits && !account.is_open() => "closed",
        Some(_) => "password",
    };
    let subject = account.map(|account| account.row.public_id.as_str());
    let said = Some(json!({ "why": why }));
    let deed = Deed::SignInRefused;
    trail::add(services, transaction, By::Stranger, deed, subject, said).await
}

/// Takes the second factor of somebody whose password was right: a code of
/// their telephone, or a recovery code.
///
/// # Errors
/// [`StaffFault::WrongCode`] when it is neither, [`StaffFault::SealedFactor`]
/// when nobody can tell, for the site key is another one; when the database
/// refuses.
pub async fn with_code(
    services: &Services,
    entered: &Entered,
    typed: &str,
) -> Result<SessionToken, Refusal> {
    let account = &entered.account;
    let transaction = services.database.begin().await?;
    let kept = account.row.totp_seed.as_deref().unwrap_or_default();
    let kept = seed::open(&services.key, &account.row.public_id, kept);
    let Some(with) = taken(services, &transaction, account, (&kept, typed)).await? else {
        let subject = Some(account.row.public_id.as_str());
        let said = Some(json!({ "why": "code" }));
        let deed = Deed::SignInRefused;
        trail::add(services, &transaction, By::Stranger, deed, subject, said).await?;
        transaction.commit().await?;
        if kept == Kept::Lost {
            tracing::error!(
                staff = account.row.public_id,
                "a second factor was sealed with another site key: put that key back, or run `doorstep staff reset EMAIL --drop-second-factor`"
            );
            return Err(Refusal::Wrong(StaffFault::SealedFactor));
        }
        return Err(Refusal::Wrong(StaffFault::WrongCode));
    };
    let now = services.clock.wall();
    staff_session::end(&transaction, entered.session.id).await?;
    let token = sessions::begin(&transaction, account.row.id, Stage::Whole, now).await?;
    signed_in(services, &transaction, account, with).await?;
    transaction.commit().await?;
    Ok(token)
}

/// Uses a code up; says what it was.
async fn taken(
    services: &Services,
    transaction: &Transaction,
    account: &Account,
    (kept, typed): (&Kept, &str),
) -> Result<Option<&'static str>, Error> {
    let now = services.clock.wall();
    let row = &account.row;
    let step = kept.seed().and_then(|seed| totp::step_of(seed, typed, now));
    if let Some(step) = step {
        let taken = staff::take_step(transaction, row.id, step).await?;
        if taken {
            own::sealed(services, transaction, account, kept).await?;
        }
        return Ok(taken.then_some("code"));
    }
    let hash = recovery::hash(typed);
    let used = staff_recovery::use_of_staff(transaction, row.id, &hash, now).await?;
    Ok(used.then_some("recovery_code"))
}
