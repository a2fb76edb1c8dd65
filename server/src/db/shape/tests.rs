use super::*;
use crate::db::brand;
use crate::db::{Database, from_ms};
use sea_orm::ConnectionTrait;
use sea_orm_migration::prelude::async_trait;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};
use std::os::unix::fs::PermissionsExt;

/// A version that adds a table.
struct Newer;
/// A version whose change breaks off half way.
struct Broken;

struct AddsATable;
struct BreaksOff;

const ADDED: &str = "m29990101_000001_added";

impl MigrationName for AddsATable {
    fn name(&self) -> &str {
        ADDED
    }
}

impl MigrationName for BreaksOff {
    fn name(&self) -> &str {
        ADDED
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait spells it so")]
#[async_trait::async_trait]
impl MigrationTrait for AddsATable {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let database = manager.get_connection();
        database
            .execute_unprepared("create table added (id integer)")
            .await?;
        Ok(())
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait spells it so")]
#[async_trait::async_trait]
impl MigrationTrait for BreaksOff {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let database = manager.get_connection();
        database.execute_unprepared("delete from brand").await?;
        database.execute_unprepared("not a statement").await?;
        Ok(())
    }
}

fn known_and(more: Box<dyn MigrationTrait>) -> Vec<Box<dyn MigrationTrait>> {
    let mut all = migrations::Migrator::migrations();
    all.push(more);
    all
}

impl MigratorTrait for Newer {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        known_and(Box::new(AddsATable))
    }
}

impl MigratorTrait for Broken {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        known_and(Box::new(BreaksOff))
    }
}

struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let name = format!("doorstep-shape-{name}-{}", std::process::id());
        let folder = crate::config::temporary_folder(&name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        Self(folder)
    }

    fn file(&self) -> Location {
        Location::File(self.0.join("shop.sqlite"))
    }

    /// A file of today's shape with a brand in it.
    async fn with_a_brand(name: &str) -> Self {
        let place = Self::new(name);
        let database = Database::open(&place.file()).await.expect("it opens");
        let first = doorstep::brand::named("acme", "Acme");
        brand::set(database.read(), &first, &[], from_ms(0))
            .await
            .expect("a brand can be made");
        database.close().await.expect("it closes");
        place
    }

    fn copies(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(&self.0)
            .expect("the folder is there")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.contains("before-"))
            .collect();
        names.sort();
        names
    }

    async fn brands_of(&self, name: &str) -> usize {
        let database = Database::open_as_it_is(&Location::File(self.0.join(name)))
            .await
            .expect("it opens");
        let brands = brand::all(database.read()).await.expect("brands are there");
        database.close().await.expect("it closes");
        brands.len()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn an_upgrade_keeps_a_private_copy_of_how_it_was() {
    let place = Place::with_a_brand("upgrade").await;
    assert_eq!(
        place.copies(),
        Vec::<String>::new(),
        "a new file has no past"
    );
    let newer = Database::open_with::<Newer>(&place.file()).await;
    newer.expect("it opens").close().await.expect("it closes");
    let copy = format!("shop.sqlite.before-{ADDED}.sqlite");
    assert_eq!(place.copies(), std::slice::from_ref(&copy));
    let mode = std::fs::metadata(place.0.join(&copy)).expect("it is there");
    assert_eq!(mode.permissions().mode() & 0o777, 0o600);
    assert_eq!(place.brands_of(&copy).await, 1, "the copy is whole");
    let way_back = Database::open(&Location::File(place.0.join(&copy))).await;
    way_back
        .expect("this version opens it")
        .close()
        .await
        .expect("it closes");

    let again = Database::open_with::<Newer>(&place.file()).await;
    again.expect("it opens").close().await.expect("it closes");
    assert_eq!(
        place.copies().len(),
        1,
        "nothing changes, nothing is copied"
    );
    let older = Database::open(&place.file()).await;
    let said = older.map(|_| ()).expect_err("it is of a newer shape");
    assert!(said.to_string().contains("newer doorstep"), "{said}");
}

#[tokio::test]
async fn an_upgrade_that_fails_loses_nothing_and_overwrites_no_copy() {
    let place = Place::with_a_brand("failed").await;
    for copies in 1..=2 {
        let failed = Database::open_with::<Broken>(&place.file()).await;
        assert!(failed.is_err(), "the change breaks off");
        assert_eq!(place.copies().len(), copies);
    }
    assert_eq!(
        place.brands_of("shop.sqlite").await,
        1,
        "it was rolled back"
    );
    let today = Database::open(&place.file()).await;
    today
        .expect("this version works on")
        .close()
        .await
        .expect("it closes");
}

#[tokio::test]
async fn without_a_copy_nothing_is_changed() {
    let place = Place::with_a_brand("full").await;
    // What takes the copy's place while it is written cannot be a folder.
    let draft = format!("shop.sqlite.before-{ADDED}.sqlite.part");
    std::fs::create_dir(place.0.join(draft)).expect("a folder can be made");
    let refused = Database::open_with::<Newer>(&place.file()).await;
    let said = refused.map(|_| ()).expect_err("there is no copy");
    assert!(said.to_string().contains("nothing was changed"), "{said}");
    let database = Database::open_as_it_is(&place.file())
        .await
        .expect("it opens");
    let left = pending::<Newer>(database.read()).await.expect("it answers");
    assert_eq!(left, [ADDED]);
    database.close().await.expect("it closes");
}
