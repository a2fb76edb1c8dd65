//! The words of the pages on which people choose what they hear.

use doorstep::choice::{Kind, StopReason};
use doorstep::view::messages::{MessagesProblem, Said, TextsEnd, UnsubscribeStep};

/// The fixed words of the page of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessagesWords {
    /// The link on the order's page.
    pub link: &'static str,
    /// The heading.
    pub heading: &'static str,
    /// The heading over the kinds.
    pub kinds: &'static str,
    /// Said where there is no address.
    pub no_email: &'static str,
    /// The button that keeps the choice.
    pub save: &'static str,
    /// The heading over text messages.
    pub sms: &'static str,
    /// Over the number.
    pub number: &'static str,
    /// How it is typed.
    pub number_hint: &'static str,
    /// The button that has a code sent.
    pub send_code: &'static str,
    /// Over the code.
    pub code: &'static str,
    /// The button that proves the number.
    pub confirm: &'static str,
    /// The button for another number.
    pub another_number: &'static str,
    /// The button that ends text messages.
    pub no_more_texts: &'static str,
    /// The heading over others who follow.
    pub followers: &'static str,
    /// What others get.
    pub followers_text: &'static str,
    /// Beside somebody who has not answered.
    pub waits: &'static str,
    /// Beside somebody who follows.
    pub follows: &'static str,
    /// The button that takes somebody out.
    pub remove: &'static str,
    /// Over the address of somebody to be asked.
    pub email: &'static str,
    /// The button that asks them.
    pub invite: &'static str,
    /// Once as many follow as may.
    pub no_room: &'static str,
    /// The heading over what has to be mended.
    pub mend: &'static str,
    /// The link back to the order.
    pub back: &'static str,
}

/// The words of a follower's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowWords {
    /// What they will get, and what they will not see.
    pub text: &'static str,
    /// The button that says yes.
    pub yes: &'static str,
    /// The button that says no.
    pub no: &'static str,
    /// The button that says no to all the shop's.
    pub never: &'static str,
    /// The button that ends it later.
    pub end: &'static str,
    /// The heading once it is ended.
    pub ended: &'static str,
    /// What that means.
    pub ended_text: &'static str,
}

/// The words of the page that ends messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnsubscribeWords {
    /// The button that ends those of one order.
    pub order: &'static str,
    /// What the next button does.
    pub shop_text: &'static str,
    /// The button that ends all of the shop's.
    pub shop: &'static str,
    /// The button that takes it back.
    pub again: &'static str,
}

/// The words around what people choose to hear.
pub trait MessagesTexts {
    /// The fixed words of the page of messages.
    fn messages_words(&self) -> MessagesWords;
    /// A kind of message, and what it tells.
    fn kind_of_message(&self, kind: Kind) -> &'static str;
    /// The legend over the kinds by e-mail.
    fn by_email(&self, hint: &str) -> String;
    /// The legend over the kinds by text message.
    fn by_sms(&self, hint: &str) -> String;
    /// What is agreed to by asking for a code; also the proof of consent.
    fn sms_consent(&self, shop: &str, ends: TextsEnd) -> String;
    /// That a code was sent, and for how long it holds.
    fn code_sent(&self, hint: &str) -> String;
    /// Said in a demo, which sends nothing.
    fn demo_code(&self, code: &str) -> String;
    /// That a number gets messages.
    fn sms_on(&self, hint: &str) -> String;
    /// Why an address gets nothing, and what to do.
    fn stopped(&self, hint: &str, why: StopReason, shop: &str) -> String;
    /// What was done.
    fn messages_said(&self, said: Said) -> &'static str;
    /// What has to be mended.
    fn messages_problem(&self, problem: MessagesProblem) -> String;
    /// The text message with a code.
    fn code_text(&self, code: &str, shop: &str) -> String;
    /// The title of a follower's page.
    fn follow_title(&self, shop: &str) -> String;
    /// The heading of the question whether they want to follow.
    fn follow_question(&self, shop: &str) -> String;
    /// The words of a follower's page.
    fn follow_words(&self) -> FollowWords;
    /// The heading of the page that ends messages.
    fn unsubscribe_heading(&self, step: UnsubscribeStep) -> &'static str;
    /// What it says of an address, where one is known.
    fn unsubscribe_text(&self, step: UnsubscribeStep, hint: Option<&str>, shop: &str) -> String;
    /// The fixed words of that page.
    fn unsubscribe_words(&self) -> UnsubscribeWords;
}
