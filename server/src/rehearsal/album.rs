//! A film as one file that needs nothing else: each frame's page at the width
//! of a phone, and what went out beside it. It can be read offline.
//!
//! Pages and mails stand in frames of their own that run nothing and fetch
//! nothing: their style sheets and pictures are written into them.

use super::film::{File, Film, Frame, Shown};
use super::strip;
use crate::error::Error;
use crate::markup::Escaped;
use app::texts::Texts;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono_tz::Tz;
use std::fmt::Write;
use std::path::Path;

const STYLE: &str = include_str!("album.css");

/// Writes a film into a folder, as `index.html`; says where it is.
///
/// # Errors
/// When the folder cannot be written to.
pub fn write(film: &Film, folder: &Path) -> Result<(), Error> {
    let failed = |error| Error::file(folder.display().to_string(), error);
    std::fs::create_dir_all(folder).map_err(failed)?;
    std::fs::write(folder.join("index.html"), page(film)).map_err(failed)
}

/// Writes the list of several films, each in a folder of its own.
///
/// # Errors
/// When the folder cannot be written to.
pub fn write_list(films: &[Film], folder: &Path) -> Result<(), Error> {
    let texts = app::texts::for_staff("en");
    let mut rows = String::new();
    for film in films {
        let code = film.journey.code();
        let title = escaped(texts.journey_name(film.journey));
        let how = escaped(&strip::summary(film));
        let _ = write!(
            rows,
            "<li><a href=\"{code}/index.html\">{title}</a> <small>{how}</small></li>"
        );
    }
    let page = framed("Rehearsals", &format!("<h1>Rehearsals</h1><ul>{rows}</ul>"));
    let failed = |error| Error::file(folder.display().to_string(), error);
    std::fs::create_dir_all(folder).map_err(failed)?;
    std::fs::write(folder.join("index.html"), page).map_err(failed)
}

/// A page as it was served, with all it is drawn with in it, and no program.
#[must_use]
pub fn standing_alone(film: &Film, markup: &str) -> String {
    let mut alone = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        alone.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<script") {
            rest = rest
                .find("</script>")
                .map_or("", |end| &rest[end + "</script>".len()..]);
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let (tag, after) = rest.split_at(end);
        alone.push_str(&inlined(film, tag));
        rest = after;
    }
    alone.push_str(rest);
    alone
}

/// A tag with what it names in it, where that is one of the film's files.
fn inlined(film: &Film, tag: &str) -> String {
    if tag.starts_with("<link") {
        let sheet = named(film, tag, "href").filter(|(_, file)| file.kind.starts_with("text/css"));
        return sheet.map_or_else(String::new, |(_, file)| {
            let css = String::from_utf8_lossy(&file.body).replace("</", "<\\/");
            format!("<style>{css}</style>")
        });
    }
    match named(film, tag, "src") {
        Some((path, file)) => tag.replace(&path, &data(file)),
        None => tag.to_owned(),
    }
}

fn named<'a>(film: &'a Film, tag: &str, name: &str) -> Option<(String, &'a File)> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    let (path, _) = value.split_once('"')?;
    let known = path.replace("&amp;", "&");
    let file = film.files.get(known.split('#').next().unwrap_or(&known))?;
    Some((path.to_owned(), file))
}

fn data(file: &File) -> String {
    format!("data:{};base64,{}", file.kind, STANDARD.encode(&file.body))
}

fn page(film: &Film) -> String {
    let texts = app::texts::for_staff("en");
    let title = escaped(texts.journey_name(film.journey));
    let story = escaped(texts.journey_story(film.journey));
    let about = escaped(&strip::summary(film));
    let zone = strip::zone_of(film);
    let mut body = format!("<h1>{title}</h1><p>{story}</p><p>{about}</p>");
    if !film.findings.is_empty() {
        body.push_str("<ul class=\"found\">");
        for one in &film.findings {
            let at = one.frame + 1;
            let what = escaped(&format!(
                "{}: {}",
                texts.rehearsal_fault(one.fault),
                one.detail
            ));
            let _ = write!(body, "<li><a href=\"#frame-{at}\">{at}</a> {what}</li>");
        }
        body.push_str("</ul>");
    }
    for (at, frame) in film.frames.iter().enumerate() {
        body.push_str(&section(film, at + 1, frame, zone));
    }
    framed(&title, &body)
}

fn section(film: &Film, at: usize, frame: &Frame, zone: Tz) -> String {
    let when = frame
        .at
        .with_timezone(&zone)
        .format("%a %-d %b %Y, %H:%M %Z");
    let texts = app::texts::for_staff("en");
    let told = strip::told(frame, texts).join("; ");
    let phone = escaped(&standing_alone(film, &frame.page));
    let mut section = format!(
        "<section id=\"frame-{at}\"><h2>{at}. {when}</h2><p class=\"told\">{}</p>\
         <div class=\"frame\"><iframe class=\"phone\" sandbox title=\"{at}\" srcdoc=\"{phone}\"></iframe><div>",
        escaped(&told)
    );
    for message in &frame.messages {
        section.push_str(&sent(film, message, zone, texts));
    }
    section.push_str("</div></div></section>");
    section
}

fn sent(film: &Film, message: &Shown, zone: Tz, texts: &dyn Texts) -> String {
    let when = message.at.with_timezone(&zone).format("%H:%M");
    let words = texts.film_words();
    let medium = texts.medium_label(message.medium);
    let off = if message.is_on {
        String::new()
    } else {
        format!(". {}", words.switched_off)
    };
    let to = format!("{medium}, {}: {}, {when}{off}", words.to, message.to);
    let to = escaped(&to);
    let text = escaped(&message.text);
    let Some(html) = &message.html else {
        return format!("<article class=\"sms\"><h3>{to}</h3><pre>{text}</pre></article>");
    };
    let html = escaped(&standing_alone(film, html));
    let subject = escaped(&message.subject);
    format!(
        "<article class=\"email\"><h3>{subject}</h3><p>{to}</p>\
         <iframe sandbox title=\"{subject}\" srcdoc=\"{html}\"></iframe>\
         <details><summary>{}</summary><pre>{text}</pre></details></article>",
        words.as_text
    )
}

fn framed(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:\">\
         <title>{title}</title><style>{STYLE}</style><body>{body}</body></html>"
    )
}

fn escaped(text: &str) -> String {
    Escaped(text).to_string()
}
