//! What the pages need from a server, and loading it before anything is
//! drawn. The server implements [`Backend`]; the pages know nothing else of
//! it.

use doorstep::ids::TrackingToken;
use doorstep::view::brand::BrandView;
use doorstep::view::messages::{FollowView, MessagesProblem, MessagesView, UnsubscribeView};
use doorstep::view::report::{ReportProblem, ReportStep, ReportView};
use doorstep::view::tracking::{DemoJourneyView, TrackingView};
use doorstep::view::ways::{FindProblem, FindView, MailView, MyOrderView, RememberedView};
use std::future::Future;
use std::pin::Pin;

/// A future that a trait object can hand out.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A shopper's question: where is my order?
#[derive(Clone, Debug)]
pub struct TrackingAsk {
    /// The secret part of the private link.
    pub token: TrackingToken,
    /// The host the page was asked at; it picks the brand.
    pub host: String,
}

/// An order's page, whole.
#[derive(Clone, Debug)]
pub struct TrackingPage {
    /// The shop front.
    pub brand: BrandView,
    /// The order now.
    pub view: TrackingView,
    /// Its own path ("/t/..."); its stream and its calendar are below it.
    pub path: String,
    /// The order for machines: a JSON text, not yet safe to stand in a page;
    /// a made-up order has none.
    pub structured: Option<String>,
    /// The view as its stream sends it, for the browser to go on from; a page
    /// that stands still has none.
    pub sent: Option<String>,
    /// The server's own number of the order, to see whether a drawn page is
    /// still the newest; it is never drawn.
    pub order: i64,
}

/// The home page, whole.
#[derive(Clone, Debug)]
pub struct HomePage {
    /// The shop front.
    pub brand: BrandView,
    /// The demo's journeys; empty unless a demo runs.
    pub demo: Vec<DemoJourneyView>,
    /// The form that finds an order.
    pub find: FindView,
    /// The newest order this device has opened, where it remembers one.
    pub remembered: Option<RememberedView>,
}

/// The page after a link was asked for; the same whether or not one is sent.
#[derive(Clone, Debug)]
pub struct MailSentPage {
    /// The shop front.
    pub brand: BrandView,
    /// Where the demo's mailbox is; `None` unless a demo runs.
    pub mailbox: Option<&'static str>,
}

/// The list of a buyer's orders, whole.
#[derive(Clone, Debug)]
pub struct MyOrdersPage {
    /// The shop front.
    pub brand: BrandView,
    /// The orders, newest first.
    pub orders: Vec<MyOrderView>,
}

/// The demo's mailbox, whole.
#[derive(Clone, Debug)]
pub struct MailboxPage {
    /// The shop front.
    pub brand: BrandView,
    /// The mails, newest first.
    pub mails: Vec<MailView>,
    /// Whether they are of one order, and stand beside its page.
    pub is_beside: bool,
}

/// An order's page beside its messages, as only a demo shows them.
#[derive(Clone, Debug)]
pub struct BesidePage {
    /// The shop front.
    pub brand: BrandView,
    /// The page's path.
    pub page: String,
    /// The path of its messages.
    pub messages: String,
}

/// A page on which a shopper says what is wrong, whole.
#[derive(Clone, Debug)]
pub struct ReportPage {
    /// The shop front.
    pub brand: BrandView,
    /// What it asks, or says.
    pub view: ReportView,
}

/// The page on which an order's messages are chosen, whole.
#[derive(Clone, Debug)]
pub struct MessagesPage {
    /// The shop front.
    pub brand: BrandView,
    /// How it stands.
    pub view: MessagesView,
}

/// The page of somebody who follows an order, whole.
#[derive(Clone, Debug)]
pub struct FollowPage {
    /// The shop front.
    pub brand: BrandView,
    /// What it shows.
    pub view: FollowView,
}

/// The page on which somebody ends what they get, whole.
#[derive(Clone, Debug)]
pub struct UnsubscribePage {
    /// The shop front.
    pub brand: BrandView,
    /// How it stands.
    pub view: UnsubscribeView,
}

/// The server cannot answer now; it has logged why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unavailable;

/// What pages ask a server.
pub trait Backend: Send + Sync + 'static {
    /// An order's page; `None` when the token belongs to none.
    fn tracking(
        &self,
        ask: TrackingAsk,
    ) -> BoxFuture<'_, Result<Option<TrackingPage>, Unavailable>>;
    /// The home page of a host's brand.
    fn home(&self, host: String, language: String) -> BoxFuture<'_, Result<HomePage, Unavailable>>;
    /// The brand of a host, from memory: it must answer when nothing else does.
    fn brand(&self, host: &str) -> BrandView;
}

/// What was asked for, as the address says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/`
    Home,
    /// `/t/{token}`, with whatever stood there.
    Tracking(String),
    /// Anything else.
    Other,
}

/// A page, loaded and ready to draw.
#[derive(Clone, Debug)]
pub struct PageData {
    /// The reader's language as a BCP 47 tag; where it is none of ours, the
    /// brand's is taken.
    pub language: String,
    /// Which page, with all it shows.
    pub page: Page,
}

/// The pages there are.
#[derive(Clone, Debug)]
pub enum Page {
    /// An order's page.
    Tracking(Box<TrackingPage>),
    /// The same standing still, to look at a brand that is being set.
    Preview(Box<TrackingPage>),
    /// The home page.
    Home(HomePage),
    /// A link was asked for.
    MailSent(MailSentPage),
    /// The list of a buyer's orders.
    MyOrders(MyOrdersPage),
    /// A mailed link whose time is over, or that never was one.
    LinkOver(BrandView),
    /// The demo's mailbox.
    Mailbox(MailboxPage),
    /// An order's page beside its messages, in a demo.
    Beside(BesidePage),
    /// A shopper says what is wrong.
    Report(Box<ReportPage>),
    /// An order's messages are chosen.
    Messages(Box<MessagesPage>),
    /// Somebody follows an order.
    Follow(Box<FollowPage>),
    /// Somebody ends what they get.
    Unsubscribe(Box<UnsubscribePage>),
    /// No such order or address; a wrong guess looks the same.
    NotFound(BrandView),
    /// The server cannot answer now.
    Unavailable(BrandView),
}

impl PageData {
    /// The shop front the page is drawn for.
    #[must_use]
    pub const fn brand(&self) -> &BrandView {
        match &self.page {
            Page::Tracking(page) | Page::Preview(page) => &page.brand,
            Page::Home(page) => &page.brand,
            Page::MailSent(page) => &page.brand,
            Page::MyOrders(page) => &page.brand,
            Page::Mailbox(page) => &page.brand,
            Page::Beside(page) => &page.brand,
            Page::Report(page) => &page.brand,
            Page::Messages(page) => &page.brand,
            Page::Follow(page) => &page.brand,
            Page::Unsubscribe(page) => &page.brand,
            Page::LinkOver(brand) | Page::NotFound(brand) | Page::Unavailable(brand) => brand,
        }
    }

    /// The HTTP status the page goes out with.
    #[must_use]
    pub fn http_status(&self) -> u16 {
        match &self.page {
            Page::Tracking(_)
            | Page::Preview(_)
            | Page::MailSent(_)
            | Page::MyOrders(_)
            | Page::Follow(_)
            | Page::Unsubscribe(_)
            | Page::Mailbox(_)
            | Page::Beside(_) => 200,
            Page::Home(page) => page.find.problem.map_or(200, problem_status),
            Page::Report(page) => report_status(&page.view.step),
            Page::Messages(page) => match page.view.problem {
                None => 200,
                Some(MessagesProblem::Wait(_)) => 429,
                Some(MessagesProblem::CannotText) => 503,
                Some(_) => 422,
            },
            Page::LinkOver(_) | Page::NotFound(_) => 404,
            Page::Unavailable(_) => 503,
        }
    }
}

const fn problem_status(problem: FindProblem) -> u16 {
    match problem {
        FindProblem::NoNumber
        | FindProblem::NoProof
        | FindProblem::Nothing
        | FindProblem::NoAddress => 422,
        FindProblem::NotFound => 404,
        FindProblem::Wait(_) => 429,
    }
}

fn report_status(step: &ReportStep) -> u16 {
    let ReportStep::Form(form) = step else {
        return 200;
    };
    let waits = |problem: &ReportProblem| matches!(problem, ReportProblem::Wait(_));
    match form.problems.as_slice() {
        [] => 200,
        problems if problems.iter().any(waits) => 429,
        _ => 422,
    }
}

/// Loads what an address shows, before any of it is drawn.
pub async fn load(backend: &dyn Backend, route: Route, host: String, language: String) -> PageData {
    let brand = backend.brand(&host);
    let page = match route {
        Route::Home => match backend.home(host, language.clone()).await {
            Ok(home) => Page::Home(home),
            Err(Unavailable) => Page::Unavailable(brand),
        },
        Route::Tracking(token) => tracking(backend, &token, brand, host).await,
        Route::Other => Page::NotFound(brand),
    };
    // An order's page speaks the order's language, whoever asks for it.
    let language = match &page {
        Page::Tracking(page) => page.view.language.clone(),
        _ => language,
    };
    PageData { language, page }
}

async fn tracking(backend: &dyn Backend, token: &str, brand: BrandView, host: String) -> Page {
    let Ok(token) = TrackingToken::parse(token) else {
        return Page::NotFound(brand);
    };
    let ask = TrackingAsk { token, host };
    match backend.tracking(ask).await {
        Ok(Some(page)) => Page::Tracking(Box::new(page)),
        Ok(None) => Page::NotFound(brand),
        Err(Unavailable) => Page::Unavailable(brand),
    }
}
