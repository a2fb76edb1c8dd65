//! Accounts: made, changed, closed, each within the rights of whoever does it.

use super::links::{self, Purpose};
use super::{Account, By, Refusal, Rights, SECOND_FACTOR, trail};
use crate::db::staff::{Change, NewStaff};
use crate::db::{Transaction, setting, staff, staff_brand, staff_session, without_nul};
use crate::error::Error;
use crate::services::Services;
use crate::site::random_bits;
use doorstep::audit::Deed;
use doorstep::ids::{EntryToken, StaffId};
use doorstep::lookup;
use doorstep::staff::{LONGEST_NAME, Role, Serves, StaffFault};
use serde_json::{Value, json};

/// Somebody who was invited, or is to choose a new password.
#[derive(Debug)]
pub struct Invited {
    /// The account's public id.
    pub public_id: String,
    /// The secret of the link, to be passed on; kept nowhere.
    pub secret: EntryToken,
}

/// What becomes of the second factor when a new password is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// It stays.
    Kept,
    /// It is taken away, since the telephone is gone.
    TakenAway,
}

/// Makes an account, and the link with which it is taken up.
///
/// # Errors
/// When it would reach further than whoever makes it, the address is none or
/// taken, or the database refuses.
pub async fn invite(
    services: &Services,
    by: By<'_>,
    email: &str,
    name: &str,
    rights: &Rights,
) -> Result<Invited, Refusal> {
    let email = lookup::email(&without_nul(email)).ok_or(Refusal::Wrong(StaffFault::NoEmail))?;
    let name = named(name)?;
    rights.allowed(by)?;
    let transaction = services.database.begin().await?;
    if staff::by_email(&transaction, &email).await?.is_some() {
        return Err(Refusal::Wrong(StaffFault::Taken));
    }
    let public_id = StaffId::from_random(random_bits());
    let new = NewStaff {
        public_id: public_id.as_str(),
        email: &email,
        name: &name,
        role: rights.role,
        all_brands: rights.serves == Serves::All,
        password: None,
    };
    let id = make(services, &transaction, &new, &rights.serves).await?;
    let secret = links::issue(services, &transaction, Some(id), Purpose::Invitation).await?;
    let said = rights.described(services);
    trail::add(
        services,
        &transaction,
        by,
        Deed::StaffInvited,
        Some(public_id.as_str()),
        Some(said),
    )
    .await?;
    transaction.commit().await?;
    Ok(Invited {
        public_id: public_id.as_str().to_owned(),
        secret,
    })
}

/// Makes the row of an account, and says which brands it serves.
pub(super) async fn make(
    services: &Services,
    transaction: &Transaction,
    new: &NewStaff<'_>,
    serves: &Serves,
) -> Result<i64, Error> {
    let id = staff::add(transaction, new, services.clock.wall()).await?;
    if let Serves::Only(brands) = serves {
        staff_brand::set_of_staff(transaction, id, brands).await?;
    }
    Ok(id)
}

/// A name as it is kept.
///
/// # Errors
/// When there is none.
pub(super) fn named(name: &str) -> Result<String, Refusal> {
    let plain: String = name.chars().filter(|letter| !letter.is_control()).collect();
    let name: String = plain.trim().chars().take(LONGEST_NAME).collect();
    if name.is_empty() {
        return Err(Refusal::Wrong(StaffFault::NoName));
    }
    Ok(name)
}

/// The account that somebody means and may set.
async fn within(
    transaction: &Transaction,
    by: By<'_>,
    public_id: &str,
) -> Result<Account, Refusal> {
    let row = staff::by_public_id(transaction, public_id).await?;
    let account = Account::of(transaction, row.ok_or(Refusal::NotThere)?).await?;
    if !by.reaches(account.role, &account.serves) {
        return Err(Refusal::NotThere);
    }
    Ok(account)
}

/// Sets an account's name and rights anew; they hold from its next request on.
///
/// # Errors
/// When it is or would be beyond the reach of whoever does it, is their own,
/// or is the last that may set everything; or the database refuses.
pub async fn change(
    services: &Services,
    by: By<'_>,
    public_id: &str,
    name: &str,
    rights: &Rights,
) -> Result<(), Refusal> {
    let transaction = services.database.begin().await?;
    let account = within(&transaction, by, public_id).await?;
    let name = named(name)?;
    rights.allowed(by)?;
    let is_less = account.role != rights.role || account.serves != rights.serves;
    if is_less {
        not_own(by, &account)?;
    }
    let stays = rights.role == Role::Admin && rights.serves == Serves::All;
    if !stays {
        somebody_is_left(&transaction, &account).await?;
    }
    let id = account.row.id;
    staff::change(&transaction, id, Change::Name(name)).await?;
    let all = rights.serves == Serves::All;
    staff::change(&transaction, id, Change::Rights(rights.role, all)).await?;
    let brands: &[i64] = match &rights.serves {
        Serves::All => &[],
        Serves::Only(brands) => brands,
    };
    staff_brand::set_of_staff(&transaction, id, brands).await?;
    let said = rights.described(services);
    changed(services, &transaction, by, public_id, said).await?;
    transaction.commit().await?;
    Ok(())
}

fn not_own(by: By<'_>, account: &Account) -> Result<(), Refusal> {
    match by {
        By::Staff(actor) if actor.id == account.row.id => Err(Refusal::Wrong(StaffFault::Yourself)),
        _ => Ok(()),
    }
}

/// Refuses to take away the last account that may set everything.
async fn somebody_is_left(transaction: &Transaction, account: &Account) -> Result<(), Refusal> {
    let is_one = account.role == Role::Admin
        && account.serves == Serves::All
        && account.is_open()
        && account.row.password.is_some();
    if !is_one {
        return Ok(());
    }
    let others =
        staff::others_of_all_brands_locked(transaction, Role::Admin, account.row.id).await?;
    if others == 0 {
        return Err(Refusal::Wrong(StaffFault::LastAdmin));
    }
    Ok(())
}

async fn changed(
    services: &Services,
    transaction: &Transaction,
    by: By<'_>,
    public_id: &str,
    said: Value,
) -> Result<(), Error> {
    let subject = Some(public_id);
    trail::add(
        services,
        transaction,
        by,
        Deed::StaffChanged,
        subject,
        Some(said),
    )
    .await
}

/// Closes an account: its sessions end, its links work no more.
///
/// # Errors
/// When it is beyond the reach of whoever does it, is their own, or is the
/// last that may set everything; or the database refuses.
pub async fn disable(services: &Services, by: By<'_>, public_id: &str) -> Result<(), Refusal> {
    let transaction = services.database.begin().await?;
    let account = within(&transaction, by, public_id).await?;
    not_own(by, &account)?;
    somebody_is_left(&transaction, &account).await?;
    let id = account.row.id;
    let since = Some(services.clock.wall());
    staff::change(&transaction, id, Change::Disabled(since)).await?;
    staff_session::end_of_staff(&transaction, id, None).await?;
    links::withdraw(&transaction, id).await?;
    changed(
        services,
        &transaction,
        by,
        public_id,
        json!({ "open": false }),
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// Opens a closed account again.
///
/// # Errors
/// When it is beyond the reach of whoever does it, or the database refuses.
pub async fn enable(services: &Services, by: By<'_>, public_id: &str) -> Result<(), Refusal> {
    let transaction = services.database.begin().await?;
    let account = within(&transaction, by, public_id).await?;
    staff::change(&transaction, account.row.id, Change::Disabled(None)).await?;
    changed(
        services,
        &transaction,
        by,
        public_id,
        json!({ "open": true }),
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// A link that was made for an account there is.
#[derive(Debug)]
pub struct MadeLink {
    /// Whose it is, as colleagues call them.
    pub name: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The link.
    pub invited: Invited,
}

/// Makes a link with which somebody takes their invitation up, or chooses a
/// new password; those before it work no more.
///
/// # Errors
/// When the account is beyond the reach of whoever does it, or closed; or the
/// database refuses.
pub async fn new_link(
    services: &Services,
    by: By<'_>,
    public_id: &str,
    factor: SecondFactor,
) -> Result<MadeLink, Refusal> {
    let transaction = services.database.begin().await?;
    let account = within(&transaction, by, public_id).await?;
    if !account.is_open() {
        return Err(Refusal::NotThere);
    }
    let purpose = match (&account.row.password, factor) {
        (None, _) => Purpose::Invitation,
        (Some(_), SecondFactor::Kept) => Purpose::Reset,
        (Some(_), SecondFactor::TakenAway) => Purpose::ResetAll,
    };
    let secret = links::issue(services, &transaction, Some(account.row.id), purpose).await?;
    let said = json!({ "link": purpose.code() });
    changed(services, &transaction, by, public_id, said).await?;
    transaction.commit().await?;
    Ok(MadeLink {
        name: account.row.name,
        purpose,
        invited: Invited {
            public_id: public_id.to_owned(),
            secret,
        },
    })
}

/// Says whether everybody needs a second factor.
///
/// # Errors
/// When whoever does it may not set every account, or the database refuses.
pub async fn require_second_factor(
    services: &Services,
    by: By<'_>,
    required: &str,
) -> Result<(), Refusal> {
    if !by.reaches(Role::Admin, &Serves::All) {
        return Err(Refusal::Wrong(StaffFault::TooFar));
    }
    let transaction = services.database.begin().await?;
    setting::set_for_site(&transaction, SECOND_FACTOR, required, services.clock.wall()).await?;
    let said = json!({ SECOND_FACTOR: required });
    trail::add(
        services,
        &transaction,
        by,
        Deed::SettingChanged,
        None,
        Some(said),
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// Everyone whom somebody may set, by name.
///
/// # Errors
/// When the database refuses.
pub async fn all_within(services: &Services, by: By<'_>) -> Result<Vec<Account>, Error> {
    let read = services.database.read();
    let mut brands = staff_brand::of_all_staff(read).await?;
    let all = staff::all_of_site(read).await?.into_iter().map(|row| {
        let serves = if row.all_brands {
            Serves::All
        } else {
            Serves::Only(brands.remove(&row.id).unwrap_or_default())
        };
        Account::with(row, serves)
    });
    Ok(all
        .filter(|account| by.reaches(account.role, &account.serves))
        .collect())
}
