//! From a sheet to a mail: mark-up through MJML, which knows what mail
//! programs can show, and plain text.
//!
//! Every value is escaped, whoever wrote it. Nothing is fetched, neither here
//! nor, but for the logo, by whoever opens the mail.

use super::sheet::Sheet;
use crate::error::Error;
use crate::markup::Escaped;
use app::pages::tracking::within_script;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, UndefinedBehavior};
use mrml::prelude::render::RenderOptions;
use std::collections::HashMap;
use std::sync::LazyLock;

const MARK_UP: &str = "notice.mjml";
const TEXT: &str = "notice.txt";

static TEMPLATES: LazyLock<Result<Environment<'static>, minijinja::Error>> =
    LazyLock::new(templates);

fn templates() -> Result<Environment<'static>, minijinja::Error> {
    let mut templates = Environment::new();
    let syntax = minijinja::syntax::SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()?;
    templates.set_syntax(syntax);
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_auto_escape_callback(|name| match name {
        TEXT => AutoEscape::None,
        _ => AutoEscape::Html,
    });
    templates.set_formatter(|out, state, value| match state.auto_escape() {
        AutoEscape::None => plain(out, value),
        _ => escaped(out, value),
    });
    templates.add_template(MARK_UP, include_str!("templates/notice.mjml"))?;
    templates.add_template(TEXT, include_str!("templates/notice.txt"))?;
    Ok(templates)
}

fn plain(out: &mut Output<'_>, value: &Value) -> Result<(), minijinja::Error> {
    if !value.is_none() {
        write!(out, "{value}")?;
    }
    Ok(())
}

fn escaped(out: &mut Output<'_>, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_safe() {
        return plain(out, value);
    }
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) => write!(out, "{}", Escaped(text))?,
        None => write!(out, "{}", Escaped(&value.to_string()))?,
    }
    Ok(())
}

/// The mark-up.
///
/// # Errors
/// When a template of ours is broken, which the tests would have said.
pub fn html(sheet: &Sheet) -> Result<String, Error> {
    let mjml = filled(MARK_UP, sheet)?;
    let broken = |error: String| Error::Stored(format!("{MARK_UP}: {error}"));
    let parsed = mrml::parse(&mjml).map_err(|error| broken(error.to_string()))?;
    // No family of type is fetched.
    let options = RenderOptions {
        disable_comments: true,
        fonts: HashMap::new(),
        ..RenderOptions::default()
    };
    let drawn = parsed.element.render(&options);
    drawn.map_err(|error| broken(error.to_string()))
}

/// The same as plain text.
///
/// # Errors
/// As [`html`].
pub fn text(sheet: &Sheet) -> Result<String, Error> {
    let text = filled(TEXT, sheet)?;
    // Blocks that are not there leave their blank lines behind.
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        let is_blank = |line: &&str| line.is_empty();
        if !(line.is_empty() && kept.last().is_none_or(is_blank)) {
            kept.push(line);
        }
    }
    Ok(kept.join("\n").trim_end().to_owned())
}

fn filled(name: &str, sheet: &Sheet) -> Result<String, Error> {
    let broken = |error: &minijinja::Error| Error::Stored(format!("{name}: {error}"));
    let templates = TEMPLATES.as_ref().map_err(broken)?;
    let template = templates
        .get_template(name)
        .map_err(|error| broken(&error))?;
    let structured = sheet.structured.as_deref();
    let structured = structured.map(|json| Value::from_safe_string(within_script(json)));
    let context = minijinja::context! { structured, ..Value::from(Serde(sheet)) };
    template.render(context).map_err(|error| broken(&error))
}
