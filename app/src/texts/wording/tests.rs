//! Our words, written as a brand would write them, pass the brand's check.

use super::*;
use crate::texts::choice::Language;
use doorstep::wording::{Bounds, check};

/// A link as long as they get on a host of a usual length.
const LINK: &str = "https://track.acme-outdoor.example/t/0123456789abcdefghijkl";

#[test]
fn what_stands_in_the_form_at_first_can_be_saved() {
    for language in Language::ALL {
        let texts = language.texts();
        for news in News::ALL {
            for medium in Medium::ALL {
                let spot = Spot {
                    news: *news,
                    medium,
                    language: language.tag(),
                };
                let bounds = Bounds {
                    hosts: Vec::new(),
                    typical: typical(texts, *news, "Harbour & Pine", LINK),
                    segments: crate::texts::notices::sms_segments(texts.tag()),
                };
                assert_eq!(check(spot, &ours(texts, spot), &bounds), [], "{spot:?}");
            }
        }
    }
}

#[test]
fn a_subject_asks_for_the_order_in_every_language() {
    for language in Language::ALL {
        let spot = Spot {
            news: News::Shipped,
            medium: Medium::Email,
            language: language.tag(),
        };
        let words = ours(language.texts(), spot);
        let subject = words.of(Part::Subject);
        assert!(subject.starts_with("{{headline}} ("), "{subject}");
        assert!(subject.contains("{{order?}}"), "{subject}");
    }
}
