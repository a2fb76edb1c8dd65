//! A reply as a template makes it, to be read over before it is sent.

use crate::error::Error;
use crate::http::console::Visit;
use crate::intake::desk::Refusal;
use crate::views::replies;
use doorstep::template::TemplateKey;
use doorstep::view::console::desk::DraftView;
use doorstep::view::console::order::OrderPaneView;

/// Fills a template with the facts of an order, for the contact that waits
/// longest; nothing where there is no such template.
pub async fn fill(visit: &Visit, pane: &mut OrderPaneView, template: &str) -> Result<(), Error> {
    let Some(key) = TemplateKey::from_code(template) else {
        return Ok(());
    };
    let waits = pane.contacts.iter().find(|contact| contact.is_open);
    let contact = waits.map(|contact| contact.id.clone());
    let services = &visit.http.services;
    let about = contact.as_deref();
    let drafted = replies::draft(services, &visit.actor, &pane.id, about, Some(key)).await;
    let draft = match drafted {
        Ok(draft) => draft,
        Err(Refusal::Failed(error)) => return Err(error),
        // It is gone since: there is nothing to write about.
        Err(Refusal::NotThere | Refusal::ChangedMeanwhile | Refusal::Wrong(_)) => return Ok(()),
    };
    let texts = visit.texts();
    pane.forms.draft = DraftView {
        template: Some(key.code().to_owned()),
        contact,
        subject: draft.subject,
        body: draft.body,
        missing: draft
            .missing
            .iter()
            .map(|fact| texts.placeholder_label(*fact).to_owned())
            .collect(),
    };
    pane.forms.open = Some("reply".to_owned());
    Ok(())
}
