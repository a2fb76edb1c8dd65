//! The demo's staff: accounts that stand ready, and whose password the page
//! to sign in at shows. They are made by the demo alone, in data of its own.

use super::brands::Shop;
use crate::error::Error;
use crate::services::Services;
use crate::staff::accounts;
use crate::staff::links::{self, Typed};
use crate::staff::{By, Refusal, Rights};
use app::pages::staff::ReadyAccount;
use doorstep::staff::{Role, Serves, StaffFault};

/// The password of all of them.
const PASSWORD: &str = "ready for everybody";

/// Somebody of the demo's.
struct Ready {
    email: &'static str,
    name: &'static str,
    role: Role,
    /// The shop they work for; none for both.
    shop: Option<Shop>,
}

static STAFF: [Ready; 4] = [
    Ready {
        email: "june@juniper.example",
        name: "June Abara",
        role: Role::Rep,
        shop: Some(Shop::Juniper),
    },
    Ready {
        email: "ridge@ridgeline.example",
        name: "Ridge Okafor",
        role: Role::Rep,
        shop: Some(Shop::Ridgeline),
    },
    Ready {
        email: "mara@demo.example",
        name: "Mara Lindqvist",
        role: Role::Manager,
        shop: None,
    },
    Ready {
        email: "ada@demo.example",
        name: "Ada Voss",
        role: Role::Admin,
        shop: None,
    },
];

/// Makes those who are missing, and lists all of them.
///
/// # Errors
/// When the database refuses.
pub async fn open(services: &Services) -> Result<Vec<ReadyAccount>, Error> {
    let mut ready = Vec::new();
    for one in &STAFF {
        match make(services, one).await {
            Ok(()) | Err(Refusal::Wrong(StaffFault::Taken)) => ready.push(listed(services, one)),
            Err(Refusal::Failed(error)) => return Err(error),
            Err(refusal) => {
                return Err(Error::refused(format!(
                    "an account of the demo's cannot be made: {refusal:?}"
                )));
            }
        }
    }
    Ok(ready)
}

async fn make(services: &Services, one: &Ready) -> Result<(), Refusal> {
    let brand = one.shop.map(|shop| brand_id(services, shop)).transpose()?;
    let rights = Rights {
        role: one.role,
        serves: brand.map_or(Serves::All, |id| Serves::Only(vec![id])),
    };
    let invited = accounts::invite(services, By::Operator, one.email, one.name, &rights).await?;
    let typed = Typed {
        email: one.email,
        name: one.name,
        password: PASSWORD,
        again: PASSWORD,
    };
    links::follow(services, &invited.secret, &typed).await
}

fn brand_id(services: &Services, shop: Shop) -> Result<i64, Error> {
    let book = services.book.now();
    let brand = book.brand_of_slug(shop.slug());
    brand
        .map(|brand| brand.id)
        .ok_or_else(|| Error::refused("a brand of the demo's is gone: start it again"))
}

fn listed(services: &Services, one: &Ready) -> ReadyAccount {
    let book = services.book.now();
    let brand = one.shop.and_then(|shop| book.brand_of_slug(shop.slug()));
    ReadyAccount {
        email: one.email.to_owned(),
        name: one.name.to_owned(),
        role: one.role,
        brands: brand.map(|brand| brand.name.clone()).into_iter().collect(),
        password: PASSWORD.to_owned(),
    }
}
