//! The fixed words of the order pane and of the incidents' page.

macro_rules! words {
    ($(#[$of:meta])* $name:ident { $($(#[$doc:meta])* $field:ident,)* }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$doc])* pub $field: &'static str,)*
        }

        #[cfg(test)]
        impl $name {
            /// Every word, to be looked over.
            pub fn all(&self) -> Vec<&'static str> {
                vec![$(self.$field,)*]
            }
        }
    };
}

words! {
    /// The fixed words of the order pane.
    PaneWords {
        /// The link to the shopper's page.
        shopper_page,
        /// The button that keeps the order at hand.
        pin,
        /// The button that no longer does.
        unpin,
        /// The heading over flags.
        flags,
        /// Where none is up.
        no_flags,
        /// The flags that cleared themselves.
        past_flags,
        /// Before an owner's name.
        owner,
        /// Where nobody deals with it.
        no_owner,
        /// Beside what the reader deals with.
        yours,
        /// The button that takes a flag or a contact.
        take,
        /// The button that resolves it.
        resolve,
        /// The field for what was done about it.
        resolve_why,
        /// The heading over what to do next.
        advice,
        /// Before what the brand does in this trouble.
        policy,
        /// The button that begins the suggested reply; its name follows.
        reply_with,
        /// The heading over the buyer.
        customer,
        /// Where the brand shows its customers only in part.
        masked,
        /// Where the person was forgotten.
        forgotten,
        /// The heading over items.
        items,
        /// The heading over parcels.
        parcels,
        /// The heading over expected dates.
        ledger,
        /// The column of days.
        ledger_date,
        /// The column of who named them.
        ledger_source,
        /// The column of when.
        ledger_made,
        /// The column of why.
        ledger_reason,
        /// Beside the date that holds.
        ledger_current,
        /// Where no date was named.
        no_dates,
        /// The link to the carrier's page.
        carrier_page,
        /// The heading over what staff know.
        marks,
        /// The button that takes a mark back.
        unmark,
        /// Beside what staff wrote down themselves.
        by_hand,
        /// The heading over incidents.
        incidents,
        /// The heading over scans.
        scans,
        /// The column of times.
        scan_time,
        /// The column of meanings.
        scan_meaning,
        /// The column of the carrier's own words and codes.
        scan_raw,
        /// The column of sources and arrival.
        scan_source,
        /// Where there are none.
        no_scans,
        /// Before the moment a scan came.
        scan_arrived,
        /// Where a scan is no movement.
        scan_no_movement,
        /// The heading over contacts and notes.
        thread,
        /// Where there are none.
        no_thread,
        /// What a contact's reference is called.
        reference,
        /// Who writes as a shopper.
        shopper,
        /// Who did what no person did.
        program,
        /// A colleague whose name is not known.
        colleague,
        /// The heading over messages.
        messages,
        /// Where there are none.
        no_messages,
        /// The heading over claims.
        claims,
        /// The heading over what a carrier wants to see.
        evidence,
        /// The heading over corrections.
        corrections,
        /// In the place of words that are not shown.
        hidden,
        /// The button that says somebody was told.
        mark_told,
        /// The heading over the trail.
        audit,
        /// The row of actions.
        actions,
        /// The form that answers.
        reply,
        /// The field of templates.
        template,
        /// The button that fills one in.
        fill,
        /// Over the facts that are missing.
        missing,
        /// The field of the subject.
        subject,
        /// The field of the text.
        body,
        /// The button that sends.
        send,
        /// Where there is no address to send to.
        no_mail,
        /// The form that writes a note.
        note,
        /// The field of which contact it belongs to.
        about,
        /// Where it belongs to none.
        about_order,
        /// The button that keeps a note.
        save_note,
        /// The form that writes down a call.
        call,
        /// The field of what it is about.
        topic,
        /// What the shopper said.
        call_body,
        /// The button that opens it.
        save_call,
        /// The form that opens a claim.
        claim,
        /// The field of kinds.
        claim_kind,
        /// The field of the parcel.
        parcel,
        /// The field of what is demanded.
        amount,
        /// The field of what the carrier pays.
        paid,
        /// The field of where a piece of evidence is to be found.
        evidence_words,
        /// The button that opens it.
        save_claim,
        /// The button that keeps what is at hand.
        save_evidence,
        /// The form of shipments by hand.
        shipment,
        /// The field of the carrier.
        carrier,
        /// The field of the number.
        number,
        /// The field of what is changed.
        shipment_do,
        /// The field of the service, or of who brings it.
        shipment_service,
        /// The group of items in a new shipment.
        shipment_holds,
        /// What stands below it.
        shipment_holds_hint,
        /// The button that keeps it.
        save_shipment,
        /// The form of corrections.
        correct,
        /// The field of what it is.
        correct_kind,
        /// The field of its words.
        correct_body,
        /// The box that the shop must know.
        shop_must_know,
        /// The box that the carrier must know.
        carrier_must_know,
        /// The button that keeps it.
        save_correction,
        /// The form that marks a parcel.
        mark,
        /// The field of what it is marked as.
        mark_as,
        /// The field of how one knows.
        mark_why,
        /// The button that marks.
        save_mark,
        /// The button that sends the link again.
        link,
    }
}

words! {
    /// The fixed words of the incidents' page.
    IncidentWords {
        /// The heading.
        title,
        /// What they are.
        about,
        /// The heading over those that hold.
        open,
        /// Where there are none.
        none,
        /// The heading over those that are over.
        over,
        /// Everywhere.
        everywhere,
        /// The form.
        declare,
        /// The field of the brand.
        brand,
        /// The field of the carrier.
        carrier,
        /// The field of the country.
        country,
        /// The field of the region.
        region,
        /// The field of the first day.
        from,
        /// The field of the last day.
        to,
        /// The field of the words.
        words,
        /// What the words are for.
        words_hint,
        /// The button that declares.
        save,
        /// The button that ends one.
        end,
        /// Where the reader may not.
        not_allowed,
    }
}
