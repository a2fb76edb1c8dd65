//! What the configuration and the machine say: the address, the site key,
//! and the room that is left.

use super::Finding;
use crate::config::{Config, SiteKeyFrom};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// With less room than this, in bytes, writes fail soon.
const LEAST_ROOM: u64 = 200 * 1024 * 1024;

/// Looks at what belongs to the machine rather than to the data.
#[must_use]
pub fn machine(config: &Config) -> Vec<Finding> {
    let mut found = vec![address(config), site_key(config)];
    found.extend(config.database.file().and_then(room));
    found
}

fn address(config: &Config) -> Finding {
    match &config.public_address {
        None => Finding::to_do(
            "address",
            "not said: write `public_address = \"https://...\"` into the configuration",
        ),
        Some(address) if !address.is_https() => Finding::to_do(
            "address",
            format!(
                "{} is not HTTPS: put a proxy with TLS in front, such as the Caddyfile of the archive",
                address.as_str()
            ),
        ),
        Some(address) => Finding::fine("address", address.as_str()),
    }
}

fn site_key(config: &Config) -> Finding {
    let path = match &config.site_key {
        SiteKeyFrom::Text(_) => {
            return Finding::fine("site key", "from the environment; have a copy elsewhere");
        }
        SiteKeyFrom::File(path) => path,
    };
    let name = path.display();
    match std::fs::metadata(path) {
        Err(_) if config.database.file().is_some_and(|file| !file.exists()) => {
            Finding::to_do("site key", format!("{name} is made at the first start"))
        }
        Err(error) => Finding::missing(
            "site key",
            format!(
                "{name}: {error}; put its copy back before the next start, which would make another"
            ),
        ),
        Ok(file) if file.permissions().mode() & 0o077 != 0 => Finding::to_do(
            "site key",
            format!("others may read it: `chmod 600 {name}`"),
        ),
        Ok(_) => match config.existing_key() {
            Ok(_) => Finding::fine("site key", format!("in {name}; have a copy elsewhere")),
            Err(error) => Finding::missing("site key", error.to_string()),
        },
    }
}

/// The room beside the database file: it grows, and an upgrade copies it.
/// Nothing is found where the folder cannot be asked; then the database
/// cannot be opened either, and says so itself.
fn room(file: &Path) -> Option<Finding> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let system = rustix::fs::statvfs(folder.unwrap_or(Path::new("."))).ok()?;
    let free = system.f_bavail.saturating_mul(system.f_frsize);
    let size = std::fs::metadata(file).map_or(0, |file| file.len());
    Some(room_of(free, size))
}

fn room_of(free: u64, size: u64) -> Finding {
    let text = format!("{} MB are free", free / (1024 * 1024));
    if free < LEAST_ROOM {
        return Finding::missing("disk", format!("{text}: make room, or writes fail"));
    }
    if free < LEAST_ROOM.saturating_add(size) {
        let text = format!("{text}: an upgrade needs room for a copy of the database");
        return Finding::to_do("disk", text);
    }
    Finding::fine("disk", text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Grade;

    #[test]
    fn room_is_measured_against_the_copy_of_an_upgrade() {
        const MB: u64 = 1024 * 1024;
        let check = |free: u64, size: u64| room_of(free * MB, size * MB).grade;
        assert_eq!(check(199, 0), Grade::Missing);
        assert_eq!(check(200, 1), Grade::ToDo);
        assert_eq!(check(1_000, 900), Grade::ToDo);
        assert_eq!(check(1_000, 700), Grade::Fine);
    }
}
