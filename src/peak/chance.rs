//! Chance with a seed: the same seed gives the same draws for ever, on every
//! machine. It is good enough to plan with, and for no secret.

/// A row of draws (splitmix64).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The row of draws that a seed stands for.
    #[must_use]
    pub const fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// The row of one part of something larger: so that how many draws one part
    /// takes changes nothing in the others.
    #[must_use]
    pub fn of_part(seed: u64, part: u64, of_part: u64) -> Self {
        let mut outer = Self(seed ^ mixed(part.wrapping_add(1)));
        Self(outer.next() ^ mixed(of_part.wrapping_add(0x51_7c_c1)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number from 0 to just below 1, all alike.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A place in a list of so many; 0 in an empty one.
    pub fn below(&mut self, count: usize) -> usize {
        ((self.share() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// A draw from the normal distribution (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let (radius, turn) = (1.0 - self.share(), self.share());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
    }
}

/// Bits shaken until none tells of another.
#[must_use]
pub const fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// A number that stands for a text (FNV-1a, shaken).
#[must_use]
pub fn hashed(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mixed(text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}
