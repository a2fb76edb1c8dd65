//! EasyPost: tracker objects, lists of them, and its signed webhooks. One
//! source that speaks for many carriers.

mod adapt;
mod codes;
mod payload;
mod report;
mod verify;

use super::{Adapter, Unreadable};
use doorstep::reading::Reading;

/// EasyPost as the rest of the server sees it.
pub const ADAPTER: Adapter = Adapter {
    name: SOURCE,
    read,
    verify: verify::is_authentic,
};

const SOURCE: &str = "easypost";

fn read(body: &[u8]) -> Result<Reading, Unreadable> {
    payload::parse(body).map(adapt::reading)
}
