//! Starts the real thing and uses it as its users do.

mod harness;

mod abuse;
mod arrival;
mod brand;
mod canary;
mod commands;
mod console;
mod desk;
mod door;
mod find;
mod flags;
mod forgetting;
mod help_desk;
mod kill;
mod live;
mod mail;
mod map;
mod order_pane;
mod people;
mod putting_up;
mod quarantine;
mod report;
mod rights;
mod routes;
mod shops;
mod staff;
mod states;
mod tidy;
mod tickets;
mod time;
mod watched;
mod ways;
mod who;
