//! FedEx: replies of the Track interface (v1), and the webhook bodies of
//! Advanced Integrated Visibility, which have the same shape inside.

mod adapt;
mod codes;
mod payload;
mod report;
mod verify;

use super::{Adapter, Unreadable};
use doorstep::reading::Reading;

/// FedEx as the rest of the server sees it.
pub const ADAPTER: Adapter = Adapter {
    name: SOURCE,
    read,
    verify: verify::is_authentic,
};

const SOURCE: &str = "fedex";

fn read(body: &[u8]) -> Result<Reading, Unreadable> {
    payload::parse(body).map(adapt::reading)
}
