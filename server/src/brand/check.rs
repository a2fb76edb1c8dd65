//! What only the whole site can judge of a brand: zones, Hosts of other
//! brands, files, and texts by their keys.

use super::file::said;
use super::{BrandFile, kind};
use crate::db::brand::Stored;
use crate::error::Error;
use app::texts::Texts;
use app::texts::own::{self, OwnFault};
use bytes::Bytes;
use doorstep::brand::keys::{KEYS, Kind};
use doorstep::brand::{Brand, Fault, Given, Problem, read};

/// A brand's values, and whether they can be stored.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The values, with stored names in the place of files.
    pub given: Given,
    /// The brand they make, without what cannot be taken.
    pub brand: Brand,
    /// The new files by their stored names.
    pub files: Vec<(String, Bytes)>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    source: Option<String>,
}

impl Checked {
    /// Itself, if nothing is wrong with it.
    ///
    /// # Errors
    /// Says everything that is wrong, a line each.
    pub fn or_refused(self, texts: &dyn Texts) -> Result<Self, Error> {
        if self.problems.is_empty() {
            return Ok(self);
        }
        Err(said(self.source.as_deref(), &self.problems, texts))
    }
}

/// Reads a brand among the others there are.
#[must_use]
pub fn check(file: BrandFile, others: &[Stored]) -> Checked {
    let mut problems = Vec::new();
    let (given, files) = attach(&file, &mut problems);
    let (brand, found) = read(&given);
    problems.extend(found);
    problems.extend(zones(&brand, &given));
    problems.extend(hosts(&brand, others));
    problems.extend(texts(&brand));
    Checked {
        given,
        brand,
        files,
        problems,
        source: file.source,
    }
}

/// Puts the stored names of files in the place of their paths.
fn attach(file: &BrandFile, problems: &mut Vec<Problem>) -> (Given, Vec<(String, Bytes)>) {
    let mut given = file.given.clone();
    let mut files = Vec::new();
    let mut refuse = |key: &str, fault| {
        problems.push(Problem {
            key: key.to_owned(),
            fault,
        });
    };
    for attached in &file.files {
        match kind::stored_name(&attached.key, &attached.bytes) {
            Ok(name) => {
                given.insert(attached.key.clone(), name.clone());
                files.push((name, Bytes::from(attached.bytes.clone())));
            }
            Err(fault) => {
                given.remove(&attached.key);
                refuse(&attached.key, fault);
            }
        }
    }
    for key in KEYS.iter().filter(|key| key.kind == Kind::File) {
        let is_strange = |name: &String| !kind::is_stored_name(key.name, name);
        if given.get(key.name).is_some_and(is_strange) {
            given.remove(key.name);
            refuse(key.name, kind::wrong_kind(key.name));
        }
    }
    (given, files)
}

fn zones(brand: &Brand, given: &Given) -> Vec<Problem> {
    [("zone", &brand.zone), ("support.zone", &brand.support.zone)]
        .into_iter()
        .filter(|(key, _)| given.contains_key(*key))
        .filter(|(_, zone)| zone.parse::<chrono_tz::Tz>().is_err())
        .map(|(key, _)| key)
        .chain(warehouse_zones(brand))
        .map(|key| Problem {
            key: key.to_owned(),
            fault: Fault::Zone,
        })
        .collect()
}

fn warehouse_zones(brand: &Brand) -> Option<&'static str> {
    let mut zones = brand
        .calendar
        .warehouses
        .iter()
        .filter_map(|warehouse| warehouse.zone.as_deref());
    zones
        .any(|zone| zone.parse::<chrono_tz::Tz>().is_err())
        .then_some("calendar.warehouses")
}

fn hosts(brand: &Brand, others: &[Stored]) -> Vec<Problem> {
    let taken = |host: &String| {
        others
            .iter()
            .filter(|other| other.slug != brand.slug)
            .find(|other| other.hosts.contains(host))
            .map(|other| Problem {
                key: "hosts".to_owned(),
                fault: Fault::HostTaken {
                    host: host.clone(),
                    slug: other.slug.clone(),
                },
            })
    };
    brand.hosts.iter().filter_map(taken).collect()
}

fn texts(brand: &Brand) -> Vec<Problem> {
    let fault = |(key, text): (&String, &String)| {
        let fault = match own::fault(key, text)? {
            OwnFault::Unknown { nearest } => Fault::UnknownText { nearest },
            OwnFault::Argument { argument, known } => Fault::UnknownArgument { argument, known },
        };
        Some(Problem {
            key: format!("texts.{key}"),
            fault,
        })
    };
    brand.texts.iter().filter_map(fault).collect()
}
