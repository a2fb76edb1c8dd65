//! The pages: what people see, and every word they read.
//!
//! The server loads a page's data through [`backend`], then draws it with
//! [`shell`]. The browser compiles what changes by itself alone: rules and
//! languages stay on the server, and views bring their words with them.

// Views are typed as deep as they are nested.
#![recursion_limit = "256"]

pub mod backend;
pub mod brand;
pub mod browser;
pub mod pages;
pub mod texts;
pub mod ui;

#[cfg(feature = "ssr")]
mod shell;

#[cfg(feature = "ssr")]
pub use shell::{
    draw, draw_console, draw_settings, draw_staff, draw_staff_live, draw_wording_preview, shell,
};
