//! What every language does alike: it asks its own modules for the words, and
//! puts a brand's own texts in their place.

/// Makes a language of the modules beside the call (`answers`, `dates`,
/// `demo`, `labels`, `pages`, `reasons`, `ways`). The compiler says which of
/// their functions are missing.
macro_rules! language {
    ($(#[$about:meta])* $language:ident, $plain:ident, $tag:literal) => {
        $(#[$about])*
        #[derive(Debug, Default)]
        pub struct $language {
            own: $crate::texts::own::Own,
        }

        /// Without a brand's own words.
        pub static $plain: $language = $language {
            own: $crate::texts::own::Own::none(),
        };

        impl $language {
            /// With the words of a brand.
            pub const fn with(own: $crate::texts::own::Own) -> Self {
                Self { own }
            }
        }

        const _: () = {
            use $crate::texts::own::OwnText;
            use $crate::texts::{
                ActionKey, CalendarEntry, DemoJourney, DeviceWords, FindWords, Freshness,
                Headline, HomeWords, Linking, MailboxWords, MapWords, MyOrdersWords, NoticePage,
                ProblemWords, PromiseNote, Remainder, ScanLine, ShopperTexts, Whereabouts,
            };
            use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
            use doorstep::answers::{Act, Happened, Next};
            use doorstep::reading::Estimate;
            use doorstep::scan::{Precision, Reason, Status};
            use doorstep::shipment::{Direction, PromiseSource};
            use doorstep::status::Step;
            use doorstep::view::tracking::Labels;
            use doorstep::view::ways::FindProblem;
            use doorstep::window::Window;

            impl ShopperTexts for $language {
                fn tag(&self) -> &'static str {
                    $tag
                }

                fn status_label(&self, status: Status) -> &'static str {
                    labels::status(status)
                }

                fn headline(&self, of: &Headline<'_>) -> String {
                    // A return is told apart by its words alone.
                    let text = (of.direction == Direction::Outbound)
                        .then(|| OwnText::of_headline(of.status));
                    text.and_then(|text| self.own.about(text, carrier_or_word(of.carrier)))
                        .unwrap_or_else(|| labels::headline(of))
                }

                fn order_headline(&self, parcels: &[Status]) -> String {
                    labels::order_headline(parcels)
                }

                fn rest(&self) -> &'static str {
                    labels::REST
                }

                fn reason_words(&self, reason: Reason) -> &'static str {
                    reasons::words(reason)
                }

                fn why(&self, reason: Reason) -> String {
                    $crate::texts::alike::capital(reasons::words(reason))
                }

                fn step_label(&self, step: Step) -> &str {
                    let own = self.own.get(OwnText::of_step(step));
                    own.unwrap_or_else(|| labels::step(step))
                }

                fn labels(&self) -> Labels {
                    $crate::texts::alike::in_words_of(labels::fixed(), &self.own)
                }

                fn happened(&self, key: &Happened, carrier: Option<&str>) -> String {
                    answers::happened(key, carrier)
                }

                fn reopened(&self, carrier: Option<&str>) -> String {
                    answers::reopened(carrier)
                }

                fn next(&self, key: Next, carrier: Option<&str>) -> String {
                    OwnText::of_next(key)
                        .and_then(|text| self.own.about(text, carrier_or_word(carrier)))
                        .unwrap_or_else(|| answers::next(key, carrier))
                }

                fn act(&self, key: Act, carrier: Option<&str>) -> String {
                    OwnText::of_act(key)
                        .and_then(|text| self.own.about(text, carrier_or_word(carrier)))
                        .unwrap_or_else(|| answers::act(key, carrier))
                }

                fn whereabouts(&self, key: Whereabouts<'_>) -> String {
                    answers::whereabouts(key)
                }

                fn window(&self, window: &Window, status: Status, today: NaiveDate) -> String {
                    dates::window(window, status, today)
                }

                fn short_window(
                    &self,
                    window: &Window,
                    status: Status,
                    today: NaiveDate,
                ) -> String {
                    dates::short_window(window, status, today)
                }

                fn short_pickup_until(&self, day: NaiveDate, today: NaiveDate) -> String {
                    dates::short_pickup_until(day, today)
                }

                fn pickup_until(&self, day: NaiveDate, today: NaiveDate) -> String {
                    dates::pickup_until(day, today)
                }

                fn estimate(&self, estimate: &Estimate, today: NaiveDate) -> String {
                    dates::estimate(estimate, today)
                }

                fn promise_note(&self, note: &PromiseNote<'_>, today: NaiveDate) -> String {
                    dates::promise_note(note, today)
                }

                fn scan_line(&self, scan: &ScanLine<'_>) -> Option<String> {
                    labels::scan_line(scan)
                }

                fn scan_without_words(&self) -> &'static str {
                    labels::SCAN_WITHOUT_WORDS
                }

                fn no_time(&self) -> &'static str {
                    labels::NO_TIME
                }

                fn freshness(&self, key: &Freshness<'_>, today: NaiveDate) -> String {
                    dates::freshness(key, today)
                }

                fn date(&self, date: NaiveDate, today: NaiveDate) -> String {
                    dates::date(date, today)
                }

                fn clock(&self, time: NaiveTime) -> String {
                    dates::clock(time)
                }

                fn moment(
                    &self,
                    at: NaiveDateTime,
                    precision: Precision,
                    today: NaiveDate,
                ) -> String {
                    dates::moment(at, precision, today)
                }

                fn short_moment(
                    &self,
                    at: NaiveDateTime,
                    precision: Precision,
                    today: NaiveDate,
                ) -> String {
                    dates::short_moment(at, precision, today)
                }

                fn ago(&self, ago: Duration) -> String {
                    dates::ago(ago)
                }

                fn action(&self, key: ActionKey, carrier: Option<&str>) -> String {
                    answers::action(key, carrier)
                }

                fn share(&self, headline: &str, window: &str) -> String {
                    pages::share(headline, window)
                }

                fn calendar_title(&self, entry: &CalendarEntry<'_>) -> String {
                    pages::calendar_title(entry)
                }

                fn calendar_note(
                    &self,
                    source: PromiseSource,
                    carrier: Option<&str>,
                ) -> String {
                    pages::calendar_note(source, carrier)
                }

                fn map_words(&self, key: &MapWords<'_>) -> String {
                    pages::map_words(key)
                }

                fn placed(&self, on: NaiveDate) -> String {
                    dates::placed(on)
                }

                fn parcel_heading(
                    &self,
                    direction: Direction,
                    index: usize,
                    total: usize,
                ) -> String {
                    pages::parcel_heading(direction, index, total)
                }

                fn carrier_name(&self, carrier: &str, service: Option<&str>) -> String {
                    $crate::texts::alike::carrier_name(carrier, service)
                }

                fn unshipped_headline(&self) -> &str {
                    let own = self.own.get(OwnText::UnshippedHeadline);
                    own.unwrap_or(labels::UNSHIPPED)
                }

                fn unshipped_text(&self, remainder: Remainder) -> &str {
                    let own = self.own.get(OwnText::UnshippedText);
                    own.unwrap_or_else(|| pages::unshipped_text(remainder))
                }

                fn announcement(&self, headline: &str, window: &str) -> String {
                    pages::announcement(headline, window)
                }

                fn tracking_title(&self, order_number: &str, brand: &str) -> String {
                    format!("{} - {brand}", pages::order_label(order_number))
                }

                fn order_label(&self, order_number: &str) -> String {
                    pages::order_label(order_number)
                }

                fn linking(&self) -> Linking {
                    let mut words = pages::linking();
                    self.own.replace(OwnText::HelpHeading, &mut words.help);
                    self.own.replace(OwnText::HelpAskShop, &mut words.ask_shop);
                    self.own.replace(OwnText::HelpToShop, &mut words.to_shop);
                    words
                }

                fn not_found(&self) -> NoticePage {
                    let mut page = pages::not_found();
                    self.own.replace(OwnText::NotFoundHeadline, &mut page.headline);
                    self.own.replace(OwnText::NotFoundText, &mut page.text);
                    self.own.replace(OwnText::NotFoundAct, &mut page.act);
                    page
                }

                fn unavailable(&self) -> NoticePage {
                    pages::unavailable()
                }

                fn home(&self) -> HomeWords {
                    let mut words = pages::home();
                    self.own.replace(OwnText::HomeHeadline, &mut words.headline);
                    self.own.replace(OwnText::HomeText, &mut words.text);
                    words
                }

                fn find(&self) -> FindWords {
                    ways::find()
                }

                fn find_problem(&self, problem: FindProblem) -> ProblemWords {
                    ways::find_problem(problem)
                }

                fn find_problem_title(&self, headline: &str, brand: &str) -> String {
                    format!("{headline} - {brand}")
                }

                fn mail_sent(&self) -> NoticePage {
                    ways::mail_sent()
                }

                fn my_orders(&self) -> MyOrdersWords {
                    ways::my_orders()
                }

                fn link_over(&self) -> NoticePage {
                    ways::link_over()
                }

                fn device(&self) -> DeviceWords {
                    ways::device()
                }

                fn mailbox(&self) -> MailboxWords {
                    ways::mailbox()
                }

                fn demo_title(&self, journey: DemoJourney) -> &'static str {
                    demo::title(journey)
                }

                fn demo_look_for(&self, journey: DemoJourney) -> &'static str {
                    demo::look_for(journey)
                }

                fn demo_how_far(&self, day: Option<u32>) -> String {
                    demo::how_far(day)
                }
            }
        };
    };
}
pub(crate) use language;
