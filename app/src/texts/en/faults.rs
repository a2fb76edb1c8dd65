//! English for what is wrong with a brand's value, and what to do about it.

use doorstep::brand::{Contrast, Fault};

/// One sentence.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Missing => "it cannot be empty".into(),
        Fault::UnknownKey { nearest } => unknown("key", *nearest),
        Fault::SeveralLines => "it must be on one line".into(),
        Fault::TooLong { most } => format!("it is too long: keep it under {most} characters"),
        Fault::Slug => "use lower-case letters, digits and hyphens".into(),
        Fault::Host(host) => {
            format!("{host} is no host name: write it alone, such as track.acme.example")
        }
        Fault::HostTaken { host, slug } => {
            format!("{host} belongs to the brand {slug}: take it away there first")
        }
        Fault::Locale => "it is no language tag: write en, en-GB or de-AT".into(),
        Fault::Zone => "it is no IANA zone: write one such as Europe/Vienna".into(),
        Fault::Colour => "it is no colour: write one such as #1f4d47".into(),
        Fault::Contrast(contrast) => low_contrast(contrast),
        Fault::Choice(choices) => format!("use one of {}", choices.join(", ")),
        Fault::Number { from, to } => format!("use a whole number from {from} to {to}"),
        Fault::YesOrNo => "use true or false".into(),
        Fault::Email => "it is no plain e-mail address such as help@acme.example".into(),
        Fault::Phone => "it is no telephone number such as +43 1 234567".into(),
        Fault::Link => "it is no web address such as https://acme.example/help".into(),
        Fault::Hours => "they are no hours: write 9:00-17:00, or closed".into(),
        Fault::Clock => "it is no time of day such as 14:00".into(),
        Fault::Selector(line) => format!(
            "{line} is no selector: at most ten, each on a line of its own, such as selector1."
        ),
        Fault::Closure(line) => format!(
            "{line} names no days: write 2026-12-24, or 2026-12-24 to 2026-12-26: Christmas"
        ),
        Fault::Week => "they are no days of a week: write mon-fri, or mon-wed sat".into(),
        Fault::WarehouseDays(line) => format!(
            "{line} says no days of a warehouse: write Berlin: mon-sat, 16:00, Europe/Berlin"
        ),
        Fault::CarrierDays(line) => format!(
            "{line} says no days of a carrier: write UPS US: mon-sun, holidays none, or * DE: mon-sat"
        ),
        Fault::ClosureOf(line) => format!(
            "{line} names nobody or no days: write Berlin: 2026-12-24 to 2026-12-26: Christmas"
        ),
        Fault::Twice(name) => format!("{name} stands there twice: keep one line"),
        Fault::WordsMissing => "days are given without words: say what the shop does then".into(),
        Fault::FontMissing => "your own type needs a file: name it in look.font_file".into(),
        Fault::Unreadable(why) => format!("the file cannot be read: {why}"),
        Fault::FileKind(kinds) => format!("it cannot be used: give a file of {}", kinds.join(", ")),
        Fault::FileSize { bytes, most } => format!(
            "it has {} kB: make it smaller than {} kB",
            bytes.div_ceil(1024),
            most / 1024
        ),
        Fault::UnknownText { nearest } => unknown("text", *nearest),
        Fault::UnknownArgument { argument, known } => strange(argument, known),
    }
}

fn unknown(what: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("there is no such {what}: did you mean {nearest}?"),
        None => format!("there is no such {what}: take it away"),
    }
}

fn strange(argument: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return format!("{{{argument}}} is not known there: write plain words");
    }
    let known: Vec<String> = known.iter().map(|known| format!("{{{known}}}")).collect();
    format!(
        "{{{argument}}} is not known there: use {}",
        known.join(", ")
    )
}

fn low_contrast(contrast: &Contrast) -> String {
    let (key, colour) = &contrast.colour;
    let (ground_key, ground) = &contrast.ground;
    let advice = match contrast.instead {
        Some(instead) => format!("use {instead} for {key}"),
        None => "no colour can be read on both grounds: make them more alike".into(),
    };
    format!(
        "{key} {colour} on {ground_key} {ground} has contrast {}; {} is needed: {advice}",
        contrast.ratio, contrast.needed
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep::brand::{Given, named, read};

    fn check(values: &[(&str, &str)], wanted: &str) {
        let mut given: Given = named("acme", "Acme");
        given.extend(
            values
                .iter()
                .map(|(key, value)| ((*key).into(), (*value).into())),
        );
        let (_, problems) = read(&given);
        let said: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}: {}", problem.key, fault(&problem.fault)))
            .collect();
        assert_eq!(said, [wanted], "{values:?}");
    }

    #[test]
    fn contrast_is_refused_with_the_ratio_and_what_would_do() {
        check(
            &[("look.accent", "#ffcc00"), ("look.on_accent", "#ffffff")],
            "look.on_accent: look.on_accent #ffffff on look.accent #ffcc00 has contrast 1.5; \
             4.5 is needed: use #595959 for look.on_accent",
        );
        check(
            &[("look.headline", "#cccccc"), ("look.background", "#ffffff")],
            "look.headline: look.headline #cccccc on look.background #ffffff has contrast 1.6; \
             3 is needed: use #949494 for look.headline",
        );
        check(
            &[("look.background", "#ffffff"), ("look.surface", "#000000")],
            "look.background: look.text #ffffff on look.background #ffffff has contrast 1.0; \
             4.5 is needed: no colour can be read on both grounds: make them more alike",
        );
    }

    #[test]
    fn each_fault_says_what_to_do() {
        check(
            &[("look.acent", "#000")],
            "look.acent: there is no such key: did you mean look.accent?",
        );
        check(
            &[("look.corner", "round")],
            "look.corner: use a whole number from 0 to 32",
        );
        check(
            &[("support.hours.friday", "noon")],
            "support.hours.friday: they are no hours: write 9:00-17:00, or closed",
        );
        check(
            &[("hosts", "https://a.example")],
            "hosts: https://a.example is no host name: write it alone, such as track.acme.example",
        );
        check(
            &[("look.font", "own")],
            "look.font: your own type needs a file: name it in look.font_file",
        );
    }
}
