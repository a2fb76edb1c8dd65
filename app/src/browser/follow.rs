//! Follows an order's stream for as long as somebody looks at it.
//!
//! The browser's own event source reconnects after a lost connection; what it
//! gives up on (an error answer, a proxy's page) is tried again from here. A
//! hidden tab holds no connection, since browsers allow six to a host.

use super::pace::wait_ms;
use super::parsed;
use doorstep::view::read::Read;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, EventTarget, MessageEvent, VisibilityState, Window};

/// The server beats every 15 s; after three missed beats the line is dead,
/// whatever the browser believes (a laptop that slept keeps it "open").
const SILENCE_MS: u32 = 45_000;
/// A view that cannot be read comes from a newer server: the page is loaded
/// anew, after a wait that spreads the readers and slows a loop down.
const RELOAD_MS: u32 = 20_000;

struct Follower {
    path: String,
    held: Box<dyn Fn() -> i64>,
    take: Box<dyn Fn(&str) -> Understood>,
    source: RefCell<Option<EventSource>>,
    failures: Cell<u32>,
    timer: Cell<Option<i32>>,
}

/// Whether an event could be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Understood {
    Yes,
    No,
}

/// Follows the stream at `path`, asking for what is newer than `held`, and
/// hands each view to `take`, until the page is left.
pub fn follow<T: Read + 'static>(
    path: String,
    held: impl Fn() -> i64 + 'static,
    take: impl Fn(T) + 'static,
) {
    let take = move |text: &str| match parsed::read(text) {
        Some(view) => {
            take(view);
            Understood::Yes
        }
        None => Understood::No,
    };
    // It lives as long as its page, as the browser's listeners must.
    let follower: &'static Follower = Box::leak(Box::new(Follower {
        path,
        held: Box::new(held),
        take: Box::new(take),
        source: RefCell::new(None),
        failures: Cell::new(0),
        timer: Cell::new(None),
    }));
    follower.watch_page();
    follower.open();
}

impl Follower {
    fn watch_page(&'static self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        if let Some(document) = window.document() {
            listen(&document, "visibilitychange", move |_| self.look_again());
        }
        listen(&window, "online", move |_| self.look_again());
        // A page taken out of the browser's back-and-forward cache.
        listen(&window, "pageshow", move |_| self.resume());
        listen(&window, "pagehide", move |_| self.close());
    }

    fn resume(&'static self) {
        if self.source.borrow().is_none() {
            self.look_again();
        }
    }

    /// The page is seen again, or the network came back: an old connection
    /// may be dead without saying so, so it is not trusted.
    fn look_again(&'static self) {
        self.failures.set(0);
        self.close();
        self.open();
    }

    fn open(&'static self) {
        if is_hidden() {
            return;
        }
        let address = format!("{}?revision={}", self.path, (self.held)());
        let Ok(source) = EventSource::new(&address) else {
            return self.try_later();
        };
        listen(&source, "view", move |event| self.hear(&event));
        listen(&source, "heartbeat", move |_| self.expect_more());
        listen(&source, "error", move |event| self.mend(&event));
        self.source.replace(Some(source));
    }

    fn close(&self) {
        self.stop_timer();
        if let Some(source) = self.source.take() {
            source.close();
        }
    }

    fn hear(&'static self, event: &Event) {
        let text = event
            .dyn_ref::<MessageEvent>()
            .and_then(|message| message.data().as_string())
            .unwrap_or_default();
        match (self.take)(&text) {
            Understood::Yes => self.failures.set(0),
            Understood::No => {
                self.close();
                reload_later();
            }
        }
    }

    /// Watches for silence once the server has shown that it beats.
    fn expect_more(&'static self) {
        self.failures.set(0);
        self.start_timer(SILENCE_MS, move || self.look_again());
    }

    /// Only what the browser has given up on; the rest it mends by itself.
    /// An error of a source that was replaced meanwhile is none of ours.
    fn mend(&'static self, event: &Event) {
        let given_up = event
            .target()
            .and_then(|target| target.dyn_into::<EventSource>().ok())
            .is_some_and(|source| {
                let ours = self.source.borrow().as_ref() == Some(&source);
                ours && source.ready_state() == EventSource::CLOSED
            });
        if given_up {
            self.close();
            self.try_later();
        }
    }

    fn try_later(&'static self) {
        let wait = wait_ms(self.failures.get(), chance());
        self.failures.set(self.failures.get().saturating_add(1));
        self.start_timer(wait, move || {
            self.close();
            self.open();
        });
    }

    /// One timer at a time: for the next try, or against silence.
    fn start_timer(&self, wait_ms: u32, then: impl FnOnce() + 'static) {
        self.stop_timer();
        self.timer.set(after(wait_ms, then));
    }

    fn stop_timer(&self) {
        if let Some(timer) = self.timer.take()
            && let Some(window) = web_sys::window()
        {
            window.clear_timeout_with_handle(timer);
        }
    }
}

/// Listens for as long as the target lives; a closed source is let go by the
/// browser, together with what listens to it.
fn listen(target: &EventTarget, event: &str, then: impl Fn(Event) + 'static) {
    let then = Closure::<dyn Fn(Event)>::new(then).into_js_value();
    // Refused only for a null listener, which this is not.
    let _ = target.add_event_listener_with_callback(event, then.unchecked_ref());
}

fn is_hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// Does something once, and gives the timer's number.
fn after(wait_ms: u32, then: impl FnOnce() + 'static) -> Option<i32> {
    let then = Closure::once_into_js(then);
    let wait = i32::try_from(wait_ms).unwrap_or(i32::MAX);
    web_sys::window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(then.unchecked_ref(), wait)
        .ok()
}

/// Loads the page anew, in a while.
pub fn reload_later() {
    after(RELOAD_MS + wait_ms(u32::MAX, chance()), reload);
}

/// Loads the page anew.
pub fn reload() {
    if let Some(location) = web_sys::window().as_ref().map(Window::location) {
        // A page that cannot be loaded anew stays as it is.
        let _ = location.reload();
    }
}

fn chance() -> f64 {
    web_sys::js_sys::Math::random()
}
