//! Contacts with what was written, notes, and every message to the buyer with
//! what became of it.

use super::Pane;
use crate::db::{contact, entry, outbox};
use crate::views::mails::why_in_words;
use app::texts::{MailStanding, NoticeStanding};
use doorstep::contact::{Channel, EntryKind, State};
use doorstep::delivery::{Dropped, NoticeState, Wait};
use doorstep::desk::Event;
use doorstep::mail::{MailKind, MailState};
use doorstep::mask;
use doorstep::notice::Notice;
use doorstep::order::Address;
use doorstep::recipient::Medium;
use doorstep::scan::Precision;
use doorstep::view::console::desk::{
    ContactView, EntryView, MessageView, Outcome, OutcomeView, PhotoView,
};

/// Contacts, the open ones first and of these the one that is due first, the
/// closed ones from the newest on; and what belongs to no contact, the newest
/// first.
pub fn all(pane: &Pane<'_>) -> (Vec<ContactView>, Vec<EntryView>) {
    let mut contacts: Vec<&contact::Model> = pane.rows.contacts.iter().collect();
    contacts.sort_by_key(|row| match row.closed_ms {
        None => (false, row.due_ms),
        Some(_) => (true, -row.id),
    });
    let loose = pane.rows.entries.iter().rev();
    let notes = loose
        .filter(|row| row.contact_id.is_none())
        .map(|row| written(pane, row));
    let views = contacts.into_iter().map(|row| view(pane, row));
    (views.collect(), notes.collect())
}

fn view(pane: &Pane<'_>, row: &contact::Model) -> ContactView {
    let reader = &pane.reader;
    let (texts, today) = (reader.texts, reader.today());
    let topic = row.topic();
    let channel = Channel::from_code(&row.channel).unwrap_or(Channel::Page);
    let state = row.state();
    let is_open = state != State::Closed;
    let due = is_open.then(|| reader.due(row.due_ms));
    let why = row.closed_why.as_deref().map(|why| reader.said(why));
    let entries = pane.rows.entries.iter();
    ContactView {
        id: row.public_id.clone(),
        reference: row.reference.clone(),
        topic: topic.code().to_owned(),
        label: texts.contact_label(topic).to_owned(),
        opened: texts.contact_opened(channel, reader.at(row.opened_ms), today),
        overdue: due.as_ref().is_some_and(|(_, is_over)| *is_over),
        due: due.map(|(due, _)| due),
        state: texts.asked_state(state, why.as_deref()),
        is_open,
        parcel: pane.heading_of(row.shipment_id),
        owner: row.owner_id.map(|id| reader.name(id)),
        is_mine: reader.is_me(row.owner_id),
        snoozed: reader.snoozed(row.snoozed_until_ms),
        entries: entries
            .filter(|entry| entry.contact_id == Some(row.id))
            .map(|entry| written(pane, entry))
            .collect(),
        photos: photos(pane, row),
        version: row.version,
    }
}

fn photos(pane: &Pane<'_>, row: &contact::Model) -> Vec<PhotoView> {
    let photos = pane.rows.photos.iter();
    photos
        .filter(|photo| photo.contact_id == row.id)
        .enumerate()
        .map(|(index, photo)| PhotoView {
            path: format!("/console/photos/{}", photo.public_id),
            width: photo.width,
            height: photo.height,
            words: pane.texts().photo_words(index + 1, &row.reference),
        })
        .collect()
}

fn written(pane: &Pane<'_>, row: &entry::Model) -> EntryView {
    let reader = &pane.reader;
    let texts = reader.texts;
    let words = texts.pane_words();
    let kind = EntryKind::from_code(&row.kind).unwrap_or(EntryKind::Note);
    let by = match (kind, row.staff_id) {
        (EntryKind::Shopper, _) => words.shopper.to_owned(),
        (_, Some(id)) => reader.name(id),
        (_, None) => words.program.to_owned(),
    };
    let event = || serde_json::from_str::<Event>(&row.body).ok();
    let body = match kind {
        EntryKind::Event => event().map(|event| reader.said(&texts.event(&event))),
        EntryKind::Reply => Some(reader.sent(&row.body)),
        EntryKind::Shopper | EntryKind::Note => None,
    };
    let sent = row
        .outbox_id
        .and_then(|id| pane.rows.outbox.iter().find(|mail| mail.id == id));
    EntryView {
        kind: kind.code().to_owned(),
        by,
        at: texts.short_moment(reader.at(row.created_ms), Precision::Minute, reader.today()),
        body: body.unwrap_or_else(|| reader.said(&row.body)),
        outcome: sent.map(|mail| outcome(pane, mail)),
    }
}

/// Every message, the newest first; a notice of which nobody was written to
/// stands there itself.
pub fn messages(pane: &Pane<'_>) -> Vec<MessageView> {
    let reader = &pane.reader;
    let all = &pane.rows.outbox;
    let has_messages = |notice: &outbox::Model| {
        let mut messages = all.iter().filter(|row| row.medium.is_some());
        messages.any(|row| row.lead_id == Some(notice.id))
    };
    let rows = all.iter().rev();
    rows.filter(|row| row.medium.is_some() || !has_messages(row))
        .map(|row| MessageView {
            label: label(pane, row),
            at: reader.texts.short_moment(
                reader.at(row.created_ms),
                Precision::Minute,
                reader.today(),
            ),
            outcome: match row.notice_state() {
                Some(state) => notice_outcome(pane, row, state),
                None => outcome(pane, row),
            },
        })
        .collect()
}

fn label(pane: &Pane<'_>, row: &outbox::Model) -> String {
    let texts = pane.texts();
    let mail = || MailKind::from_code(&row.notice).map(|kind| texts.mail_kind(kind));
    let notice = Notice::from_code(&row.notice).map(|notice| texts.notice_label(notice));
    match (notice, row.medium()) {
        (Some(notice), Some(medium)) => {
            texts.message_to(notice, medium, address(pane, row, medium).as_deref())
        }
        _ => notice
            .or_else(mail)
            .unwrap_or_else(|| texts.other_message())
            .to_owned(),
    }
}

/// The buyer's address, masked: whoever else follows an order is not named.
fn address(pane: &Pane<'_>, row: &outbox::Model, medium: Medium) -> Option<String> {
    let person = pane.rows.person.as_ref()?;
    if !row.recipient.as_deref()?.starts_with("buyer.") {
        return None;
    }
    let masked = mask::buyer(&person.buyer(), &Address::default());
    match medium {
        Medium::Email => masked.email,
        Medium::Sms => masked.phone,
    }
}

fn notice_outcome(pane: &Pane<'_>, row: &outbox::Model, state: NoticeState) -> OutcomeView {
    let reader = &pane.reader;
    let reason = row.reason.as_deref();
    let lead = pane
        .rows
        .outbox
        .iter()
        .find(|lead| Some(lead.id) == row.lead_id);
    let text = reader.texts.notice_standing(&NoticeStanding {
        state,
        why: reason.map(|why| why_in_words(why, reader.texts)),
        is_held_back: reason == Some(Dropped::SwitchedOff.code()),
        waits: row.waits.as_deref().and_then(Wait::from_code),
        next: row.next_try_ms.map(|at| reader.at(at)),
        told_with: lead.and_then(|lead| Notice::from_code(&lead.notice)),
        today: reader.today(),
    });
    OutcomeView {
        text,
        standing: match state {
            NoticeState::Queued | NoticeState::UnderWay => Outcome::Waiting,
            NoticeState::Sent | NoticeState::Merged => Outcome::Sent,
            NoticeState::Dropped => Outcome::Dropped,
            NoticeState::Dead => Outcome::Failed,
        },
    }
}

fn outcome(pane: &Pane<'_>, row: &outbox::Model) -> OutcomeView {
    let reader = &pane.reader;
    let state = MailState::from_code(&row.state).unwrap_or(MailState::Queued);
    let medium = row.medium().unwrap_or(Medium::Email);
    let why = row.last_error.as_deref().or(row.reason.as_deref());
    let why = why.map(|why| why_in_words(why, reader.texts));
    let versions = row.versions();
    let text = reader.texts.mail_standing(&MailStanding {
        state,
        ended: row.ended_ms.map(|at| reader.at(at)),
        next_try: row.next_try_ms.map(|at| reader.at(at)),
        attempts: u32::try_from(row.attempts).unwrap_or_default(),
        why,
        medium,
        waits: row.waits.as_deref().and_then(Wait::from_code),
        versions: versions.as_ref(),
        is_set_up: reader.reaches.contains(&medium),
        today: reader.today(),
    });
    OutcomeView {
        text,
        standing: match state {
            MailState::Queued => Outcome::Waiting,
            MailState::Sent => Outcome::Sent,
            MailState::Dropped => Outcome::Dropped,
            MailState::Dead => Outcome::Failed,
        },
    }
}
