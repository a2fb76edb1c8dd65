//! Where a message leads.

use super::About;
use crate::services::Services;
use doorstep::ids::{FollowerId, OrderId};
use doorstep::recipient::Reader;

/// The addresses in one message.
#[derive(Debug)]
pub struct Ways {
    /// The site.
    pub site: String,
    /// The reader's own page.
    pub page: String,
    /// Where they choose what they get; a follower does on their page.
    pub choose: String,
    /// Where one click ends it.
    pub stop: String,
}

impl Ways {
    /// `None` while nobody has said what the site is called.
    pub fn of(services: &Services, about: &About<'_>) -> Option<Self> {
        let site = services.address_of(about.brand)?;
        let order = OrderId::from_text(about.order.public_id.clone());
        let key = &about.reader.key;
        let stop = services.key.unsubscribe_token(&order, key);
        let (page, choose) = match about.reader.reader {
            Reader::Buyer => {
                let page = services.link_of(about.order)?;
                let choose = format!("{page}/messages");
                (page, choose)
            }
            Reader::Follower => {
                let follower = FollowerId::from_text(key.clone());
                let token = services.key.follower_token(&follower);
                let page = format!("{site}/f/{}", token.as_str());
                (page.clone(), page)
            }
        };
        Some(Self {
            stop: format!("{site}/unsubscribe/{stop}"),
            site,
            page,
            choose,
        })
    }
}
