//! Staff who are signed in, as their browsers send what they do.

use super::site::form;
use super::{Site, client};
use doorstep::ids::SessionToken;
use doorstep::staff::{Role, Serves};
use reqwest::{Client, RequestBuilder, Response};
use server::http::session::COOKIE_NAME;
use server::staff::accounts;
use server::staff::sessions::{self, Stage};
use server::staff::{Actor, By, Rights};
use std::sync::atomic::{AtomicU32, Ordering};

static MADE: AtomicU32 = AtomicU32::new(0);

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose it is.
    pub actor: Actor,
    /// The cookie it sends.
    pub cookie: String,
    address: String,
    http: Client,
}

impl Site {
    /// Somebody of a role who serves these brands, all when none is named,
    /// signed in. A brand that is not there yet is made.
    pub async fn staff(&self, role: Role, brands: &[&str]) -> Session {
        let mut ids = Vec::new();
        for slug in brands {
            if self.services.book.now().brand_of_slug(slug).is_none() {
                self.brand(slug).await;
            }
            let book = self.services.book.now();
            ids.push(book.brand_of_slug(slug).expect("it was made").id);
        }
        let serves = match brands {
            [] => Serves::All,
            _ => Serves::Only(ids),
        };
        let count = MADE.fetch_add(1, Ordering::Relaxed);
        let email = format!("{}.{count}@staff.example", role.code());
        let name = format!("{} {count}", role.code());
        let rights = Rights {
            role,
            serves: serves.clone(),
        };
        let invited = accounts::invite(&self.services, By::Operator, &email, &name, &rights)
            .await
            .expect("an account can be made");
        let row = server::db::staff::by_email(self.services.database.read(), &email)
            .await
            .expect("the accounts can be read")
            .expect("it was made");
        let actor = Actor {
            id: row.id,
            public_id: invited.public_id,
            name,
            role,
            serves,
        };
        self.sign_in_as(actor).await
    }

    /// A new browser of somebody there is, signed in all the way.
    pub async fn sign_in_as(&self, actor: Actor) -> Session {
        let now = self.services.clock.wall();
        let transaction = self.services.database.begin().await.expect("it begins");
        let token = sessions::begin(&transaction, actor.id, Stage::Whole, now)
            .await
            .expect("a session can begin");
        transaction.commit().await.expect("it is kept");
        Session {
            actor,
            cookie: cookie_of(&token),
            address: self.address.clone(),
            http: client(),
        }
    }
}

/// The cookie that holds a session's secret.
pub fn cookie_of(token: &SessionToken) -> String {
    format!("{COOKIE_NAME}={}", token.as_str())
}

impl Session {
    /// A request that carries the cookie, from a page of the site's own.
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = method.parse().expect("it is a method");
        self.http
            .request(method, format!("{}{path}", self.address))
            .header("cookie", &self.cookie)
            .header("accept", "text/html,*/*")
            .header("sec-fetch-site", "same-origin")
    }

    /// Looks at a page; follows no redirect.
    pub async fn get(&self, path: &str) -> Response {
        let sent = self.request("GET", path).send().await;
        sent.expect("the server answers")
    }

    /// A page's text, which must be there.
    pub async fn page(&self, path: &str) -> String {
        let response = self.get(path).await;
        assert_eq!(response.status(), 200, "{path}");
        response.text().await.expect("a page is text")
    }

    /// Sends a form; follows no redirect.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let sent = self
            .request("POST", path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form(fields))
            .send()
            .await;
        sent.expect("the server answers")
    }
}
