//! A history that comes in by the browser: sent, looked through, corrected and
//! imported with plain forms.

use super::{SIX, all, imports_in_the_trail, nobody_is_written_to, outcomes, packed};
use crate::harness::{Multipart, Session, Site, mode, on_both};
use doorstep::performance::Count;
use doorstep::staff::Role;
use server::db::history_upload::{self, UploadState};
use server::history::{Stage, upload};
use std::time::Duration;

on_both!(
    a_manager_uploads_corrects_and_imports,
    what_cannot_be_is_said,
    what_a_stopped_server_left_is_begun_again,
);

const PAGE: &str = "/settings/history/shop";

async fn send(session: &Session, file: &[u8], called: &str) -> String {
    let form = Multipart::default().file("file", called, file);
    let answer = session
        .request("POST", &format!("{PAGE}/file"))
        .header("content-type", Multipart::content_type())
        .body(form.bytes())
        .send()
        .await
        .expect("the server answers");
    assert_eq!(answer.status(), 303);
    let to = answer.headers()["location"].to_str();
    to.expect("it is an address").to_owned()
}

/// The page, once nothing is done any more.
async fn at_rest(session: &Session) -> String {
    for _ in 0..400 {
        let page = session.page(PAGE).await;
        if !page.contains("data-part=\"running\"") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it is never done")
}

async fn press(session: &Session, fields: &[(&str, &str)]) -> String {
    let answer = session.post(PAGE, fields).await;
    assert_eq!(answer.status(), 303);
    at_rest(session).await
}

fn files(site: &Site) -> Vec<std::path::PathBuf> {
    let folder = site.services.histories.folder();
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    found.map(|entry| entry.path()).collect()
}

async fn a_manager_uploads_corrects_and_imports(site: Site) {
    let manager = site.staff(Role::Manager, &["shop"]).await;
    let first = manager.get("/settings/history").await;
    assert_eq!(first.headers()["location"], PAGE);
    assert!(manager.page(PAGE).await.contains("type=\"file\""));
    let text = SIX
        .replace("status,", "How it stands,")
        .replace("H-5,", "H-5,soon ");
    assert_eq!(
        send(&manager, &packed(text.as_bytes()), "orders <b>.csv.gz").await,
        PAGE
    );
    let page = at_rest(&manager).await;
    assert!(
        page.contains("5 orders, placed from 2026-03-02 on"),
        "{page}"
    );
    assert!(
        page.contains("Line 6: \"Placed at\" is no date with a time"),
        "{page}"
    );
    assert!(page.contains("orders &lt;b&gt;.csv.gz"), "{page}");
    assert!(
        !page.contains("called off"),
        "its word is not understood yet: {page}"
    );
    assert_eq!(outcomes(&site).await, [], "nothing is imported yet");
    let [file] = files(&site).try_into().expect("there is one file");
    assert_eq!(mode(&file), 0o600);

    let mut columns = vec![("do", "check")];
    for header in text.lines().next().unwrap_or_default().split(',') {
        let means = if header == "How it stands" {
            "status"
        } else {
            header
        };
        columns.push(("column", means));
    }
    let page = press(&manager, &columns).await;
    assert!(page.contains("1 called off"), "{page}");
    assert!(page.contains("As you have chosen."), "{page}");
    let page = press(&manager, &[("do", "import")]).await;
    assert!(page.contains("5 orders new"), "{page}");
    assert!(page.contains("1 line left out"), "{page}");
    assert!(files(&site).is_empty(), "the file is gone");
    let counted = all(&site).await;
    let counts = [Count::Parcels, Count::Delivered, Count::Withdrawn];
    assert_eq!(counts.map(|count| counted.of(count)), [5, 3, 1]);
    assert_eq!(imports_in_the_trail(&site).await, 1);
    nobody_is_written_to(&site).await;

    // The next file of these headers is understood at once, and changes nothing.
    send(&manager, text.as_bytes(), "orders.csv").await;
    let page = at_rest(&manager).await;
    assert!(page.contains("As you had it for the last file"), "{page}");
    let page = press(&manager, &[("do", "import")]).await;
    assert!(page.contains("5 orders known already"), "{page}");
    assert!(!page.contains("orders new"), "{page}");
    site.stop().await;
}

async fn what_cannot_be_is_said(site: Site) {
    let manager = site.staff(Role::Manager, &["shop"]).await;
    assert_eq!(
        send(&manager, b"", "empty.csv").await,
        format!("{PAGE}?problem=no_file")
    );
    let page = manager.page(&format!("{PAGE}?problem=no_file")).await;
    assert!(page.contains("Choose a file first."), "{page}");
    send(&manager, b"Ref,Bought\nA,2026-03-02 10:00\n", "own.csv").await;
    let page = at_rest(&manager).await;
    assert!(page.contains("No order can be read yet"), "{page}");
    assert!(!page.contains("value=\"import\""), "{page}");
    // Not even by whoever sends the form all the same.
    let page = press(&manager, &[("do", "import")]).await;
    assert!(page.contains("No order can be read yet"), "{page}");
    let page = press(&manager, &[("do", "discard")]).await;
    assert!(!page.contains("data-part=\"found\""), "{page}");
    assert!(files(&site).is_empty());

    let brand = manager.actor.serves.clone();
    let doorstep::staff::Serves::Only(ids) = brand else {
        unreachable!()
    };
    let running = site.services.histories.begin(ids[0], Stage::Importing);
    let running = running.expect("nothing is done");
    assert_eq!(
        send(&manager, b"a,b\n", "b.csv").await,
        format!("{PAGE}?problem=busy")
    );
    let page = manager.page(PAGE).await;
    assert!(
        page.contains("data-part=\"running\"") && page.contains("<progress"),
        "{page}"
    );
    let told = manager.page(&format!("{PAGE}/progress")).await;
    assert!(told.contains("Importing: 0 %, 0 orders"), "{told}");
    drop(running);
    assert_eq!(manager.page(&format!("{PAGE}/progress")).await, "{}");

    let rep = site.staff(Role::Rep, &["shop"]).await;
    assert_eq!(rep.get(PAGE).await.status(), 403);
    let foreign = site.staff(Role::Manager, &["north"]).await;
    assert_eq!(foreign.get(PAGE).await.status(), 404);
    site.stop().await;
}

async fn what_a_stopped_server_left_is_begun_again(site: Site) {
    let manager = site.staff(Role::Manager, &["shop"]).await;
    send(&manager, SIX.as_bytes(), "six.csv").await;
    at_rest(&manager).await;
    let read = site.services.database.read();
    let rows = history_upload::of_any_brand(read).await;
    let mut row = rows.expect("they can be read").remove(0);
    UploadState::Importing.code().clone_into(&mut row.state);
    let transaction = site.services.database.begin().await.expect("it begins");
    history_upload::set_for_brand(&transaction, &row)
        .await
        .expect("it is kept");
    transaction.commit().await.expect("it is kept");
    let page = manager.page(PAGE).await;
    assert!(page.contains("The server was stopped"), "{page}");
    let page = press(&manager, &[("do", "import")]).await;
    assert!(page.contains("6 orders new"), "{page}");

    // One that nobody imports goes after a day; what came of one stays.
    send(&manager, SIX.as_bytes(), "six.csv").await;
    at_rest(&manager).await;
    upload::drop_old(&site.services)
        .await
        .expect("it can be dropped");
    assert_eq!(files(&site).len(), 1);
    let now = site.services.clock.watch();
    let later = (now + chrono::TimeDelta::hours(25)).timestamp_millis();
    let aged = history_upload::Model {
        uploaded_ms: row.uploaded_ms - (later - now.timestamp_millis()),
        ..history_upload::of_any_brand(site.services.database.read())
            .await
            .expect("they can be read")
            .remove(0)
    };
    let transaction = site.services.database.begin().await.expect("it begins");
    history_upload::set_for_brand(&transaction, &aged)
        .await
        .expect("it is kept");
    transaction.commit().await.expect("it is kept");
    upload::drop_old(&site.services)
        .await
        .expect("it can be dropped");
    assert!(files(&site).is_empty());
    assert!(!manager.page(PAGE).await.contains("data-part=\"found\""));
    site.stop().await;
}
