//! The story of a parcel, as pure values and rules.
//!
//! Nothing here reads a clock, a network or a database: the same code decides
//! on the server and is typed in the browser. The modules are in reading
//! order: names of things, what was said about them, what that adds up to,
//! and the shapes that reach a page.

#![deny(missing_docs)]

mod codes;
pub mod ids;
pub mod nearest;
pub mod unseen;

pub mod brand;

pub mod carrier;
pub mod money;
pub mod number;
pub mod workdays;
pub mod delivery_days;

pub mod scan;
pub mod words;
pub mod reading;

pub mod lookup;
pub mod phone;
pub mod scope;
pub mod search;
pub mod staff;
pub mod audit;
pub mod order;
pub mod shipment;

pub mod derive;
pub mod journey;
pub mod status;
pub mod window;
pub mod silence;
pub mod contact;
pub mod flag;
pub mod desk;
pub mod queue;
pub mod claim;
pub mod mark;
pub mod correction;
pub mod incident;
pub mod advice;
pub mod mask;
pub mod notice;
pub mod recipient;
pub mod delivery;
pub mod choice;
pub mod sms;
pub mod mail;
pub mod sender;
pub mod webhook;
pub mod template;
pub mod answers;
pub mod wording;
pub mod calendar;

pub mod promise;
pub mod history;
pub mod performance;
pub mod peak;

pub mod view;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod samples;
