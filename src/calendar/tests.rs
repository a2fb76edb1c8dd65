use super::*;

fn entry(title: &str, when: When) -> Entry {
    Entry {
        uid: "ord_1@doorstep".into(),
        sequence: 7,
        title: title.into(),
        note: "UPS named this day.".into(),
        when,
    }
}

fn check(entry: &Entry, wanted: &[&str]) {
    let file = file(
        std::slice::from_ref(entry),
        "2026-05-12T08:30:00Z".parse().unwrap(),
    );
    assert!(
        file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        "{file}"
    );
    assert!(file.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"), "{file}");
    for line in wanted {
        assert!(
            file.contains(&format!("\r\n{line}\r\n")),
            "{line} in {file}"
        );
    }
    for line in file.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
}

#[test]
fn a_day_ends_before_the_next() {
    let day = "2026-12-31".parse().unwrap();
    check(
        &entry("Parcel", When::Days(day, day)),
        &[
            "UID:ord_1@doorstep",
            "SEQUENCE:7",
            "DTSTAMP:20260512T083000Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
        ],
    );
}

#[test]
fn hours_are_moments() {
    let from = "2026-05-14T14:00:00Z".parse().unwrap();
    let to = "2026-05-14T18:00:00Z".parse().unwrap();
    check(
        &entry("Parcel", When::Hours(from, to)),
        &["DTSTART:20260514T140000Z", "DTEND:20260514T180000Z"],
    );
}

#[test]
fn words_cannot_break_out_of_their_line() {
    let day = "2026-05-14".parse().unwrap();
    let title = "Tea, salt; \\ and\r\nBEGIN:VALARM\u{7} – grün ".repeat(8);
    let entry = entry(&title, When::Days(day, day));
    check(&entry, &["TRANSP:TRANSPARENT"]);
    let unfolded = file(&[entry], DateTime::UNIX_EPOCH).replace("\r\n ", "");
    assert!(
        unfolded.contains("SUMMARY:Tea\\, salt\\; \\\\ and\\nBEGIN:VALARM – grün "),
        "{unfolded}"
    );
}
