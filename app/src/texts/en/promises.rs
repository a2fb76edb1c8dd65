//! English for the calendar that promises obey, and for what they rest on.

use super::English;
use crate::texts::{CalendarWords, PromiseTexts};
use doorstep::promise::{Basis, Pool};

impl PromiseTexts for English {
    fn calendar_words(&self) -> CalendarWords {
        WORDS
    }

    fn promise_basis(&self, basis: &Basis) -> String {
        let n = match basis.n {
            0 => return "Nothing: too few orders have arrived to say.".to_owned(),
            1 => "1 order".to_owned(),
            n => format!("{n} orders"),
        };
        let went = match &basis.pool {
            Pool::Lane { from, to } => format!(" from {from} to {to}"),
            Pool::Region(to) => format!(" to {to}"),
            Pool::All => " to anywhere".to_owned(),
        };
        let learned = basis
            .learned_on
            .map_or_else(String::new, |day| format!(", as known on {day}"));
        format!("{n}{went} that arrived in the last 150 days{learned}.")
    }
}

const WORDS: CalendarWords = CalendarWords {
    heading: "Calendar",
    text: "On which days you pack and carriers deliver. Flags, expected dates and promises count the same days. What you leave empty follows from the country: its weekend and its holidays.",
    saved: "Saved. Flags and promises count by it from now on.",
    mend: "Nothing is saved yet. Please mend:",
    changed_meanwhile: "Somebody else has changed the brand meanwhile. Yours is still in the fields: saving puts it in the place of theirs, which is this:",
    nothing: "not set",
    save: "Save",
    others: "Other brands",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::for_staff;

    #[test]
    fn what_a_promise_rests_on_is_said() {
        let check = |n: u32, pool: Pool, said: &str| {
            let learned_on = Some("2026-05-15".parse().unwrap());
            let basis = Basis {
                n,
                pool,
                learned_on,
            };
            assert_eq!(for_staff("en").promise_basis(&basis), said);
        };
        let lane = Pool::Lane {
            from: "US-NJ".to_owned(),
            to: "US-CA".to_owned(),
        };
        check(
            412,
            lane,
            "412 orders from US-NJ to US-CA that arrived in the last 150 days, as known on 2026-05-15.",
        );
        check(
            1,
            Pool::Region("US-CA".to_owned()),
            "1 order to US-CA that arrived in the last 150 days, as known on 2026-05-15.",
        );
        let all =
            "30 orders to anywhere that arrived in the last 150 days, as known on 2026-05-15.";
        check(30, Pool::All, all);
        let none = "Nothing: too few orders have arrived to say.";
        check(0, Pool::All, none);
    }
}
