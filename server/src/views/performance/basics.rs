//! What has to be right before any figure is: each a count that opens its
//! orders.

use super::Look;
use crate::db::{flag, notice_setting, outbox};
use crate::error::Error;
use app::texts::performance::Basic;
use doorstep::flag::Flag;
use doorstep::notice::Notice;
use doorstep::performance::{Count, Mark};
use doorstep::recipient::Medium;
use doorstep::staff::Role;
use doorstep::view::performance::BasicView;

impl Look<'_> {
    pub(super) async fn basics(&self) -> Result<Vec<BasicView>, Error> {
        let database = self.services.database.read();
        let brands = &self.wanted.brand_ids;
        let flags = flag::counted_of_brands(database, brands).await?;
        let whole = match self.wanted.whole(database).await {
            Ok(whole) => whole.of(Count::Unreachable).unsigned_abs(),
            Err(_) => 0,
        };
        let up = |flag: Flag| flags.get(&flag).copied().unwrap_or(0);
        let queue = |basic, flag: Flag| (basic, up(flag), self.queue_link(flag));
        let unreachable = self.orders_link(&[(super::MARK, Mark::Unreachable.code())]);
        let all = [
            queue(Basic::NotShipped, Flag::NotShipped),
            queue(Basic::NoNumber, Flag::NoNumber),
            queue(Basic::NoFirstScan, Flag::NoFirstScan),
            queue(Basic::Silent, Flag::Stuck),
            (Basic::NotReachable, whole, unreachable),
            (
                Basic::NotSent,
                outbox::dead_of_brands(database, brands).await?,
                "/settings/outbox".to_owned(),
            ),
            (
                Basic::SwitchedOff,
                self.switched_off().await?,
                "/settings/notices".to_owned(),
            ),
        ];
        let view = |(basic, count, link): (Basic, u64, String)| BasicView {
            label: self.texts.basic_label(basic).to_owned(),
            count,
            // Settings are the admins'.
            link: (count > 0)
                .then_some(link)
                .filter(|link| self.role >= Role::Admin || !link.starts_with("/settings")),
        };
        Ok(all.into_iter().map(view).collect())
    }

    fn queue_link(&self, flag: Flag) -> String {
        let brand = self.asked.brand.as_deref();
        let brand = brand.map_or_else(String::new, |brand| format!("&brand={brand}"));
        format!("/console?kind={}{brand}", flag.code())
    }

    /// Notices that no buyer of these brands hears by mail.
    async fn switched_off(&self) -> Result<u64, Error> {
        let settings = notice_setting::all_by_brand(self.services.database.read()).await?;
        let off = self.wanted.brand_ids.iter().map(|brand| {
            let of_brand = settings.get(brand);
            let is_on = |notice: &Notice| {
                of_brand.is_some_and(|settings| settings.is_on(*notice, Medium::Email))
            };
            Notice::ALL.iter().filter(|notice| !is_on(notice)).count() as u64
        });
        Ok(off.sum())
    }
}
