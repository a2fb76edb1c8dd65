//! The journeys that can be rehearsed, in staff's words.

macro_rules! journeys {
    ($($(#[$doc:meta])* $one:ident = $code:literal,)+) => {
        /// A journey that can be rehearsed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RehearsedJourney {
            $($(#[$doc])* $one,)+
        }

        impl RehearsedJourney {
            /// Every journey, in the order in which they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$one,)+];

            /// What it is called at the command line and in forms.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$one => $code,)+
                }
            }

            /// Reads a code back; `None` when it is not one of ours.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

journeys! {
    /// Everything goes to plan.
    OnTime = "on-time",
    /// It comes before the day that was named.
    Early = "early",
    /// Ordered one day, at the door the next.
    Overnight = "overnight",
    /// A carrier that scans at the beginning and at the end.
    FewScans = "few-scans",
    /// The first scan of all is the last one.
    OnlyDelivered = "only-delivered",
    /// Days without a scan, and it comes on its day.
    QuietMiddle = "quiet-middle",
    /// The day moves forward twice.
    EarlierTwice = "earlier-twice",
    /// Abroad, and customs says nothing.
    AcrossTheBorder = "across-the-border",
    /// Bad weather, and a new date.
    Delayed = "delayed",
    /// One storm, and another behind it.
    WeatherTwice = "weather-twice",
    /// A new date, and nobody says why.
    LateUnexplained = "late-unexplained",
    /// The day passes without a word, and it comes later.
    MissedInSilence = "missed-in-silence",
    /// On the van, back in the depot, on the van again.
    VanTurnedBack = "van-turned-back",
    /// The carrier takes it over two days after its label.
    SlowStart = "slow-start",
    /// A label, days of nothing, and then it goes.
    LabelThenMoves = "label-then-moves",
    /// There is a label, and no carrier has seen the parcel.
    NotHandedOver = "not-handed-over",
    /// The shop needs longer than it said.
    PackedLate = "packed-late",
    /// Paid, and nothing leaves the shop.
    NeverShipped = "never-shipped",
    /// Called off before it left.
    Cancelled = "cancelled",
    /// Nobody was home, and it came the next day.
    FailedAttempt = "failed-attempt",
    /// Nobody was home twice.
    TwoAttempts = "two-attempts",
    /// Two tries, then it waits at a counter.
    AttemptsThenCounter = "attempts-then-counter",
    /// It waits at a counter.
    PickupPoint = "pickup-point",
    /// It waits for days until somebody comes.
    CounterReminder = "counter-reminder",
    /// Nobody comes for it, and it goes back.
    CounterExpired = "counter-expired",
    /// The address cannot be found, and then it can.
    WrongAddress = "wrong-address",
    /// The address cannot be found, and it goes back.
    AddressReturned = "address-returned",
    /// Turned down at the door, and back with the shop.
    Refused = "refused",
    /// Turned down behind a border.
    RefusedAbroad = "refused-abroad",
    /// One order in two parcels, one of them late.
    TwoParcels = "two-parcels",
    /// Two parcels that go all the way together.
    TwoTogether = "two-together",
    /// Three parcels on three days.
    ThreeApart = "three-apart",
    /// Half of it leaves days after the rest.
    HalfShipped = "half-shipped",
    /// Two parcels with two carriers.
    TwoCarriers = "two-carriers",
    /// One of two comes, the other is given up.
    OneLostOfTwo = "one-lost-of-two",
    /// Customs waits for papers.
    Customs = "customs",
    /// Customs asks, and lets it go on the same day.
    CustomsQuick = "customs-quick",
    /// Papers never come, and it goes back.
    CustomsReturned = "customs-returned",
    /// The carrier finds it no more.
    Lost = "lost",
    /// Given up, and found again.
    LostThenFound = "lost-then-found",
    /// The carrier says delivered; the shopper may not have it.
    NotReceived = "not-received",
    /// The carrier says delivered, and then that it goes back.
    DeliveredThenReturned = "delivered-then-returned",
    /// Scans that arrive late, twice and in the wrong order.
    OutOfOrder = "out-of-order",
    /// A scan whose words would like to be more than words.
    Hostile = "hostile",
}

/// The journeys in words.
pub trait RehearsalTexts {
    /// A journey's name.
    fn journey_name(&self, journey: RehearsedJourney) -> &'static str;
    /// What happens in it, in a sentence.
    fn journey_story(&self, journey: RehearsedJourney) -> &'static str;
}
