//! Starts the real thing and uses it as its users do.

mod harness;

mod arrival;
mod door;
mod kill;
mod quarantine;
mod shops;
mod tidy;
mod time;
mod who;
