//! The pages of staff: signing in, one's own account, those who may sign in,
//! and the trail of what was done. They are plain forms, drawn on the server
//! and whole without JavaScript.

mod account;
mod calendar;
mod entry;
mod field;
mod frame;
pub mod history;
mod notices;
mod outbox;
mod people;
pub mod performance;
pub mod rehearsal;
mod second_factor;
mod senders;
mod sign_in;
mod templates;
mod trail;
mod webhooks;
mod wording;

#[cfg(test)]
mod tests;

use crate::texts::Texts;
use doorstep::staff::StaffFault;
use doorstep::view::performance::{OrdersView, PerformanceView};
use leptos::prelude::*;

pub use account::{AccountPage, AccountPart, SessionLine};
pub use calendar::CalendarPage;
pub use entry::{WelcomeForm, WelcomePurpose};
pub use frame::{Section, StaffFrame, bar, document};
pub use history::{FoundHistory, HistoryPage, HistoryProgress, HistoryState};
pub use notices::{NoticesForm, NoticesPage, NoticesState};
pub use outbox::{OutboxPage, OutboxRow};
pub use people::{BrandChoice, NewLink, PeoplePage, Person, PersonState, TypedPerson};
pub use rehearsal::{
    Chosen, FilmLine, FilmPage, FindingLine, FrameLine, JourneyChoice, MessageLine, MessageSeen,
    RehearsalPage, TestOrder,
};
pub use second_factor::{CodeForm, Picture, RecoveryCodes, SetUpForm};
pub use senders::{SenderCheck, SenderRow, SendersPage};
pub use sign_in::{ReadyAccount, SignInForm, SignInProblem};
pub use templates::{TemplatePage, TemplatePreview, TemplateState, TemplatesPage};
pub use trail::{Filter, TrailPage, TrailRow};
pub use webhooks::{
    DeliveryRow, EndpointRow, TypedEndpoint, WebhookDone, WebhookPage, WebhooksPage,
};

pub use wording::{
    Differing, ListState, Says, VersionRow, Whose, WordingPage, WordingPreview, WordingState,
    WordingsPage, preview as wording_preview,
};

/// A page of the staff's.
#[derive(Clone, Debug)]
pub enum StaffPage {
    /// Where one signs in.
    SignIn(SignInForm),
    /// Where the second factor is asked for.
    Code(CodeForm),
    /// Where it is set up.
    SetUp(Box<SetUpForm>),
    /// The recovery codes, shown once.
    Recovery(RecoveryCodes),
    /// Where a link leads to.
    Welcome(WelcomeForm),
    /// Where a link leads to that works no more.
    LinkOver,
    /// One's own account.
    Account(Box<AccountPage>),
    /// Those who may sign in.
    People(Box<PeoplePage>),
    /// What was done.
    Trail(Box<TrailPage>),
    /// The reply templates of a brand.
    Templates(TemplatesPage),
    /// One of them.
    Template(Box<TemplatePage>),
    /// The mails that wait or were given up.
    Outbox(OutboxPage),
    /// Which notices brands send.
    Notices(NoticesPage),
    /// On which days a brand packs and its carriers deliver.
    Calendar(Box<CalendarPage>),
    /// Whom brands' mails come from.
    Senders(SendersPage),
    /// The endpoints that are told what happens.
    Webhooks(Box<WebhooksPage>),
    /// One of them, with its log.
    Webhook(Box<WebhookPage>),
    /// The messages of a brand in its own words.
    Wordings(Box<WordingsPage>),
    /// One of them.
    Wording(Box<WordingPage>),
    /// What can be rehearsed.
    Rehearsal(Box<RehearsalPage>),
    /// A rehearsal, as a film.
    Film(Box<FilmPage>),
    /// Who keeps the promise.
    Performance(Box<PerformanceView>),
    /// The orders behind a figure of it.
    PerformanceOrders(Box<OrdersView>),
    /// The history of a brand's orders.
    History(Box<HistoryPage>),
    /// For somebody whose role is too low.
    NotAllowed,
}

impl StaffPage {
    fn headline(&self, texts: &dyn Texts) -> &'static str {
        match self {
            Self::SignIn(_) => texts.sign_in().headline,
            Self::Code(_) => texts.second_factor().headline,
            Self::SetUp(_) => texts.second_factor().set_up,
            Self::Recovery(_) => texts.second_factor().recovery,
            Self::Welcome(form) => entry::headline(form, texts),
            Self::LinkOver => texts.welcome().over,
            Self::Account(_) => texts.account().headline,
            Self::People(_) => texts.people().headline,
            Self::Trail(_) => texts.trail().headline,
            Self::Templates(_) | Self::Template(_) => texts.templates_page().list,
            Self::Webhooks(_) | Self::Webhook(_) => texts.webhook_words().heading,
            Self::Wordings(_) | Self::Wording(_) => texts.wording_words().list,
            Self::Outbox(_) => texts.outbox_words().heading,
            Self::Notices(_) => texts.notices_page().heading,
            Self::Calendar(_) => texts.calendar_words().heading,
            Self::Senders(_) => texts.sender_words().heading,
            Self::Rehearsal(_) | Self::Film(_) => texts.film_words().heading,
            Self::Performance(_) => texts.performance_words().title,
            Self::PerformanceOrders(_) => texts.performance_words().orders_title,
            Self::History(_) => texts.history_words().heading,
            Self::NotAllowed => texts.not_allowed().headline,
        }
    }
}

/// The document of a page.
pub fn page(
    page: StaffPage,
    frame: Option<StaffFrame>,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let headline = page.headline(texts);
    let style = match page {
        StaffPage::Rehearsal(_) | StaffPage::Film(_) => Some("/pkg/rehearsal.css"),
        StaffPage::Performance(_) | StaffPage::PerformanceOrders(_) => Some("/pkg/performance.css"),
        _ => None,
    };
    let content = match page {
        StaffPage::SignIn(form) => sign_in::form(form, texts).into_any(),
        StaffPage::Code(form) => second_factor::code(form, texts).into_any(),
        StaffPage::SetUp(form) => second_factor::set_up(*form, texts).into_any(),
        StaffPage::Recovery(codes) => second_factor::recovery(codes, texts).into_any(),
        StaffPage::Welcome(form) => entry::form(form, texts).into_any(),
        StaffPage::LinkOver => notice(texts.welcome().over_text, "link-over").into_any(),
        StaffPage::Account(page) => account::page(*page, texts).into_any(),
        StaffPage::People(page) => people::page(*page, texts).into_any(),
        StaffPage::Trail(page) => trail::page(*page, texts).into_any(),
        StaffPage::Templates(page) => templates::list(page, texts).into_any(),
        StaffPage::Template(page) => templates::form(*page, texts).into_any(),
        StaffPage::Outbox(page) => outbox::page(page, texts).into_any(),
        StaffPage::Notices(page) => notices::page(page, texts).into_any(),
        StaffPage::Calendar(page) => calendar::page(*page, texts).into_any(),
        StaffPage::Senders(page) => senders::page(page, texts).into_any(),
        StaffPage::Webhooks(page) => webhooks::list(*page, texts).into_any(),
        StaffPage::Webhook(page) => webhooks::page(*page, texts).into_any(),
        StaffPage::Wordings(page) => wording::list(*page, texts).into_any(),
        StaffPage::Wording(page) => wording::form(*page, texts).into_any(),
        StaffPage::Rehearsal(page) => rehearsal::page(*page, texts).into_any(),
        StaffPage::Film(page) => rehearsal::film(*page, texts).into_any(),
        StaffPage::Performance(page) => performance::page(*page, texts).into_any(),
        StaffPage::PerformanceOrders(page) => performance::orders(*page, texts).into_any(),
        StaffPage::History(page) => history::page(*page, texts).into_any(),
        StaffPage::NotAllowed => notice(texts.not_allowed().text, "not-allowed").into_any(),
    };
    let content = view! {
        <h1>{headline}</h1>
        {content}
    };
    document(
        texts.staff_title(headline),
        frame,
        style,
        content.into_any(),
        texts,
    )
}

fn notice(text: &'static str, name: &'static str) -> impl IntoView {
    view! { <p data-page=name>{text}</p> }
}

/// What is wrong with a form as a whole; it has the focus.
fn problem(fault: Option<StaffFault>, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let said = texts.staff_fault(fault?);
    Some(alert(said))
}

fn alert(said: String) -> impl IntoView {
    view! {
        <p class="said refused" role="alert" tabindex="-1" autofocus data-part="problem">
            {said}
        </p>
    }
}

/// Said once something is done.
fn saved(is_saved: bool, said: &'static str) -> Option<impl IntoView> {
    is_saved.then(|| {
        view! {
            <p class="said" role="status" data-part="saved">
                {said}
            </p>
        }
    })
}
