//! Starts the real thing and uses it as its users do.

mod harness;

mod arrival;
mod tidy;
