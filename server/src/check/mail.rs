//! What the mail server says when it is asked: whether it can be reached,
//! proves who it is, and lets us in. No mail is sent.

use super::Finding;
use crate::config::Config;
use crate::outbox::channel::email::Email;

/// Tries the mail server.
pub async fn mail(config: &Config) -> Finding {
    let Some(server) = &config.mail else {
        return Finding::to_do(
            "mail",
            "no mail server is set up, so replies and links wait: write [mail] into the configuration",
        );
    };
    let name = format!("{}:{}", server.host, server.port);
    let host = config.public_address.as_ref().map(|address| address.host());
    let tried = match Email::new(server, host) {
        Ok(email) => email.try_it().await,
        Err(error) => Err(error.to_string()),
    };
    match tried {
        Ok(()) => Finding::fine("mail", format!("{name} lets us in")),
        Err(why) => Finding::missing("mail", format!("{name}: {why}; mails wait until it does")),
    }
}
