//! Words about a brand: its support, its habits and policies, and the page on
//! which all of it is set.

use chrono::NaiveDate;
use doorstep::brand::keys::Section;
use doorstep::brand::{Fault, Policy, Shipping, Support, Trouble};
use doorstep::view::brand::PolicyView;

/// Words about brands, in one language.
pub trait BrandTexts: Send + Sync {
    /// The words around the support block and the links back.
    fn support_words(&self) -> SupportWords;
    /// The hours somebody answers, days with the same hours together, and the
    /// zone; empty where none are known.
    fn hours(&self, support: &Support) -> Vec<String>;
    /// How soon orders are packed, and when not; `None` where the brand has
    /// not said.
    fn packing(&self, shipping: &Shipping, today: NaiveDate) -> Option<String>;
    /// What the shop does in trouble.
    fn policy(&self, trouble: Trouble, policy: &Policy) -> PolicyView;
    /// What it does in trouble in this language's own words, where the brand
    /// has some beside its policies.
    fn own_policy(&self, trouble: Trouble) -> Option<&str>;
    /// The made-up order of the preview.
    fn sample(&self) -> SampleWords;
}

/// Words about setting a brand: read by staff alone.
pub trait SettingsTexts {
    /// What is wrong with a value, and what to do.
    fn fault(&self, fault: &Fault) -> String;
    /// The settings page's own words.
    fn settings_words(&self) -> SettingsWords;
    /// A section of the settings page.
    fn section(&self, section: Section) -> &'static str;
    /// A value on the settings page, by its key.
    fn setting(&self, key: &str) -> SettingWords;
}

/// The words around the support block and the links back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportWords {
    /// Before the telephone number.
    pub ring: &'static str,
    /// The link to a page to ask at.
    pub ask_at: &'static str,
    /// Before the hours.
    pub hours: &'static str,
    /// The link to the shopper's account.
    pub account: &'static str,
    /// The link to where returns begin.
    pub returns: &'static str,
    /// The link to questions and answers.
    pub help: &'static str,
    /// What the list of links is called, for screen readers.
    pub links: &'static str,
}

/// The settings page's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingsWords {
    /// The list of brands.
    pub brands: &'static str,
    /// Beside the brand that answers every other Host.
    pub default: &'static str,
    /// Over the form for one more brand.
    pub add: &'static str,
    /// The label of the new brand's slug.
    pub add_slug: &'static str,
    /// The button that opens the new brand's page.
    pub add_open: &'static str,
    /// The title before a brand's name.
    pub title: &'static str,
    /// Said once it is saved.
    pub saved: &'static str,
    /// Said over the list of what must be mended.
    pub mend: &'static str,
    /// The heading of the preview.
    pub preview: &'static str,
    /// The button that draws the preview again.
    pub draw: &'static str,
    /// The button that saves.
    pub save: &'static str,
    /// The link back to the list.
    pub back: &'static str,
    /// What the preview shows.
    pub moment: &'static str,
    /// The moments it can show: on its way, late, not shipped.
    pub moments: [(&'static str, &'static str); 3],
    /// Which colours the preview has.
    pub scheme: &'static str,
    /// Those of the reader's system, light, or dark.
    pub schemes: [(&'static str, &'static str); 3],
    /// Where nothing is chosen.
    pub unset: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// The file that is used now.
    pub current_file: &'static str,
    /// The box that takes it away.
    pub remove_file: &'static str,
    /// The heading over texts of the brand's own.
    pub texts: &'static str,
    /// What they are and how they are written.
    pub texts_hint: &'static str,
    /// Over the list of their keys.
    pub texts_keys: &'static str,
}

/// A value on the settings page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingWords {
    /// What it is.
    pub label: &'static str,
    /// How it is written, or what it does; may be empty.
    pub hint: &'static str,
}

/// The made-up order of the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleWords {
    /// The order's number.
    pub number: &'static str,
    /// What was ordered.
    pub item: &'static str,
    /// Who carries it.
    pub carrier: &'static str,
    /// Its tracking number.
    pub tracking: &'static str,
    /// Where it was scanned last.
    pub place: &'static str,
    /// The buyer's first name.
    pub first_name: &'static str,
}
