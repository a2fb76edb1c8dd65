//! English for the pages on which journeys are rehearsed and watched.

use super::English;
use crate::texts::{
    BrokeOff, FilmTexts, FilmWords, Language, Playing, RehearsalFault, RehearsalProblem,
    Standstill, StepTold,
};

impl FilmTexts for English {
    fn film_words(&self) -> FilmWords {
        WORDS
    }

    fn rehearsal_problem(&self, problem: RehearsalProblem) -> &'static str {
        match problem {
            RehearsalProblem::Busy => "Somebody is rehearsing. Try again in a moment.",
            RehearsalProblem::NothingChosen => "Choose a shop and a journey, then play it.",
            RehearsalProblem::BrokeOff => {
                "The rehearsal broke off. The server's log says why; nothing of your site was touched."
            }
            RehearsalProblem::NotATest => {
                "Only an order that the shop itself marked as a test can be given a journey."
            }
            RehearsalProblem::HasParcels => {
                "Something of this order has left already. Place another test order and give it the journey."
            }
            RehearsalProblem::Over => {
                "This order was called off, or its buyer is forgotten. Place another test order."
            }
            RehearsalProblem::Plays => "A journey plays with this order. Wait until it has ended.",
            RehearsalProblem::TooMany => {
                "As many journeys play as this site allows. Try again in a few minutes."
            }
            RehearsalProblem::NoShop => {
                "The connection this order came through is closed, so nobody can tell of its parcel."
            }
            RehearsalProblem::TooFewThings => {
                "This journey has more parcels than the order has things in it. Choose another, or place a larger test order."
            }
            RehearsalProblem::NotBroken => {
                "No journey of this order has broken off, so there is none to go on with."
            }
        }
    }

    fn language_name(&self, language: Language) -> &'static str {
        match language {
            Language::English => "English",
            Language::Spanish => "Spanish",
            Language::German => "German",
        }
    }

    fn film_about(&self, shop: &str, order: &str, language: Language, frames: usize) -> String {
        let language = self.language_name(language);
        format!("{shop}, order {order}, in {language}: {frames} steps")
    }

    fn film_step(&self, number: usize, of: usize) -> String {
        format!("Step {number} of {of}")
    }

    fn rehearsal_fault(&self, fault: RehearsalFault) -> &'static str {
        match fault {
            RehearsalFault::Messages => "A message is missing, or one too many was sent",
            RehearsalFault::Answer => "A message leaves an answer out",
            RehearsalFault::Link => "A link leads nowhere",
            RehearsalFault::Date => "The page shows no date, and no reason for none",
            RehearsalFault::Jargon => "A word that shoppers would have to look up",
            RehearsalFault::Backwards => "The status goes backwards, and nothing says why",
        }
    }

    fn findings_counted(&self, count: usize) -> String {
        match count {
            0 => "Nothing is wrong with it".to_owned(),
            1 => "1 thing is wrong".to_owned(),
            count => format!("{count} things are wrong"),
        }
    }

    fn segments_counted(&self, segments: usize) -> String {
        match segments {
            1 => "1 segment".to_owned(),
            segments => format!("{segments} segments"),
        }
    }

    fn film_frame(&self, what: &str, number: usize) -> String {
        format!("{what}, step {number}")
    }

    fn journey_plays(&self, playing: Playing) -> String {
        let Playing { told, steps, every } = playing;
        format!(
            "A journey plays: {told} of {steps} steps are told, one every {every} seconds, \
             slower where a message is due."
        )
    }

    fn journey_broke_off(&self, at: &Standstill) -> String {
        let why = match at.why {
            BrokeOff::Over => "the order was called off meanwhile, or its buyer forgotten",
            BrokeOff::NoShop => "the connection through which the shop speaks was closed",
            BrokeOff::NoCarrier => "the connection through which the carrier speaks was closed",
            BrokeOff::NotTaken => "the server could not take it in, and its log says why",
        };
        let tells = at.tells.as_ref().map(|told| self.step_told(told));
        let tells = tells.map_or_else(String::new, |tells| format!(" ({tells})"));
        let Standstill { step, steps, .. } = at;
        format!("The journey broke off at step {step} of {steps}{tells}: {why}.")
    }

    fn step_told(&self, told: &StepTold) -> String {
        match told {
            StepTold::Ordered => "The shop tells of the order".to_owned(),
            StepTold::Packed { parcel: None } => "The shop has packed the parcel".to_owned(),
            StepTold::Packed {
                parcel: Some(parcel),
            } => format!("The shop has packed parcel {parcel}"),
            StepTold::Cancelled => "The shop calls the order off".to_owned(),
            StepTold::Scanned {
                carrier,
                number,
                says,
            } => {
                let carrier = carrier.as_deref().unwrap_or("The carrier");
                let number = number.as_deref().map(|number| format!(" {number}"));
                format!("{carrier}{}: {says}", number.unwrap_or_default())
            }
        }
    }

    fn journeys_left_out(&self, things: u32) -> String {
        match things {
            0 | 1 => "Journeys in several parcels are left out: \
                this order has no more than one thing in it."
                .to_owned(),
            things => format!(
                "Journeys in more than {things} parcels are left out: \
                 this order has {things} things in it."
            ),
        }
    }
}

const WORDS: FilmWords = FilmWords {
    heading: "Rehearsal",
    text: "Play a whole order through before your customers do. A private copy of your shop's \
        settings plays it: nothing is sent, and your orders stay as they are.",
    brand: "Shop",
    language: "Language",
    sms: "With text messages",
    sms_hint: "The buyer has asked for them.",
    journeys: "Journey",
    play: "Play it",
    play_hint: "It takes a few seconds.",
    films: "Played before",
    films_hint: "The last few are kept for two hours, or until the server restarts.",
    orders: "Test orders on the live site",
    orders_text: "An order that your shop marked as a test can be given a journey. It then plays \
        on this site, a step every few seconds, all dated now; what carriers expect counts from \
        today, and it lingers where a message is due. Its messages go to your testers' real inboxes and to nobody else. What only \
        waiting brings, such as a reminder, comes when its time comes. Should the server restart \
        meanwhile, the order stays where it was: place another one.",
    orders_empty: "There is no test order. Place one in your shop, with its payment in test mode.",
    journey: "Journey",
    begin: "Begin",
    begin_hint: "Its steps are told on this site, one every few seconds. Only testers get messages.",
    begun: "The journey has begun.",
    go_on: "Go on from there",
    back: "All rehearsals",
    findings: "What is wrong",
    no_findings: "Every step has the messages, dates and words it should have.",
    steps: "Steps",
    previous: "Previous",
    next: "Next",
    top: "Top",
    alone: "The page alone",
    page: "The page",
    messages: "Messages",
    no_messages: "No message.",
    unchanged: "Nothing changed for the shopper",
    as_text: "As plain text",
    to: "To",
    time_passes: "Nobody tells anything; time passes",
    switched_off: "Switched off in your settings: a real order brings no such message.",
};
