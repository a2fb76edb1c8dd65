//! In which versions of a brand's own words a message went out: of each news
//! it told of, and of the order of its blocks.

use super::News;
use std::collections::BTreeMap;

/// Stands in the place of the news for the order of the blocks.
const LAYOUT: &str = "layout";

/// What of a message was the brand's own, with the version of each; nothing
/// where all of it was ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    words: BTreeMap<News, i64>,
    layout: Option<i64>,
}

impl Versions {
    /// With the words of a news.
    pub fn say(&mut self, news: News, version: i64) {
        self.words.insert(news, version);
    }

    /// With the order of the blocks.
    pub const fn arrange(&mut self, version: i64) {
        self.layout = Some(version);
    }

    /// The versions of the words, by news.
    pub fn words(&self) -> impl Iterator<Item = (News, i64)> + '_ {
        self.words.iter().map(|(news, version)| (*news, *version))
    }

    /// The version of the order of the blocks.
    #[must_use]
    pub const fn layout(&self) -> Option<i64> {
        self.layout
    }

    /// As it is kept, "delay 3, layout 1"; `None` where all was ours.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        let words = self.words.iter();
        let words = words.map(|(news, version)| format!("{} {version}", news.code()));
        let layout = self.layout.map(|version| format!("{LAYOUT} {version}"));
        let all: Vec<String> = words.chain(layout).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    /// Reads it back; `None` where nothing in it is the brand's.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let mut versions = Self::default();
        for one in code.split(", ") {
            let (of, version) = one.split_once(' ')?;
            let version = version.parse().ok()?;
            if of == LAYOUT {
                versions.arrange(version);
            } else if let Some(news) = News::from_code(of) {
                versions.say(news, version);
            }
        }
        (versions != Self::default()).then_some(versions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back() {
        let mut versions = Versions::default();
        assert_eq!(versions.code(), None);
        versions.say(News::Shipped, 12);
        versions.say(News::Delay, 3);
        versions.arrange(1);
        let code = versions.code().unwrap();
        assert_eq!(code, "shipped 12, delay 3, layout 1");
        assert_eq!(Versions::from_code(&code), Some(versions));
        for nothing in ["", "gone 3", "shipped", "shipped x"] {
            assert_eq!(Versions::from_code(nothing), None, "{nothing}");
        }
    }
}
