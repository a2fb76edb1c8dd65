//! Starts the real thing and uses it as its users do.

mod tidy;

