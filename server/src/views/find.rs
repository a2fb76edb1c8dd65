//! Finds an order by its number and a proof. Right or wrong, known or not,
//! the work is the same: one query, and as many comparisons as there may be
//! candidates.

use super::Views;
use crate::db::orders;
use crate::db::reach::{self, Reach};
use crate::error::Error;
use doorstep::lookup::{self, Proof, TypedNumber};
use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

/// How many orders a number may mean: shops use numbers again, and some
/// differ in their prefix alone.
const CANDIDATES: usize = 8;

impl Views {
    /// The path of the order of a brand that a number and a proof fit; of
    /// several the one spelled exactly so, then the newest.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn find(
        &self,
        brand_id: i64,
        number: &TypedNumber,
        proof: &Proof,
    ) -> Result<Option<String>, Error> {
        let database = self.0.database.read();
        let candidates =
            reach::of_brand_by_number(database, brand_id, number, CANDIDATES as u64).await?;
        let fitting = fitting(&candidates, proof);
        // A path is formed whether or not it is shown.
        let nobody = nobody();
        let path = self.path(fitting.map_or(&nobody, |reach| &reach.order));
        Ok(fitting.map(|_| path))
    }
}

fn fitting<'a>(candidates: &'a [Reach], proof: &Proof) -> Option<&'a Reach> {
    let dummy = Reach {
        order: nobody(),
        email: Some("nobody@invalid.example".to_owned()),
        postal_code: Some("00000".to_owned()),
        country: None,
    };
    let mut found = None;
    for place in 0..CANDIDATES {
        let reach = candidates.get(place).unwrap_or(&dummy);
        let is_first = found.is_none();
        if bool::from(fits(reach, proof)) && is_first {
            found = candidates.get(place);
        }
    }
    found
}

/// Whether a proof is the buyer's. What the shop never told fits nothing.
fn fits(reach: &Reach, proof: &Proof) -> Choice {
    let country = reach.country.as_deref();
    let (typed, kept) = match proof {
        Proof::Email(address) => {
            let kept = reach.email.as_deref().and_then(lookup::email);
            (address.clone(), kept.unwrap_or_default())
        }
        Proof::PostalCode(code) => {
            let kept = reach.postal_code.as_deref().unwrap_or_default();
            (
                lookup::postal_code(code, country),
                lookup::postal_code(kept, country),
            )
        }
    };
    let is_known = Choice::from(u8::from(!kept.is_empty()));
    digest(&typed).ct_eq(&digest(&kept)) & is_known
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

fn nobody() -> orders::Model {
    let id = "ord_0000000000000000000000".to_owned();
    orders::Model::placeholder(id, 0, 0, String::new(), [0; 32])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(email: &str, postal_code: &str, country: &str) -> Reach {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Reach {
            order: nobody(),
            email: some(email),
            postal_code: some(postal_code),
            country: some(country),
        }
    }

    fn check(reach: &Reach, typed: &str, wanted: bool) {
        let found = fitting(std::slice::from_ref(reach), &Proof::parse(typed).unwrap());
        assert_eq!(found.is_some(), wanted, "{typed}");
    }

    #[test]
    fn a_proof_fits_however_it_is_spelled() {
        let portland = reach("Ada@Example.com", "04101-1234", "US");
        check(&portland, " ada@example.COM ", true);
        check(&portland, "04101", true);
        check(&portland, "041019999", true);
        check(&portland, "04102", false);
        check(&portland, "ada@example.org", false);
        let london = reach("", "SW1A 1AA", "GB");
        check(&london, "sw1a1aa", true);
        check(&london, "SW1A", false);
    }

    #[test]
    fn what_is_not_known_fits_nothing() {
        check(&reach("", "", ""), "00000", false);
        check(&reach("", "", ""), "nobody@invalid.example", false);
        let nothing = fitting(&[], &Proof::parse("nobody@invalid.example").unwrap());
        assert!(nothing.is_none(), "the dummy is nobody's order");
        check(&reach("  ", " - ", "US"), "12345", false);
    }

    #[test]
    fn the_first_that_fits_is_meant() {
        let mut newest = reach("ada@example.com", "1", "US");
        newest.order.id = 9;
        let older = reach("ada@example.com", "1", "US");
        let other = reach("bob@example.com", "1", "US");
        let several = [other, newest, older];
        let found = fitting(&several, &Proof::parse("ada@example.com").unwrap());
        assert_eq!(found.map(|reach| reach.order.id), Some(9));
    }
}
