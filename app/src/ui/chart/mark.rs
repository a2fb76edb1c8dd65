//! What can be pointed at: a mark with what is read where a pointer or the
//! keyboard rests on it.
//!
//! It works by style alone. What is read stands in the strip above the plot,
//! where nothing is hidden by it and nothing hides it.

use super::draw::px;
use super::plot::Plot;
use leptos::prelude::*;

/// A mark of a picture.
pub struct Mark {
    /// What is read, a line each.
    pub lines: Vec<String>,
    /// The same for ears.
    pub said: String,
    /// The very orders behind it.
    pub link: Option<String>,
    /// What reacts to a pointer.
    pub hit: AnyView,
    /// What is seen.
    pub seen: Vec<AnyView>,
}

impl Mark {
    /// Draws it; with a link it can be reached by keyboard.
    pub fn draw(self, plot: &Plot) -> AnyView {
        let readout = plot.readout(&self.lines);
        self.draw_with(readout)
    }

    /// The same where what is read stands elsewhere.
    pub fn draw_with(self, readout: AnyView) -> AnyView {
        let Self {
            said,
            link,
            hit,
            seen,
            ..
        } = self;
        match link {
            Some(link) => view! {
                <a class="mark" href=link aria-label=said>
                    {hit} {seen} {readout}
                </a>
            }
            .into_any(),
            None => view! {
                <g class="mark" role="img" aria-label=said>
                    {hit} {seen} {readout}
                </g>
            }
            .into_any(),
        }
    }
}

/// Lines of words one below the other.
pub fn stacked(class: &'static str, shift: f64, top: f64, lines: &[String]) -> AnyView {
    let lines: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let y = px(top + index as f64 * LINE);
            view! {
                <tspan x="0" y=y dx=px(shift)>
                    {text.clone()}
                </tspan>
            }
        })
        .collect();
    view! { <text class=class>{lines}</text> }.into_any()
}

/// How high a line of words is.
pub const LINE: f64 = 18.0;
