//! The clock of a stage: it runs at full speed while the stage keeps up, slower
//! when too much waits, and stands still on days off.
//!
//! A parcel that needs three days of work is done when the clock has gone on by
//! three since it came: so one clock tells the end of every parcel in the
//! stage, whenever it came.

/// A clock, day by day.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// What it shows at the start of each day; one more than there are days.
    marks: Vec<f64>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { marks: vec![0.0] }
    }
}

impl Clock {
    /// Lets a day pass at a speed between 0 (nobody works) and 1.
    pub fn pass(&mut self, speed: f64) {
        self.marks.push(self.shows() + speed.clamp(0.0, 1.0));
    }

    /// What it shows at the end of the days that have passed.
    #[must_use]
    pub fn shows(&self) -> f64 {
        self.marks.last().copied().unwrap_or(0.0)
    }

    /// What it shows at a time, in days from the first; at the end where the
    /// time has not come.
    #[must_use]
    pub fn at(&self, time: f64) -> f64 {
        let day = time.max(0.0).floor() as usize;
        match (self.marks.get(day), self.marks.get(day + 1)) {
            (Some(start), Some(end)) => start + (end - start) * (time.max(0.0) - day as f64),
            _ => self.shows(),
        }
    }

    /// The first time at which it shows so much: always in working time, or the
    /// very start. `None` where that has not come.
    #[must_use]
    pub fn time_of(&self, shown: f64) -> Option<f64> {
        let next = self.marks.partition_point(|mark| *mark < shown);
        let Some(day) = next.checked_sub(1) else {
            return Some(0.0);
        };
        let (start, end) = (self.marks[day], *self.marks.get(next)?);
        Some(day as f64 + (shown - start) / (end - start))
    }

    /// When work of so many days that comes at a time is done.
    #[must_use]
    pub fn done(&self, time: f64, work: f64) -> Option<f64> {
        // The start of a day shows the same as the end of days off before it.
        let end = self.time_of(self.at(time) + work.max(LEAST_WORK))?;
        Some(end.max(time))
    }
}

/// Work takes a moment: so that it never ends on a day off.
pub const LEAST_WORK: f64 = 1e-4;
