//! Money as shops write it.

pub use doorstep::money::{exponent, minor};

/// Reads an ISO 4217 code: three letters, in capitals.
pub fn currency(text: &str) -> Option<String> {
    let code = text.trim().to_ascii_uppercase();
    let fits = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    fits.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_three_letters() {
        assert_eq!(currency(" eur"), Some("EUR".to_owned()));
        for text in ["", "EURO", "€", "E1R"] {
            assert_eq!(currency(text), None, "{text}");
        }
    }
}
