//! What comes in over HTTP: pages, webhooks, the JSON door and the stream.

mod assets;
mod calendar;
mod door;
mod live;
mod pages;
mod problem;
mod routes;
mod security;
mod stream_views;
mod webhooks;

pub use routes::{Access, Route, router, routes};
pub use webhooks::{Read, read_topic};
