//! The words of the pages before an order's own.

/// The words of the home page's forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindWords {
    /// Over the number.
    pub number: String,
    /// What a number looks like.
    pub number_hint: String,
    /// Over the proof.
    pub proof: String,
    /// Which of the two, and from where.
    pub proof_hint: String,
    /// The button that looks.
    pub look: String,
    /// The heading over the form that has a link sent.
    pub mail_headline: String,
    /// What is sent, and how long it is good.
    pub mail_text: String,
    /// Over the address.
    pub mail_address: String,
    /// The button that sends.
    pub mail_send: String,
    /// Before the link to the newest order of this device.
    pub newest: String,
    /// The link from an order's page to the home page.
    pub another: String,
}

/// Why a form is shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemWords {
    /// In one sentence; also beside the field it is about.
    pub headline: String,
    /// What to do.
    pub text: String,
}

/// The words of the list of a buyer's orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyOrdersWords {
    /// The headline.
    pub headline: String,
    /// How long the list is to be had.
    pub text: String,
}

/// What a device remembers, and how it forgets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceWords {
    /// What it remembers.
    pub text: String,
    /// The button that makes it forget.
    pub forget: String,
}

/// The words of the demo's mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxWords {
    /// The headline; also the link to it.
    pub headline: String,
    /// What is in it.
    pub text: String,
    /// When nothing is.
    pub empty: String,
    /// Before the address a mail is to.
    pub to: String,
    /// The link a mail to the list of orders holds.
    pub link: String,
    /// The link of a mail about one order.
    pub order: String,
    /// The link to a mail as its reader sees it.
    pub drawn: String,
    /// The link to an order's page beside its messages; also that page's
    /// headline.
    pub beside: String,
    /// What stands in one half of it.
    pub page: String,
    /// What stands in the other.
    pub messages: String,
    /// That it changes by itself, where it does.
    pub live: String,
}
