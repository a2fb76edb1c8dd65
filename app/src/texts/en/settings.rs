//! English for the page on which a brand is set.

use crate::texts::{SettingWords, SettingsWords};
use doorstep::brand::keys::Section;

/// The page's own words.
pub const fn words() -> SettingsWords {
    SettingsWords {
        brands: "Brands",
        default: "answers every other host",
        add: "One more brand",
        add_slug: "Its short name (lower-case letters, digits, hyphens)",
        add_open: "Go on",
        title: "Brand",
        saved: "Saved. Open pages show it within a minute.",
        mend: "Nothing is saved yet. Please mend:",
        preview: "Preview at 360 px",
        draw: "Draw the preview",
        save: "Save",
        back: "All brands",
        moment: "Preview of",
        moments: [
            ("moving", "a parcel on its way"),
            ("late", "a late parcel"),
            ("ordered", "an order not shipped yet"),
        ],
        scheme: "Preview in",
        schemes: [
            ("system", "the colours of your system"),
            ("light", "light colours"),
            ("dark", "dark colours"),
        ],
        unset: "not set",
        yes: "yes",
        current_file: "Used now:",
        remove_file: "Take it away",
        texts: "Texts of your own",
        texts_hint: "One a line: the key, an equals sign, and your words. {carrier} becomes the carrier's name where it is known. They are in the brand's language; de. or es. or en. before a key makes it one for that language.",
        texts_keys: "The keys",
    }
}

/// A section's heading.
pub const fn section(section: Section) -> &'static str {
    match section {
        Section::Names => "Names",
        Section::Look => "Look",
        Section::Dark => "Look in the dark (left empty, it follows from the light)",
        Section::Support => "Support",
        Section::Mail => "Whom mails come from",
        Section::Shipping => "Shipping",
        Section::Calendar => "Calendar: who packs and delivers on which days",
        Section::Policies => "When something goes wrong",
        Section::Links => "Links back to your shop",
        Section::Privacy => "Privacy",
    }
}

const fn plain(label: &'static str) -> SettingWords {
    SettingWords { label, hint: "" }
}

const fn hinted(label: &'static str, hint: &'static str) -> SettingWords {
    SettingWords { label, hint }
}

/// A value, by its key. Both schemes' colours have the same words.
pub fn setting(key: &str) -> SettingWords {
    if let Some(colour) = key
        .strip_prefix("look.dark.")
        .or_else(|| key.strip_prefix("look."))
    {
        return look(colour);
    }
    if let Some(day) = key.strip_prefix("support.hours.") {
        return weekday(day);
    }
    match key {
        "slug" => hinted(
            "Short name",
            "It stands in addresses and cannot be changed here.",
        ),
        "name" => plain("Name"),
        "default" => hinted(
            "Default",
            "Whether it answers every host no brand has claimed. Tick it at another brand to hand that over.",
        ),
        "hosts" => hinted("Hosts", "One a line, such as track.acme.example."),
        "locale" => hinted(
            "Language",
            "Such as en or de-AT. Pages and mails speak English, Spanish and German; an order's own language comes before this one.",
        ),
        "zone" => hinted("Time zone", "Such as Europe/Vienna."),
        "support.email" => plain("E-mail"),
        "support.phone" => plain("Telephone"),
        "support.url" => hinted("Page to ask at", "Such as https://acme.example/contact."),
        "support.help_desk" => hinted(
            "Help desk",
            "An e-mail address: what shoppers report is mailed there too, with the order's facts. Empty to keep it here.",
        ),
        "mail.from" => hinted(
            "Sender's address",
            "Such as orders@acme.example. Empty for the site's, or else the support address. Settings > Senders looks whether mails from it are believed.",
        ),
        "mail.selectors" => hinted(
            "DKIM selectors",
            "One a line: your mail provider says which. They are looked at, not used to sign.",
        ),
        "support.zone" => hinted("Time zone of the hours", "Empty for the brand's own."),
        "links.home" => plain("Shop"),
        "links.account" => plain("Account"),
        "links.returns" => plain("Returns"),
        "links.help" => plain("Questions and answers"),
        other => match other.strip_prefix("calendar.") {
            Some(part) => calendar(part),
            None => habits(other),
        },
    }
}

fn look(key: &str) -> SettingWords {
    match key {
        "logo" => hinted(
            "Logo",
            "SVG, PNG or WebP of at most 100 kB; it stands in the bar above.",
        ),
        "header" => hinted("Bar above", "filled with the accent, or plain."),
        "accent" => hinted("Accent", "Such as #1f4d47."),
        "on_accent" => hinted(
            "Text on the accent",
            "Empty for black or white, whichever reads better.",
        ),
        "background" => plain("Background"),
        "surface" => plain("Cards"),
        "text" => plain("Text"),
        "headline" => plain("Headline"),
        "control" => plain("Outlines of buttons and fields"),
        "corner" => hinted("Corner radius", "In pixels, from 0 to 32."),
        "font" => hinted("Type", "Each system's own; own is your file."),
        "headings" => hinted("Type of headings", "Empty for the same."),
        "font_file" => hinted("File of your own type", "WOFF2 of at most 100 kB."),
        _ => plain(""),
    }
}

fn weekday(day: &str) -> SettingWords {
    match day {
        "monday" => hinted("Monday", "Such as 9:00-17:00."),
        "tuesday" => plain("Tuesday"),
        "wednesday" => plain("Wednesday"),
        "thursday" => plain("Thursday"),
        "friday" => plain("Friday"),
        "saturday" => plain("Saturday"),
        "sunday" => plain("Sunday"),
        _ => plain(""),
    }
}

fn calendar(key: &str) -> SettingWords {
    match key {
        "week" => hinted(
            "Days on which you pack",
            "Such as mon-fri, or mon-wed sat. Empty for all but your country's weekend; its holidays are off either way.",
        ),
        "warehouses" => hinted(
            "Warehouses",
            "One a line, with the name your shipments call it by, then what differs from the brand: Berlin: mon-sat, 16:00, Europe/Berlin (days, cut-off, zone).",
        ),
        "warehouse_closures" => hinted(
            "Closed warehouses",
            "One a line: Berlin: 2026-12-28 to 2026-12-30: Stocktaking. Days on which you are closed hold everywhere.",
        ),
        "carriers" => hinted(
            "Carriers' days",
            "One a line: UPS US: mon-sun, holidays none. The country may be left out; * DE: mon-sat is every carrier in Germany. Holidays are none, common or official.",
        ),
        "carrier_closures" => hinted(
            "Days without delivery",
            "One a line: UPS US: 2026-11-27: Day after Thanksgiving, or * DE: 2026-10-31.",
        ),
        "promise_days" => hinted(
            "Days to promise while nothing is known",
            "Counted from the day of the order, moved to a day of delivery. Empty to promise nothing.",
        ),
        _ => plain(""),
    }
}

const OFFERS: &str =
    "One a line: send_again, new_address, refund. Empty where they have no choice.";

fn habits(key: &str) -> SettingWords {
    match key {
        "shipping.handling_days" => hinted("Packed within", "Working days."),
        "shipping.cut_off" => hinted(
            "Cut-off",
            "Orders before this time count from the same day, such as 14:00.",
        ),
        "shipping.closures" => hinted("Closed", "One a line: 2026-12-24 to 2026-12-26: Christmas."),
        "policies.late.days" => hinted("Late: after days", "Days after the expected date."),
        "policies.late.words" => plain("Late: what you do"),
        "policies.lost.days" => hinted("Lost: within days", "How soon you settle it."),
        "policies.lost.words" => plain("Lost: what you do"),
        "policies.returned.days" => hinted("Came back: within days", "How soon you settle it."),
        "policies.returned.words" => plain("Came back: what you do"),
        "policies.returned.offers" => hinted("Came back: what buyers may choose", OFFERS),
        "policies.undeliverable.days" => {
            hinted("Undeliverable: after days", "How long it is tried.")
        }
        "privacy.raw_days" => hinted(
            "Raw messages are kept for days",
            "Then they are cut to their tracking part. Empty for 90.",
        ),
        "privacy.personal_months" => hinted(
            "Personal data is kept for months",
            "Counted from delivery. Empty for 12.",
        ),
        "privacy.mask_customers" => hinted(
            "Mask customers",
            "Whether support sees initials, town and country instead of names and addresses.",
        ),
        "policies.undeliverable.words" => plain("Undeliverable: what you do"),
        "policies.undeliverable.offers" => hinted("Undeliverable: what buyers may choose", OFFERS),
        _ => plain(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep::brand::keys::KEYS;

    #[test]
    fn every_key_has_its_words() {
        for key in KEYS {
            assert_ne!(setting(key.name).label, "", "{}", key.name);
        }
    }
}
