//! `doorstep staff`: who may sign in, for whoever runs the server.

use crate::db::{from_ms, staff, staff_link};
use crate::error::Error;
use crate::services::Services;
use crate::staff::accounts::{self, SecondFactor};
use crate::staff::{Account, By, Refusal, Rights, links};
use doorstep::ids::EntryToken;
use doorstep::lookup;
use doorstep::staff::{Role, Serves};
use serde::{Deserialize, Serialize};

/// A command about those who may sign in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum StaffCommand {
    /// Makes a link for the first account, while there is none.
    SetUp,
    /// Invites somebody.
    Add {
        /// Their e-mail address.
        email: String,
        /// What colleagues call them.
        name: String,
        /// What they may do, as its code.
        role: String,
        /// Slugs of the brands they serve; none for all.
        brands: Vec<String>,
    },
    /// Closes an account.
    Disable {
        /// Its e-mail address.
        email: String,
    },
    /// Opens a closed account again.
    Enable {
        /// Its e-mail address.
        email: String,
    },
    /// Makes a link to choose a new password with.
    Reset {
        /// The account's e-mail address.
        email: String,
        /// What becomes of the second factor.
        factor: Factor,
    },
    /// Lists them.
    List,
}

/// What becomes of a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Factor {
    /// It stays.
    Kept,
    /// It goes.
    TakenAway,
}

/// Said where there is staff already.
const IS_SET_UP: &str = "there is staff already: an admin invites others in the settings, or use `doorstep staff add EMAIL`";

/// Carries a command out and says what came of it.
pub async fn carry_out(services: &Services, command: StaffCommand) -> Result<String, Error> {
    match command {
        StaffCommand::SetUp => set_up(services).await,
        StaffCommand::Add {
            email,
            name,
            role,
            brands,
        } => add(services, &email, &name, &role, &brands).await,
        StaffCommand::Disable { email } => {
            let account = account(services, &email).await?;
            let done = accounts::disable(services, By::Operator, &account.public_id).await;
            done.map_err(said)?;
            Ok(format!("closed     {}", account.email))
        }
        StaffCommand::Enable { email } => {
            let account = account(services, &email).await?;
            let done = accounts::enable(services, By::Operator, &account.public_id).await;
            done.map_err(said)?;
            Ok(format!("open       {}", account.email))
        }
        StaffCommand::Reset { email, factor } => reset(services, &email, factor).await,
        StaffCommand::List => list(services).await,
    }
}

/// A refusal in the words of the settings page.
fn said(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Wrong(fault) => Error::refused(app::texts::for_staff("en").staff_fault(fault)),
        Refusal::NotThere => Error::refused("the account is closed, or gone"),
        Refusal::Failed(error) => error,
    }
}

/// A link as it is printed: whole where the site's address is known.
fn link(services: &Services, secret: &EntryToken, valid: &str) -> String {
    let before = services.address.as_deref().unwrap_or_default();
    let path = links::path(secret);
    format!("link       {before}{path}    (works once, for {valid}; shown this once)")
}

/// The line with a link that makes the first account; `None` once there is
/// anybody.
///
/// # Errors
/// When the database refuses.
pub async fn set_up_line(services: &Services) -> Result<Option<String>, Error> {
    let secret = links::set_up(services).await?;
    Ok(secret.map(|secret| {
        let link = link(services, &secret, "24 hours");
        format!("nobody can sign in yet: make the first account with this link\n{link}")
    }))
}

async fn set_up(services: &Services) -> Result<String, Error> {
    set_up_line(services)
        .await?
        .ok_or_else(|| Error::refused(IS_SET_UP))
}

async fn add(
    services: &Services,
    email: &str,
    name: &str,
    role: &str,
    slugs: &[String],
) -> Result<String, Error> {
    let role = Role::from_code(role).ok_or_else(|| {
        Error::refused(format!(
            "no role is called {role}: use rep, manager or admin"
        ))
    })?;
    let serves = serves(services, slugs)?;
    let name = if name.is_empty() {
        email.split('@').next().unwrap_or(email)
    } else {
        name
    };
    let rights = Rights { role, serves };
    let invited = accounts::invite(services, By::Operator, email, name, &rights).await;
    let invited = invited.map_err(said)?;
    let link = link(services, &invited.secret, "7 days");
    Ok(format!("staff      {}\n{link}", invited.public_id))
}

fn serves(services: &Services, slugs: &[String]) -> Result<Serves, Error> {
    if slugs.is_empty() {
        return Ok(Serves::All);
    }
    let book = services.book.now();
    let ids = slugs.iter().map(|slug| {
        book.brand_of_slug(slug)
            .map(|brand| brand.id)
            .ok_or_else(|| Error::refused(format!("no brand has the slug {slug}")))
    });
    Ok(Serves::Only(ids.collect::<Result<_, _>>()?))
}

async fn account(services: &Services, email: &str) -> Result<staff::Model, Error> {
    let folded = lookup::same_email(email).unwrap_or_default();
    staff::by_email(services.database.read(), &folded)
        .await?
        .ok_or_else(|| {
            Error::refused(format!(
                "nobody has the address {email}: see `doorstep staff list`"
            ))
        })
}

async fn reset(services: &Services, email: &str, factor: Factor) -> Result<String, Error> {
    let account = account(services, email).await?;
    let factor = match factor {
        Factor::Kept => SecondFactor::Kept,
        Factor::TakenAway => SecondFactor::TakenAway,
    };
    let made = accounts::new_link(services, By::Operator, &account.public_id, factor).await;
    let made = made.map_err(said)?;
    let valid = match made.purpose.valid_for().num_days() {
        1 => "24 hours".to_owned(),
        days => format!("{days} days"),
    };
    Ok(link(services, &made.invited.secret, &valid))
}

async fn list(services: &Services) -> Result<String, Error> {
    let all = accounts::all_within(services, By::Operator).await?;
    if all.is_empty() {
        return Ok(
            "there is no staff yet: `doorstep staff setup` makes the first account".to_owned(),
        );
    }
    let now = services.clock.wall();
    let open = staff_link::open_of_all_staff(services.database.read(), now).await?;
    let lines = all.iter().map(|account| {
        let until = open.get(&account.row.id).map(|ms| from_ms(*ms));
        line(services, account, until)
    });
    Ok(lines.collect::<Vec<String>>().join("\n"))
}

fn line(
    services: &Services,
    account: &Account,
    link_until: Option<chrono::DateTime<chrono::Utc>>,
) -> String {
    let book = services.book.now();
    let brands = match &account.serves {
        Serves::All => "all brands".to_owned(),
        Serves::Only(ids) => ids
            .iter()
            .filter_map(|id| Some(book.brand(*id)?.slug.clone()))
            .collect::<Vec<String>>()
            .join(", "),
    };
    let state = match (account.is_open(), &account.row.password) {
        (false, _) => "closed".to_owned(),
        (true, None) => "invited".to_owned(),
        (true, Some(_)) if account.has_second_factor() => "with a second factor".to_owned(),
        (true, Some(_)) => "by password".to_owned(),
    };
    let link = link_until.map_or_else(String::new, |until| {
        format!(", a link until {}", until.format("%Y-%m-%d %H:%M:%SZ"))
    });
    format!(
        "{}  {:8}  {}  {}  {brands}  {state}{link}",
        account.row.public_id,
        account.role.code(),
        account.row.email,
        account.row.name,
    )
}
