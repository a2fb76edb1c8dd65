//! Where is it getting worse?

use super::super::{Look, Read};
use super::{Drawing, Named};
use crate::views::map;
use doorstep::performance::{Dimension, Tally, finding};
use doorstep::view::chart::{self, ChartView, Lanes, Picture, Point, Region, Regions, Row};

/// So many lanes have room from either end.
const ENDS: usize = 12;

impl Look<'_> {
    /// Destinations over a map.
    pub(in super::super) fn regions(&self, read: &Read) -> ChartView {
        let measure = self.asked.measure;
        let by = [Dimension::Destination];
        let all = self.largest(&read.destinations, &by, |tally| measure.of(tally).1);
        let tallies: Vec<Tally> = all.iter().map(|named| named.tally.clone()).collect();
        let codes: Vec<String> = all.iter().map(|named| code(named)).collect();
        let places: Vec<(&str, Option<&str>)> = codes.iter().map(|code| place(code)).collect();
        let drawn = map::regions(&places);
        let regions = all.iter().zip(drawn.places).map(|(named, at)| Region {
            point: Point {
                label: named.name.clone(),
                figure: self.on_time_of(named.tally, Some(named.late_link())),
            },
            at,
        });
        let regions = regions.collect();
        self.chart(Drawing {
            name: "regions",
            finding: finding::worst(&tallies, measure),
            names: all.iter().map(|named| named.name.clone()).collect(),
            note: None,
            n: super::due(&tallies, measure),
            picture: Picture::Regions(Regions {
                over: self
                    .texts
                    .dimension_label(Dimension::Destination)
                    .to_owned(),
                measure: self.share_on_time(),
                map: drawn.picture,
                regions,
            }),
        })
    }

    /// Origins against destinations.
    pub(in super::super) fn lanes(&self, read: &Read) -> ChartView {
        let measure = self.asked.measure;
        let due = |tally: &Tally| measure.of(tally).1;
        let ends = |place: usize| {
            let mut found: std::collections::BTreeMap<&str, i64> = Default::default();
            for (values, tally) in &read.lanes {
                let value = values.get(place).map_or("", String::as_str);
                *found.entry(value).or_default() += due(tally);
            }
            let mut most: Vec<(&str, i64)> = found.into_iter().filter(|(_, n)| *n > 0).collect();
            most.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
            most.truncate(ENDS);
            most.into_iter().map(|(value, _)| value).collect::<Vec<_>>()
        };
        let (origins, destinations) = (ends(0), ends(1));
        let by = [Dimension::Origin, Dimension::Destination];
        let mut lanes: Vec<(String, Tally)> = Vec::new();
        let rows = origins.iter().map(|origin| Row {
            label: self.name(Dimension::Origin, origin),
            figures: destinations
                .iter()
                .map(|destination| {
                    let values = vec![(*origin).to_owned(), (*destination).to_owned()];
                    let Some(tally) = read.lanes.get(&values) else {
                        return chart::Figure::default();
                    };
                    let to = self.name(Dimension::Destination, destination);
                    let lane = self
                        .texts
                        .chart_lane(&self.name(Dimension::Origin, origin), &to);
                    lanes.push((lane, tally.clone()));
                    let asked = by
                        .iter()
                        .zip(&values)
                        .fold(self.asked.clone(), |asked, (by, value)| {
                            asked.and(*by, value)
                        });
                    let named = Named {
                        name: String::new(),
                        asked,
                        tally,
                    };
                    self.on_time_of(tally, Some(named.late_link()))
                })
                .collect(),
        });
        let rows: Vec<Row> = rows.collect();
        let (names, tallies): (Vec<String>, Vec<Tally>) = lanes.into_iter().unzip();
        self.chart(Drawing {
            name: "lanes",
            finding: finding::worst(&tallies, measure),
            names,
            note: None,
            n: super::due(&tallies, measure),
            picture: Picture::Lanes(Lanes {
                measure: self.share_on_time(),
                destinations: destinations
                    .iter()
                    .map(|value| self.name(Dimension::Destination, value))
                    .collect(),
                origins: rows,
            }),
        })
    }

    /// By whatever is chosen.
    pub(in super::super) fn told_apart(&self, read: &Read) -> ChartView {
        let by = self.asked.by;
        self.bars_on_time("apart", by, &read.apart, &[by])
    }
}

/// The code of a destination, which is its value.
fn code(named: &Named<'_>) -> String {
    let mut with = named.asked.with.iter();
    let found = with.find(|(by, _)| *by == Dimension::Destination);
    found.map_or_else(String::new, |(_, value)| value.clone())
}

/// "US-KY" as a country and its region.
fn place(code: &str) -> (&str, Option<&str>) {
    match code.split_once('-') {
        Some((country, region)) => (country, Some(region)),
        None => (code, None),
    }
}
