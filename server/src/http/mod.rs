//! What comes in over HTTP: pages, webhooks, the JSON door, the stream, and
//! the staff.

mod assets;
mod brand_files;
mod calendar;
mod caller;
mod device;
mod door;
mod find;
mod health;
mod install;
mod live;
mod local;
mod map;
mod measure;
mod my;
mod pages;
mod problem;
mod routes;
mod security;
pub mod session;
mod setter;
mod settings;
mod settings_form;
mod staff;
mod stream_views;
mod webhooks;

pub use routes::{Access, Http, Route, local_router, operator_router, prepare, router, routes};
pub use webhooks::{Read, asks, read_topic};
