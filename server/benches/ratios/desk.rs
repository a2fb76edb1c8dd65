//! How long staff wait: for what they search, and for the first page of the
//! queue, among many orders and among a tenth of them.

use crate::crowd::{Chance, Member};
use crate::table::{Goal, Line};
use crate::{Result, crowd_file};
use doorstep::queue::Filter;
use doorstep::staff::{Role, Serves};
use hdrhistogram::Histogram;
use server::clock::Clock;
use server::config::Config;
use server::serve::{self, Opening};
use server::services::Services;
use server::staff::Actor;
use server::views::console::{find, queue};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Instant;

/// How often something is searched for, and how often the queue is read.
const SEARCHES: usize = 1_000;
const LOOKS: usize = 200;

/// The first of either warm the cache, and are not counted.
const WARMING: usize = 100;

/// How long each took, in microseconds.
pub struct Waits {
    orders: usize,
    searches: Histogram<u64>,
    looks: Histogram<u64>,
    /// What was typed that took longest, by what it was.
    slowest: (&'static str, u64),
    /// Of what was typed with slips, the share that found its order.
    forgiven: f64,
}

/// Measures among so many orders.
pub async fn measure(orders: usize) -> Result<Waits> {
    let file = crowd_file::of(orders).await?;
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let config = Config::for_file(&file, listen);
    let Opening::Opened(opened) = serve::open(&config, Clock::stepped(crowd_file::now())).await?
    else {
        return Err("the file of the crowd is held by another server".into());
    };
    let services = opened.services.clone();
    let mut waits = Waits {
        orders,
        searches: Histogram::new(3)?,
        looks: Histogram::new(3)?,
        slowest: ("", 0),
        forgiven: 0.0,
    };
    waits.search(&services).await?;
    waits.look(&services).await?;
    drop(services);
    opened.close().await?;
    Ok(waits)
}

/// What is typed of an order, and whether it must be found by it.
struct Typed {
    what: &'static str,
    text: String,
    finds: Finds,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Finds {
    /// The order itself, among those shown.
    It,
    /// The order itself, unless more than are shown fit as well.
    ItOrOthers,
    /// The order itself, if its slips are forgiven.
    Forgiven,
}

/// Six kinds of things, parts of them, and slips in them.
fn typed(member: &Member, turn: usize, chance: &mut Chance) -> Typed {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let (first, last) = (
        some(&member.buyer.first_name),
        some(&member.buyer.last_name),
    );
    let email = some(&member.buyer.email);
    let phone = member
        .buyer
        .phone
        .clone()
        .unwrap_or_else(|| member.tracking.clone());
    let of = |what, text: String, finds| Typed { what, text, finds };
    let tracking = &member.tracking;
    match turn % 15 {
        0 => of("order number", member.number.clone(), Finds::It),
        1 => of("tracking number", tracking.clone(), Finds::It),
        2 => of("e-mail", email, Finds::ItOrOthers),
        3 => of("phone", phone, Finds::ItOrOthers),
        4 => of("last name", last, Finds::ItOrOthers),
        5 => of(
            "postal code",
            some(&member.address.postal_code),
            Finds::ItOrOthers,
        ),
        6 => of("whole name", format!("{first} {last}"), Finds::ItOrOthers),
        7 => of(
            "beginning of a name",
            last.chars().take(4).collect(),
            Finds::ItOrOthers,
        ),
        8 => of(
            "beginning of an e-mail",
            email.chars().take(6).collect(),
            Finds::ItOrOthers,
        ),
        9 => of(
            "last digits",
            tracking[tracking.len() - 5..].to_owned(),
            Finds::ItOrOthers,
        ),
        10 => of(
            "middle of a number",
            tracking[3..9].to_owned(),
            Finds::ItOrOthers,
        ),
        11 => of("name with a slip", slip(&last, chance), Finds::Forgiven),
        12 => of("e-mail with a slip", slip(&email, chance), Finds::Forgiven),
        13 => of(
            "tracking number with a slip",
            slip(tracking, chance),
            Finds::Forgiven,
        ),
        _ => of(
            "whole name with a slip",
            format!("{first} {}", slip(&last, chance)),
            Finds::Forgiven,
        ),
    }
}

/// One letter swapped, left out, put in or changed.
fn slip(text: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = 1 + chance.below(letters.len().saturating_sub(2).max(1));
    let other = if letters[at.min(letters.len() - 1)].is_numeric() {
        '7'
    } else {
        'e'
    };
    match chance.below(4) {
        0 if at + 1 < letters.len() => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at, other),
        _ => letters[at] = other,
    }
    letters.into_iter().collect()
}

impl Waits {
    async fn search(&mut self, services: &Services) -> Result<()> {
        let texts = app::texts::for_staff("en");
        let mut chance = Chance::of(self.orders);
        let (mut slips, mut forgiven) = (0, 0);
        for turn in 0..WARMING + SEARCHES {
            let member = Member::at(chance.below(self.orders));
            let typed = typed(&member, turn, &mut chance);
            let began = Instant::now();
            let view = find::find(services, &Serves::All, &typed.text, texts).await?;
            let took = began.elapsed().as_micros() as u64;
            let found = view.found.iter().any(|one| one.number == member.number);
            match typed.finds {
                Finds::It if !found => return Err(format!("no {} found", typed.what).into()),
                Finds::ItOrOthers if !found && view.found.len() < 20 => {
                    return Err(format!("its {} does not find an order", typed.what).into());
                }
                Finds::Forgiven => {
                    slips += 1;
                    forgiven += usize::from(found || view.more);
                }
                Finds::It | Finds::ItOrOthers => {}
            }
            if turn >= WARMING {
                self.searches.record(took)?;
                if took > self.slowest.1 {
                    self.slowest = (typed.what, took);
                }
            }
        }
        self.forgiven = f64::from(forgiven as u32) / f64::from(slips.max(1));
        Ok(())
    }

    async fn look(&mut self, services: &Services) -> Result<()> {
        let texts = app::texts::for_staff("en");
        let actor = Actor {
            id: 1,
            public_id: "stf_bench".to_owned(),
            name: "Bench".to_owned(),
            role: Role::Rep,
            serves: Serves::All,
        };
        for turn in 0..WARMING / 10 + LOOKS {
            let began = Instant::now();
            let view = queue::queue(services, &actor, &Filter::default(), texts).await?;
            let took = began.elapsed().as_micros() as u64;
            if view.rows.is_empty() {
                return Err("the queue is empty".into());
            }
            if turn >= WARMING / 10 {
                self.looks.record(took)?;
            }
        }
        Ok(())
    }

    /// The lines of the table; how all grows from the fewer orders to these.
    pub fn lines(&self, fewer: &Self) -> Vec<Line> {
        let among = format!(
            "{} orders, {} scans",
            thousands(self.orders),
            thousands(self.orders * crowd_file::SCANS)
        );
        let (slowest, took) = self.slowest;
        vec![
            line(
                format!("search among {among}, p50"),
                &self.searches,
                0.5,
                Goal::Reported,
            ),
            line(
                format!("search among {among}, p99"),
                &self.searches,
                0.99,
                Goal::AtMostMs(100.0),
            ),
            Line {
                what: format!("slowest search ({slowest})"),
                measured: format!("{:.1} ms", took as f64 / 1_000.0),
                against: String::new(),
                figure: 0.0,
                goal: Goal::Reported,
            },
            Line {
                what: "searches with a slip that find their order".to_owned(),
                measured: format!("{:.1} %", self.forgiven * 100.0),
                against: String::new(),
                figure: 0.0,
                goal: Goal::Reported,
            },
            grown("search", self, fewer, |waits| &waits.searches),
            line(
                format!("first page of the queue among {among}, p50"),
                &self.looks,
                0.5,
                Goal::Reported,
            ),
            line(
                format!("first page of the queue among {among}, p99"),
                &self.looks,
                0.99,
                Goal::AtMostMs(100.0),
            ),
            grown("first page of the queue", self, fewer, |waits| &waits.looks),
        ]
    }
}

fn ms(waits: &Histogram<u64>, quantile: f64) -> f64 {
    waits.value_at_quantile(quantile) as f64 / 1_000.0
}

fn line(what: String, waits: &Histogram<u64>, quantile: f64, goal: Goal) -> Line {
    let figure = ms(waits, quantile);
    Line {
        what,
        measured: format!("{figure:.1} ms"),
        against: String::new(),
        figure,
        goal,
    }
}

fn grown(what: &str, more: &Waits, fewer: &Waits, of: fn(&Waits) -> &Histogram<u64>) -> Line {
    let (now, before) = (ms(of(more), 0.99), ms(of(fewer), 0.99));
    Line {
        what: format!("{what}, p99, grown with the orders"),
        measured: format!("{now:.1} ms"),
        against: format!("{} orders: {before:.1} ms", thousands(fewer.orders)),
        figure: now / before,
        goal: Goal::Reported,
    }
}

/// "1,000,000".
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = (0..digits.len())
        .rev()
        .step_by(3)
        .map(|end| &digits[end.saturating_sub(2)..=end])
        .collect();
    groups.into_iter().rev().collect::<Vec<_>>().join(",")
}
