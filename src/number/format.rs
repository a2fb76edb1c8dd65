//! One format of tracking numbers, and whether a number is of it.

use super::checksum::Checksum;
use super::pattern::{Fit, Name, Part};
use super::{Candidate, posts};
use crate::carrier::Carrier;

/// How much a format's look alone says about whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// Nobody else's numbers look like this.
    Own,
    /// Letters or first digits leave few others.
    Narrow,
    /// So many digits, and nothing else.
    Wide,
}

/// Whose numbers of a format are.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    /// This carrier's, by its code.
    Carrier(&'static str),
    /// The post's of the country in the number.
    Post,
}

/// One format.
pub(super) struct Format {
    /// What staff call it; unique among the formats.
    pub(super) name: &'static str,
    pub(super) whose: Whose,
    pub(super) look: Look,
    /// A number is of the format when it fits one of these.
    pub(super) shapes: &'static [&'static [Part]],
    pub(super) checksum: Option<Checksum>,
    /// Counted as if it stood before a serial that does not begin with it.
    pub(super) unprinted: &'static str,
    /// What the beginning of the service field says, the longest first where
    /// one begins another.
    pub(super) services: &'static [(&'static str, &'static str)],
}

impl Format {
    /// A format without a check character.
    pub(super) const fn new(
        name: &'static str,
        whose: Whose,
        look: Look,
        shapes: &'static [&'static [Part]],
    ) -> Self {
        Self {
            name,
            whose,
            look,
            shapes,
            checksum: None,
            unprinted: "",
            services: &[],
        }
    }

    /// With a check character.
    pub(super) const fn checked(mut self, checksum: Checksum) -> Self {
        self.checksum = Some(checksum);
        self
    }

    /// With digits that are counted though they are not printed.
    pub(super) const fn unprinted(mut self, digits: &'static str) -> Self {
        self.unprinted = digits;
        self
    }

    /// With names for its service field.
    pub(super) const fn services(
        mut self,
        services: &'static [(&'static str, &'static str)],
    ) -> Self {
        self.services = services;
        self
    }

    /// Whether this carrier's numbers may be of the format.
    pub(super) fn is_of(&self, carrier: &Carrier) -> bool {
        match self.whose {
            Whose::Carrier(code) => code == carrier.code(),
            Whose::Post => false,
        }
    }

    /// Lays a cleaned number over the format; `None` when it is not of it,
    /// or when its check character is not the one it should have.
    pub(super) fn fit<'number>(&self, number: &'number str) -> Option<Fit<'number>> {
        // Noughts alone pass most methods; they are a placeholder.
        if number.bytes().all(|byte| byte == b'0') {
            return None;
        }
        let mut fits = self
            .shapes
            .iter()
            .filter_map(|shape| Fit::of(shape, number));
        fits.find(|fit| self.checks_out(fit))
    }

    /// Who may have given out a cleaned number of this format.
    pub(super) fn read(&self, number: &str) -> Option<Candidate> {
        let fit = self.fit(number)?;
        let (code, operator) = match self.whose {
            Whose::Carrier(code) => (code, None),
            Whose::Post => {
                let post = posts::of_country(fit.get(Name::Country)?)?;
                (post.carrier, Some(post.operator))
            }
        };
        Some(Candidate {
            carrier: Carrier::from_code(code),
            operator,
            format: self.name,
            service: fit.get(Name::Service).and_then(|code| self.service(code)),
            checked: self.checksum.is_some(),
        })
    }

    /// The check character a number should have, by what stands in it.
    pub(super) fn expected(&self, fit: &Fit<'_>) -> Option<char> {
        let mut serial = fit.counted();
        if !serial.starts_with(self.unprinted) {
            serial.insert_str(0, self.unprinted);
        }
        self.checksum?.character(&serial)
    }

    fn checks_out(&self, fit: &Fit<'_>) -> bool {
        if self.checksum.is_none() {
            return true;
        }
        let printed = fit.get(Name::Check).and_then(|text| text.chars().next());
        printed.is_some() && printed == self.expected(fit)
    }

    fn service(&self, code: &str) -> Option<&'static str> {
        let mut services = self.services.iter();
        services
            .find(|(beginning, _)| code.starts_with(beginning))
            .map(|(_, service)| *service)
    }
}
