//! Conversations with the mail server that are kept between letters, for the
//! next one: the way there, the encryption and the login are had once.

use super::goodbye;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// So many are kept.
const KEPT: usize = 4;

/// How long one may be kept that nobody uses: servers end silent ones after
/// a minute and more.
const IDLE: Duration = Duration::from_secs(15);

/// How long the server may take to say that it is still there.
const STILL_THERE: Duration = Duration::from_secs(2);

/// So many letters go in one conversation: servers have limits of their own,
/// and who is balanced among several should be balanced again.
const LETTERS: u32 = 100;

/// The conversations that are kept; cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Pool(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    idle: Vec<Kept>,
    /// How often one was taken or given back.
    uses: u64,
}

struct Kept {
    connection: AsyncSmtpConnection,
    letters: u32,
}

/// A conversation with a letter in hand.
pub(super) struct Used {
    pub(super) connection: AsyncSmtpConnection,
    letters: u32,
}

impl Used {
    /// One that has just begun.
    pub(super) const fn new(connection: AsyncSmtpConnection) -> Self {
        Self {
            connection,
            letters: 0,
        }
    }
}

impl Pool {
    /// One that is kept and still works.
    pub(super) async fn take(&self) -> Option<Used> {
        loop {
            let Kept {
                mut connection,
                letters,
            } = {
                let mut inner = self.inner();
                inner.uses += 1;
                inner.idle.pop()?
            };
            let works = tokio::time::timeout(STILL_THERE, connection.test_connected()).await;
            if works == Ok(true) {
                return Some(Used {
                    connection,
                    letters,
                });
            }
        }
    }

    /// Keeps one for the next letter, for a while.
    pub(super) fn give_back(&self, used: Used) {
        let Used {
            mut connection,
            letters,
        } = used;
        let letters = letters + 1;
        let uses = {
            let mut inner = self.inner();
            inner.uses += 1;
            if inner.idle.len() >= KEPT || letters >= LETTERS {
                drop(inner);
                tokio::spawn(async move { goodbye(&mut connection).await });
                return;
            }
            inner.idle.push(Kept {
                connection,
                letters,
            });
            inner.uses
        };
        let pool = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(IDLE).await;
            for mut kept in pool.unused_since(uses) {
                goodbye(&mut kept.connection).await;
            }
        });
    }

    /// All that are kept, where nobody has used any since then.
    fn unused_since(&self, uses: u64) -> Vec<Kept> {
        let mut inner = self.inner();
        if inner.uses == uses {
            std::mem::take(&mut inner.idle)
        } else {
            Vec::new()
        }
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
