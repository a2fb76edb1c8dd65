//! Whatever comes in, in whatever order: each due notice ends once.

use super::*;
use crate::derive::{Facts, derive};
use crate::journey::TimedReport;
use crate::properties::{a_report, config, first_day, heard, the_shop};
use crate::recipient::Reader;
use crate::scan::Scan;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const CASES: u32 = 3_000;

/// A parcel that is heard of bit by bit, with what becomes of its notices.
struct Played {
    shop: Facts,
    scans: Vec<Scan>,
    reports: Vec<TimedReport>,
    queued: Vec<Queued>,
    /// By row: how it ended.
    ended: BTreeMap<i64, Turn>,
    told: Vec<(Option<i64>, DueNotice)>,
    due: BTreeSet<DueNotice>,
    heard: Heard,
}

impl Played {
    fn facts(&self) -> Facts {
        Facts {
            scans: self.scans.clone(),
            reports: self.reports.clone(),
            ..self.shop.clone()
        }
    }

    /// Looks at a moment: queues what is due now, and decides.
    fn look(&mut self, now: Now) {
        let derived = derive(&self.facts(), now);
        for due in derived.notices {
            if self.due.insert(due.clone()) {
                self.queued.push(Queued {
                    row: i64::try_from(self.due.len()).expect("a few"),
                    shipment: Some(1),
                    due,
                    since: now.instant,
                    happened: now.instant,
                });
            }
        }
        let story = Story {
            kind: OrderKind::Live,
            placed: self.shop.placed_at,
            connected: DateTime::<Utc>::MIN_UTC,
            is_cancelled: false,
            parcels: vec![Parcel {
                shipment: 1,
                status: derived.status,
                first_day: derived.promises.first().map(|first| first.estimate.to),
                window: derived.window,
            }],
            window: Window::Unknown,
            first_day: None,
            told: self.told.clone(),
        };
        let settings = NoticeSettings::with_all_on();
        let jo = Recipient {
            key: "buyer.email".to_owned(),
            reader: Reader::Buyer,
            medium: Medium::Email,
            address: "jo@example.com".to_owned(),
            wants: Notice::ALL.into(),
        };
        let recipients = [jo];
        let heard = self.heard.clone();
        let audience = Audience {
            settings: &settings,
            recipients: &recipients,
            heard: &heard,
        };
        let turns = turns(&story, audience, &self.queued, now);
        assert_eq!(turns.len(), self.queued.len(), "each has its turn");
        for (row, turn) in turns {
            self.end(row, turn, now);
        }
    }

    fn end(&mut self, row: i64, turn: Turn, now: Now) {
        match &turn {
            Turn::Wait(until, _) => {
                assert!(*until > now.instant, "a wait has an end that is to come");
                return;
            }
            Turn::Send(deliveries) => {
                assert_eq!(deliveries.len(), 1, "{deliveries:?}");
                let at = deliveries[0].at.0.date_naive();
                self.heard.count("buyer.email", at);
            }
            Turn::Merged(_) | Turn::Dropped(_) => {}
        }
        let at = self.queued.iter().position(|one| one.row == row);
        let one = self
            .queued
            .remove(at.expect("it is one of those that wait"));
        if matches!(turn, Turn::Send(_) | Turn::Merged(_)) {
            self.told.push((one.shipment, one.due));
        }
        assert!(self.ended.insert(row, turn).is_none(), "it ends once");
    }
}

fn at(minutes: i64) -> Now {
    let noon = first_day().and_hms_opt(12, 0, 0).expect("noon");
    let at_destination = noon + Duration::minutes(minutes);
    Now {
        instant: at_destination.and_utc(),
        at_destination,
    }
}

proptest! {
    #![proptest_config(config(CASES))]

    #[test]
    fn each_due_notice_ends_once(
        shop in the_shop(),
        scans in heard(),
        reports in vec(a_report(), 0..4),
        minutes in 0_i64..900,
    ) {
        let mut played = Played {
            shop,
            scans: Vec::new(),
            reports: Vec::new(),
            queued: Vec::new(),
            ended: BTreeMap::new(),
            told: Vec::new(),
            due: BTreeSet::new(),
            heard: Heard::default(),
        };
        let mut now = 0;
        for report in reports {
            played.reports.push(report);
        }
        for scan in scans {
            played.scans.push(scan);
            played.look(at(now));
            now += minutes;
        }
        // Whatever waits has its turn when its time has come.
        for later in [1, 10, 11] {
            played.look(at(now + later));
        }
        let all_at_once = derive(&played.facts(), at(now + 11)).notices;
        prop_assert!(all_at_once.iter().all(|due| played.due.contains(due)));
        let young = |one: &&Queued| at(now + 11).instant - one.since < SETTLES;
        prop_assert!(played.queued.iter().all(|one| young(&one)), "{:?}", played.queued);
        for turn in played.ended.values() {
            if let Turn::Merged(into) = turn {
                let leads = matches!(played.ended.get(into), Some(Turn::Send(_)));
                prop_assert!(leads, "what is merged is told");
            }
        }
    }
}
