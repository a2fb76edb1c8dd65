//! The pages people see. Only the tracking page has a part that lives in the
//! browser; all others are drawn on the server alone.

#[cfg(feature = "ssr")]
pub mod console;
pub mod device;
pub mod find;
pub mod follow;
pub mod home;
pub mod mailbox;
pub mod messages;
pub mod my_orders;
pub mod notice;
pub mod report;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod staff;
pub mod tracking;
pub mod unsubscribe;
