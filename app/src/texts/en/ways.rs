//! English for the pages before an order's own.

use crate::texts::{DeviceWords, FindWords, MailboxWords, MyOrdersWords, NoticePage, ProblemWords};
use doorstep::view::ways::FindProblem;

/// The home page's forms.
pub fn find() -> FindWords {
    FindWords {
        number: "Order number".into(),
        number_hint: "It is in the mail from the shop, for example 1001.".into(),
        proof: "E-mail address or postal code".into(),
        proof_hint: "As you gave it with the order.".into(),
        look: "Find my order".into(),
        mail_headline: "No order number at hand?".into(),
        mail_text: "We send you a link to all your orders at this shop. It works for 30 minutes."
            .into(),
        mail_address: "E-mail address".into(),
        mail_send: "Send me the link".into(),
        newest: "On this device:".into(),
        another: "Find another order".into(),
    }
}

/// Why the form is shown again.
pub fn find_problem(problem: FindProblem) -> ProblemWords {
    let words = |headline: String, text: &str| ProblemWords {
        headline,
        text: text.into(),
    };
    let missing = "Fill in both fields, then try again.";
    match problem {
        FindProblem::NoNumber => words("Type your order number".into(), missing),
        FindProblem::NoProof => words("Type your e-mail address or postal code".into(), missing),
        FindProblem::Nothing => words(
            "Type your order number and your e-mail address or postal code".into(),
            missing,
        ),
        FindProblem::NotFound => words(
            "We could not find this order".into(),
            "Check the number, and the e-mail address or postal code you gave with it. Or have a link to your orders sent to you, below.",
        ),
        FindProblem::Wait(seconds) => words(
            format!("Please wait {}, then try again", wait(seconds)),
            "There were many tries. A place is kept for you: type the same again after the wait.",
        ),
        FindProblem::NoAddress => words(
            "Type your e-mail address".into(),
            "It looks like jo@example.com. Use the one you gave with your orders.",
        ),
    }
}

/// "40 seconds", "3 minutes", "2 hours": never less than is to be waited.
pub(super) fn wait(seconds: u64) -> String {
    let (count, unit) = match seconds {
        ..=120 => (seconds, "second"),
        121..=7_200 => (seconds.div_ceil(60), "minute"),
        _ => (seconds.div_ceil(3_600), "hour"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

/// The page after a link was asked for.
pub fn mail_sent() -> NoticePage {
    NoticePage {
        headline: "Check your mail".into(),
        text: "If there are orders under this address, a link to them is on its way to you. It works for 30 minutes.".into(),
        act: "Nothing there? Look into the spam folder, or try the address you gave with the order.".into(),
    }
}

/// The list of a buyer's orders.
pub fn my_orders() -> MyOrdersWords {
    MyOrdersWords {
        headline: "Your orders".into(),
        text: "This list closes 30 minutes after you asked for it. The page of each order stays."
            .into(),
    }
}

/// The page for a mailed link whose time is over.
pub fn link_over() -> NoticePage {
    NoticePage {
        headline: "This link works no more".into(),
        text: "Links to the list of your orders work for 30 minutes.".into(),
        act: "Have a new one sent to you from the first page.".into(),
    }
}

/// What a device remembers.
pub fn device() -> DeviceWords {
    DeviceWords {
        text: "Privacy: this device remembers the link to your newest order, in one cookie of this site, so that the page opens to it. Nothing else is kept here.".into(),
        forget: "Forget on this device".into(),
    }
}

/// The demo's mailbox.
pub fn mailbox() -> MailboxWords {
    MailboxWords {
        headline: "The demo's mailbox".into(),
        text: "What a real shop would send by e-mail and text message. Nothing leaves this demo."
            .into(),
        empty: "No message yet. Wait a little, or ask for a link on the first page.".into(),
        to: "To".into(),
        link: "Open the link to your orders".into(),
        order: "Open the page of the order".into(),
        drawn: "See it as its reader does".into(),
        beside: "Page and messages side by side".into(),
        page: "The page".into(),
        messages: "The messages".into(),
        live: "New messages appear by themselves.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(seconds: u64, wanted: &str) {
        assert_eq!(wait(seconds), wanted);
    }

    #[test]
    fn a_wait_is_never_told_too_short() {
        check(1, "1 second");
        check(120, "120 seconds");
        check(121, "3 minutes");
        check(7_200, "120 minutes");
        check(7_201, "3 hours");
        check(86_400, "24 hours");
    }
}
