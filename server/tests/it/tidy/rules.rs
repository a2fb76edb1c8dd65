//! What a line of code must not touch, by the folder it lives in.

use super::paths::paths;
use super::source::{Source, is_name};

/// A thing that a folder must not name.
#[derive(Clone, Copy)]
pub enum Ban {
    /// A crate of somebody else's, or one of ours: the first part of a path.
    Crate(&'static str),
    /// One of our modules and all below it: the beginning of a path.
    Module(&'static str),
    /// These parts anywhere in a path, in this order.
    Path(&'static str),
    /// A word of the language.
    Word(&'static str),
    /// These characters in the code, whatever stands around them.
    Code(&'static str),
}
use Ban::{Code, Crate, Module, Path, Word};

/// What some files must not touch, and why.
pub struct Rule {
    /// Files it binds: a folder (ends with `/`), a file, or an ending
    /// (begins with `*`).
    pub within: &'static [&'static str],
    /// Files of those it does not bind, in the same notation.
    pub except: &'static [&'static str],
    /// What they must not touch.
    pub bans: &'static [Ban],
    /// The reason, as the person who broke it will read it.
    pub why: &'static str,
}

/// The table. First the arrows between our crates, then the folders.
pub const RULES: &[Rule] = &[
    Rule {
        within: &["src/"],
        except: &[],
        bans: &[
            Crate("tokio"),
            Crate("futures"),
            Word("async"),
            Word("await"),
            Crate("rand"),
            Crate("getrandom"),
            Crate("tracing"),
            Crate("log"),
            Path("Utc::now"),
            Path("Local::now"),
            Path("SystemTime::now"),
            Path("Instant::now"),
            Path("std::env"),
            Path("std::fs"),
            Path("std::net"),
            Path("std::process"),
            Path("std::thread"),
        ],
        why: "the domain decides with pure values: no clock, no randomness, no async, no log; take `now` as an argument",
    },
    Rule {
        within: &["src/"],
        except: &[],
        bans: &[
            Crate("axum"),
            Crate("http"),
            Crate("reqwest"),
            Crate("leptos"),
            Crate("leptos_router"),
            Crate("leptos_axum"),
            Crate("sea_orm"),
            Crate("sqlx"),
            Crate("web_sys"),
            Crate("js_sys"),
            Crate("wasm_bindgen"),
            Crate("app"),
            Crate("server"),
            Crate("migrations"),
            Crate("frontend"),
        ],
        why: "the domain knows neither network, database, pages nor browser, and none of our other crates",
    },
    Rule {
        within: &["app/src/"],
        except: &["app/src/browser/"],
        bans: &[
            Crate("web_sys"),
            Crate("js_sys"),
            Crate("wasm_bindgen"),
            Crate("gloo_net"),
            Crate("gloo_timers"),
        ],
        why: "only app/src/browser speaks to the browser; add a function there, with its server twin",
    },
    Rule {
        within: &["app/src/"],
        except: &[],
        bans: &[
            Crate("sea_orm"),
            Crate("sqlx"),
            Crate("axum"),
            Crate("leptos_axum"),
            Crate("reqwest"),
            Crate("tokio"),
            Crate("server"),
            Crate("migrations"),
            Crate("frontend"),
            Path("std::env"),
            Path("std::fs"),
            Path("std::net"),
            Path("Utc::now"),
            Path("Local::now"),
            Path("SystemTime::now"),
            Path("Instant::now"),
        ],
        why: "pages ask the backend trait; they hold no SQL, no HTTP, no files, and take `now` from the view",
    },
    Rule {
        within: &["app/src/ui/"],
        except: &[],
        bans: &[
            Module("crate::backend"),
            Module("crate::actions"),
            Module("crate::pages"),
        ],
        why: "small pieces fetch nothing; what they show is handed to them",
    },
    Rule {
        within: &["app/src/texts/"],
        except: &[],
        bans: &[
            Module("crate::backend"),
            Module("crate::actions"),
            Module("crate::pages"),
            Module("crate::ui"),
        ],
        why: "texts are keys and arguments in, words out",
    },
    Rule {
        within: &["app/src/browser/"],
        except: &[],
        bans: &[Module("crate::backend"), Module("crate::actions")],
        why: "what speaks to the browser touches nothing of the server",
    },
    Rule {
        within: &["server/src/"],
        except: &["server/src/db/"],
        bans: &[
            Crate("sea_orm"),
            Crate("sea_orm_migration"),
            Crate("sqlx"),
            Crate("migrations"),
        ],
        why: "queries and entities live in server/src/db; give the query a name there",
    },
    Rule {
        within: &["server/src/db/"],
        except: &[],
        bans: &[
            Crate("axum"),
            Crate("http"),
            Crate("reqwest"),
            Crate("app"),
            Module("crate::carriers"),
            Module("crate::shops"),
            Module("crate::intake"),
            Module("crate::views"),
            Module("crate::http"),
            Module("crate::live"),
            Module("crate::outbox"),
            Module("crate::jobs"),
            Module("crate::clock"),
            Module("crate::demo"),
            Path("Utc::now"),
        ],
        why: "a query takes and gives root types: no rules, no HTTP, no time",
    },
    Rule {
        within: &["server/src/carriers/", "server/src/shops/"],
        except: &[],
        bans: &[
            Module("crate::db"),
            Module("crate::live"),
            Module("crate::outbox"),
            Module("crate::intake"),
            Module("crate::views"),
            Module("crate::http"),
            Module("crate::jobs"),
            Module("crate::promises"),
            Module("crate::demo"),
            Crate("app"),
            Crate("leptos"),
        ],
        why: "a carrier or a shop only reads its payload into our words",
    },
    Rule {
        within: &["server/src/carriers/", "server/src/shops/"],
        except: &["*/client.rs"],
        bans: &[
            Crate("reqwest"),
            Crate("hyper"),
            Crate("tokio"),
            Word("async"),
            Word("await"),
        ],
        why: "`client` alone speaks HTTP",
    },
    Rule {
        within: &["server/src/carriers/"],
        except: &[],
        bans: &[Module("crate::shops")],
        why: "carriers and shops do not know each other",
    },
    Rule {
        within: &["server/src/shops/"],
        except: &[],
        bans: &[
            Module("crate::carriers::ups"),
            Module("crate::carriers::fedex"),
            Module("crate::carriers::usps"),
            Module("crate::carriers::dhl_express"),
            Module("crate::carriers::easypost"),
        ],
        why: "a shop names a carrier by its code; it does not read that carrier's payloads",
    },
    Rule {
        within: &["server/src/intake/"],
        except: &[],
        bans: &[
            Crate("axum"),
            Crate("http"),
            Crate("hyper"),
            Crate("tower"),
            Crate("tower_http"),
            Crate("reqwest"),
            Crate("app"),
            Crate("leptos"),
            Module("crate::carriers"),
            Module("crate::shops"),
            Module("crate::views"),
            Module("crate::http"),
            Module("crate::outbox::channel"),
            Module("crate::demo"),
        ],
        why: "intake changes stored truth from domain values alone: no HTTP types, no providers, no views",
    },
    Rule {
        within: &["server/src/views/"],
        except: &[],
        bans: &[
            Crate("axum"),
            Crate("http"),
            Crate("hyper"),
            Crate("reqwest"),
            Module("crate::carriers"),
            Module("crate::shops"),
            Module("crate::http"),
            Module("crate::outbox"),
            Module("crate::demo"),
        ],
        why: "views read for a page: db and rules in, a view out",
    },
    Rule {
        within: &["server/src/outbox/channel/"],
        except: &[],
        bans: &[
            Module("crate::db"),
            Module("crate::intake"),
            Module("crate::views"),
            Module("crate::carriers"),
            Module("crate::shops"),
            Path("doorstep::journey"),
            Path("doorstep::window"),
            Path("doorstep::status"),
        ],
        why: "a channel delivers what it is given and says how that went: no database, no rules",
    },
    Rule {
        within: &["server/src/"],
        except: &["server/src/clock.rs"],
        bans: &[
            Path("Utc::now"),
            Path("Local::now"),
            Path("SystemTime::now"),
            Path("Instant::now"),
        ],
        why: "time is read in server/src/clock.rs alone",
    },
    Rule {
        within: &["server/src/"],
        except: &["server/src/config/"],
        bans: &[
            Path("env::var"),
            Path("env::var_os"),
            Path("env::vars"),
            Path("env::vars_os"),
            Path("env::args"),
            Path("env::args_os"),
            Path("env::current_dir"),
            Path("env::temp_dir"),
        ],
        why: "the environment is read in server/src/config alone",
    },
    Rule {
        within: &[
            "src/",
            "app/src/",
            "frontend/src/",
            "migrations/src/",
            "server/src/",
        ],
        except: &["server/src/clock.rs", "server/src/config/"],
        bans: &[Code("clippy::disallowed_methods")],
        why: "clock and environment have one home each; clippy.toml says which",
    },
    Rule {
        within: &["migrations/src/"],
        except: &[],
        bans: &[
            Crate("doorstep"),
            Crate("app"),
            Crate("server"),
            Crate("frontend"),
        ],
        why: "a migration stands still while the rest moves on: it uses nothing of ours",
    },
];

/// Binds every file, tests among them.
pub const NOWHERE: Rule = Rule {
    within: &["src/", "app/", "frontend/", "migrations/", "server/"],
    except: &[],
    bans: &[
        Code("#[ignore"),
        Code("todo!"),
        Code("unimplemented!"),
        Code("dbg!"),
    ],
    why: "nothing is ignored and nothing is left for later",
};

/// Whether a path is one of those the patterns name.
pub fn is_among(path: &str, patterns: &[&str]) -> bool {
    patterns
        .iter()
        .any(|pattern| match pattern.strip_prefix('*') {
            Some(ending) => path.ends_with(ending),
            None if pattern.ends_with('/') => path.starts_with(pattern),
            None => path == *pattern,
        })
}

/// What a rule finds in a file, as lines to print.
pub fn broken(rule: &Rule, source: &Source) -> Vec<String> {
    if !is_among(&source.path, rule.within) || is_among(&source.path, rule.except) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let named = paths(source);
    for ban in rule.bans {
        for named in named.iter().filter(|named| ban.forbids(&named.path)) {
            found.push((named.at, named.path.clone()));
        }
        if let Code(code) | Word(code) = ban {
            found.extend(ban.places(&source.code).map(|at| (at, (*code).to_owned())));
        }
    }
    found
        .into_iter()
        .map(|(at, what)| {
            format!(
                "{}:{}: `{what}`: {}",
                source.path,
                source.line(at),
                rule.why
            )
        })
        .collect()
}

impl Ban {
    fn forbids(self, path: &str) -> bool {
        let starts = |with: &str| {
            path == with
                || path
                    .strip_prefix(with)
                    .is_some_and(|rest| rest.starts_with("::"))
        };
        match self {
            Crate(name) => starts(name),
            Module(module) => starts(module),
            Path(parts) => format!("::{path}::").contains(&format!("::{parts}::")),
            Word(_) | Code(_) => false,
        }
    }

    fn places(self, code: &str) -> impl Iterator<Item = usize> {
        let (what, whole) = match self {
            Word(word) => (word, true),
            Code(text) => (text, false),
            Crate(_) | Module(_) | Path(_) => ("\0", false),
        };
        code.match_indices(what)
            .map(|(at, _)| at)
            .filter(move |at| {
                let bytes = code.as_bytes();
                let free = |place: Option<&u8>| !place.copied().is_some_and(is_name);
                !whole
                    || (free(at.checked_sub(1).and_then(|place| bytes.get(place)))
                        && free(bytes.get(at + what.len())))
            })
    }
}

/// A carrier's folder names no other carrier's: `carriers/ups` must not reach
/// into `carriers/fedex`. Two interfaces of one carrier share their codes
/// (`dhl_express`, `dhl_express_rest`).
pub fn neighbours(source: &Source, folders: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for family in ["carriers", "shops"] {
        let Some(inside) = source.path.strip_prefix(&format!("server/src/{family}/")) else {
            continue;
        };
        let Some((own, _)) = inside.split_once('/') else {
            continue;
        };
        let related = |other: &str| {
            other == own
                || other.starts_with(&format!("{own}_"))
                || own.starts_with(&format!("{other}_"))
        };
        for named in paths(source) {
            let reached = named
                .path
                .strip_prefix(&format!("crate::{family}::"))
                .and_then(|rest| rest.split("::").next());
            if let Some(other) = reached
                .filter(|other| folders.iter().any(|folder| folder == other) && !related(other))
            {
                found.push(format!(
                    "{}:{}: `{}`: {own} must not know {other}",
                    source.path,
                    source.line(named.at),
                    named.path
                ));
            }
        }
    }
    found
}

fn check(path: &str, text: &str) -> usize {
    let source = Source::parse(path, text).without_tests();
    RULES.iter().map(|rule| broken(rule, &source).len()).sum()
}

#[test]
fn every_rule_can_fail() {
    for rule in RULES.iter().chain([&NOWHERE]) {
        for pattern in rule.within {
            let path = format!("{}offender.rs", pattern.trim_end_matches("offender.rs"));
            for ban in rule.bans {
                let offence = match ban {
                    Crate(name) => format!("use {name}::thing;"),
                    Module(module) => format!("fn a() {{ {module}::thing() }}"),
                    Path(parts) => format!("fn a() {{ very::{parts}() }}"),
                    Word(word) => format!("{word} fn a() {{}}"),
                    Code(code) => format!("fn a() {{ {code} }}"),
                };
                let found = broken(rule, &Source::parse(&path, &offence).without_tests());
                assert_eq!(found.len(), 1, "{path}: {offence}: {found:?}");
            }
            let found = broken(
                rule,
                &Source::parse(
                    &path,
                    "//! tokio\nfn asynchronous() { tokio_like::x(\"sea_orm dbg!\") }",
                ),
            );
            assert!(found.is_empty(), "{found:?}");
        }
    }
}

#[test]
fn rules_know_homes_groups_and_tests() {
    assert_eq!(
        check("server/src/db/orders.rs", "use sea_orm::EntityTrait;"),
        0
    );
    assert_eq!(
        check("server/src/views/tracking.rs", "use sea_orm::EntityTrait;"),
        1
    );
    assert_eq!(
        check(
            "server/src/intake/mod.rs",
            "use crate::{db, views::{self, page}};"
        ),
        2
    );
    assert_eq!(check("server/src/intake/mod.rs", "use super::carriers;"), 1);
    assert_eq!(check("server/src/clock.rs", "fn now() { Utc::now() }"), 0);
    assert_eq!(
        check("server/src/jobs/poll.rs", "fn now() { Utc::now() }"),
        1
    );
    assert_eq!(
        check(
            "server/src/carriers/ups/client.rs",
            "async fn get() { reqwest::get() }"
        ),
        0
    );
    assert_eq!(
        check(
            "src/scan.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { std::env::var() } }"
        ),
        0
    );
}

#[test]
fn carriers_do_not_know_each_other() {
    let folders = ["ups", "fedex", "dhl_express", "dhl_express_rest"].map(str::to_owned);
    let check = |path: &str, text: &str| neighbours(&Source::parse(path, text), &folders).len();
    assert_eq!(
        check(
            "server/src/carriers/ups/adapt.rs",
            "use crate::carriers::{fedex, times};"
        ),
        1
    );
    assert_eq!(
        check("server/src/carriers/ups/mod.rs", "use super::fedex::codes;"),
        1
    );
    assert_eq!(
        check(
            "server/src/carriers/ups/adapt.rs",
            "use super::codes; use crate::carriers::ups::x;"
        ),
        0
    );
    assert_eq!(
        check(
            "server/src/carriers/dhl_express_rest/adapt.rs",
            "use crate::carriers::dhl_express::codes;"
        ),
        0
    );
    assert_eq!(
        check("server/src/carriers/mod.rs", "use self::fedex::ADAPTER;"),
        0
    );
}
