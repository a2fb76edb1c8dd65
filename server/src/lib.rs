//! The world around the domain: time, network, database.
//!
//! In reading order: what the machine gives, what is stored, what is told to
//! us, how it becomes true, and how it is shown.

pub mod clock;
pub mod dns;
pub mod error;
pub mod log;
pub mod map;
pub mod markup;
pub mod photo;
pub mod places;
pub mod site;
pub mod zones;

pub mod brand;
pub mod db;
pub mod facts;
pub mod incidents;

mod separator;
pub mod carriers;
pub mod shops;

pub mod history;
pub mod performance;
pub mod promises;

pub mod intake;
pub mod live;
pub mod metrics;
pub mod outbox;
pub mod privacy;

pub mod demo;
pub mod rehearsal;
pub mod health;
pub mod http;
pub mod icon;
pub mod jobs;
pub mod limits;
pub mod services;
pub mod staff;
pub mod views;

pub mod admin;
pub mod check;
pub mod cli;
pub mod config;
pub mod serve;
pub mod setup;

/// What one thread makes another often frees (a row, a request, an answer),
/// which costs the system's allocator a fifth of the server's time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
