//! A letter in the form it travels in: plain text, and mark-up beside it where
//! there is some.

use super::Letter;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use std::time::SystemTime;

/// The letter as it travels. Every header is of a type, so nothing in it can
/// begin another.
pub(super) fn message(letter: &Letter) -> Result<Message, String> {
    let from = address(&letter.from, "the address it comes from")?;
    let host = from.domain().to_owned();
    // lettre cannot write a name with a control character, and panics.
    let name = one_line(&letter.from_name);
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{host}>", letter.name)))
        .date(SystemTime::from(letter.date))
        .from(Mailbox::new(Some(name.clone()), from))
        .to(Mailbox::new(
            None,
            address(&letter.to, "the address it goes to")?,
        ))
        .subject(one_line(&letter.subject));
    if let Some(reply_to) = &letter.reply_to {
        let reply_to = address(reply_to, "the address answers go to")?;
        message = message.reply_to(Mailbox::new(Some(name), reply_to));
    }
    if letter.is_automatic {
        message = message.raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    }
    for (name, value) in unsubscribe(letter)? {
        message = message.raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str(name),
            value,
        ));
    }
    let text = SinglePart::builder()
        .header(ContentType::TEXT_PLAIN)
        .body(format!("{}\n", letter.body.trim_end()));
    let made = match &letter.html {
        None => message.singlepart(text),
        Some(html) => {
            let html = SinglePart::builder()
                .header(ContentType::TEXT_HTML)
                .body(html.clone());
            let both = MultiPart::alternative().singlepart(text).singlepart(html);
            message.multipart(both)
        }
    };
    made.map_err(|error| error.to_string())
}

/// One click ends such letters, in every reader that knows how (RFC 8058).
fn unsubscribe(letter: &Letter) -> Result<Vec<(&'static str, String)>, String> {
    let Some(link) = &letter.unsubscribe else {
        return Ok(Vec::new());
    };
    // It travels as it is, and must begin no header of its own.
    let is_plain = link.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_plain || link.contains(['<', '>']) {
        return Err("the link that ends these mails is no address".to_owned());
    }
    Ok(vec![
        ("List-Unsubscribe", format!("<{link}>")),
        (
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click".to_owned(),
        ),
    ])
}

/// An address whose host is written as every mail server knows it: "müller.de"
/// as "xn--mller-kva.de".
fn address(text: &str, which: &str) -> Result<Address, String> {
    let none = || format!("{which} is no e-mail address");
    let written: Address = text.trim().parse().map_err(|_| none())?;
    if written.domain().is_ascii() {
        return Ok(written);
    }
    let host = idna::domain_to_ascii(written.domain()).map_err(|_| none())?;
    Address::new(written.user(), host).map_err(|_| none())
}

fn one_line(text: &str) -> String {
    let plain = text.replace(char::is_control, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            name: "4hG7".to_owned(),
            from_name: "Harbour & Pine, Zürich".to_owned(),
            from: "help@acme.example".to_owned(),
            reply_to: Some("help@acme.example".to_owned()),
            to: "jo@example.com".to_owned(),
            subject: "Order 1001: wo ist es? [K7P2-9QXM]".to_owned(),
            body: "Hello Jo,\n.a line with a dot\nGrüße".to_owned(),
            html: None,
            unsubscribe: None,
            date: "2026-05-15T12:00:00Z".parse().unwrap(),
            is_automatic: false,
        }
    }

    fn written(letter: &Letter) -> String {
        String::from_utf8(message(letter).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_letter_travels_as_plain_text() {
        let text = written(&letter());
        for line in [
            "Message-ID: <4hG7@acme.example>",
            "Date: Fri, 15 May 2026 12:00:00 +0000",
            "To: jo@example.com",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
        ] {
            assert!(
                text.split("\r\n").any(|written| written == line),
                "{line}\n{text}"
            );
        }
        assert!(
            text.contains("Reply-To: ") && text.contains("[K7P2-9QXM]"),
            "{text}"
        );
        assert!(!text.contains("Auto-Submitted"), "{text}");
        let automatic = Letter {
            is_automatic: true,
            ..letter()
        };
        assert!(written(&automatic).contains("\r\nAuto-Submitted: auto-generated\r\n"));
    }

    #[test]
    fn mark_up_travels_beside_the_text_with_a_way_out() {
        let letter = Letter {
            html: Some("<p>Hello Jo</p>".to_owned()),
            unsubscribe: Some("https://t.example/u/abc".to_owned()),
            ..letter()
        };
        let text = written(&letter);
        for line in [
            "Content-Type: multipart/alternative;",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            "<p>Hello Jo</p>",
            "List-Unsubscribe: <https://t.example/u/abc>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        ] {
            let is_there = text.split("\r\n").any(|one| one.starts_with(line));
            assert!(is_there, "{line}\n{text}");
        }
        let bad = Letter {
            unsubscribe: Some("https://t.example/\r\nBcc: eve@example.com".to_owned()),
            ..letter
        };
        assert!(message(&bad).is_err());
    }

    #[test]
    fn nothing_begins_a_header_of_its_own() {
        let bad = "x\r\nBcc: eve@example.com\r\n\r\nbody";
        for letter in [
            Letter {
                subject: bad.to_owned(),
                ..letter()
            },
            Letter {
                from_name: bad.to_owned(),
                ..letter()
            },
        ] {
            let text = written(&letter);
            assert!(!text.contains("\r\nBcc:"), "{text}");
            let head = text.split("\r\n\r\n").next().unwrap_or_default();
            let last = "Content-Transfer-Encoding:";
            assert!(head.contains(last), "the head ends early: {text}");
        }
        for to in ["jo@example.com\r\nBcc: eve@example.com", "jo", "", "a@b@c"] {
            let letter = Letter {
                to: to.to_owned(),
                ..letter()
            };
            assert!(message(&letter).is_err(), "{to}");
        }
    }

    #[test]
    fn a_host_is_written_as_every_mail_server_knows_it() {
        let abroad = Letter {
            from: "hallo@bücher.example".to_owned(),
            to: "jo@Müller.example".to_owned(),
            ..letter()
        };
        let made = message(&abroad).unwrap();
        let to: Vec<&str> = made.envelope().to().iter().map(AsRef::as_ref).collect();
        assert_eq!(to, ["jo@xn--mller-kva.example"]);
        let text = written(&abroad);
        assert!(text.is_ascii(), "{text}");
        for part in [
            "Message-ID: <4hG7@xn--bcher-kva.example>",
            "<hallo@xn--bcher-kva.example>",
            "To: jo@xn--mller-kva.example",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        // What stands before the @ has no other form.
        let named = Letter {
            to: "jörg@example.com".to_owned(),
            ..letter()
        };
        assert!(written(&named).contains("To: jörg@example.com"));
    }
}
