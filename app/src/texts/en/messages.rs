//! English for what people choose to hear.

use super::English;
use super::ways::wait;
use crate::texts::{FollowWords, MessagesTexts, MessagesWords, UnsubscribeWords};
use doorstep::choice::{Kind, StopReason};
use doorstep::view::messages::{MessagesProblem, Said, TextsEnd, UnsubscribeStep};

impl MessagesTexts for English {
    fn messages_words(&self) -> MessagesWords {
        WORDS
    }

    fn kind_of_message(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Order => "The order: taken, or cancelled",
            Kind::OnItsWay => "It is on its way",
            Kind::Arrival => "It comes today, has arrived, or waits for you",
            Kind::Trouble => "It is late, or there is a problem",
        }
    }

    fn by_email(&self, hint: &str) -> String {
        format!("By e-mail to {hint}")
    }

    fn by_sms(&self, hint: &str) -> String {
        format!("By text message to {hint}")
    }

    fn sms_consent(&self, shop: &str, ends: TextsEnd) -> String {
        let end = match ends {
            TextsEnd::ByAnswer => "Answer STOP to end them, HELP for help.",
            TextsEnd::ByLink => "The link in each of them leads to where you end them.",
        };
        format!(
            "I agree that {shop} texts me about this order: a few messages in all. Your network may charge for them. {end}"
        )
    }

    fn code_sent(&self, hint: &str) -> String {
        format!("We sent a code to {hint}. It works for 10 minutes.")
    }

    fn demo_code(&self, code: &str) -> String {
        format!("This is a demo and sends nothing. The code is {code}.")
    }

    fn sms_on(&self, hint: &str) -> String {
        format!("Messages go to {hint}. You choose above which ones.")
    }

    fn stopped(&self, hint: &str, why: StopReason, shop: &str) -> String {
        match why {
            StopReason::Unsubscribed => format!(
                "{hint} gets nothing: its owner ended all messages from {shop}. The link at the end of each message starts them again."
            ),
            StopReason::Stop => format!(
                "{hint} gets nothing: it answered STOP. Text START to the same number to get messages again."
            ),
            StopReason::Bounced => {
                format!("{hint} gets nothing: what was sent there did not arrive. Tell {shop}.")
            }
            StopReason::Complained => {
                format!("{hint} gets nothing: a message was marked as unwanted there. Tell {shop}.")
            }
        }
    }

    fn messages_said(&self, said: Said) -> &'static str {
        match said {
            Said::Saved => "Saved.",
            Said::CodeSent => "The code is on its way to your phone.",
            Said::NumberConfirmed => "Done. Your phone gets messages now.",
            Said::NumberGone => "Your phone gets no more messages.",
            Said::Invited => "We asked them by e-mail. They get messages once they say yes.",
            Said::FollowerGone => "They no longer follow this order.",
        }
    }

    fn messages_problem(&self, problem: MessagesProblem) -> String {
        match problem {
            MessagesProblem::NoNumber => {
                "Type your phone number with its country code, such as +1 212 555 0147".into()
            }
            MessagesProblem::DeafNumber => "This number takes no text messages".into(),
            MessagesProblem::StoppedNumber => {
                "This number wants no messages. Text START to us from it first".into()
            }
            MessagesProblem::NoConsent => "Tick the box to agree to text messages".into(),
            MessagesProblem::WrongCode => {
                "That is not the code. Look at the newest message and try again".into()
            }
            MessagesProblem::CodeOver => {
                "This code does not work any more. Have a new one sent".into()
            }
            MessagesProblem::NoEmail => "Type an e-mail address, such as jo@example.com".into(),
            MessagesProblem::OwnEmail => "This address gets the messages already".into(),
            MessagesProblem::NoTester => {
                "This is a test order. Only people on the shop's list of testers can follow it"
                    .into()
            }
            MessagesProblem::TooManyFollowers => "No more people can follow this order".into(),
            MessagesProblem::CannotText => {
                "We cannot send text messages at the moment. Try again later".into()
            }
            MessagesProblem::Wait(seconds) => {
                format!("Please wait {}, then try again", wait(seconds))
            }
        }
    }

    fn code_text(&self, code: &str, shop: &str) -> String {
        // A long name would need a second message.
        let shop: String = shop.chars().take(40).collect();
        format!(
            "{code} is your code for messages from {}. Did you not ask for it? Then do nothing.",
            shop.trim()
        )
    }

    fn follow_title(&self, shop: &str) -> String {
        format!("A parcel from {shop}")
    }

    fn follow_question(&self, shop: &str) -> String {
        format!("Do you want to follow a parcel from {shop}?")
    }

    fn follow_words(&self) -> FollowWords {
        FollowWords {
            text: "Somebody asked us to keep you posted too. We write to you when it is on its way, when it comes, and when something goes wrong. You will see neither what is in it nor what it cost.",
            yes: "Yes, keep me posted",
            no: "No, thank you",
            never: "Never ask me again",
            end: "Send me no more messages",
            ended: "You get no more messages about this parcel",
            ended_text: "Your address is no longer kept with it.",
        }
    }

    fn unsubscribe_heading(&self, step: UnsubscribeStep) -> &'static str {
        match step {
            UnsubscribeStep::Gets => "Stop these messages?",
            UnsubscribeStep::NoneOfOrder => "No more messages about this order",
            UnsubscribeStep::NoneOfShop => "No more messages from this shop",
            UnsubscribeStep::NoneEver => "This address gets no messages",
        }
    }

    fn unsubscribe_text(&self, step: UnsubscribeStep, hint: Option<&str>, shop: &str) -> String {
        let who = hint.map_or_else(String::new, |hint| format!("{hint}: "));
        match (step, hint) {
            (UnsubscribeStep::Gets, Some(hint)) => {
                format!("{hint} gets messages about an order at {shop}.")
            }
            (UnsubscribeStep::Gets, None) => format!("You get messages about an order at {shop}."),
            (UnsubscribeStep::NoneOfOrder, Some(hint)) => {
                format!("{hint} hears no more about this order at {shop}.")
            }
            (UnsubscribeStep::NoneOfOrder, None) => {
                format!("You hear no more about this order at {shop}.")
            }
            (UnsubscribeStep::NoneOfShop, _) => {
                format!(
                    "{who}All messages about orders at {shop} are off. Answers to questions you ask still come."
                )
            }
            (UnsubscribeStep::NoneEver, _) => {
                format!(
                    "{who}Messages could not be delivered, or were marked as unwanted. {shop} can switch them on again."
                )
            }
        }
    }

    fn unsubscribe_words(&self) -> UnsubscribeWords {
        UnsubscribeWords {
            order: "Stop messages about this order",
            shop_text: "Or stop all messages about your orders at this shop, now and later:",
            shop: "Stop all messages from this shop",
            again: "Send them again",
        }
    }
}

const WORDS: MessagesWords = MessagesWords {
    link: "Choose your messages",
    heading: "Your messages",
    kinds: "Which messages do you want?",
    no_email: "The shop gave us no e-mail address for this order.",
    save: "Save",
    sms: "Text messages",
    number: "Mobile number",
    number_hint: "With its country code, such as +1 212 555 0147. We send a code to see that it is yours.",
    send_code: "Send me a code",
    code: "The code from the message",
    confirm: "Confirm",
    another_number: "Use another number",
    no_more_texts: "No more text messages",
    followers: "Somebody else",
    followers_text: "Is it a gift, or for somebody at home? They can get messages about where it is and when it comes. They see neither the order nor what is in it.",
    waits: "has not answered yet",
    follows: "gets messages",
    remove: "Remove",
    email: "Their e-mail address",
    invite: "Ask them",
    no_room: "No more people can follow this order.",
    mend: "Something is missing",
    back: "Back to your order",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::en::ENGLISH;
    use crate::texts::en::tests::plain;

    #[test]
    fn every_sentence_is_plain() {
        for kind in Kind::ALL {
            plain(ENGLISH.kind_of_message(kind));
        }
        for said in Said::ALL {
            plain(ENGLISH.messages_said(said));
        }
        for why in StopReason::ALL {
            plain(&ENGLISH.stopped("jo•••@e•••.com", why, "Acme"));
        }
        for problem in [
            MessagesProblem::NoNumber,
            MessagesProblem::DeafNumber,
            MessagesProblem::StoppedNumber,
            MessagesProblem::NoConsent,
            MessagesProblem::WrongCode,
            MessagesProblem::CodeOver,
            MessagesProblem::NoEmail,
            MessagesProblem::OwnEmail,
            MessagesProblem::NoTester,
            MessagesProblem::TooManyFollowers,
            MessagesProblem::CannotText,
            MessagesProblem::Wait(90),
        ] {
            plain(&ENGLISH.messages_problem(problem));
        }
        for step in [
            UnsubscribeStep::Gets,
            UnsubscribeStep::NoneOfOrder,
            UnsubscribeStep::NoneOfShop,
            UnsubscribeStep::NoneEver,
        ] {
            plain(ENGLISH.unsubscribe_heading(step));
            plain(&ENGLISH.unsubscribe_text(step, None, "Acme"));
            plain(&ENGLISH.unsubscribe_text(step, Some("jo•••@e•••.com"), "Acme"));
        }
    }

    #[test]
    fn a_code_fits_one_message() {
        let text = ENGLISH.code_text("012345", &"A very long name of a shop ".repeat(9));
        assert!(
            text.is_ascii() && text.len() <= 160,
            "{} {text}",
            text.len()
        );
        assert!(text.starts_with("012345 "), "phones find it there: {text}");
    }
}
