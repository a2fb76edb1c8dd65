//! What words that are being edited make of an order: a document that stands
//! in the frame beside the form. The mail itself stands in frames of its own,
//! as wide as a phone and as a desk.

use crate::texts::Texts;
use doorstep::sms::segments;
use doorstep::wording::Fault;
use leptos::prelude::*;

/// A preview.
#[derive(Clone, Debug)]
pub enum WordingPreview {
    /// The words must be mended first.
    Faults(Vec<Fault>),
    /// An e-mail.
    Email {
        /// Its subject.
        subject: String,
        /// What mail programs show beside it.
        line: String,
        /// Its mark-up.
        html: String,
        /// The same as plain text.
        text: String,
    },
    /// A text message.
    Sms(String),
}

/// The document.
pub fn preview(preview: WordingPreview, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let content = match preview {
        WordingPreview::Faults(faults) => {
            let faults: Vec<_> = faults
                .iter()
                .map(|fault| view! { <li>{texts.wording_fault(fault)}</li> })
                .collect();
            view! {
                <div class="said refused" data-part="faults">
                    <p>{words.mend}</p>
                    <ul>{faults}</ul>
                </div>
            }
            .into_any()
        }
        WordingPreview::Email {
            subject,
            line,
            html,
            text,
        } => view! {
            <p class="subject" data-part="subject">
                <strong>{subject}</strong>
                " "
                <span>{line}</span>
            </p>
            {letter(&html, words.narrow, "360")}
            {letter(&html, words.wide, "640")}
            <details>
                <summary>{words.plain}</summary>
                <pre class="mail" data-part="plain">
                    {text}
                </pre>
            </details>
        }
        .into_any(),
        WordingPreview::Sms(text) => {
            let length = texts.sms_length(text.chars().count(), segments(&text));
            view! {
                <p class="bubble" data-part="sms">
                    {text}
                </p>
                <p class="about">{length}</p>
            }
            .into_any()
        }
    };
    view! {
        <!DOCTYPE html>
        <html lang=texts.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="referrer" content="no-referrer" />
                <title>{words.preview}</title>
                <link rel="stylesheet" href="/pkg/doorstep.css" />
            </head>
            <body class="settings staff previewed">
                <main>{content}</main>
            </body>
        </html>
    }
}

fn letter(html: &str, label: &'static str, width: &'static str) -> impl IntoView + use<> {
    view! {
        <h2 class="section">{label}</h2>
        <div class="letter" tabindex="0" role="group" aria-label=label>
            <iframe
                title=label
                srcdoc=html.to_owned()
                width=width
                height="720"
                sandbox="allow-same-origin"
            ></iframe>
        </div>
    }
}
