//! The database's shape: what a start has to change of it, and the copy it
//! makes first, so that there is a way back from every upgrade.

use super::Location;
use super::backup::copy_private;
use super::lock::beside;
use crate::error::Error;
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::{MigrationStatus, MigratorTrait};
use std::path::{Path, PathBuf};

/// Which changes a database has seen, and which it has not.
struct Shape {
    is_new: bool,
    pending: Vec<String>,
}

async fn shape<M: MigratorTrait>(database: &DatabaseConnection) -> Result<Shape, Error> {
    let changes = M::get_migration_with_status_read_only(database)
        .await
        .map_err(explained)?;
    let names = |wanted: MigrationStatus| {
        changes
            .iter()
            .filter(move |change| change.status() == wanted)
            .map(|change| change.name().to_owned())
    };
    Ok(Shape {
        is_new: names(MigrationStatus::Applied).next().is_none(),
        pending: names(MigrationStatus::Pending).collect(),
    })
}

/// The one failure here that is not the database's own: it has seen a change
/// that this program does not know.
fn explained(error: DbErr) -> Error {
    match error {
        DbErr::Custom(_) => Error::refused(
            "a newer doorstep has changed this database: run that version, or restore the copy it made before it did",
        ),
        other => other.into(),
    }
}

/// The changes a database has not seen yet, the oldest first.
///
/// # Errors
/// When the database refuses, or a newer version has changed it.
pub async fn pending<M: MigratorTrait>(
    database: &DatabaseConnection,
) -> Result<Vec<String>, Error> {
    Ok(shape::<M>(database).await?.pending)
}

/// Brings a database to the newest shape. One that holds data is copied
/// first where that can be done from here: into a file beside it.
///
/// # Errors
/// When the copy or a change fails; after a failed copy nothing was changed.
pub async fn renew<M: MigratorTrait>(
    database: &DatabaseConnection,
    location: &Location,
) -> Result<(), Error> {
    let shape = shape::<M>(database).await?;
    let Some(first) = shape.pending.first() else {
        return Ok(());
    };
    if !shape.is_new {
        keep_a_way_back(database, location, first).await?;
    }
    M::up(database, None).await?;
    Ok(())
}

async fn keep_a_way_back(
    database: &DatabaseConnection,
    location: &Location,
    first: &str,
) -> Result<(), Error> {
    let Location::File(file) = location else {
        tracing::warn!(
            change = first,
            "this start changes the shape of the database: the way back to the older version is a dump of pg_dump made before it"
        );
        return Ok(());
    };
    let copy = free_name(file, first);
    copy_private(database, &copy).await.map_err(|error| {
        Error::refused(format!(
            "{} could not be copied to {} before its upgrade, so nothing was changed: {error}",
            file.display(),
            copy.display()
        ))
    })?;
    tracing::info!(
        change = first,
        copy = %copy.display(),
        "this start changes the shape of the database: a copy of how it was is kept"
    );
    Ok(())
}

/// A copy is never overwritten: one that is there already may be of an
/// upgrade that failed, weeks ago.
fn free_name(file: &Path, first: &str) -> PathBuf {
    let named = |count: u32| match count {
        1 => beside(file, &format!("before-{first}.sqlite")),
        _ => beside(file, &format!("before-{first}.{count}.sqlite")),
    };
    let mut count = 1;
    while named(count).exists() {
        count += 1;
    }
    named(count)
}

#[cfg(test)]
mod tests;
