//! What comes in over HTTP: pages, webhooks, the JSON door and the stream.

mod assets;
mod caller;
mod device;
mod door;
mod find;
mod health;
mod install;
mod live;
mod measure;
mod my;
mod pages;
mod problem;
mod routes;
mod security;
mod stream_views;
mod webhooks;

pub use routes::{Access, Http, Route, operator_router, prepare, router, routes};
pub use webhooks::{Read, read_topic};
