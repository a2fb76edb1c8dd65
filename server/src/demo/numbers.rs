//! Tracking numbers that could be real: each carrier's look, with the check
//! digit it should have.

use doorstep::number;

/// So many serials before a number comes again, as carriers' numbers do: the
/// parcels of a demo that plays for years.
const SERIALS: u64 = 10_000_000;

/// Spreads serials over all of them: a carrier's numbers are far apart in one
/// shop. It has no divisor in common with [`SERIALS`].
const STRIDE: u64 = 7_340_033;

/// The number of a carrier's parcel; another serial gives another number.
#[must_use]
pub fn tracking_number(carrier: &str, serial: u64) -> String {
    let serial = (serial % SERIALS) * STRIDE % SERIALS;
    let begins = match carrier {
        "ups" => format!("1Z4R7W9803{serial:07}"),
        "fedex" => format!("7946{serial:07}"),
        "usps" => format!("9400111899{serial:011}"),
        "dhl_express" => format!("64{serial:07}"),
        "dhl" => format!("0034043411{serial:09}"),
        _ => format!("C110{serial:010}"),
    };
    let numbers = (0..=9).map(|check| format!("{begins}{check}"));
    let mut right = numbers.filter(|number| is_right(number, carrier));
    right.next().unwrap_or(begins)
}

fn is_right(number: &str, carrier: &str) -> bool {
    number::candidates(number)
        .iter()
        .any(|candidate| candidate.checked && candidate.carrier.code() == carrier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_right_and_of_its_carrier() {
        for carrier in ["ups", "fedex", "usps", "dhl_express", "dhl", "ontrac"] {
            for serial in [0, 1, 27, 4_711, 99_999, 9_999_999] {
                let number = tracking_number(carrier, serial);
                assert!(is_right(&number, carrier), "{carrier} {serial}: {number}");
                assert_ne!(number, tracking_number(carrier, serial + 1));
            }
        }
    }
}
