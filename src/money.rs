//! Money in minor units, without ever going through a floating-point number:
//! how many decimal places a currency has, and how an amount is read and
//! written.

/// Currencies with no minor unit in everyday payment (ISO 4217, exponent 0).
const WITHOUT_MINOR: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
];

/// Currencies with a thousandth as minor unit (ISO 4217, exponent 3).
const WITH_THOUSANDTHS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// How many decimal places a currency has.
#[must_use]
pub fn exponent(currency: &str) -> usize {
    if WITHOUT_MINOR.contains(&currency) {
        0
    } else if WITH_THOUSANDTHS.contains(&currency) {
        3
    } else {
        2
    }
}

/// An amount as people read it ("59.90 USD").
#[must_use]
pub fn amount(minor: i64, currency: &str) -> String {
    let places = exponent(currency);
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if minor < 0 { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction} {currency}")
}

/// Reads a decimal text ("57.98") as minor units of a currency. `None` when
/// it is no amount, is negative, or is finer than the currency.
#[must_use]
pub fn minor(amount: &str, currency: &str) -> Option<i64> {
    let (whole, fraction) = amount.trim().split_once('.').unwrap_or((amount.trim(), ""));
    let fraction = fraction.trim_end_matches('0');
    let places = exponent(currency);
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !only_digits(whole) || !only_digits(fraction) || fraction.len() > places
    {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

/// Reads an amount as people write it, with its currency before or behind it
/// ("59.90 EUR", "EUR 59.90") or, where one goes without saying, alone.
/// `None` when it is no amount or there is no currency.
#[must_use]
pub fn read(text: &str, usual: Option<&str>) -> Option<(i64, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let (number, currency) = match words.as_slice() {
        [number] => (*number, usual?),
        [number, code] if is_code(code) => (*number, *code),
        [code, number] if is_code(code) => (*number, *code),
        _ => return None,
    };
    let currency = currency.to_ascii_uppercase();
    Some((minor(number, &currency)?, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_places_of_their_currency() {
        for (minor, currency, wanted) in [
            (5990, "USD", "59.90 USD"),
            (7, "EUR", "0.07 EUR"),
            (-150, "EUR", "-1.50 EUR"),
            (1000, "JPY", "1000 JPY"),
            (12345, "KWD", "12.345 KWD"),
            (0, "USD", "0.00 USD"),
        ] {
            assert_eq!(amount(minor, currency), wanted);
        }
    }

    fn check(amount: &str, currency: &str, wanted: Option<i64>) {
        assert_eq!(minor(amount, currency), wanted, "{amount} {currency}");
    }

    #[test]
    fn amounts_become_the_currencys_own_minor_units() {
        check("57.98", "USD", Some(5798));
        check("57.9", "EUR", Some(5790));
        check("57", "EUR", Some(5700));
        check("0.07", "EUR", Some(7));
        check("1000", "JPY", Some(1000));
        check("1000.00", "JPY", Some(1000));
        check("12.345", "KWD", Some(12345));
        check("12.5", "BHD", Some(12500));
        check(" 57.980 ", "USD", Some(5798));
    }

    #[test]
    fn a_currency_stands_beside_it_or_goes_without_saying() {
        let usd = |text| read(text, Some("USD"));
        let is = |minor, currency: &str| Some((minor, currency.to_owned()));
        assert_eq!(usd("59.90"), is(5990, "USD"));
        assert_eq!(usd(" 59.9  eur "), is(5990, "EUR"));
        assert_eq!(usd("JPY 1000"), is(1000, "JPY"));
        assert_eq!(read("59.90", None), None);
        for text in [
            "",
            "EUR",
            "much",
            "59.90 euros",
            "1 2 EUR",
            "1.5 JPY",
            "-1 EUR",
        ] {
            assert_eq!(usd(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for amount in [
            "",
            ".",
            ".5",
            "-1.00",
            "1,00",
            "1.2.3",
            "1e3",
            "NaN",
            "12.345",
            "1 000",
            "٣.00",
            "99999999999999999999.00",
        ] {
            check(amount, "USD", None);
        }
        check("100.5", "JPY", None);
    }
}
