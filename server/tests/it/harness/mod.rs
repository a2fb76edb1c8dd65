//! What the flows share: a real server in this process on data of its own,
//! real server processes, a private PostgreSQL, senders that sign as carriers
//! and shops do, and payloads of our own making.

mod chance;
mod folder;
mod keyed;
mod multipart;
mod names;
pub mod payloads;
pub mod pictures;
mod postgres;
mod process;
mod random;
mod receiver;
mod sender;
mod site;
mod smtp;
mod staff;
pub mod stored;
mod twilio;

pub use chance::{without_nonces, without_tokens};
pub use folder::Folder;
pub use keyed::KeyedHost;
pub use multipart::Multipart;
pub use names::NameServer;
pub use process::{Doorstep, Said, mode, program, spawn};
pub use random::Random;
pub use receiver::{Got, Receiver, Reply};
pub use sender::{Door, Post, Sender};
pub use site::{Site, Store, client, form, send, word_after};
pub use smtp::{Encryption, Fault, MailHost, Taken};
pub use staff::{Session, cookie_of};
pub use twilio::{TwilioHost, by_http, by_http_in_turn};

use chrono::{DateTime, Utc};

/// The moment a site's clock stands at until a test moves it; payloads tell
/// of the days before it.
pub const NOW: &str = "2026-05-15T12:00:00Z";

/// Reads an instant as a test writes it.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse()
        .unwrap_or_else(|error| panic!("{text} is no instant: {error}"))
}

/// Runs flows on both databases: one test a flow and database, so that what
/// holds on one holds on the other.
macro_rules! on_both {
    ($($flow:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $flow() {
                    let site = crate::harness::Site::on(crate::harness::Store::sqlite()).await;
                    super::$flow(site).await;
                }
            )+
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $flow() {
                    let site = crate::harness::Site::on(crate::harness::Store::postgres().await).await;
                    super::$flow(site).await;
                }
            )+
        }
    };
}
pub(crate) use on_both;
