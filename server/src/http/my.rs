//! A link to all of a buyer's orders: asked for, sent by mail, opened.

use super::caller::Network;
use super::find::{ANSWERED_AFTER, Refusal, brand_id, form_again};
use super::routes::{Access, Entry, Http, entry, page};
use crate::db::orders;
use crate::error::Error;
use crate::intake::list_link;
use crate::limits::Verdict;
use crate::views::my_orders::MyOrders;
use app::backend::{BesidePage, MailSentPage, MailboxPage, MyOrdersPage, Page, PageData, Route};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use doorstep::ids::{ListToken, TrackingToken};
use doorstep::lookup;
use doorstep::view::brand::BrandView;
use doorstep::view::ways::FindProblem;
use tokio::time::sleep;

const MAILBOX: &str = "/demo/mailbox";

/// What a demo shows of what it sends.
pub fn demo_table() -> Vec<Entry> {
    use Access::Demo;
    vec![
        entry("GET", "/demo/mailbox", Demo, page(get(mailbox))),
        entry("GET", "/demo/mailbox/{name}", Demo, page(get(mailbox_mail))),
        entry("GET", "/demo/beside/{token}", Demo, page(get(beside))),
        entry(
            "GET",
            "/demo/beside/{token}/messages",
            Demo,
            page(get(mailbox_of_order)),
        ),
        entry(
            "GET",
            "/demo/beside/{token}/messages/{name}",
            Demo,
            page(get(mail_of_order)),
        ),
    ]
}

/// What was typed to have a link sent.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    email: String,
}

/// `POST /my`.
pub async fn ask(
    State(http): State<Http>,
    network: Network,
    headers: HeaderMap,
    typed: Result<Form<Typed>, FormRejection>,
) -> Response {
    let least = sleep(ANSWERED_AFTER);
    let typed = typed.map(|Form(typed)| typed).unwrap_or_default();
    let response = match queue(&http, network, &headers, &typed).await {
        Ok(()) => Redirect::to("/my/sent").into_response(),
        Err(refusal) => form_again(&http, &headers, "", refusal).await,
    };
    least.await;
    response
}

async fn queue(
    http: &Http,
    network: Network,
    headers: &HeaderMap,
    typed: &Typed,
) -> Result<(), Refusal> {
    let email = lookup::email(&typed.email).ok_or(Refusal::Problem(FindProblem::NoAddress))?;
    let brand_id = brand_id(http, headers)?;
    let services = &http.services;
    let now = services.clock.watch();
    let attempt = http.mails.attempt(&network, &(brand_id, &email));
    if let Verdict::In(seconds) = http.mails.ask(attempt, now) {
        return Err(Refusal::Problem(FindProblem::Wait(seconds)));
    }
    list_link::ask(&services.database, &services.key, brand_id, &email, now).await?;
    services.outbox.wake();
    Ok(())
}

/// `/my/sent`.
pub async fn sent(State(http): State<Http>, headers: HeaderMap) -> Response {
    let mailbox = http.services.demo.has_mailbox().then_some(MAILBOX);
    answer(&http, &headers, |brand| {
        Page::MailSent(MailSentPage { brand, mailbox })
    })
    .await
}

/// `/my/{secret}`.
pub async fn list(
    State(http): State<Http>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Response {
    let orders = match (ListToken::parse(&secret), brand_id(&http, &headers)) {
        (Ok(token), Ok(brand_id)) => {
            let views = http.pages.views();
            views.my_orders(brand_id, &token).await
        }
        _ => Ok(None),
    };
    let mut data = http.pages.load(Route::Other, &headers).await;
    let brand = data.brand().clone();
    data.page = match orders {
        Ok(Some(MyOrders { language, orders })) => {
            data.language = language;
            Page::MyOrders(MyOrdersPage { brand, orders })
        }
        Ok(None) => Page::LinkOver(brand),
        Err(error) => unavailable(&error, brand),
    };
    http.pages.answer(data)
}

/// `/demo/mailbox`.
pub async fn mailbox(State(http): State<Http>, headers: HeaderMap) -> Response {
    let brand_id = brand_id(&http, &headers).ok();
    let Some(brand_id) = brand_id.filter(|_| http.services.demo.has_mailbox()) else {
        return answer(&http, &headers, Page::NotFound).await;
    };
    let mails = http.pages.views().mailbox(brand_id).await;
    answer(&http, &headers, |brand| match mails {
        Ok(mails) => Page::Mailbox(MailboxPage {
            brand,
            mails,
            is_beside: false,
        }),
        Err(error) => unavailable(&error, brand),
    })
    .await
}

/// An order of the host's brand by its token, while a demo runs.
async fn demo_order(http: &Http, headers: &HeaderMap, token: &str) -> Option<orders::Model> {
    let brand_id = brand_id(http, headers).ok()?;
    let token = TrackingToken::parse(token).ok()?;
    if !http.services.demo.has_mailbox() {
        return None;
    }
    let found = http.pages.views().order(&token).await.ok()??;
    (found.brand_id == brand_id).then_some(found)
}

/// `/demo/beside/{token}`: an order's page beside its messages.
pub async fn beside(
    State(http): State<Http>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    if demo_order(&http, &headers, &token).await.is_none() {
        return answer(&http, &headers, Page::NotFound).await;
    }
    answer(&http, &headers, |brand| {
        Page::Beside(BesidePage {
            brand,
            page: format!("/t/{token}"),
            messages: format!("/demo/beside/{token}/messages"),
        })
    })
    .await
}

/// `/demo/beside/{token}/messages`: an order's part of the mailbox.
pub async fn mailbox_of_order(
    State(http): State<Http>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(order) = demo_order(&http, &headers, &token).await else {
        return answer(&http, &headers, Page::NotFound).await;
    };
    let below = format!("/demo/beside/{token}/messages");
    let mails = http.pages.views().mailbox_of_order(&order, &below).await;
    answer(&http, &headers, |brand| match mails {
        Ok(mails) => Page::Mailbox(MailboxPage {
            brand,
            mails,
            is_beside: true,
        }),
        Err(error) => unavailable(&error, brand),
    })
    .await
}

/// What a mail may do in a browser: nothing but be looked at. Its styles stand
/// in it, as mail readers need them.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-top-navigation-by-user-activation";

/// `/demo/mailbox/{name}`: a mail as its reader sees it.
pub async fn mailbox_mail(
    State(http): State<Http>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let brand_id = brand_id(&http, &headers).ok();
    let Some(brand_id) = brand_id.filter(|_| http.services.demo.has_mailbox()) else {
        return answer(&http, &headers, Page::NotFound).await;
    };
    let html = http.pages.views().mailbox_html(brand_id, &name).await;
    as_read(&http, &headers, html).await
}

/// `/demo/beside/{token}/messages/{name}`: the same of an order's.
pub async fn mail_of_order(
    State(http): State<Http>,
    Path((token, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(order) = demo_order(&http, &headers, &token).await else {
        return answer(&http, &headers, Page::NotFound).await;
    };
    let html = http.pages.views().html_of_order(&order, &name).await;
    as_read(&http, &headers, html).await
}

async fn as_read(
    http: &Http,
    headers: &HeaderMap,
    html: Result<Option<String>, Error>,
) -> Response {
    match html {
        Ok(Some(html)) => {
            let mut response = Html(html).into_response();
            let policy = HeaderValue::from_static(MAIL_POLICY);
            let headers = response.headers_mut();
            headers.insert(CONTENT_SECURITY_POLICY, policy);
            response
        }
        Ok(None) => answer(http, headers, Page::NotFound).await,
        Err(error) => answer(http, headers, |brand| unavailable(&error, brand)).await,
    }
}

fn unavailable(error: &Error, brand: BrandView) -> Page {
    tracing::error!(%error, "a buyer's orders could not be read");
    Page::Unavailable(brand)
}

async fn answer(
    http: &Http,
    headers: &HeaderMap,
    page: impl FnOnce(BrandView) -> Page,
) -> Response {
    let data = http.pages.load(Route::Other, headers).await;
    let page = page(data.brand().clone());
    http.pages.answer(PageData {
        language: data.language,
        page,
    })
}
