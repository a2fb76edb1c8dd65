//! What everybody may change of their own account. What keeps others out of
//! it is changed with the password alone.

use super::seed::{self, Kept};
use super::sessions::{self, Entered, Stage};
use super::{Account, By, Refusal, accounts, password, recovery, sign_in, totp, trail};
use crate::db::staff::Change;
use crate::db::{Transaction, staff, staff_recovery, staff_session};
use crate::error::Error;
use crate::services::Services;
use doorstep::audit::Deed;
use doorstep::ids::SessionToken;
use doorstep::staff::{StaffFault, password_fault};
use serde_json::{Value, json};

/// Sets what colleagues call somebody.
///
/// # Errors
/// When there is no name, or the database refuses.
pub async fn set_name(services: &Services, account: &Account, name: &str) -> Result<(), Refusal> {
    let name = accounts::named(name)?;
    let transaction = services.database.begin().await?;
    staff::change(&transaction, account.row.id, Change::Name(name)).await?;
    let said = json!({ "name": "own" });
    told(services, &transaction, account, Deed::StaffChanged, said).await?;
    transaction.commit().await?;
    Ok(())
}

async fn told(
    services: &Services,
    transaction: &Transaction,
    account: &Account,
    deed: Deed,
    said: Value,
) -> Result<(), Error> {
    let actor = account.actor();
    let subject = Some(actor.public_id.as_str());
    let by = By::Staff(&actor);
    trail::add(services, transaction, by, deed, subject, Some(said)).await
}

/// Proves that somebody knows the password of the account they use.
///
/// # Errors
/// When they do not, or the database refuses.
pub async fn prove(account: &Account, typed: &str) -> Result<(), Refusal> {
    if password::fits(typed, account.row.password.as_deref()).await? {
        return Ok(());
    }
    Err(Refusal::Wrong(StaffFault::WrongPassword))
}

/// Chooses another password; every other browser is signed out, and this one
/// goes on with a new secret.
///
/// # Errors
/// When it cannot be taken, or the database refuses.
pub async fn set_password(
    services: &Services,
    entered: &Entered,
    new: &str,
    again: &str,
) -> Result<SessionToken, Refusal> {
    let account = &entered.account;
    if let Some(fault) = password_fault(new, again, &account.row.email) {
        return Err(Refusal::Wrong(StaffFault::Password(fault)));
    }
    let hash = password::hash(new).await?;
    let transaction = services.database.begin().await?;
    staff::change(&transaction, account.row.id, Change::Password(hash)).await?;
    staff_session::end_of_staff(&transaction, account.row.id, None).await?;
    let now = services.clock.wall();
    let token = sessions::begin(&transaction, account.row.id, Stage::Whole, now).await?;
    let said = json!({ "link": "none" });
    told(services, &transaction, account, Deed::PasswordChosen, said).await?;
    transaction.commit().await?;
    Ok(token)
}

/// The seed that somebody is to prove, made at the first look at it; `None`
/// when a second factor is set up already.
///
/// # Errors
/// When the database refuses.
pub async fn pending_seed(services: &Services, account: &Account) -> Result<Option<String>, Error> {
    if account.has_second_factor() {
        return Ok(None);
    }
    let id = &account.row.public_id;
    let kept = account.row.totp_seed.as_deref();
    let kept = kept.map(|kept| seed::open(&services.key, id, kept));
    // One that cannot be read any more was never proved: another takes its
    // place.
    if let Some(seed) = kept.as_ref().and_then(Kept::seed) {
        return Ok(Some(seed.to_owned()));
    }
    let transaction = services.database.begin().await?;
    let seed = totp::new_seed();
    let sealed = seed::seal(&services.key, id, &seed)?;
    let change = Change::Seed(Some(sealed));
    staff::change(&transaction, account.row.id, change).await?;
    transaction.commit().await?;
    Ok(Some(seed))
}

/// A second factor that was just set up.
#[derive(Debug)]
pub struct SetUp {
    /// The codes that stand in for a lost telephone, shown this once.
    pub recovery: Vec<String>,
    /// The secret of a new session, which takes the place of the present one.
    pub token: SessionToken,
}

/// Takes the code that proves a seed: from now on signing in asks for one.
/// Every other browser is signed out.
///
/// # Errors
/// When the code is wrong, there is nothing to prove, or the database refuses.
pub async fn confirm_seed(
    services: &Services,
    entered: &Entered,
    typed: &str,
) -> Result<SetUp, Refusal> {
    let account = &entered.account;
    let kept = match &account.row.totp_seed {
        Some(kept) if !account.has_second_factor() => kept,
        _ => return Err(Refusal::NotThere),
    };
    let kept = seed::open(&services.key, &account.row.public_id, kept);
    let seed = kept.seed().ok_or(Refusal::NotThere)?;
    let now = services.clock.wall();
    let step = totp::step_of(seed, typed, now).ok_or(Refusal::Wrong(StaffFault::WrongCode))?;
    let codes = recovery::new_codes();
    let transaction = services.database.begin().await?;
    let id = account.row.id;
    if !staff::take_step(&transaction, id, step).await? {
        return Err(Refusal::Wrong(StaffFault::WrongCode));
    }
    sealed(services, &transaction, account, &kept).await?;
    staff::change(&transaction, id, Change::Confirmed(step, now)).await?;
    keep(&transaction, id, &codes).await?;
    staff_session::end_of_staff(&transaction, id, None).await?;
    let token = sessions::begin(&transaction, id, Stage::Whole, now).await?;
    let said = json!({ "set_up": true });
    told(
        services,
        &transaction,
        account,
        Deed::SecondFactorChanged,
        said,
    )
    .await?;
    if entered.stage != Stage::Whole {
        sign_in::signed_in(services, &transaction, account, "code").await?;
    }
    transaction.commit().await?;
    Ok(SetUp {
        recovery: codes,
        token,
    })
}

/// Seals a seed that was kept readable, now that it is used.
pub(super) async fn sealed(
    services: &Services,
    transaction: &Transaction,
    account: &Account,
    kept: &Kept,
) -> Result<(), Error> {
    let Kept::Readable(readable) = kept else {
        return Ok(());
    };
    let sealed = seed::seal(&services.key, &account.row.public_id, readable)?;
    staff::change(transaction, account.row.id, Change::Sealed(sealed)).await
}

async fn keep(transaction: &Transaction, id: i64, codes: &[String]) -> Result<(), Error> {
    let hashes: Vec<[u8; 32]> = codes.iter().map(|code| recovery::hash(code)).collect();
    staff_recovery::replace_of_staff(transaction, id, &hashes).await
}

/// Takes the second factor away. Where everybody needs one, the next page
/// asks for another.
///
/// # Errors
/// When the database refuses.
pub async fn drop_second_factor(services: &Services, entered: &Entered) -> Result<(), Refusal> {
    let account = &entered.account;
    let transaction = services.database.begin().await?;
    let id = account.row.id;
    staff::change(&transaction, id, Change::Seed(None)).await?;
    keep(&transaction, id, &[]).await?;
    staff_session::end_of_staff(&transaction, id, Some(entered.session.id)).await?;
    let said = json!({ "set_up": false });
    told(
        services,
        &transaction,
        account,
        Deed::SecondFactorChanged,
        said,
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// Gives new recovery codes in the place of those before.
///
/// # Errors
/// When there is no second factor, or the database refuses.
pub async fn new_recovery(services: &Services, account: &Account) -> Result<Vec<String>, Refusal> {
    if !account.has_second_factor() {
        return Err(Refusal::NotThere);
    }
    let codes = recovery::new_codes();
    let transaction = services.database.begin().await?;
    keep(&transaction, account.row.id, &codes).await?;
    let said = json!({ "recovery_codes": codes.len() });
    told(
        services,
        &transaction,
        account,
        Deed::SecondFactorChanged,
        said,
    )
    .await?;
    transaction.commit().await?;
    Ok(codes)
}
