//! Starts the real thing and uses it as its users do.

mod harness;

mod arrival;
mod brand;
mod commands;
mod door;
mod kill;
mod live;
mod map;
mod putting_up;
mod quarantine;
mod routes;
mod shops;
mod tidy;
mod time;
mod watched;
mod who;
