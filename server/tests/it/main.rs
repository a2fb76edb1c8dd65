//! Starts the real thing and uses it as its users do.

mod harness;

mod arrival;
mod commands;
mod door;
mod kill;
mod live;
mod quarantine;
mod routes;
mod shops;
mod states;
mod tidy;
mod time;
mod who;
