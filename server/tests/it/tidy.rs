//! The map of the project as tests: which crate may use which, what each
//! folder must not touch, where words for people live, how long files are.
//!
//! A rule is a function over a path and a text, and each is shown a sample
//! that breaks it.

mod crates;
mod paths;
mod prose;
mod rules;
mod source;

use crates::{CRATES, DOMAIN_MAY_USE};
use rules::{NOWHERE, RULES, is_among};
use source::Source;
use std::fs;
use std::path::{Path, PathBuf};

/// The longest a file may be without its tests.
const LINES: usize = 400;
/// Longer files, each with its reason.
const LONGER: &[(&str, &str)] = &[
    ("*/codes.rs", "a carrier's event codes, a row each"),
    ("*table.rs", "rows, nothing else"),
    ("*tables.rs", "rows, nothing else"),
    (
        "server/src/carriers/words/countries.rs",
        "every country's names and codes, a row each",
    ),
];
/// Folders beside the carriers' and the shops' that belong to all of them.
const SHARED: &[&str] = &["times", "words"];
/// The most lines of the browser's entry point: it hydrates, and no more.
const ENTRY_LINES: usize = 15;
/// Whose code the rules bind.
const CODE: &[&str] = &[
    "src/",
    "app/src/",
    "frontend/src/",
    "migrations/src/",
    "server/src/",
    "server/tests/",
    "server/benches/",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the server is a folder of the workspace")
        .to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path))
        .unwrap_or_else(|error| panic!("cannot read {path}: {error}"))
}

/// Every file below a folder whose name ends so, as paths from the root.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                let is_ours = path
                    .file_name()
                    .is_some_and(|name| name != "node_modules" && name != "results");
                open.extend(is_ours.then_some(path));
            } else if path.to_string_lossy().ends_with(ending) {
                let inside = path.strip_prefix(root()).unwrap_or(&path);
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn rust_files() -> Vec<String> {
    CODE.iter()
        .flat_map(|folder| files(folder, ".rs"))
        .collect()
}

/// A file of tests and nothing else, by its folder or its name.
fn is_test(path: &str) -> bool {
    is_among(
        path,
        &[
            "server/tests/",
            "server/benches/",
            "*/tests.rs",
            "*_tests.rs",
        ],
    ) || path.contains("/tests/")
}

/// The files that code outside tests is in: not those of tests, nor those of
/// modules declared under `#[cfg(test)]`.
fn code_files() -> Vec<String> {
    let mut files = rust_files();
    let tests: Vec<String> = files
        .iter()
        .flat_map(|path| Source::parse(path, &read(path)).test_modules())
        .collect();
    files.retain(|path| !is_test(path) && !tests.contains(path));
    files
}

fn code_sources() -> Vec<Source> {
    let sources: Vec<Source> = code_files()
        .iter()
        .map(|path| Source::parse(path, &read(path)).without_tests())
        .collect();
    assert!(
        sources.len() > 10,
        "the walk found too little: {}",
        sources.len()
    );
    sources
}

fn none(found: impl IntoIterator<Item = String>) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn crates_use_each_other_along_the_arrows_only() {
    none(CRATES.iter().flat_map(|(folder, name, may_use)| {
        let manifest = read(&format!("{folder}Cargo.toml"));
        crates::forbidden_arrows(name, may_use, &manifest).expect("cargo has read it too")
    }));
}

#[test]
fn the_domain_stays_light() {
    let used = crates::code_dependencies(&read("Cargo.toml")).expect("cargo has read it too");
    assert!(used.contains("serde"), "the manifest was not understood");
    none(
        used.into_iter()
            .filter(|name| !DOMAIN_MAY_USE.contains(&name.as_str())),
    );
}

#[test]
fn folders_touch_what_they_may_only() {
    none(
        code_sources()
            .iter()
            .flat_map(|source| RULES.iter().flat_map(|rule| rules::broken(rule, source))),
    );
}

#[test]
fn nothing_is_ignored_or_left_for_later() {
    none(
        rust_files()
            .iter()
            .flat_map(|path| rules::broken(&NOWHERE, &Source::parse(path, &read(path)))),
    );
}

#[test]
fn carriers_and_shops_keep_to_their_folders() {
    let folders: Vec<String> = ["carriers", "shops"]
        .iter()
        .flat_map(|family| fs::read_dir(root().join("server/src").join(family)))
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !SHARED.contains(&name.as_str()))
        .collect();
    assert!(
        folders.len() > 3,
        "the carriers were not found: {folders:?}"
    );
    none(
        code_sources()
            .iter()
            .flat_map(|source| rules::neighbours(source, &folders)),
    );
}

#[test]
fn words_for_people_live_in_texts() {
    let bound = |source: &&Source| {
        is_among(&source.path, prose::WITHOUT_PROSE) && !is_among(&source.path, prose::HOMES)
    };
    none(code_sources().iter().filter(bound).flat_map(prose::prose));
}

#[test]
fn texts_are_complete_by_match() {
    let texts = code_sources();
    none(
        texts
            .iter()
            .filter(|source| source.path.starts_with("app/src/texts"))
            .flat_map(catch_alls),
    );
}

#[test]
fn files_say_what_they_are_for() {
    none(
        rust_files()
            .iter()
            .filter_map(|path| unexplained(path, &read(path))),
    );
}

#[test]
fn files_are_short() {
    none(
        code_files()
            .iter()
            .filter_map(|path| too_long(path, &read(path))),
    );
}

#[test]
fn the_browsers_entry_point_stays_small() {
    let lines = read("frontend/src/lib.rs").lines().count();
    assert!(
        lines < ENTRY_LINES,
        "frontend/src/lib.rs has {lines} lines: it hydrates and does no more"
    );
}

#[test]
fn browser_tests_are_neither_narrowed_nor_skipped() {
    none(
        files("end2end", ".mjs")
            .iter()
            .flat_map(|path| narrowed(path, &read(path))),
    );
}

/// A match on one of our closed lists must name every case, so that a new one
/// cannot go without its words. Reasons are left to the compiler's match on
/// their labels: elsewhere they may share words with the rest of their group.
fn catch_alls(source: &Source) -> Vec<String> {
    const CLOSED: &[&str] = &[
        "Status::",
        "Step::",
        "Flag::",
        "Notice::",
        "NoticeKind::",
        "PromiseSource::",
        "ReasonGroup::",
    ];
    let code = &source.code;
    let wildcards = code
        .match_indices("_ =>")
        .chain(code.match_indices("_ if "));
    wildcards
        .filter(|(at, _)| {
            !code[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
        })
        .filter(|(at, _)| {
            let arms = &code[opening(code, *at)..*at];
            arms.split("=>").any(|arm| {
                let pattern = arm.rsplit([',', '{', '}']).next().unwrap_or(arm);
                CLOSED
                    .iter()
                    .any(|closed| pattern.trim_start().starts_with(closed))
            })
        })
        .map(|(at, _)| {
            format!(
                "{}:{}: `_`: name every case of a closed list",
                source.path,
                source.line(at)
            )
        })
        .collect()
}

/// The brace that opens the block an offset stands in.
fn opening(code: &str, at: usize) -> usize {
    let mut depth = 0usize;
    for (place, byte) in code
        .bytes()
        .enumerate()
        .take(at)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        match byte {
            b'}' => depth += 1,
            b'{' if depth == 0 => return place,
            b'{' => depth -= 1,
            _ => {}
        }
    }
    0
}

fn unexplained(path: &str, text: &str) -> Option<String> {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with("#!["));
    let words = first
        .and_then(|line| line.strip_prefix("//!"))
        .map_or(0, |words| words.split_whitespace().count());
    // A file called `tests` says it by its name, as a module of that name does.
    (words < 3 && !path.ends_with("/tests.rs"))
        .then(|| format!("{path}: open with `//!` and what the file is for"))
}

fn too_long(path: &str, text: &str) -> Option<String> {
    let excused = is_test(path) || LONGER.iter().any(|(longer, _)| is_among(path, &[longer]));
    let lines = Source::lines_without_tests(path, text);
    (!excused && lines > LINES).then(|| {
        format!("{path}: {lines} lines without tests: more than {LINES} is more than one thing")
    })
}

fn narrowed(path: &str, text: &str) -> Vec<String> {
    const NARROWING: &[&str] = &[
        ".only(",
        ".skip(",
        ".todo(",
        "only:",
        "skip:",
        "todo:",
        "--test-only",
    ];
    let is_offence = |line: &str| NARROWING.iter().any(|mark| line.contains(mark));
    text.lines()
        .enumerate()
        .filter(|(_, line)| is_offence(line))
        .map(|(at, line)| {
            format!(
                "{path}:{}: {}: every browser test runs",
                at + 1,
                line.trim()
            )
        })
        .collect()
}

#[test]
fn each_rule_of_this_file_can_fail() {
    let long = "//! Words about it\n".to_owned() + &"fn a() {}\n".repeat(LINES);
    assert!(too_long("src/x.rs", &long).is_some());
    assert!(too_long("src/x.rs", &long.replacen("fn a() {}\n", "", 1)).is_none());
    assert!(too_long("server/tests/it/x.rs", &long).is_none());
    let tests = format!(
        "//! Words about it\n#[cfg(test)]\nmod tests {{\n{}}}\n",
        "fn a() {}\n".repeat(LINES)
    );
    assert!(too_long("src/x.rs", &tests).is_none());

    for silent in [
        "use std::fs;",
        "",
        "//! TODO",
        "/// Not of the module itself\nfn a() {}",
    ] {
        assert!(unexplained("src/x.rs", silent).is_some(), "{silent}");
    }
    assert!(unexplained("src/x.rs", "#![allow(x)]\n\n//! What it is for.").is_none());

    for skipped in [
        "test.skip('a')",
        "describe.only('a')",
        "test('a', { skip: true })",
        "test.todo('a')",
    ] {
        assert_eq!(narrowed("end2end/x.mjs", skipped).len(), 1, "{skipped}");
    }
    assert!(narrowed("end2end/x.mjs", "test('skips the intro')").is_empty());

    let check = |text: &str| catch_alls(&Source::parse("app/src/texts/en.rs", text)).len();
    assert_eq!(check("match s { Status::Ordered => a(), _ => b() }"), 1);
    assert_eq!(
        check("match s { Status::Ordered => { c() } other if x => d(), _ if y => b() }"),
        1
    );
    assert_eq!(
        check("match n { 1 => one(Status::Ordered), _ => many() }"),
        0
    );
    assert_eq!(
        check("match s { Status::Ordered => match n { 1 => a, _ => b }, Status::Packed => c }"),
        0
    );
}
