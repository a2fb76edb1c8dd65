//! The part of the page that changes by itself: it follows the order's stream
//! and takes in each newer view.
//!
//! Until there is news the page stands as the server has drawn it, and
//! nothing is done but to listen: on a slow phone taking it over would hold
//! up the first second, and most visits end before anything has changed.

use super::order::order;
use super::shown::{Shown, Take};
use crate::browser::{self, Redraw};
use doorstep::view::tracking::TrackingView;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The order on the screen.
struct Live {
    path: String,
    shown: Shown,
    /// Draws it again, once it has been taken over.
    redraw: Option<Redraw<Shown>>,
}

/// Follows the page's order until the page is left.
pub fn follow_order() {
    browser::on_press(|done| browser::announce(&done));
    let Some(path) = browser::live_path() else {
        return;
    };
    let Some(view) = browser::sent::<TrackingView>() else {
        // The script is newer than the page.
        return browser::reload_later();
    };
    // What stays readable where drawing fails: it holds the rest for ever.
    let held = Rc::new(Cell::new(view.revision));
    let newest = Rc::clone(&held);
    // A page has one order, and it is followed as long as the page lives.
    let live: &'static RefCell<Live> = Box::leak(Box::new(RefCell::new(Live {
        path: path.clone(),
        shown: Shown::first(view),
        redraw: None,
    })));
    browser::follow(
        format!("{path}/live"),
        move || held.get(),
        move |offered: TrackingView| {
            let is_news = offered.revision > newest.get();
            newest.set(offered.revision.max(newest.get()));
            match live.try_borrow_mut() {
                Ok(mut live) => live.hear(offered),
                // Somebody else has changed the page, a translation perhaps:
                // it is loaded anew for news, not because time passes.
                Err(_) if is_news => browser::reload(),
                Err(_) => {}
            }
        },
    );
}

impl Live {
    fn hear(&mut self, offered: TrackingView) {
        match self.shown.take(&offered) {
            Take::Leave => return,
            Take::Reload => return browser::reload(),
            Take::Aloud => {
                browser::when_it_fails(browser::reload);
                browser::announce(&offered.announcement);
            }
            Take::Quietly => browser::when_it_fails(|| {}),
        }
        if self.redraw.is_none() {
            let path = self.path.clone();
            self.redraw = browser::take_over(&self.shown, move |shown| order(shown, &path));
        }
        self.shown = self.shown.after(offered);
        if let Some(redraw) = &mut self.redraw {
            redraw(&self.shown);
        }
    }
}
