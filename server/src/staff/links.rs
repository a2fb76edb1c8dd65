//! Links that let somebody in once: to set the site up, to take up an
//! invitation, to choose a new password. Whoever was given one passes it on
//! by a way of their own; the database keeps a hash.

use super::{Account, By, Refusal, accounts, password, trail};
use crate::db::staff::{Change, NewStaff};
use crate::db::{
    Connected, Transaction, staff, staff_link, staff_recovery, staff_session, without_nul,
};
use crate::error::Error;
use crate::services::Services;
use crate::site::{entry_token_hash, random_bits};
use chrono::TimeDelta;
use doorstep::audit::Deed;
use doorstep::ids::{EntryToken, StaffId};
use doorstep::lookup;
use doorstep::staff::{Role, Serves, StaffFault, password_fault};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Makes the site's first account.
    SetUp,
    /// Takes up an account that was made for somebody.
    Invitation,
    /// Chooses a new password.
    Reset,
    /// The same, and the second factor goes.
    ResetAll,
}

impl Purpose {
    const ALL: [Self; 4] = [Self::SetUp, Self::Invitation, Self::Reset, Self::ResetAll];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SetUp => "setup",
            Self::Invitation => "invitation",
            Self::Reset => "reset",
            Self::ResetAll => "reset_all",
        }
    }

    /// How long it works: who is invited may be on holiday.
    #[must_use]
    pub const fn valid_for(self) -> TimeDelta {
        match self {
            Self::Invitation => TimeDelta::days(7),
            Self::SetUp | Self::Reset | Self::ResetAll => TimeDelta::hours(24),
        }
    }
}

/// A link that works, with whose it is.
#[derive(Clone, Debug)]
pub struct Entry {
    id: i64,
    /// What it is for.
    pub purpose: Purpose,
    /// Whose it is; none before there is anybody.
    pub account: Option<Account>,
}

/// What somebody typed who follows a link; it has no `Debug`, since a password
/// is among it.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "nothing shows a password")]
pub struct Typed<'a> {
    /// The e-mail address of the site's first account.
    pub email: &'a str,
    /// What colleagues are to call them.
    pub name: &'a str,
    /// The password they choose.
    pub password: &'a str,
    /// The same again.
    pub again: &'a str,
}

/// The path of a link.
#[must_use]
pub fn path(secret: &EntryToken) -> String {
    format!("/welcome/{}", secret.as_str())
}

/// Makes a link in the place of those before it.
pub(super) async fn issue(
    services: &Services,
    transaction: &Transaction,
    staff_id: Option<i64>,
    purpose: Purpose,
) -> Result<EntryToken, Error> {
    let secret = EntryToken::from_bits(random_bits());
    let now = services.clock.wall();
    let new = staff_link::NewLink {
        hash: entry_token_hash(&secret),
        purpose: purpose.code(),
        staff_id,
        expires: now + purpose.valid_for(),
    };
    staff_link::keep_of_staff(transaction, &new, now).await?;
    Ok(secret)
}

/// Takes the links of an account back.
pub(super) async fn withdraw(transaction: &Transaction, staff_id: i64) -> Result<(), Error> {
    staff_link::withdraw_of_staff(transaction, Some(staff_id)).await
}

/// A link that makes the site's first account; `None` once there is anybody.
///
/// # Errors
/// When the database refuses.
pub async fn set_up(services: &Services) -> Result<Option<EntryToken>, Error> {
    let transaction = services.database.begin().await?;
    if staff::is_any_of_site(&transaction).await? {
        return Ok(None);
    }
    let secret = issue(services, &transaction, None, Purpose::SetUp).await?;
    transaction.commit().await?;
    Ok(Some(secret))
}

/// What a link leads to; `None` when it works no more, or never did.
///
/// # Errors
/// When the database refuses.
pub async fn look(services: &Services, secret: &EntryToken) -> Result<Option<Entry>, Error> {
    entry(services, services.database.read(), secret).await
}

async fn entry(
    services: &Services,
    database: &impl Connected,
    secret: &EntryToken,
) -> Result<Option<Entry>, Error> {
    let now = services.clock.wall();
    let hash = entry_token_hash(secret);
    let Some(link) = staff_link::open_by_hash(database, &hash, now).await? else {
        return Ok(None);
    };
    let named = |purpose: &Purpose| purpose.code() == link.purpose;
    let Some(purpose) = Purpose::ALL.into_iter().find(named) else {
        return Ok(None);
    };
    let account = match link.staff_id {
        None if staff::is_any_of_site(database).await? => return Ok(None),
        None => None,
        Some(id) => match staff::by_id(database, id).await? {
            Some(row) => Some(Account::of(database, row).await?),
            None => return Ok(None),
        },
    };
    let is_open = account.as_ref().is_none_or(Account::is_open);
    Ok(is_open.then_some(Entry {
        id: link.id,
        purpose,
        account,
    }))
}

/// Follows a link: the account has its password from now on, and whoever was
/// signed in with the old one is so no more.
///
/// # Errors
/// When the link works no more, what was typed cannot be taken, or the
/// database refuses.
pub async fn follow(
    services: &Services,
    secret: &EntryToken,
    typed: &Typed<'_>,
) -> Result<(), Refusal> {
    let first = look(services, secret).await?.ok_or(Refusal::NotThere)?;
    let email = match &first.account {
        Some(account) => account.row.email.clone(),
        None => {
            lookup::email(&without_nul(typed.email)).ok_or(Refusal::Wrong(StaffFault::NoEmail))?
        }
    };
    let name = accounts::named(typed.name)?;
    if let Some(fault) = password_fault(typed.password, typed.again, &email) {
        return Err(Refusal::Wrong(StaffFault::Password(fault)));
    }
    let hash = password::hash(typed.password).await?;
    let transaction = services.database.begin().await?;
    let entry = entry(services, &transaction, secret)
        .await?
        .ok_or(Refusal::NotThere)?;
    if !staff_link::use_up(&transaction, entry.id, services.clock.wall()).await? {
        return Err(Refusal::NotThere);
    }
    let account = match entry.account {
        Some(account) => account,
        None => first_account(services, &transaction, &email, &name).await?,
    };
    chosen(services, &transaction, &account, entry.purpose, hash).await?;
    staff::change(&transaction, account.row.id, Change::Name(name)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Whoever sets a site up may set everything.
async fn first_account(
    services: &Services,
    transaction: &Transaction,
    email: &str,
    name: &str,
) -> Result<Account, Error> {
    let public_id = StaffId::from_random(random_bits());
    let new = NewStaff {
        public_id: public_id.as_str(),
        email,
        name,
        role: Role::Admin,
        all_brands: true,
        password: None,
    };
    let id = accounts::make(services, transaction, &new, &Serves::All).await?;
    let row = staff::by_id(transaction, id).await?;
    let row = row.ok_or_else(|| Error::Stored("the account just made is gone".to_owned()))?;
    Account::of(transaction, row).await
}

async fn chosen(
    services: &Services,
    transaction: &Transaction,
    account: &Account,
    purpose: Purpose,
    hash: String,
) -> Result<(), Error> {
    let id = account.row.id;
    staff::change(transaction, id, Change::Password(hash)).await?;
    staff_session::end_of_staff(transaction, id, None).await?;
    let actor = account.actor();
    let by = By::Staff(&actor);
    let subject = Some(actor.public_id.as_str());
    let said = serde_json::json!({ "link": purpose.code() });
    trail::add(
        services,
        transaction,
        by,
        Deed::PasswordChosen,
        subject,
        Some(said),
    )
    .await?;
    if purpose == Purpose::ResetAll && account.has_second_factor() {
        staff::change(transaction, id, Change::Seed(None)).await?;
        staff_recovery::replace_of_staff(transaction, id, &[]).await?;
        let said = serde_json::json!({ "set_up": false });
        let deed = Deed::SecondFactorChanged;
        trail::add(services, transaction, by, deed, subject, Some(said)).await?;
    }
    Ok(())
}

/// Drops links that work no more.
///
/// # Errors
/// When the database refuses.
pub async fn drop_expired(services: &Services) -> Result<u64, Error> {
    let transaction = services.database.begin().await?;
    let dropped = staff_link::drop_of_all_staff(&transaction, services.clock.wall()).await?;
    transaction.commit().await?;
    Ok(dropped)
}
