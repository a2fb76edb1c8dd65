//! What comes in over HTTP: pages, forms, webhooks, the API, the stream, and
//! the staff.

mod api_key;
mod assets;
mod bounces;
mod brand_files;
mod calendar;
mod caller;
mod console;
mod desk_api;
mod device;
mod door;
mod find;
mod follow;
mod health;
mod install;
mod live;
mod local;
mod map;
mod measure;
mod messages;
mod my;
mod near;
mod pages;
mod photo;
mod problem;
mod promise_api;
mod report;
mod report_form;
mod routes;
mod security;
pub mod session;
mod setter;
mod settings;
mod settings_form;
mod staff;
mod stream_views;
mod twilio;
mod unsubscribe;
mod webhooks;

pub use routes::{Access, Http, Route, local_router, operator_router, prepare, router, routes};
pub use webhooks::{Read, asks, read_topic};
