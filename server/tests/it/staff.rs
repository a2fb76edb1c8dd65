//! Staff: how somebody gets in, stays in and goes; what is refused; and the
//! trail of it.

use crate::harness::{
    Said, Session, Site, Store, at, client, cookie_of, form, on_both, spawn, word_after,
};
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::audit::Deed;
use doorstep::ids::{EntryToken, SessionToken};
use doorstep::staff::{Role, Serves};
use reqwest::Response;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use server::admin::{Command, Factor, StaffCommand};
use server::db::{audit, staff, staff_session};
use server::site::SiteKey;
use server::staff::seed::{self, Kept};
use server::staff::{links, totp};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::ChildStdout;
use tokio::time::timeout;

on_both!(
    a_site_is_set_up_by_a_link_that_works_once,
    an_invitation_lets_somebody_in_within_a_week,
    a_wrong_password_and_an_unknown_address_get_the_same_answer,
    the_cookie_asks_for_https_everywhere_but_at_localhost,
    a_second_factor_is_asked_for_and_each_code_is_taken_once,
    a_seed_that_was_kept_readable_is_sealed_when_it_is_used,
    without_its_site_key_a_second_factor_says_so,
    whoever_needs_a_second_factor_gets_nowhere_without_one,
    a_session_ends_by_itself,
    signing_out_everywhere_ends_every_session,
    a_closed_account_is_closed_at_once,
    what_is_changed_of_an_account_holds_at_once,
    a_new_password_ends_what_the_old_one_opened,
    the_trail_only_grows,
    somebody_who_may_set_everything_is_left,
);

const PASSWORD: &str = "a long way to Tipperary";
const EMAIL: &str = "rita@acme.example";

fn location(response: &Response) -> &str {
    response.headers()["location"].to_str().unwrap_or_default()
}

fn wall(site: &Site) -> DateTime<Utc> {
    site.services.clock.wall()
}

fn step(site: &Site, by: TimeDelta) {
    let now = site.services.clock.now();
    site.services.clock.step_to(now + by);
}

/// The path of a link that a command has printed.
fn link(said: &str) -> String {
    let at = said
        .find("/welcome/")
        .unwrap_or_else(|| panic!("no link in: {said}"));
    let path = said[at..].split_whitespace().next().unwrap_or_default();
    path.to_owned()
}

async fn command(site: &Site, command: StaffCommand) -> Result<String, String> {
    site.command(Command::Staff(command)).await
}

async fn follow(site: &Site, link: &str, password: &str) -> Response {
    let fields = [
        ("email", EMAIL),
        ("name", "Rita Rep"),
        ("password", password),
        ("again", password),
    ];
    site.submit(link, &fields).await
}

/// Somebody with a password, of a role, for every brand.
async fn somebody(site: &Site, email: &str, role: Role) {
    let add = StaffCommand::Add {
        email: email.to_owned(),
        name: String::new(),
        role: role.code().to_owned(),
        brands: Vec::new(),
    };
    let said = command(site, add).await.expect("somebody can be invited");
    let followed = follow(site, &link(&said), PASSWORD).await;
    assert_eq!(location(&followed), "/sign-in?chosen=now");
}

async fn sign_in(site: &Site, email: &str, password: &str) -> Response {
    let fields = [("email", email), ("password", password)];
    site.submit("/sign-in", &fields).await
}

/// The cookie that an answer sets.
fn cookie(response: &Response) -> String {
    let set = response.headers()["set-cookie"]
        .to_str()
        .unwrap_or_default();
    set.split(';').next().unwrap_or_default().to_owned()
}

/// A page as a browser with a cookie asks for it.
async fn get(site: &Site, cookie: &str, path: &str) -> Response {
    let request = client().get(format!("{}{path}", site.address));
    let sent = request
        .header("cookie", cookie)
        .header("accept", "text/html")
        .send()
        .await;
    sent.expect("the server answers")
}

async fn post(site: &Site, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Response {
    let form: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
        .collect();
    let request = client().post(format!("{}{path}", site.address));
    let sent = request
        .header("cookie", cookie)
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.join("&"))
        .send()
        .await;
    sent.expect("the server answers")
}

/// What the trail holds, oldest first.
async fn trail(site: &Site) -> Vec<audit::Model> {
    audit::Entity::find()
        .order_by_asc(audit::Column::Id)
        .all(site.services.database.read())
        .await
        .expect("the trail can be read")
}

async fn deeds(site: &Site) -> Vec<String> {
    trail(site)
        .await
        .into_iter()
        .map(|row| row.action)
        .collect()
}

async fn account(site: &Site, email: &str) -> staff::Model {
    staff::by_email(site.services.database.read(), email)
        .await
        .expect("accounts can be read")
        .expect("it is there")
}

async fn a_site_is_set_up_by_a_link_that_works_once(site: Site) {
    let first = command(&site, StaffCommand::SetUp)
        .await
        .expect("nobody is there");
    let said = command(&site, StaffCommand::SetUp)
        .await
        .expect("nobody is there");
    assert!(said.contains("24 hours"), "{said}");
    let (old, link) = (link(&first), link(&said));
    assert_eq!(
        site.get(&old).await.status(),
        404,
        "the newest link works alone"
    );
    let page = site.get(&link).await;
    assert_eq!(page.headers()["cache-control"], "no-store");
    assert!(page.text().await.expect("text").contains("Set up Doorstep"));
    for (password, why) in [
        ("short", "at least 12"),
        ("rita@acme.example", "is the e-mail address"),
    ] {
        let refused = follow(&site, &link, password).await;
        assert_eq!(refused.status(), 422, "{password}");
        let html = refused.text().await.expect("text");
        assert!(html.contains(why) && html.contains("Rita Rep"), "{html}");
    }
    let twice = [
        ("email", EMAIL),
        ("name", "Rita"),
        ("password", PASSWORD),
        ("again", "something else entirely"),
    ];
    assert_eq!(site.submit(&link, &twice).await.status(), 422);
    assert_eq!(follow(&site, &link, PASSWORD).await.status(), 303);
    for _ in 0..2 {
        assert_eq!(site.get(&link).await.status(), 404);
        assert_eq!(follow(&site, &link, PASSWORD).await.status(), 404);
    }
    let refused = command(&site, StaffCommand::SetUp).await;
    assert!(
        refused
            .expect_err("somebody is there")
            .contains("staff already")
    );
    let rita = account(&site, EMAIL).await;
    assert_eq!((rita.role.as_str(), rita.all_brands), ("admin", true));
    let stored = rita.password.expect("it is chosen");
    assert!(
        stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{stored}"
    );
    let opened = sign_in(&site, " Rita@ACME.example ", PASSWORD).await;
    assert_eq!(location(&opened), "/console");
    assert_eq!(
        get(&site, &cookie(&opened), "/settings").await.status(),
        200
    );
    assert_eq!(deeds(&site).await, ["password_chosen", "signed_in"]);

    let late = site.restart().await;
    late.stop().await;
}

async fn an_invitation_lets_somebody_in_within_a_week(site: Site) {
    let add = |email: &str| StaffCommand::Add {
        email: email.to_owned(),
        name: "Rita".to_owned(),
        role: "rep".to_owned(),
        brands: vec!["shop".to_owned()],
    };
    let said = command(&site, add(EMAIL)).await.expect("she is invited");
    let again = command(&site, add("RITA@acme.example")).await;
    assert!(again.expect_err("it is taken").contains("already"));
    let nowhere = StaffCommand::Add {
        email: "x@acme.example".to_owned(),
        name: String::new(),
        role: "rep".to_owned(),
        brands: vec!["nowhere".to_owned()],
    };
    assert!(command(&site, nowhere).await.is_err());
    let listed = command(&site, StaffCommand::List)
        .await
        .expect("they are listed");
    assert!(
        listed.contains("rita@acme.example") && listed.contains("invited"),
        "{listed}"
    );
    assert_eq!(sign_in(&site, EMAIL, "").await.status(), 401);

    step(&site, TimeDelta::days(7));
    let path = link(&said);
    assert_eq!(site.get(&path).await.status(), 404, "its time is over");
    let reset = || StaffCommand::Reset {
        email: EMAIL.to_owned(),
        factor: Factor::Kept,
    };
    let said = command(&site, reset()).await.expect("another link is made");
    assert!(said.contains("7 days"), "it is still an invitation: {said}");
    step(&site, TimeDelta::days(7) - TimeDelta::seconds(1));
    let page = site.get(&link(&said)).await.text().await.expect("text");
    assert!(page.contains("Welcome") && page.contains(EMAIL), "{page}");
    assert_eq!(follow(&site, &link(&said), PASSWORD).await.status(), 303);
    assert_eq!(location(&sign_in(&site, EMAIL, PASSWORD).await), "/console");

    let said = command(&site, reset()).await.expect("a link is made");
    assert!(said.contains("24 hours"), "{said}");
    step(&site, TimeDelta::hours(24));
    assert_eq!(site.get(&link(&said)).await.status(), 404);
    let dropped = links::drop_expired(&site.services)
        .await
        .expect("it can be dropped");
    assert_eq!(
        dropped, 2,
        "the one that was used, and the one that was not"
    );
    site.stop().await;
}

async fn same(first: Response, second: Response) {
    assert_eq!(first.status(), second.status());
    let headers = |response: &Response| {
        let mut headers: Vec<String> = response
            .headers()
            .iter()
            .filter(|(name, _)| *name != "date")
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        headers.sort();
        headers
    };
    assert_eq!(headers(&first), headers(&second));
    let (first, second) = (first.text().await, second.text().await);
    assert_eq!(first.expect("text"), second.expect("text"));
}

async fn a_wrong_password_and_an_unknown_address_get_the_same_answer(site: Site) {
    somebody(&site, EMAIL, Role::Rep).await;
    let wrong = sign_in(&site, EMAIL, "a long way to Timbuktu").await;
    assert_eq!(wrong.status(), 401);
    let unknown = sign_in(&site, "ritu@acme.example", "a long way to Timbuktu").await;
    same(wrong, unknown).await;
    let close = StaffCommand::Disable {
        email: EMAIL.to_owned(),
    };
    command(&site, close).await.expect("it can be closed");
    let closed = sign_in(&site, EMAIL, PASSWORD).await;
    let unknown = sign_in(&site, "ritu@acme.example", PASSWORD).await;
    same(closed, unknown).await;
    let refused = trail(&site).await;
    let refused: Vec<_> = refused
        .iter()
        .filter(|row| row.action == Deed::SignInRefused.code())
        .collect();
    assert_eq!(refused.len(), 4);
    let rita = account(&site, EMAIL).await.public_id;
    assert_eq!(refused[0].subject.as_ref(), Some(&rita));
    assert_eq!(refused[1].subject, None);
    for row in refused {
        let told = format!("{row:?}");
        assert!(!told.contains("acme.example"), "{told}");
    }
    site.stop().await;
}

/// The seed that a telephone was shown: sealed in the database.
async fn seed(site: &Site, email: &str) -> String {
    let row = account(site, email).await;
    let kept = row.totp_seed.expect("it has a seed");
    assert!(kept.starts_with("sealed1:"), "it is sealed: {kept}");
    match seed::open(&site.services.key, &row.public_id, &kept) {
        Kept::Sealed(seed) => seed,
        other => panic!("{other:?}"),
    }
}

/// Signs in at a host, as a browser says it, with what else it says.
async fn signed_in_at(site: &Site, host: &str, more: &[(&str, &str)]) -> String {
    let mut request = client()
        .post(format!("{}/sign-in", site.address))
        .header("host", host)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form(&[("email", EMAIL), ("password", PASSWORD)]));
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    let response = request.send().await.expect("the server answers");
    assert_eq!(location(&response), "/console", "{host}");
    let set = response.headers()["set-cookie"].to_str();
    set.expect("it is text").to_owned()
}

/// What the account's page answers to a cookie at a host.
async fn account_at(site: &Site, host: &str, cookie: &str) -> u16 {
    let request = client()
        .get(format!("{}/account", site.address))
        .header("host", host)
        .header("accept", "text/html")
        .header("cookie", cookie);
    let response = request.send().await.expect("the server answers");
    response.status().as_u16()
}

/// Safari keeps no cookie at http://localhost that asks for HTTPS.
async fn the_cookie_asks_for_https_everywhere_but_at_localhost(site: Site) {
    somebody(&site, EMAIL, Role::Rep).await;
    let near = signed_in_at(&site, "localhost:3000", &[]).await;
    assert!(near.starts_with("doorstep-near="), "{near}");
    assert!(
        !near.contains("Secure") && near.contains("HttpOnly"),
        "{near}"
    );
    let pair = near.split(';').next().unwrap_or_default();
    assert_eq!(account_at(&site, "localhost:3000", pair).await, 200);
    for host in ["ridgeline.localhost:3000", "127.0.0.1:3000", "[::1]:3000"] {
        assert_eq!(account_at(&site, host, pair).await, 200, "{host}");
    }
    for host in ["track.acme.example", "localhost.acme.example"] {
        assert_eq!(account_at(&site, host, pair).await, 303, "{host}");
        let bound = signed_in_at(&site, host, &[]).await;
        assert!(bound.starts_with("__Host-doorstep="), "{host}: {bound}");
        assert!(bound.contains("; Secure; HttpOnly"), "{host}: {bound}");
    }
    let behind = [
        ("x-forwarded-for", "203.0.113.7"),
        ("x-forwarded-proto", "https"),
    ];
    let bound = signed_in_at(&site, "localhost", &behind).await;
    assert!(
        bound.starts_with("__Host-doorstep="),
        "a proxy came by: {bound}"
    );
    // A browser that keeps either is known by either.
    let pair = bound.split(';').next().unwrap_or_default();
    assert_eq!(account_at(&site, "localhost:3000", pair).await, 200);
    site.stop().await;
}

/// The code that a telephone shows now.
async fn code(site: &Site, email: &str) -> String {
    let seed = seed(site, email).await;
    totp::code_at(&seed, wall(site)).expect("it is a seed")
}

/// Six digits that are no code of this moment, nor of those beside it.
fn wrong_code(site: &Site, seed: &str) -> String {
    let right = [-30, 0, 30].map(|seconds| {
        let beside = wall(site) + TimeDelta::seconds(seconds);
        totp::code_at(seed, beside).expect("it is a seed")
    });
    let mut wrong = ["000000", "111111", "222222", "333333"].into_iter();
    let wrong = wrong.find(|code| !right.iter().any(|right| right == code));
    wrong.expect("one of four is none of three").to_owned()
}

/// Sets a second factor up; its recovery codes, and the cookie from then on.
async fn set_up(site: &Site, cookie_before: &str, present: &str) -> (Vec<String>, String) {
    let page = get(site, cookie_before, "/sign-in/second-factor").await;
    assert_eq!(page.status(), 200);
    let html = page.text().await.expect("text");
    let seed = seed(site, EMAIL).await;
    assert!(
        html.contains(&format!("secret={seed}&amp;issuer=My%20shop")),
        "{html}"
    );
    assert!(html.contains("<svg"), "{html}");
    let path = "/sign-in/second-factor";
    let wrong = wrong_code(site, &seed);
    let wrong = post(
        site,
        cookie_before,
        path,
        &[("code", &wrong), ("present", present)],
    )
    .await;
    assert_eq!(wrong.status(), 422);
    let right = code(site, EMAIL).await;
    let done = post(
        site,
        cookie_before,
        path,
        &[("code", &right), ("present", present)],
    )
    .await;
    assert_eq!(done.status(), 200);
    let cookie_after = cookie(&done);
    let html = done.text().await.expect("text");
    let codes: Vec<String> = html
        .split("<li><code>")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(codes.len(), 10, "{html}");
    (codes, cookie_after)
}

async fn a_second_factor_is_asked_for_and_each_code_is_taken_once(site: Site) {
    somebody(&site, EMAIL, Role::Admin).await;
    let first = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let elsewhere = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let without = post(
        &site,
        &first,
        "/sign-in/second-factor",
        &[("present", "wrong")],
    )
    .await;
    assert_eq!(without.status(), 422, "the password proves who asks");
    let (codes, whole) = set_up(&site, &first, PASSWORD).await;
    assert_eq!(get(&site, &whole, "/account").await.status(), 200);
    for ended in [&first, &elsewhere] {
        assert_eq!(
            location(&get(&site, ended, "/account").await),
            "/sign-in?to=/account"
        );
    }
    // The code that proved the seed is used up.
    let half = sign_in(&site, EMAIL, PASSWORD).await;
    assert_eq!(location(&half), "/sign-in/code");
    let half = cookie(&half);
    for path in ["/account", "/settings", "/sign-in/second-factor"] {
        let to = get(&site, &half, path).await;
        assert!(location(&to).starts_with("/sign-in/code"), "{path}");
    }
    let used = code(&site, EMAIL).await;
    let replayed = post(&site, &half, "/sign-in/code", &[("code", &used)]).await;
    assert_eq!(replayed.status(), 422);

    step(&site, TimeDelta::seconds(30));
    let fresh = code(&site, EMAIL).await;
    // A telephone that is half a minute behind.
    step(&site, TimeDelta::seconds(30));
    let opened = post(&site, &half, "/sign-in/code", &[("code", &fresh)]).await;
    assert_eq!(location(&opened), "/console");
    let whole = cookie(&opened);
    assert_ne!(whole, half, "the session is a new one");
    assert_eq!(get(&site, &half, "/account").await.status(), 303);
    assert_eq!(get(&site, &whole, "/account").await.status(), 200);

    let half = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let spoken = codes[0].replace('-', " ").to_uppercase();
    let opened = post(&site, &half, "/sign-in/code", &[("code", &spoken)]).await;
    assert_eq!(location(&opened), "/console");
    let half = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let again = post(&site, &half, "/sign-in/code", &[("code", &codes[0])]).await;
    assert_eq!(again.status(), 422, "a recovery code works once");
    let page = get(&site, &cookie(&opened), "/account").await.text().await;
    assert!(page.expect("text").contains("9 recovery codes are left"));

    // Half a session does not last.
    step(&site, TimeDelta::minutes(15));
    let late = post(&site, &half, "/sign-in/code", &[("code", &codes[1])]).await;
    assert_eq!(location(&late), "/sign-in");
    a_lost_telephone_is_forgotten(&site).await;
    site.stop().await;
}

/// Keeps a seed in another form than it has.
async fn keep_seed(site: &Site, kept: &str) {
    let id = account(site, EMAIL).await.id;
    let transaction = site.services.database.begin().await.expect("it begins");
    let change = staff::Change::Sealed(kept.to_owned());
    staff::change(&transaction, id, change)
        .await
        .expect("it is kept");
    transaction.commit().await.expect("it is kept");
}

async fn a_seed_that_was_kept_readable_is_sealed_when_it_is_used(site: Site) {
    somebody(&site, EMAIL, Role::Admin).await;
    let first = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    set_up(&site, &first, PASSWORD).await;
    let readable = seed(&site, EMAIL).await;
    keep_seed(&site, &readable).await;
    step(&site, TimeDelta::minutes(1));
    let code = totp::code_at(&readable, wall(&site)).expect("it is a seed");
    let half = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let wrong = wrong_code(&site, &readable);
    let wrong = post(&site, &half, "/sign-in/code", &[("code", &wrong)]).await;
    assert_eq!(wrong.status(), 422);
    assert_eq!(
        account(&site, EMAIL).await.totp_seed,
        Some(readable.clone())
    );
    let opened = post(&site, &half, "/sign-in/code", &[("code", &code)]).await;
    assert_eq!(location(&opened), "/console");
    assert_eq!(seed(&site, EMAIL).await, readable, "the same, and sealed");
    assert!(account(&site, EMAIL).await.totp_confirmed_ms.is_some());
    let half = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let again = post(&site, &half, "/sign-in/code", &[("code", &code)]).await;
    assert_eq!(again.status(), 422, "its code is used up");
    site.stop().await;
}

async fn without_its_site_key_a_second_factor_says_so(site: Site) {
    somebody(&site, EMAIL, Role::Admin).await;
    let first = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let (codes, _) = set_up(&site, &first, PASSWORD).await;
    let known = seed(&site, EMAIL).await;
    let other = SiteKey::from_text(&"another site key ".repeat(3)).expect("it is long");
    let id = account(&site, EMAIL).await.public_id;
    let elsewhere = seed::seal(&other, &id, &known).expect("it is sealed");
    keep_seed(&site, &elsewhere).await;
    step(&site, TimeDelta::minutes(1));
    let code = totp::code_at(&known, wall(&site)).expect("it is a seed");
    let half = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let refused = post(&site, &half, "/sign-in/code", &[("code", &code)]).await;
    assert_eq!(refused.status(), 422);
    let html = refused.text().await.expect("text");
    for wanted in ["its site key is another one", "--drop-second-factor"] {
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
    let said = site.command(Command::Check).await;
    let said = said.expect("it is checked");
    assert!(said.contains("sealed with another site key"), "{said}");
    // A recovery code needs no key.
    let opened = post(&site, &half, "/sign-in/code", &[("code", &codes[0])]).await;
    assert_eq!(location(&opened), "/console");
    // And this is the way back in.
    a_lost_telephone_is_forgotten(&site).await;
    site.stop().await;
}

async fn a_lost_telephone_is_forgotten(site: &Site) {
    let reset = StaffCommand::Reset {
        email: EMAIL.to_owned(),
        factor: Factor::TakenAway,
    };
    let said = command(site, reset).await.expect("a link is made");
    assert!(
        account(site, EMAIL).await.totp_confirmed_ms.is_some(),
        "not before it is used"
    );
    assert_eq!(follow(site, &link(&said), PASSWORD).await.status(), 303);
    assert_eq!(location(&sign_in(site, EMAIL, PASSWORD).await), "/console");
}

async fn whoever_needs_a_second_factor_gets_nowhere_without_one(site: Site) {
    let admin = site.staff(Role::Admin, &[]).await;
    somebody(&site, EMAIL, Role::Rep).await;
    let before = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let required = [("second_factor", "required")];
    let done = admin.post("/settings/second-factor", &required).await;
    assert_eq!(location(&done), "/settings/staff?saved=now");
    // Whoever is signed in already is asked as well.
    let led = get(&site, &before, "/account").await;
    assert_eq!(location(&led), "/sign-in/second-factor?to=/account");
    let half = sign_in(&site, EMAIL, PASSWORD).await;
    assert_eq!(location(&half), "/sign-in/second-factor");
    let half = cookie(&half);
    assert_eq!(
        post(&site, &half, "/account/name", &[("name", "x")])
            .await
            .status(),
        303
    );
    assert_eq!(account(&site, EMAIL).await.name, "Rita Rep");
    let (_, whole) = set_up(&site, &half, "").await;
    assert_eq!(get(&site, &whole, "/account").await.status(), 200);
    let drop = [("present", PASSWORD), ("act", "drop")];
    assert_eq!(
        post(&site, &whole, "/account/second-factor", &drop)
            .await
            .status(),
        303
    );
    let led = get(&site, &whole, "/account").await;
    assert_eq!(location(&led), "/sign-in/second-factor?to=/account");
    site.stop().await;
}

async fn a_session_ends_by_itself(site: Site) {
    let idle = site.staff(Role::Rep, &[]).await;
    step(&site, TimeDelta::hours(12) - TimeDelta::seconds(1));
    assert_eq!(idle.get("/account").await.status(), 200);
    step(&site, TimeDelta::hours(12) - TimeDelta::seconds(1));
    assert_eq!(
        idle.get("/account").await.status(),
        200,
        "it was used meanwhile"
    );
    step(&site, TimeDelta::hours(12));
    assert_eq!(
        location(&idle.get("/account").await),
        "/sign-in?to=/account"
    );

    let busy = site.staff(Role::Rep, &[]).await;
    let begun = site.services.clock.now();
    for hour in (1..168).step_by(6) {
        site.services.clock.step_to(begun + TimeDelta::hours(hour));
        assert_eq!(busy.get("/account").await.status(), 200, "{hour}");
    }
    site.services
        .clock
        .step_to(begun + TimeDelta::days(7) - TimeDelta::seconds(1));
    assert_eq!(busy.get("/account").await.status(), 200);
    site.services.clock.step_to(begun + TimeDelta::days(7));
    assert_eq!(busy.get("/account").await.status(), 303);
    let dropped = server::staff::sessions::drop_ended(&site.services).await;
    assert_eq!(dropped.expect("they can be dropped"), 2);
    site.stop().await;
}

/// When a session was used last, as it is stored.
async fn seen(site: &Site, session: &Session) -> i64 {
    let rows = staff_session::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("sessions can be read");
    let own = rows.iter().find(|row| row.staff_id == session.actor.id);
    own.expect("it is there").seen_ms
}

async fn signing_out_everywhere_ends_every_session(site: Site) {
    let here = site.staff(Role::Rep, &[]).await;
    let there = site.sign_in_as(here.actor.clone()).await;
    let colleague = site.staff(Role::Rep, &[]).await;
    let began = seen(&site, &colleague).await;
    step(&site, TimeDelta::seconds(59));
    colleague.get("/account").await;
    assert_eq!(
        seen(&site, &colleague).await,
        began,
        "it is noted once a minute"
    );
    step(&site, TimeDelta::seconds(1));
    colleague.get("/account").await;
    assert_eq!(seen(&site, &colleague).await, began + 60_000);

    let out = there.post("/sign-out", &[]).await;
    assert_eq!(location(&out), "/sign-in");
    assert!(cookie(&out).ends_with('='), "the cookie goes");
    assert_eq!(there.get("/account").await.status(), 303);
    let page = here.page("/account").await;
    assert_eq!(page.matches("Signed in Fri 15 May").count(), 1, "{page}");
    let third = site.sign_in_as(here.actor.clone()).await;
    here.post("/account/sign-out", &[]).await;
    for session in [&here, &third] {
        assert_eq!(session.get("/account").await.status(), 303);
    }
    assert_eq!(colleague.get("/account").await.status(), 200);
    site.stop().await;
}

async fn a_closed_account_is_closed_at_once(site: Site) {
    let admin = site.staff(Role::Admin, &[]).await;
    let rep = site.staff(Role::Rep, &["shop"]).await;
    let path = format!("/settings/staff/{}", rep.actor.public_id);
    let made = admin.post(&format!("{path}/link"), &[]).await;
    let made = made.text().await.expect("text");
    assert_eq!(site.get(&link(&made.replace('<', " "))).await.status(), 200);
    let closed = admin.post(&format!("{path}/close"), &[]).await;
    assert_eq!(closed.status(), 303);
    assert_eq!(rep.get("/account").await.status(), 303);
    assert_eq!(site.get(&link(&made.replace('<', " "))).await.status(), 404);
    admin.post(&format!("{path}/open"), &[]).await;
    assert_eq!(
        rep.get("/account").await.status(),
        303,
        "its session stays ended"
    );
    let again = site.sign_in_as(rep.actor.clone()).await;
    assert_eq!(again.get("/account").await.status(), 200);
    site.stop().await;
}

async fn what_is_changed_of_an_account_holds_at_once(site: Site) {
    let admin = site.staff(Role::Admin, &["shop"]).await;
    let rep = site.staff(Role::Rep, &["shop"]).await;
    assert_eq!(rep.get("/settings").await.status(), 403);
    let path = format!("/settings/staff/{}", rep.actor.public_id);
    let set = async |role: &str, brand: &str| {
        let fields = [("name", "Rita"), ("role", role), ("brand", brand)];
        admin.post(&path, &fields).await.status()
    };
    assert_eq!(set("admin", "shop").await, 303);
    assert_eq!(rep.get("/settings").await.status(), 200);
    assert_eq!(rep.get("/settings/brand/shop").await.status(), 200);
    assert_eq!(set("rep", "shop").await, 303);
    assert_eq!(rep.get("/settings").await.status(), 403);
    // Nobody gives what they have not.
    site.brand("north").await;
    assert_eq!(set("rep", "north").await, 403);
    let all = [("name", "Rita"), ("role", "rep"), ("all", "yes")];
    assert_eq!(admin.post(&path, &all).await.status(), 403);
    assert_eq!(set("rep", "nowhere").await, 422);
    // Who also serves another brand is beyond an admin of one.
    let both = site.staff(Role::Rep, &["shop", "north"]).await;
    let page = admin.page("/settings/staff").await;
    assert!(page.contains(&rep.actor.public_id), "{page}");
    assert!(!page.contains(&both.actor.public_id), "{page}");
    let beyond = format!("/settings/staff/{}/close", both.actor.public_id);
    assert_eq!(admin.post(&beyond, &[]).await.status(), 404);
    assert_eq!(both.get("/account").await.status(), 200);
    site.stop().await;
}

async fn a_new_password_ends_what_the_old_one_opened(site: Site) {
    somebody(&site, EMAIL, Role::Rep).await;
    let here = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let there = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let fields = |present, new| [("present", present), ("password", new), ("again", new)];
    let new = "another long way home";
    let wrong = post(&site, &here, "/account/password", &fields("nonsense", new)).await;
    assert_eq!(wrong.status(), 422);
    let short = post(
        &site,
        &here,
        "/account/password",
        &fields(PASSWORD, "short"),
    )
    .await;
    assert_eq!(short.status(), 422);
    let done = post(&site, &here, "/account/password", &fields(PASSWORD, new)).await;
    assert_eq!(location(&done), "/account?saved=now");
    assert_eq!(get(&site, &cookie(&done), "/account").await.status(), 200);
    for ended in [&here, &there] {
        assert_eq!(get(&site, ended, "/account").await.status(), 303);
    }
    assert_eq!(sign_in(&site, EMAIL, PASSWORD).await.status(), 401);
    assert_eq!(sign_in(&site, EMAIL, new).await.status(), 303);
    let named = post(
        &site,
        &cookie(&done),
        "/account/name",
        &[("name", " Rita R. ")],
    )
    .await;
    assert_eq!(location(&named), "/account?saved=now");
    assert_eq!(account(&site, EMAIL).await.name, "Rita R.");
    site.stop().await;
}

async fn the_trail_only_grows(site: Site) {
    site.brand("north").await;
    let rows = trail(&site).await;
    assert!(!rows.is_empty());
    let database = site.services.database.begin().await.expect("it begins");
    let mut refused = vec!["update audit set actor = 'x'", "delete from audit"];
    if !server::db::is_sqlite(&database) {
        refused.push("truncate audit");
    }
    database.rollback().await.expect("it ends");
    for statement in refused {
        let database = site.services.database.begin().await.expect("it begins");
        let done = database.execute_unprepared(statement).await;
        let why = done.expect_err(statement).to_string();
        assert!(why.contains("only grows"), "{statement}: {why}");
        database.rollback().await.expect("it ends");
    }
    assert_eq!(trail(&site).await, rows);
    site.stop().await;
}

async fn somebody_who_may_set_everything_is_left(site: Site) {
    somebody(&site, EMAIL, Role::Admin).await;
    let rita = account(&site, EMAIL).await;
    // An invitation that nobody has taken up is nobody yet.
    let admin = site.staff(Role::Admin, &[]).await;
    let path = format!("/settings/staff/{}", rita.public_id);
    let closed = admin.post(&format!("{path}/close"), &[]).await;
    assert_eq!(closed.status(), 409);
    let demoted = [("name", "Rita"), ("role", "rep"), ("all", "yes")];
    assert_eq!(admin.post(&path, &demoted).await.status(), 409);
    let disable = |email: &str| StaffCommand::Disable {
        email: email.to_owned(),
    };
    let said = command(&site, disable(EMAIL))
        .await
        .expect_err("she is the last");
    assert!(said.contains("last admin"), "{said}");

    somebody(&site, "ada@acme.example", Role::Admin).await;
    let own = format!("/settings/staff/{}", admin.actor.public_id);
    assert_eq!(admin.post(&format!("{own}/close"), &[]).await.status(), 409);
    assert_eq!(admin.post(&own, &demoted).await.status(), 409);
    let page = admin.post(&own, &demoted).await.text().await.expect("text");
    assert!(page.contains("your own rights"), "{page}");
    assert_eq!(admin.post(&path, &demoted).await.status(), 303);
    let rita = account(&site, EMAIL).await;
    assert_eq!((rita.role.as_str(), rita.all_brands), ("rep", true));
    command(&site, disable(EMAIL))
        .await
        .expect("she is one of two no more");
    assert!(command(&site, disable("ada@acme.example")).await.is_err());
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tries_at_a_password_slow_down_and_lock_nobody_out() {
    let site = Site::behind_a_proxy(Store::sqlite()).await;
    somebody(&site, EMAIL, Role::Rep).await;
    let from = async |network: u32, password: &str| {
        let fields = [("email", EMAIL), ("password", password)];
        let address = format!("198.51.{network}.1");
        site.submit_from(&address, "/sign-in", &fields).await
    };
    for network in 0..5 {
        assert_eq!(from(network, "wrong").await.status(), 401, "{network}");
    }
    let waits = from(9, PASSWORD).await;
    assert_eq!(waits.status(), 429, "the account is hot");
    assert_eq!(waits.headers()["retry-after"], "60");
    let html = waits.text().await.expect("text");
    assert!(html.contains("Try again in 60 seconds."), "{html}");
    step(&site, TimeDelta::seconds(60));
    for network in 20..24 {
        from(network, "wrong").await;
    }
    assert_eq!(from(9, PASSWORD).await.status(), 303, "her place was kept");

    step(&site, TimeDelta::days(1));
    for count in 0..10 {
        let email = format!("nobody{count}@acme.example");
        let fields = [("email", email.as_str()), ("password", "x")];
        let tried = site.submit_from("203.0.113.9", "/sign-in", &fields).await;
        assert_eq!(tried.status(), 401, "{count}");
    }
    let fields = [("email", "another@acme.example"), ("password", "x")];
    let tried = site.submit_from("203.0.113.77", "/sign-in", &fields).await;
    assert_eq!(tried.status(), 429, "its network is hot");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_are_not_guessed() {
    let site = Site::on(Store::sqlite()).await;
    somebody(&site, EMAIL, Role::Rep).await;
    let first = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    set_up(&site, &first, PASSWORD).await;
    step(&site, TimeDelta::days(1));
    let half = cookie(&sign_in(&site, EMAIL, PASSWORD).await);
    let wrong = wrong_code(&site, &seed(&site, EMAIL).await);
    for count in 0..5 {
        let tried = post(&site, &half, "/sign-in/code", &[("code", &wrong)]).await;
        assert_eq!(tried.status(), 422, "{count}");
    }
    let tried = post(&site, &half, "/sign-in/code", &[("code", &wrong)]).await;
    assert_eq!(tried.status(), 429);
    assert_eq!(tried.headers()["retry-after"], "60");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_is_kept_to_its_site_and_out_of_sight() {
    let site = Site::on(Store::sqlite()).await;
    somebody(&site, EMAIL, Role::Rep).await;
    let stolen = cookie_of(&SessionToken::from_bits(7));
    let request = client().post(format!("{}/sign-in", site.address));
    let opened = request
        .header("host", "track.acme.example")
        .header("cookie", &stolen)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("email=rita%40acme.example&password=a+long+way+to+Tipperary")
        .send()
        .await
        .expect("the server answers");
    assert_eq!(opened.headers()["cache-control"], "no-store");
    let set = opened.headers()["set-cookie"].to_str().unwrap_or_default();
    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(set.split("; ").any(|one| one == part), "{part} in {set}");
    }
    assert!(!set.contains("Domain"), "{set}");
    let own = cookie(&opened);
    assert_ne!(own, stolen, "nobody chooses another's session");
    assert_eq!(get(&site, &stolen, "/account").await.status(), 303);
    let secret = own.split_once('=').map_or("", |(_, secret)| secret);
    let rows = staff_session::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("sessions can be read");
    let told = format!("{rows:?}");
    assert!(!told.contains(secret) && rows[0].hash.len() == 32, "{told}");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_says_that_it_comes_from_our_own_pages() {
    let site = Site::on(Store::sqlite()).await;
    let rep = site.staff(Role::Rep, &[]).await;
    let sent = async |more: &[(&str, &str)]| {
        let mut request = client().post(format!("{}/account/name", site.address));
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        let request = request
            .header("cookie", &rep.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body("name=Mallory");
        request.send().await.expect("it answers").status().as_u16()
    };
    let host = site.address.trim_start_matches("http://").to_owned();
    let own = format!("https://{host}");
    for foreign in [
        &[][..],
        &[("origin", "null")],
        &[("origin", "https://evil.example")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", &own)],
    ] {
        assert_eq!(sent(foreign).await, 403, "{foreign:?}");
    }
    let page = rep.page("/account").await;
    assert!(!page.contains("Mallory"), "{page}");
    assert_eq!(sent(&[("origin", &own)]).await, 303);
    assert_eq!(sent(&[("sec-fetch-site", "same-origin")]).await, 303);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_leads_back_to_our_own_pages_alone() {
    let site = Site::on(Store::sqlite()).await;
    somebody(&site, EMAIL, Role::Admin).await;
    for (asked, wanted) in [
        (
            "/settings/audit?deed=signed_in",
            "/settings/audit?deed=signed_in",
        ),
        ("//evil.example", "/console"),
        ("https://evil.example/console", "/console"),
        ("/t/0000000000000000000000", "/console"),
    ] {
        let fields = [("email", EMAIL), ("password", PASSWORD), ("to", asked)];
        let opened = site.submit("/sign-in", &fields).await;
        assert_eq!(location(&opened), wanted, "{asked}");
    }
    let led = get(&site, "", "/settings/audit?deed=signed_in").await;
    let page = site.get(location(&led)).await.text().await.expect("text");
    let field = "name=\"to\" value=\"/settings/audit?deed=signed_in\"";
    assert!(page.contains(field), "{page}");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn admins_read_the_trail_of_the_brands_they_serve() {
    let site = Site::on(Store::sqlite()).await;
    let all = site.staff(Role::Admin, &[]).await;
    let north = site.staff(Role::Admin, &["north"]).await;
    let invited = all
        .post(
            "/settings/staff",
            &[
                ("email", "new@acme.example"),
                ("name", "Nora New"),
                ("role", "rep"),
                ("brand", "north"),
            ],
        )
        .await;
    assert_eq!(invited.status(), 200);
    let html = invited.text().await.expect("text");
    assert!(html.contains("Pass this link on to Nora New"), "{html}");
    assert_eq!(site.get(&link(&html.replace('<', " "))).await.status(), 200);
    let page = all.page("/settings/audit").await;
    for wanted in ["Person invited", "Nora New", &all.actor.name, "north"] {
        assert!(page.contains(wanted), "{wanted} in {page}");
    }
    assert!(!page.contains("new@acme.example"), "{page}");
    let page = north.page("/settings/audit").await;
    let rows = page.matches("<td data-label=\"What\">").count();
    assert_eq!(
        rows, 1,
        "the brand was made, and nothing else is hers: {page}"
    );
    assert!(
        page.contains("<td data-label=\"What\">Setting changed"),
        "{page}"
    );

    let by = format!("/settings/audit?person={}", all.actor.public_id);
    let page = all.page(&by).await;
    assert_eq!(
        page.matches("<td data-label=\"What\">").count(),
        1,
        "{page}"
    );
    let page = all
        .page("/settings/audit?person=cli&deed=setting_changed")
        .await;
    assert_eq!(
        page.matches("<td data-label=\"What\">").count(),
        1,
        "{page}"
    );
    let page = all.page("/settings/audit?order=1001").await;
    assert!(page.contains("Nothing was done that fits"), "{page}");
    for _ in 0..101 {
        site.staff(Role::Rep, &["north"]).await;
    }
    let page = all.page("/settings/audit?deed=staff_invited").await;
    assert_eq!(page.matches("<td data-label=\"What\">").count(), 100);
    let older = page
        .split("href=\"")
        .find(|rest| rest.contains("before="))
        .and_then(|rest| rest.split('"').next())
        .expect("there is more")
        .replace("&amp;", "&");
    let page = all.page(&older).await;
    assert_eq!(
        page.matches("<td data-label=\"What\">").count(),
        4,
        "{page}"
    );
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn admins_set_the_brands_they_serve() {
    let site = Site::on(Store::sqlite()).await;
    let north = site.staff(Role::Admin, &["north"]).await;
    let all = site.staff(Role::Admin, &[]).await;
    let list = north.page("/settings").await;
    assert!(list.contains("settings/brand/north"), "{list}");
    assert!(!list.contains("settings/brand/shop"), "{list}");
    assert!(!list.contains("name=\"slug\""), "she makes no more: {list}");
    assert!(all.page("/settings").await.contains("name=\"slug\""));
    assert_eq!(north.get("/settings/brand/south").await.status(), 404);
    assert_eq!(all.get("/settings/brand/south").await.status(), 200);
    let set = async |session: &Session, slug: &str, more: &str| {
        let field = |name: &str, value: &str| {
            format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = field("name", "The <North>") + more + "--line--\r\n";
        let request = session
            .request("POST", &format!("/settings/brand/{slug}"))
            .header("content-type", "multipart/form-data; boundary=line")
            .body(body);
        request.send().await.expect("it answers").status().as_u16()
    };
    assert_eq!(set(&north, "north", "").await, 303);
    assert_eq!(set(&north, "shop", "").await, 404);
    assert_eq!(set(&north, "south", "").await, 404);
    let default = "--line\r\nContent-Disposition: form-data; name=\"default\"\r\n\r\ntrue\r\n";
    assert_eq!(set(&north, "north", default).await, 403);
    assert_eq!(set(&all, "south", default).await, 303);
    let book = site.services.book.now();
    let names: Vec<&str> = book
        .brands
        .iter()
        .map(|brand| brand.name.as_str())
        .collect();
    assert_eq!(names, ["The <North>", "My shop", "The <North>"]);
    assert_eq!(book.brands[0].slug, "south");
    let by: Vec<_> = trail(&site)
        .await
        .into_iter()
        .filter_map(|row| row.staff_id)
        .collect();
    assert_eq!(by, [north.actor.id, all.actor.id]);
    assert!(matches!(all.actor.serves, Serves::All));
    site.stop().await;
}

/// What a program that was started says next, up to a word.
async fn hears(lines: &mut Lines<BufReader<ChildStdout>>, word: &str) -> String {
    let mut heard = String::new();
    while !heard.contains(word) {
        let line = timeout(Duration::from_secs(60), lines.next_line()).await;
        let line = line.expect("it speaks in time").expect("it can be heard");
        heard += &line.unwrap_or_else(|| panic!("it ended after: {heard}"));
        heard.push('\n');
    }
    heard
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_start_says_how_to_get_in() {
    let store = Store::sqlite();
    let mut child = spawn(&store);
    let out = child.stdout.take().expect("standard output is piped");
    let mut lines = BufReader::new(out).lines();
    let said = hears(&mut lines, "link ").await;
    let address = word_after(&said, "listening on");
    let link = word_after(&said, "link");
    assert!(link.starts_with(&format!("{address}/welcome/")), "{said}");
    let another = Said::of(&store, &["staff", "setup"]).await.ok();
    let another = word_after(&another, "link");
    let status = async |link: &str| {
        client()
            .get(link)
            .send()
            .await
            .expect("it answers")
            .status()
    };
    assert_eq!(status(&link).await, 404);
    assert_eq!(status(&another).await, 200);
    let add = ["staff", "add", EMAIL, "--role", "rep", "--brand", "shop"];
    let added = Said::of(&store, &add).await.ok();
    assert!(word_after(&added, "staff").starts_with("stf_"), "{added}");
    let late = Said::of(&store, &["staff", "setup"]).await;
    assert_eq!(late.code, 1, "{late:?}");
    let list = Said::of(&store, &["staff", "list"]).await.ok();
    assert!(list.contains("rep") && list.contains("shop"), "{list}");
    for act in ["disable", "enable", "reset"] {
        Said::of(&store, &["staff", act, EMAIL]).await.ok();
        let nobody = Said::of(&store, &["staff", act, "nobody@acme.example"]).await;
        assert_eq!(nobody.code, 1, "{nobody:?}");
    }
    let wrong = Said::of(&store, &["staff", "add", EMAIL, "--role", "owner"]).await;
    assert_eq!(wrong.code, 64, "{wrong:?}");
    child.kill().await.expect("it can be killed");

    // Once there is somebody, a start says nothing of it.
    let mut child = spawn(&store);
    let out = child.stdout.take().expect("standard output is piped");
    let mut lines = BufReader::new(out).lines();
    let said = hears(&mut lines, "listening on").await;
    let address = word_after(&said, "listening on");
    // It says what it has to say before it answers.
    assert_eq!(status(&format!("{address}/healthz")).await, 200);
    child.kill().await.expect("it can be killed");
    let more = lines.next_line().await.expect("it can be heard");
    assert_eq!(more, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accounts_stand_ready_in_a_demo_alone() {
    let site = Site::on(Store::sqlite()).await;
    let page = site.get("/sign-in").await.text().await.expect("text");
    assert!(!page.contains("data-part=\"ready\""), "{page}");
    let guess = EntryToken::from_bits(1);
    assert_eq!(site.get(&links::path(&guess)).await.status(), 404);
    assert!(wall(&site) == at(crate::harness::NOW));
    site.stop().await;
}
