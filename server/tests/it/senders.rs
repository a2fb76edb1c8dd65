//! Senders: whom a brand's mails come from, and what the world's name servers
//! say of it.

use crate::harness::payloads::door_order;
use crate::harness::{MailHost, NameServer, Site, Store, on_both};
use doorstep::brand::named;
use doorstep::staff::Role;
use server::admin::Command;
use server::brand::BrandFile;

on_both!(a_brands_own_address_comes_first, a_domain_is_looked_at);

async fn set(site: &Site, values: &[(&str, &str)]) {
    let mut given = named("shop", "Harbour & Pine");
    given.insert("default".to_owned(), "true".to_owned());
    for (key, value) in values {
        given.insert((*key).to_owned(), (*value).to_owned());
    }
    let brand = BrandFile::of(given, Vec::new());
    site.command(Command::BrandSet(brand))
        .await
        .expect("the brand can be set");
}

async fn link_of(site: &Site, host: &MailHost, number: usize) -> String {
    let asked = site
        .submit("/my", &[("email", "jo.1001@example.com")])
        .await;
    assert_eq!(asked.status(), 303);
    let letters = host.letters(number).await;
    letters[number - 1].header("from").to_owned()
}

async fn a_brands_own_address_comes_first(site: Site) {
    let host = MailHost::start().await;
    let site = site.with_mail(host.port).await;
    set(&site, &[("support.email", "help@harbour.example")]).await;
    let door = site.door(&[]).await;
    let mut order = door_order("1001");
    order["email"] = "jo.1001@example.com".into();
    site.accept(&door.post("orders", &order)).await;
    let of_site = link_of(&site, &host, 1).await;
    assert!(of_site.contains("orders@acme.example"), "{of_site}");
    set(
        &site,
        &[
            ("support.email", "help@harbour.example"),
            ("mail.from", "orders@harbour.example"),
        ],
    )
    .await;
    let own = link_of(&site, &host, 2).await;
    assert!(own.contains("orders@harbour.example"), "{own}");
    site.stop().await;
}

async fn a_domain_is_looked_at(site: Site) {
    let names = NameServer::start().await;
    let site = site.asking(names.address).await;
    set(
        &site,
        &[
            ("mail.from", "orders@Harbour.example"),
            ("mail.selectors", "s1\nold\ns1_2024"),
        ],
    )
    .await;
    let admin = site.staff(Role::Admin, &[]).await;
    let page = admin.page("/settings/senders").await;
    assert!(page.contains("orders@Harbour.example"), "{page}");
    assert!(!page.contains("data-grade"), "nobody has asked yet: {page}");

    names.exchange("harbour.example", "mx.harbour.example");
    names.text("harbour.example", "v=spf1 include:post.example -all");
    names.text("post.example", "v=spf1 ip4:192.0.2.0/24 -all");
    let key = format!("v=DKIM1; k=rsa; p={}", "A".repeat(392));
    names.text("s1._domainkey.harbour.example", &key);
    names.text("s1_2024._domainkey.harbour.example", &key);
    names.text("_dmarc.harbour.example", "v=DMARC1; p=<script>");
    let page = admin.page("/settings/senders?check=shop").await;
    for (grade, says) in [
        ("fine", "so answers and notes of mails"),
        ("fine", "There is an SPF record."),
        ("fine", "The key s1 is there (2048 bits)."),
        ("fine", "The key s1_2024 is there (2048 bits)."),
        ("wrong", "There is no key at the selector old."),
        ("wrong", "The DMARC record does not say what to do"),
    ] {
        let at = page.find(says).unwrap_or_else(|| panic!("{says}: {page}"));
        let before = page[..at].rfind("data-grade=").expect("it has a grade");
        let found = &page[before..at];
        assert!(
            found.starts_with(&format!("data-grade=\"{grade}\"")),
            "{says}: {found}"
        );
    }

    // Whoever has mended a record looks again at once.
    names.text("old._domainkey.harbour.example", &key);
    let page = admin.page("/settings/senders?check=shop").await;
    assert!(page.contains("The key old is there"), "{page}");
    site.stop().await;
}

/// A name server that is not there leaves a page that says so.
#[tokio::test]
async fn nobody_answers() {
    let site = Site::on(Store::sqlite()).await;
    let gone = {
        let names = NameServer::start().await;
        names.address
    };
    let site = site.asking(gone).await;
    set(&site, &[("mail.from", "orders@harbour.example")]).await;
    let admin = site.staff(Role::Admin, &[]).await;
    let page = admin.page("/settings/senders?check=shop").await;
    assert!(
        page.contains("No name server answered for harbour.example"),
        "{page}"
    );
    assert!(!page.contains("data-grade=\"wrong\""), "{page}");
    site.stop().await;
}
