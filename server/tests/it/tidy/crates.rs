//! The arrows between our crates, read from their manifests.

use std::collections::BTreeSet;
use toml::{Table, Value};

/// Our crates: folder (with a final `/`, or nothing for the root), name, and
/// which of ours it may use.
pub const CRATES: &[(&str, &str, &[&str])] = &[
    ("", "doorstep", &[]),
    ("migrations/", "migrations", &[]),
    ("app/", "app", &["doorstep"]),
    ("frontend/", "frontend", &["app"]),
    ("server/", "server", &["app", "doorstep", "migrations"]),
];

/// All the domain may use. Anything else drags a world into the browser.
pub const DOMAIN_MAY_USE: &[&str] = &["chrono", "serde", "sha2", "thiserror"];

/// What a manifest depends on: for building, running and testing, on any
/// target, under the name it is published by.
pub fn dependencies(manifest: &str) -> Result<BTreeSet<String>, String> {
    let manifest: Table = manifest.parse().map_err(|error| format!("{error}"))?;
    let mut found = BTreeSet::new();
    collect(
        &manifest,
        &mut found,
        &["dependencies", "dev-dependencies", "build-dependencies"],
    );
    let targets = manifest.get("target").and_then(Value::as_table);
    for target in targets
        .into_iter()
        .flat_map(Table::values)
        .filter_map(Value::as_table)
    {
        collect(
            target,
            &mut found,
            &["dependencies", "dev-dependencies", "build-dependencies"],
        );
    }
    Ok(found)
}

/// What a manifest's own code is built with, tests and build scripts left out.
pub fn code_dependencies(manifest: &str) -> Result<BTreeSet<String>, String> {
    let manifest: Table = manifest.parse().map_err(|error| format!("{error}"))?;
    let mut found = BTreeSet::new();
    collect(&manifest, &mut found, &["dependencies"]);
    Ok(found)
}

fn collect(table: &Table, found: &mut BTreeSet<String>, sections: &[&str]) {
    for section in sections {
        let entries = table.get(*section).and_then(Value::as_table);
        for (name, entry) in entries.into_iter().flatten() {
            let published = entry.get("package").and_then(Value::as_str);
            found.insert(published.unwrap_or(name).to_owned());
        }
    }
}

/// The arrows of one manifest that are not allowed.
pub fn forbidden_arrows(
    name: &str,
    may_use: &[&str],
    manifest: &str,
) -> Result<Vec<String>, String> {
    let ours = |dependency: &&String| CRATES.iter().any(|(_, ours, _)| ours == dependency);
    Ok(dependencies(manifest)?
        .iter()
        .filter(ours)
        .filter(|dependency| !may_use.contains(&dependency.as_str()))
        .map(|dependency| format!("{name} must not use {dependency}"))
        .collect())
}

#[test]
fn a_forbidden_arrow_is_seen_wherever_it_hides() {
    for manifest in [
        "[dependencies]\nserver = { path = \"../server\" }",
        "[dev-dependencies]\nserver.workspace = true",
        "[build-dependencies.server]\npath = \"../server\"",
        "[target.'cfg(unix)'.dependencies]\nserver = \"1\"",
        "[dependencies]\ninnocent = { package = \"server\", path = \"../server\" }",
    ] {
        let found = forbidden_arrows("app", &["doorstep"], manifest);
        assert_eq!(
            found,
            Ok(vec!["app must not use server".to_owned()]),
            "{manifest}"
        );
    }
    let fine = "[dependencies]\ndoorstep.workspace = true\nserde = \"1\"";
    assert_eq!(forbidden_arrows("app", &["doorstep"], fine), Ok(Vec::new()));
    assert!(forbidden_arrows("app", &[], "no manifest").is_err());
}
