//! A gate lets so many through on a working day, first come, first served;
//! what is beyond waits before it.

use std::collections::VecDeque;

/// A gate and the line before it.
#[derive(Clone, Debug)]
pub struct Gate {
    /// How many a working day; without end where nobody says.
    capacity: f64,
    line: VecDeque<Waiting>,
    /// What of the first in line has gone through already.
    begun: f64,
    waits: f64,
    /// For each day, how many that came then still wait, and when the last of
    /// the others went through.
    of_day: Vec<(usize, f64)>,
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    parcel: usize,
    came: f64,
    weight: f64,
}

/// A parcel that went through: which, and when.
pub type Through = (usize, f64);

impl Gate {
    /// A gate that lets so many through a day, or all.
    #[must_use]
    pub fn of(capacity: Option<u32>) -> Self {
        Self {
            capacity: capacity.map_or(f64::INFINITY, f64::from),
            line: VecDeque::new(),
            begun: 0.0,
            waits: 0.0,
            of_day: Vec::new(),
        }
    }

    /// A parcel, which stands for so many, comes at a time; times never fall.
    pub fn comes(&mut self, parcel: usize, came: f64, weight: f64) {
        self.waits += weight;
        self.on_day(came).0 += 1;
        self.line.push_back(Waiting {
            parcel,
            came,
            weight,
        });
    }

    fn on_day(&mut self, came: f64) -> &mut (usize, f64) {
        let day = came.max(0.0).floor() as usize;
        if self.of_day.len() <= day {
            self.of_day.resize(day + 1, (0, 0.0));
        }
        &mut self.of_day[day]
    }

    /// How many wait.
    #[must_use]
    pub fn waits(&self) -> f64 {
        self.waits.max(0.0)
    }

    /// The end of a day on which its people worked, or not: who went through.
    pub fn close(&mut self, day: usize, worked: bool) -> Vec<Through> {
        let mut left = if worked { self.capacity } else { 0.0 };
        let mut through = Vec::new();
        while let Some(first) = self.line.front() {
            let open = first.weight - self.begun;
            // Sums of shares do not meet to the last bit.
            if !worked || open > left * (1.0 + 1e-9) {
                self.begun += left;
                self.waits -= left;
                break;
            }
            left -= open.min(left);
            self.waits -= open;
            self.begun = 0.0;
            let (parcel, came) = (first.parcel, first.came);
            self.line.pop_front();
            let passed = came.max(day as f64);
            let of_day = self.on_day(came);
            *of_day = (of_day.0.saturating_sub(1), passed);
            through.push((parcel, passed));
        }
        through
    }

    /// When a parcel that comes at a time is let through: as the last that came
    /// on its day, or before it. `None` where that has not come.
    #[must_use]
    pub fn lets_through(&self, time: f64) -> Option<f64> {
        let days = (time.max(0.0).floor() as usize + 1).min(self.of_day.len());
        let came = |of_day: &&(usize, f64)| of_day.0 > 0 || of_day.1 > 0.0;
        match self.of_day[..days].iter().rfind(came) {
            Some((0, passed)) => Some(passed.max(time)),
            Some(_) => None,
            None => Some(time),
        }
    }
}
