//! Every path a file names (`crate::db::orders`), with `use` groups spelled
//! out and `super` and `self` resolved.

use super::source::{Source, is_name};

/// A path, and where it was named.
pub struct Named {
    /// Offset in the file.
    pub at: usize,
    /// Its parts joined with `::`.
    pub path: String,
}

/// Collects the paths of a file's code, tests left out.
pub fn paths(source: &Source) -> Vec<Named> {
    let module = module_of(&source.path);
    let mut found = Vec::new();
    let code = source.code.as_str();
    let mut at = 0;
    while let Some(start) = next_name(code, at) {
        let (path, end) = read_path(code, start);
        at = end;
        if path == "use" && code[end..].starts_with(char::is_whitespace) {
            let stop = code[end..]
                .find(';')
                .map_or(code.len(), |found| end + found);
            let mut spelled = Vec::new();
            spell_out("", &code[end..stop], &mut spelled);
            found.extend(spelled.into_iter().map(|path| Named { at: start, path }));
            at = stop;
        } else {
            found.push(Named { at: start, path });
        }
    }
    for named in &mut found {
        named.path = resolve(&module, &named.path);
    }
    found
}

fn next_name(code: &str, from: usize) -> Option<usize> {
    let bytes = code.as_bytes();
    (from..bytes.len()).find(|at| is_name(bytes[*at]) && (*at == 0 || !is_name(bytes[at - 1])))
}

fn read_path(code: &str, start: usize) -> (String, usize) {
    let bytes = code.as_bytes();
    let name_end = |from: usize| {
        (from..bytes.len())
            .find(|at| !is_name(bytes[*at]))
            .unwrap_or(bytes.len())
    };
    let mut end = name_end(start);
    while code[end..].starts_with("::") && bytes.get(end + 2).copied().is_some_and(is_name) {
        end = name_end(end + 2);
    }
    (code[start..end].to_owned(), end)
}

/// Writes each leaf of a `use` tree as a path of its own.
fn spell_out(prefix: &str, tree: &str, out: &mut Vec<String>) {
    let tree = tree.trim().trim_start_matches("::");
    let join = |tail: &str| match (prefix, tail) {
        ("", tail) => tail.to_owned(),
        (prefix, "") => prefix.to_owned(),
        (prefix, tail) => format!("{prefix}::{tail}"),
    };
    let Some((head, rest)) = tree.split_once('{') else {
        let path: String = tree
            .split(" as ")
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        if !path.is_empty() {
            out.push(join(&path));
        }
        return;
    };
    let head: String = head.split_whitespace().collect();
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    for part in split_commas(inner) {
        spell_out(&join(head.trim_end_matches("::")), part, out);
    }
}

fn split_commas(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0usize, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The module a file is: `server/src/intake/batch.rs` is
/// `crate::intake::batch`.
fn module_of(path: &str) -> String {
    let inside = path.split_once("src/").map_or(path, |(_, inside)| inside);
    let inside = inside.trim_end_matches(".rs").trim_end_matches("mod");
    let parts = inside
        .split('/')
        .filter(|part| !part.is_empty() && !matches!(*part, "lib" | "main"));
    std::iter::once("crate")
        .chain(parts)
        .collect::<Vec<_>>()
        .join("::")
}

fn resolve(module: &str, path: &str) -> String {
    let mut module: Vec<&str> = module.split("::").collect();
    let mut parts = path.split("::").peekable();
    if !matches!(parts.peek(), Some(&"super" | &"self")) {
        return path.to_owned();
    }
    while let Some(&part) = parts.peek() {
        match part {
            "self" => {}
            "super" if module.len() > 1 => {
                module.pop();
            }
            _ => break,
        }
        parts.next();
    }
    module
        .into_iter()
        .chain(parts)
        .collect::<Vec<_>>()
        .join("::")
}

#[test]
fn use_groups_and_relative_paths_are_spelled_out() {
    let text = "use crate::{db::{self, orders as o}, live};\nuse super::outbox::*;\nfn a() { tokio::time::sleep(super::super::x()); self::b() }";
    let named: Vec<String> = paths(&Source::parse("server/src/intake/batch.rs", text))
        .into_iter()
        .map(|named| named.path)
        .filter(|path| path.contains("::"))
        .collect();
    assert_eq!(
        named,
        [
            "crate::db::self",
            "crate::db::orders",
            "crate::live",
            "crate::intake::outbox::*",
            "tokio::time::sleep",
            "crate::x",
            "crate::intake::batch::b",
        ]
    );
}

#[test]
fn a_file_knows_its_module() {
    for (path, module) in [
        ("src/lib.rs", "crate"),
        ("server/src/main.rs", "crate"),
        ("server/src/db/mod.rs", "crate::db"),
        (
            "server/src/carriers/ups/adapt.rs",
            "crate::carriers::ups::adapt",
        ),
    ] {
        assert_eq!(module_of(path), module, "{path}");
    }
}
