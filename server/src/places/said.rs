//! What a carrier says of where a town is: its country, its region, its postal
//! code, as far as they can be read.

use super::atlas::{Atlas, PlaceId};
use super::choose::{Doubt, Scope, choose};
use super::{fold, postal, regions};
use crate::carriers::words;
use doorstep::scan::Place;

/// A carrier's words around a town.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// As written.
    pub region: Option<String>,
    /// As written.
    pub postal_code: Option<String>,
}

impl Said {
    /// Reads a place's country; `None` where one is given and cannot be read,
    /// for then the place may be anywhere.
    #[must_use]
    pub fn of(atlas: &Atlas, place: &Place) -> Option<Self> {
        let given = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let country = match given(&place.country) {
            // Nearly all are codes already, which need no reading.
            Some(code) if !atlas.country(&code).is_empty() => Some(code),
            Some(written) => Some(words::country(&written)?),
            None => None,
        };
        Some(Self {
            country,
            region: given(&place.region),
            postal_code: given(&place.postal_code),
        })
    }

    /// The town of these words; `None` where that is open, or there is none.
    #[must_use]
    pub fn find(&self, atlas: &Atlas, town: &[String]) -> Option<PlaceId> {
        let called = atlas.called(&fold::key(town));
        if called.is_empty() {
            return None;
        }
        choose(atlas, &called, &self.scope(atlas, town)?)
    }

    /// Takes in a part of a text as the region, where none is known and it
    /// reads as one.
    pub fn take_region(&mut self, part: &str) -> bool {
        let is_one = self.region.is_none() && self.knows_region(&fold::squashed(part));
        if is_one {
            self.region = Some(part.to_owned());
        }
        is_one
    }

    /// Takes in a part of a text as the country, where none is known and it
    /// reads as one.
    pub fn take_country(&mut self, part: &str) -> bool {
        if self.country.is_none() {
            self.country = words::country(part);
            return self.country.is_some();
        }
        false
    }

    /// Whether a folded text reads as a region of the country, or where none
    /// is known as one that goes without.
    #[must_use]
    pub fn knows_region(&self, written: &str) -> bool {
        match &self.country {
            Some(country) => {
                regions::of_squashed(country, written).is_some()
                    || regions::land(country, written).is_some()
            }
            None => !regions::everywhere(written).is_empty(),
        }
    }

    /// Whether a region is written that is the one known, however it is spelled.
    #[must_use]
    pub fn means_region(&self, other: &str) -> bool {
        let Some(region) = &self.region else {
            return false;
        };
        match &self.country {
            Some(country) => {
                let code = regions::code(country, region);
                code.is_some() && code == regions::code(country, other)
            }
            None => fold::squashed(region) == fold::squashed(other),
        }
    }

    fn scope(&self, atlas: &Atlas, town: &[String]) -> Option<Scope> {
        match &self.country {
            Some(country) => Some(self.scope_in(atlas, country, town)),
            None => match &self.region {
                Some(region) => unsaid_country(atlas, region),
                None => Some(Scope {
                    areas: Vec::new(),
                    doubt: Doubt::Anywhere,
                }),
            },
        }
    }

    fn scope_in(&self, atlas: &Atlas, country: &str, town: &[String]) -> Scope {
        let of_postal_code = || postal::region(country, self.postal_code.as_deref()?);
        let in_region = |region: &str| {
            let Some(code) = regions::code(country, region) else {
                return regions::land(country, region).map(|land| atlas.country(land));
            };
            let number = atlas.region(country, code)?;
            Some(number..number + 1)
        };
        let region = self.region.as_deref();
        let area = region
            .and_then(in_region)
            .or_else(|| of_postal_code().and_then(in_region));
        if let Some(area) = area {
            return Scope {
                areas: vec![area],
                doubt: Doubt::Within,
            };
        }
        // "OSAKA, OSAKA" says nothing of the region that the town does not.
        let is_unread = region.is_some_and(|region| fold::squashed(region) != town.concat());
        let lands = regions::lands(country).map(|land| atlas.country(land));
        Scope {
            areas: std::iter::once(atlas.country(country))
                .chain(lands)
                .collect(),
            doubt: if is_unread {
                Doubt::RegionUnread
            } else {
                Doubt::Within
            },
        }
    }
}

/// Where a region may be whose country is not said; `None` where it cannot be
/// read, for then the place may be anywhere.
fn unsaid_country(atlas: &Atlas, region: &str) -> Option<Scope> {
    let areas: Vec<_> = regions::everywhere(region)
        .into_iter()
        .filter_map(|(country, code)| atlas.region(country, code))
        .map(|number| number..number + 1)
        .collect();
    (!areas.is_empty()).then_some(Scope {
        areas,
        doubt: Doubt::Within,
    })
}
