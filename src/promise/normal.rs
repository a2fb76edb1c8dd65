//! The normal distribution, as far as censored observations need it.

/// One over the root of two pi.
const PEAK: f64 = 0.398_942_280_401_432_7;

/// The share that lies above `z` (Abramowitz and Stegun 26.2.17, within
/// 0.000 000 08).
pub fn above(z: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let series = t
        * (0.319_381_530
            + t * (-0.356_563_782
                + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    let tail = PEAK * (-0.5 * z * z).exp() * series;
    if z >= 0.0 { tail } else { 1.0 - tail }
}

/// What a value that is only known to lie above `z` says of the mean: the step
/// to it, and how much of a full observation it is worth.
///
/// These are the score and the information of a censored observation (Tobit):
/// with h the density at `z` over the share above it, a step of 1 / (h - z),
/// worth h (h - z). Well below the mean it is worth nothing, far above nearly
/// as much as an observation.
pub fn beyond(z: f64) -> (f64, f64) {
    // The series is not exact enough for the quotient further out.
    let z = z.min(4.0);
    let hazard = PEAK * (-0.5 * z * z).exp() / above(z);
    (1.0 / (hazard - z), hazard * (hazard - z))
}
