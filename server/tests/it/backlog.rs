//! Much that is due at once: brands take turns to the message, however much
//! one of them has, and no more is in memory than is on its way.

use crate::harness::payloads::{door_order, with};
use crate::harness::{Fault, MailHost, Site, on_both};
use chrono::TimeDelta;
use doorstep::delivery::NoticeSettings;
use doorstep::notice::Notice;
use doorstep::recipient::Medium;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;
use server::db::outbox::hold::{self, Ending, Lease};
use server::db::outbox::{self as rows, notices};
use server::db::{notice_setting, to_ms};
use server::outbox;
use server::services::Services;
use std::time::Duration;

on_both!(
    brands_take_turns_to_the_message,
    orders_are_decided_on_in_turn,
    of_a_hundred_thousand_a_few_are_held_at_a_time,
    a_mail_server_sees_the_brands_in_turn_and_a_few_letters_at_a_time,
);

/// How much of each brand is due: a large one, and two that are not.
const DUE: [usize; 3] = [2_700, 250, 50];

/// How many messages a worker holds at a time.
const AT_ONCE: usize = 4;

/// Far more than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Brands that nobody knows of but these rows.
const BRANDS: [i64; 3] = [9_001, 9_002, 9_003];

/// The order in which brands that take turns come, given how much each has.
fn in_turn(mut left: [usize; 3]) -> Vec<usize> {
    let mut order = Vec::new();
    while left.iter().any(|count| *count > 0) {
        for (brand, count) in left.iter_mut().enumerate() {
            if *count > 0 {
                *count -= 1;
                order.push(brand);
            }
        }
    }
    order
}

/// Rows that are due: messages of a medium, or notices.
async fn due(services: &Services, medium: Option<Medium>) {
    let now = to_ms(services.clock.now());
    let mut all = Vec::new();
    for (brand, count) in BRANDS.into_iter().zip(DUE) {
        all.extend((0..i64::try_from(count).expect("it fits")).map(|index| {
            let order = brand * 10_000 + index;
            rows::ActiveModel {
                brand_id: ActiveValue::Set(brand),
                order_id: ActiveValue::Set(order),
                dedupe_key: ActiveValue::Set(format!("due {order}")),
                notice: ActiveValue::Set(Notice::Shipped.code().to_owned()),
                milestone: ActiveValue::Set("shipped".to_owned()),
                state: ActiveValue::Set("queued".to_owned()),
                created_ms: ActiveValue::Set(now),
                attempts: ActiveValue::Set(0),
                next_try_ms: ActiveValue::Set(Some(now - 1_000 + index % 1_000)),
                medium: ActiveValue::Set(medium.map(|medium| medium.code().to_owned())),
                ..Default::default()
            }
        }));
    }
    let transaction = services.database.begin().await.expect("it begins");
    for chunk in all.chunks(500) {
        let insert = rows::Entity::insert_many(chunk.iter().cloned());
        insert.exec(&transaction).await.expect("they are queued");
    }
    transaction.commit().await.expect("they are stored");
}

async fn brands_take_turns_to_the_message(site: Site) {
    let services = &site.services;
    due(services, Some(Medium::Sms)).await;
    let now = services.clock.now();
    let mut turn = 0;
    let mut taken = Vec::new();
    loop {
        let word = format!("hold {turn}");
        let lease = Lease {
            word: &word,
            until: now + TimeDelta::minutes(10),
        };
        // Another brand is first each time, as the worker has it.
        let mut brands = BRANDS;
        brands.rotate_left(turn % BRANDS.len());
        let database = services.database.begin().await.expect("it begins");
        let limit = AT_ONCE as u64;
        let held = hold::take_of_brands(&database, &brands, Medium::Sms, &lease, now, limit);
        let held = held.await.expect("they are taken");
        assert!(held.len() <= AT_ONCE, "{}", held.len());
        for one in &held {
            assert!(!one.taken_over);
            let end = hold::end_of_held(
                &database,
                one.row.id,
                &word,
                &Ending::Sent {
                    sent_as: None,
                    words: None,
                },
                now,
            );
            assert!(end.await.expect("it can be ended"), "it is ours");
        }
        database.commit().await.expect("it is stored");
        if held.is_empty() {
            break;
        }
        taken.extend(held.into_iter().map(|held| held.row.brand_id));
        turn += 1;
    }
    assert_eq!(taken.len(), DUE.iter().sum::<usize>());
    let last_of = |brand: usize| {
        let last = taken.iter().rposition(|id| *id == BRANDS[brand]);
        last.map_or(0, |at| at + 1)
    };
    // Of 4 that are taken each brand has one at least, and the first two.
    assert!(last_of(2) <= 3 * DUE[2] + AT_ONCE, "{}", last_of(2));
    assert!(last_of(1) <= 3 * DUE[1] + AT_ONCE, "{}", last_of(1));
    site.stop().await;
}

async fn orders_are_decided_on_in_turn(site: Site) {
    let services = &site.services;
    due(services, None).await;
    let now = services.clock.now();
    let mut left = DUE;
    while left != [0; 3] {
        let read = services.database.read();
        let orders = notices::due_orders_of_brands(read, &BRANDS, now, 64).await;
        let orders = orders.expect("they can be read");
        let of: Vec<usize> = orders
            .iter()
            .filter_map(|order| BRANDS.iter().position(|brand| *brand == order / 10_000))
            .collect();
        let mut wanted = in_turn(left);
        wanted.truncate(64);
        assert_eq!(of, wanted, "{left:?}");
        for brand in of {
            left[brand] -= 1;
        }
        let database = services.database.begin().await.expect("it begins");
        rows::Entity::delete_many()
            .filter(rows::Column::OrderId.is_in(orders))
            .exec(&database)
            .await
            .expect("they are dealt with");
        database.commit().await.expect("it is stored");
    }
    site.stop().await;
}

/// What a worker holds is what it has in memory: however much is due, it takes
/// a few at a time, and the next when these have ended.
async fn of_a_hundred_thousand_a_few_are_held_at_a_time(site: Site) {
    const ALL: u64 = 100_000;
    /// So many are looked at on their way.
    const WATCHED: u64 = 300;
    let host = MailHost::start().await;
    let services = &site.services;
    let now = to_ms(services.clock.now());
    let brand = services.book.now().brands[0].id;
    // Of orders that are gone: each ends as soon as it is looked at.
    let all = format!(
        "with recursive one (number) as \
         (select 1 union all select number + 1 from one where number < {ALL}) \
         insert into outbox (brand_id, order_id, dedupe_key, notice, milestone, state, \
         created_ms, attempts, next_try_ms, medium, recipient, lead_id) \
         select {brand}, 900000 + number, 'held ' || number, 'shipped', 'shipped', 'queued', \
         {now}, 0, {now}, 'email', 'buyer.email', 900000 + number from one"
    );
    let transaction = services.database.begin().await.expect("it begins");
    transaction
        .execute_unprepared(&all)
        .await
        .expect("they are queued");
    transaction.commit().await.expect("they are stored");
    let site = site.with_mail(host.port).await;
    let read = site.services.database.read();
    let count = async |of: Condition| {
        let rows = rows::Entity::find().filter(of).count(read).await;
        rows.expect("they can be counted")
    };
    let mut most = 0;
    let watched = async {
        loop {
            let held = Condition::all().add(rows::Column::Lease.is_not_null());
            most = most.max(count(held).await);
            let ended = Condition::all()
                .add(rows::Column::BrandId.eq(brand))
                .add(rows::Column::State.eq("dropped"));
            if most > 0 && count(ended).await >= WATCHED {
                return;
            }
        }
    };
    tokio::time::timeout(PATIENCE, watched)
        .await
        .expect("they are dealt with");
    assert!((1..=AT_ONCE as u64).contains(&most), "{most} are held");
    let waits = rows::waiting_of_any_brand(read).await;
    let waits = waits.expect("they can be counted");
    assert!(waits > ALL / 2, "most are still to come: {waits}");
    site.stop().await;
}

/// The whole way: what is due of three brands is decided on, put into words
/// and sent.
async fn a_mail_server_sees_the_brands_in_turn_and_a_few_letters_at_a_time(site: Site) {
    const ORDERS: [(&str, usize); 3] = [("large", 60), ("middle", 8), ("small", 3)];
    let clock = site.services.clock.clone();
    let now = clock.now();
    for (slug, count) in ORDERS {
        site.brand(slug).await;
        let brand = site.services.book.now();
        let brand = brand.brands.iter().find(|brand| brand.slug == slug);
        let id = brand.expect("it was made").id;
        let database = site.services.database.begin().await.expect("it begins");
        notice_setting::put_of_brand(&database, id, &NoticeSettings::with_all_on(), now)
            .await
            .expect("it is set");
        database.commit().await.expect("it is stored");
        let door = site.door(&[slug]).await;
        let placed = now.to_rfc3339();
        let orders: Vec<_> = (0..count)
            .map(|index| {
                let more = json!({
                    "email": format!("jo.{index}@{slug}.example"),
                    "placed_at": placed, "updated_at": placed,
                });
                with(door_order(&format!("{slug}-{index}")), &more)
            })
            .collect();
        site.accept(&door.post("orders", &json!(orders))).await;
    }
    // Decided on before there is a mail server, so that all wait at once.
    clock.step_to(now + TimeDelta::minutes(2));
    outbox::round(&site.services).await.expect("it looks");
    let host = MailHost::start().await;
    host.fail(Fault::IsSlowBehind(Duration::from_millis(5)));
    let site = site.with_mail(host.port).await;
    let all: usize = ORDERS.iter().map(|(_, count)| count).sum();
    let letters = host.letters(all).await;
    let last_of = |slug: &str| {
        let of_it = |to: &str| to.ends_with(&format!("@{slug}.example"));
        let last = letters.iter().rposition(|letter| of_it(&letter.to[0]));
        last.map_or(0, |at| at + 1)
    };
    for (slug, count) in &ORDERS[1..] {
        let turns = 3 * count + AT_ONCE;
        assert!(last_of(slug) <= turns, "{slug}: {}", last_of(slug));
    }
    let most = host.most_at_once();
    assert!((2..=AT_ONCE).contains(&most), "{most} letters at a time");
    site.stop().await;
}
