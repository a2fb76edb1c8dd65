//! The words of reply templates, and of the page on which they are edited.

use doorstep::template::{Placeholder, TemplateFault, TemplateKey};

/// A template's words, with what they ask for in double braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateWords {
    /// The mail's subject.
    pub subject: &'static str,
    /// The mail's text.
    pub body: &'static str,
}

/// The words of the pages on which templates are edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplatesPageWords {
    /// The heading of the list.
    pub list: &'static str,
    /// What the list is.
    pub list_text: &'static str,
    /// Beside a template in our words.
    pub ours: &'static str,
    /// Beside a template in the brand's words.
    pub changed: &'static str,
    /// The label of the subject.
    pub subject: &'static str,
    /// The label of the text.
    pub body: &'static str,
    /// The button that saves.
    pub save: &'static str,
    /// The button that draws the preview.
    pub draw: &'static str,
    /// The button that puts our words back.
    pub reset: &'static str,
    /// The heading of the preview.
    pub preview: &'static str,
    /// What the preview is filled from: an order.
    pub preview_of: &'static str,
    /// What the preview is filled from where there is no order.
    pub preview_sample: &'static str,
    /// Said over what the preview lacks.
    pub lacks: &'static str,
    /// Said once it is saved.
    pub saved: &'static str,
    /// Said over what must be mended.
    pub mend: &'static str,
    /// Said where somebody else has changed it meanwhile.
    pub changed_meanwhile: &'static str,
    /// The heading over what may be asked for.
    pub placeholders: &'static str,
    /// How it is written.
    pub placeholders_text: &'static str,
    /// The link back to the list.
    pub back: &'static str,
}

/// What a reply to a buyer begins with, in one language.
pub trait ReplyTexts {
    /// A template in our words.
    fn template_words(&self, key: TemplateKey) -> TemplateWords;
}

/// The words around templates: read by staff alone.
pub trait TemplateTexts {
    /// A template's name.
    fn template_label(&self, key: TemplateKey) -> &'static str;
    /// What a placeholder is, in a few words.
    fn placeholder_label(&self, placeholder: Placeholder) -> &'static str;
    /// What is wrong with a template, and what to do.
    fn template_fault(&self, fault: &TemplateFault) -> String;
    /// The pages on which they are edited.
    fn templates_page(&self) -> TemplatesPageWords;
}
