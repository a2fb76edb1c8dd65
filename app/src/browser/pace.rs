//! How long to wait before asking again: longer after each failure, and never
//! for all readers at the same moment.

/// The shortest wait, and the one a healthy server sees.
const SHORTEST_MS: u32 = 1_000;
/// The longest: a server that comes back is found within half a minute.
const LONGEST_MS: u32 = 30_000;

/// The wait in milliseconds after so many failures in a row, spread over its
/// upper half by `chance`, which is between 0 and 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and LONGEST_MS"
)]
pub fn wait_ms(failures: u32, chance: f64) -> u32 {
    let full = 2_u32
        .checked_pow(failures.saturating_add(1))
        .and_then(|factor| SHORTEST_MS.checked_mul(factor))
        .map_or(LONGEST_MS, |wait| wait.min(LONGEST_MS));
    let half = full / 2;
    half + (f64::from(half) * chance.clamp(0.0, 1.0)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(failures: u32, from: u32, to: u32) {
        assert_eq!(wait_ms(failures, 0.0), from);
        assert_eq!(wait_ms(failures, 1.0), to);
    }

    #[test]
    fn waits_grow_from_a_second_to_half_a_minute() {
        check(0, 1_000, 2_000);
        check(1, 2_000, 4_000);
        check(3, 8_000, 16_000);
        check(4, 15_000, 30_000);
        check(u32::MAX, 15_000, 30_000);
    }

    #[test]
    fn readers_are_spread_over_the_wait() {
        assert_eq!(wait_ms(0, 0.5), 1_500);
        assert_eq!(wait_ms(0, f64::NAN), 1_000);
    }
}
