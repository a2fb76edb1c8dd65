//! The table of places in memory: one run of bytes, as `make.py` in
//! `server/data/places` describes it, and where its parts begin.

mod bytes;
mod index;

use bytes::{Column, Cursor};
use chrono_tz::Tz;
use flate2::read::GzDecoder;
use index::Index;
use std::io::Read;
use std::ops::Range;
use std::sync::LazyLock;

static PACKED: &[u8] = include_bytes!("../../data/places/places.bin.gz");

/// Unpacked when the first place is looked for, once.
static ATLAS: LazyLock<Option<Atlas>> = LazyLock::new(|| {
    let atlas = Atlas::unpack(PACKED);
    if atlas.is_none() {
        tracing::error!(
            "The table of places cannot be read, so no place is found: make it again with server/data/places/make.py"
        );
    }
    atlas
});

/// What the table begins with; the digits change with its form.
const MAGIC: &[u8] = b"PLACES01";
/// Degrees are stored in thousandths.
const PER_DEGREE: f64 = 1000.0;
/// Bytes of a latitude and a longitude.
const POINT: usize = 6;

/// A place's row in the table.
pub type PlaceId = u32;

/// A region's place among all regions, of which a country's are together.
pub type RegionId = u32;

/// Latitude and longitude in degrees.
pub type Point = (f64, f64);

/// All places, and the ways to one.
pub struct Atlas {
    bytes: Vec<u8>,
    zones: Vec<Option<Tz>>,
    /// Where each region's code begins, and where the last one's line ends.
    regions: Vec<usize>,
    /// The first region of each country, and the end of the last one's.
    countries: Vec<RegionId>,
    /// Where the countries' points begin, and after them the regions'.
    centres: usize,
    latitude: Column,
    longitude: Column,
    population: Column,
    region: Column,
    zone: Column,
    name: Column,
    /// Where the names begin.
    names: usize,
    index: Index,
}

/// A place called by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Called {
    /// Which one.
    pub id: PlaceId,
    /// Whether by its own name, or the beginning of it; else it is what another
    /// language or another time calls it.
    pub by_own_name: bool,
}

impl Atlas {
    /// The table; `None` if it cannot be read, which has been said in the log.
    #[must_use]
    pub fn get() -> Option<&'static Self> {
        ATLAS.as_ref()
    }

    /// Reads a packed table; `None` unless it is one from beginning to end.
    #[must_use]
    pub fn unpack(packed: &[u8]) -> Option<Self> {
        // What a gzip stream unpacks to is in its last four bytes.
        let size = usize::try_from(u32::from_le_bytes(*packed.last_chunk()?)).ok()?;
        let mut bytes = Vec::with_capacity(size);
        GzDecoder::new(packed).read_to_end(&mut bytes).ok()?;
        let mut cursor = Cursor {
            bytes: &bytes,
            at: 0,
        };
        (cursor.take(MAGIC.len())? == MAGIC).then_some(())?;
        let mut count = || cursor.count();
        let (zones, countries, regions, places) = (count()?, count()?, count()?, count()?);
        let (letters, blocks, keys) = (count()?, count()?, count()?);
        let zones = zones_of(&bytes, &cursor.lines(zones)?);
        let regions = cursor.lines(regions)?;
        let centres = cursor.at;
        cursor.take((countries + regions.len() - 1) * POINT)?;
        Some(Self {
            zones,
            countries: countries_of(&bytes, &regions),
            regions,
            centres,
            latitude: cursor.column(places, 3)?,
            longitude: cursor.column(places, 3)?,
            population: cursor.column(places, 4)?,
            region: cursor.column(places, 2)?,
            zone: cursor.column(places, 2)?,
            name: cursor.column(places + 1, 3)?,
            names: passed(&mut cursor, letters)?.start,
            index: Index {
                blocks: cursor.column(blocks, 3)?,
                keys: passed(&mut cursor, keys)?,
            },
            bytes,
        })
    }

    /// Every place a key stands for.
    #[must_use]
    pub fn called(&self, key: &str) -> Vec<Called> {
        let called = self.index.called(&self.bytes, key.as_bytes());
        called.unwrap_or_default()
    }

    /// The regions of a country, by its ISO 3166-1 alpha-2 code; none of
    /// another.
    #[must_use]
    pub fn country(&self, code: &str) -> Range<RegionId> {
        self.country_number(code).map_or(0..0, |number| {
            self.countries[number]..self.countries[number + 1]
        })
    }

    /// A region, by its country's code and its own of GeoNames.
    #[must_use]
    pub fn region(&self, country: &str, code: &str) -> Option<RegionId> {
        let mut regions = self.country(country);
        regions.find(|region| self.region_code(*region) == Some((country, code)))
    }

    fn country_number(&self, code: &str) -> Option<usize> {
        let countries = self.countries.split_last()?.1;
        let country = |region: &RegionId| self.region_code(*region).map(|codes| codes.0);
        countries.binary_search_by_key(&Some(code), country).ok()
    }

    fn region_code(&self, region: RegionId) -> Option<(&str, &str)> {
        code_of(&self.bytes, &self.regions, region as usize)
    }

    /// The middle of a region's people.
    #[must_use]
    pub fn region_centre(&self, region: RegionId) -> Option<Point> {
        self.centre(self.countries.len() - 1 + region as usize)
    }

    /// The middle of a country's people, by its code.
    #[must_use]
    pub fn country_centre(&self, code: &str) -> Option<Point> {
        self.centre(self.country_number(code)?)
    }

    fn centre(&self, number: usize) -> Option<Point> {
        let mut cursor = Cursor {
            bytes: &self.bytes,
            at: self.centres + number * POINT,
        };
        Some((degrees(cursor.u24()?), degrees(cursor.u24()?)))
    }

    /// Where a place is.
    #[must_use]
    pub fn point(&self, place: PlaceId) -> Option<Point> {
        let latitude = self.number(self.latitude, place)?;
        let longitude = self.number(self.longitude, place)?;
        Some((degrees(latitude), degrees(longitude)))
    }

    /// How many people live there; 0 where GeoNames does not know.
    #[must_use]
    pub fn population(&self, place: PlaceId) -> u32 {
        self.number(self.population, place).unwrap_or(0)
    }

    /// The region a place is in.
    #[must_use]
    pub fn region_of(&self, place: PlaceId) -> Option<RegionId> {
        self.number(self.region, place)
    }

    /// The codes of a place's country and region; the latter may be empty.
    #[must_use]
    pub fn codes(&self, place: PlaceId) -> Option<(&str, &str)> {
        self.region_code(self.region_of(place)?)
    }

    /// The zone a place keeps.
    #[must_use]
    pub fn zone(&self, place: PlaceId) -> Option<Tz> {
        let zone = self.number(self.zone, place)?;
        *self.zones.get(zone as usize)?
    }

    /// A place's name as people write it.
    #[must_use]
    pub fn name(&self, place: PlaceId) -> Option<&str> {
        let start = self.names + self.number(self.name, place)? as usize;
        let end = self.names + self.number(self.name, place + 1)? as usize;
        str::from_utf8(self.bytes.get(start..end)?).ok()
    }

    fn number(&self, column: Column, row: u32) -> Option<u32> {
        column.get(&self.bytes, row as usize)
    }
}

/// What tests ask of the whole table.
#[cfg(test)]
impl Atlas {
    /// The table anew, to see what reading it takes.
    pub fn read() -> Option<Self> {
        Self::unpack(PACKED)
    }

    /// How many places there are.
    pub fn places(&self) -> u32 {
        u32::try_from(self.population.rows()).unwrap_or(u32::MAX)
    }

    /// How many bytes it takes in memory.
    pub fn size(&self) -> usize {
        self.bytes.capacity()
            + size_of_val(&*self.zones)
            + size_of_val(&*self.regions)
            + size_of_val(&*self.countries)
    }
}

fn passed(cursor: &mut Cursor<'_>, count: usize) -> Option<Range<usize>> {
    let start = cursor.at;
    cursor.take(count)?;
    Some(start..cursor.at)
}

fn zones_of(bytes: &[u8], lines: &[usize]) -> Vec<Option<Tz>> {
    (0..lines.len() - 1)
        .map(|number| line(bytes, lines, number)?.parse().ok())
        .collect()
}

fn countries_of(bytes: &[u8], regions: &[usize]) -> Vec<RegionId> {
    let mut countries = Vec::new();
    let mut before = None;
    for number in 0..regions.len() {
        // Behind the last region there is no country: its end.
        let country = code_of(bytes, regions, number).map(|codes| codes.0);
        if country != before || countries.is_empty() {
            countries.extend(RegionId::try_from(number));
            before = country;
        }
    }
    countries
}

fn code_of<'a>(bytes: &'a [u8], regions: &[usize], number: usize) -> Option<(&'a str, &'a str)> {
    line(bytes, regions, number)?.split_once('.')
}

fn line<'a>(bytes: &'a [u8], lines: &[usize], number: usize) -> Option<&'a str> {
    let (start, next) = (*lines.get(number)?, *lines.get(number + 1)?);
    str::from_utf8(bytes.get(start..next.checked_sub(1)?)?).ok()
}

/// Degrees of a stored number, whose 24 bits have a sign.
fn degrees(stored: u32) -> f64 {
    f64::from((stored << 8).cast_signed() >> 8) / PER_DEGREE
}
