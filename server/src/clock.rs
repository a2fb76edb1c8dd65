//! The only reader of time: the real clock, one scaled for the demo, or one
//! that a test moves by hand.

use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Tells the time; cheap to clone.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    Real,
    Scaled {
        began: Instant,
        at: DateTime<Utc>,
        factor: u32,
    },
    Stepped(Mutex<DateTime<Utc>>),
}

impl Clock {
    /// The machine's own clock.
    #[must_use]
    pub fn real() -> Self {
        Self(Arc::new(Kind::Real))
    }

    /// A clock that starts at the machine's time and runs `factor` times as
    /// fast, so that a journey of days plays in minutes.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this module is the home of time")]
    pub fn scaled(factor: u32) -> Self {
        Self::scaled_from(Utc::now(), factor)
    }

    /// The same, starting at a moment of the caller's choice.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this module is the home of time")]
    pub fn scaled_from(at: DateTime<Utc>, factor: u32) -> Self {
        Self(Arc::new(Kind::Scaled {
            began: Instant::now(),
            at,
            factor,
        }))
    }

    /// A clock that stands still until [`Clock::step_to`] moves it, so that a
    /// test says what time it is.
    #[must_use]
    pub fn stepped(at: DateTime<Utc>) -> Self {
        Self(Arc::new(Kind::Stepped(Mutex::new(at))))
    }

    /// Moves a stepped clock, for everyone who holds it; other clocks go
    /// their own way.
    pub fn step_to(&self, at: DateTime<Utc>) {
        if let Kind::Stepped(now) = &*self.0 {
            *now.lock().unwrap_or_else(PoisonError::into_inner) = at;
        }
    }

    /// The moment it is now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this module is the home of time")]
    pub fn now(&self) -> DateTime<Utc> {
        match &*self.0 {
            Kind::Real => Utc::now(),
            Kind::Scaled { began, at, factor } => *at + began.elapsed() * *factor,
            Kind::Stepped(now) => *now.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// The moment on a person's watch: for what somebody at a screen waits
    /// for, however fast the demo plays.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this module is the home of time")]
    pub fn watch(&self) -> DateTime<Utc> {
        match &*self.0 {
            Kind::Scaled { began, at, .. } => *at + began.elapsed(),
            Kind::Real | Kind::Stepped(_) => self.now(),
        }
    }

    /// The moment on everybody's clock, however fast the demo plays and
    /// whenever it plays: for what other machines count along with, such as
    /// the codes of a second factor.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this module is the home of time")]
    pub fn wall(&self) -> DateTime<Utc> {
        match &*self.0 {
            Kind::Real | Kind::Scaled { .. } => Utc::now(),
            Kind::Stepped(_) => self.now(),
        }
    }

    /// How long to sleep for `span` of this clock's time.
    #[must_use]
    pub fn sleep_for(&self, span: Duration) -> Duration {
        match *self.0 {
            Kind::Real | Kind::Stepped(_) => span,
            Kind::Scaled { factor, .. } => span / factor.max(1),
        }
    }
}

/// Measures how long something takes: real time, whatever clock the server
/// tells its time by.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts one.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this module is the home of time")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since its start.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this module is the home of time")]
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
