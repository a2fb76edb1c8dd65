//! The console: find box and queue around one order. These pages are drawn on
//! the server alone and work without JavaScript; one script beside them keeps
//! them as they are now and listens to keys.
//!
//! Their style and their script are files of their own, which no shopper's
//! page loads: what a shopper waits for does not grow with the console.

mod acts;
mod counts;
mod filter;
mod find;
mod frame;
mod hand;
mod help;
mod incidents;
mod notice;
pub mod order;
mod queue;
mod row;

#[cfg(test)]
mod tests;

use crate::texts::Texts;
use doorstep::view::console::FrameView;
use doorstep::view::console::find::{AtHandView, FindView};
use doorstep::view::console::incidents::IncidentsView;
use doorstep::view::console::order::OrderPaneView;
use doorstep::view::console::queue::QueueView;
use leptos::prelude::*;

/// The style of the console: the tokens and the ground of every page, and
/// what is its own. Nothing of the shopper's pages stands in its way.
pub const STYLE: &str = concat!(
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/base.css"),
    include_str!("../../../../style/type.css"),
    include_str!("../../../../style/console/frame.css"),
    include_str!("../../../../style/console/queue.css"),
    include_str!("../../../../style/console/find.css"),
    include_str!("../../../../style/map.css"),
    include_str!("../../../../style/console/order.css"),
    include_str!("../../../../style/console/parcels.css"),
    include_str!("../../../../style/console/beside.css"),
    include_str!("../../../../style/console/deeds.css"),
    include_str!("../../../../style/console/fit.css"),
    include_str!("../../../../style/console/incidents.css"),
);

/// Its script: one module, made of parts.
pub const SCRIPT: &str = concat!(
    include_str!("script/morph.js"),
    include_str!("script/page.js"),
    include_str!("script/live.js"),
    include_str!("script/keys.js"),
);

/// A page of the console.
#[derive(Clone, Debug)]
pub struct ConsolePage {
    /// What stands around it.
    pub frame: FrameView,
    /// The queue.
    pub queue: QueueView,
    /// What stands beside the queue.
    pub main: Main,
}

/// What stands beside the queue.
#[derive(Clone, Debug)]
pub enum Main {
    /// No order: those at hand.
    Nothing(AtHandView),
    /// An order.
    Order(Box<OrderPaneView>),
    /// What the find box found.
    Found(FindView),
    /// The incidents.
    Incidents(Box<IncidentsView>),
    /// Why there is nothing to show.
    Notice(Notice),
}

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The address leads nowhere, or to what is not theirs to see.
    Missing,
    /// Their role is too low.
    NotAllowed,
    /// The server cannot look.
    Failed,
}

/// The document.
pub fn document(page: ConsolePage, texts: &dyn Texts) -> impl IntoView + use<> {
    let ConsolePage { frame, queue, main } = page;
    let title = title(&main, texts);
    let is_open = main.is_about_one_thing();
    let header = frame::header(&frame, texts);
    let beside = frame::beside(&frame, texts);
    let queue = queue::section(&queue, &frame, is_open, texts);
    let content = content(main, &frame, texts);
    view! {
        <!DOCTYPE html>
        <html lang=texts.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="referrer" content="no-referrer" />
                <meta name="robots" content="noindex" />
                <title>{title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href="/pkg/console.css" />
                <script type="module" src="/pkg/console.js"></script>
            </head>
            <body
                class="console"
                data-address=frame.address()
                data-order=frame.order.clone()
                data-open=is_open.then_some("open")
            >
                {header}
                <div class="columns">
                    {queue} <main id="content" tabindex="-1">
                        {content}
                    </main>
                </div>
                {beside}
            </body>
        </html>
    }
}

fn content(main: Main, frame: &FrameView, texts: &dyn Texts) -> AnyView {
    match main {
        Main::Nothing(hand) => hand::page(hand, frame, texts).into_any(),
        Main::Order(order) => order::order(&order, &frame.filter.query(), texts).into_any(),
        Main::Found(found) => find::results(found, frame, texts).into_any(),
        Main::Incidents(incidents) => incidents::page(*incidents, frame, texts).into_any(),
        Main::Notice(notice) => notice::page(notice, frame, texts).into_any(),
    }
}

fn title(main: &Main, texts: &dyn Texts) -> String {
    let words = texts.console();
    let pages = texts.desk_pages();
    let what = match main {
        Main::Nothing(_) => words.queue.to_owned(),
        Main::Order(order) => texts.order_label(&order.head.number),
        Main::Found(_) => words.find.to_owned(),
        Main::Incidents(_) => words.incidents.to_owned(),
        Main::Notice(Notice::Missing) => pages.missing.to_owned(),
        Main::Notice(Notice::NotAllowed) => pages.not_allowed.to_owned(),
        Main::Notice(Notice::Failed) => pages.failed.to_owned(),
    };
    format!("{what} - {}", words.title)
}

impl Main {
    /// Whether it is what the reader came for: on a narrow screen the queue
    /// is folded away then.
    const fn is_about_one_thing(&self) -> bool {
        match self {
            Self::Order(_) | Self::Found(_) | Self::Incidents(_) | Self::Notice(_) => true,
            Self::Nothing(_) => false,
        }
    }
}
